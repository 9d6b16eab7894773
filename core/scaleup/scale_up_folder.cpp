// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/scale_up_folder.h"

#include <charconv>
#include <fstream>
#include <functional>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_read.h"
#include "core/base/output_folder.h"
#include "core/base/temporary_path.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/text/raw_json.h"
#include "core/engine/recipe/variant_annotations.h"
#include "core/scaleup/item_log.h"

namespace destudio::scaleup {

namespace fs = std::filesystem;

namespace {

/// As append_variant() describes a variant, but with the recipe as text.
void add_variant(dataset::CocoBuilder& coco, std::int64_t id, const ItemRecord& record, double threshold) {
    dataset::Image image;
    image.id = id;
    image.file_name = record.file_name;
    image.size = record.size;
    image.caption = record.prompt;
    const std::string gate = record.gate ? R"(,"gate":")" + to_string(record.gate->verdict) + "\"" : "";
    dataset::append_ascii_json(image.extra,
                               R"("attributes":{"recipe":)" + record.recipe + R"(,"state":"new")" + gate + "},");
    image.extra += synthetic_members(record.reference, recipe_of(record).reference_hash, record.recipe);
    coco.add(image);
    dataset::Annotation annotation;
    annotation.image_id = id;
    annotation.extra = R"("attributes":{"origin":"detected","state":"new"})";
    for (const auto& detection : record.detections) {
        if (detection.score >= threshold) {
            annotation.class_index = detection.class_index;
            annotation.box = detection.box;
            annotation.outline = dataset::outline_json(detection.outline);
            annotation.score = detection.score;
            coco.add(annotation);
        }
    }
}

/// Written piece by piece, so that a large file is never held as a whole.
void write_stream_atomically(const fs::path& file, const std::function<void(std::ostream&)>& write) {
    replace_file_atomically(file, [&](const fs::path& temporary) {
        std::ofstream out(temporary, std::ios::binary);
        write(out);
        out.close();
        if (!out) {
            throw IoError("Cannot write " + file.string() +
                          ". Check that the folder is writable and the disk has room.");
        }
    });
}

/// The number in front of a picture's name, or -1.
std::int64_t index_in_name(const fs::path& file) {
    const std::string name = file.filename().string();
    std::int64_t index = -1;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    return error == std::errc{} && end != name.data() + name.size() && *end == '_' ? index : -1;
}

}  // namespace

void sweep_pictures(const ScaleUpFolder& folder, std::int64_t last) {
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(folder.images(), ec)) {
        if (const auto index = index_in_name(entry.path()); index > last) {
            std::error_code ignored;
            fs::remove(entry.path(), ignored);
        }
    }
    remove_leftovers(folder.root, false);
    remove_leftovers(folder.images(), false);
}

void claim_folder(const ScaleUpFolder& folder, const Manifest& manifest) {
    const std::string name = folder.root.string();
    std::error_code ec;
    if (fs::exists(folder.manifest(), ec)) {
        const Manifest there = read_manifest(folder.manifest());
        const bool quota = json_value<std::string>(manifest.settings, "selection", {}) == to_string(Selection::kQuota);
        std::string other = difference(there, manifest, quota);
        if (other.empty() && !(there.shard == manifest.shard)) {
            other = "shard " + std::to_string(manifest.shard.index) + "/" + std::to_string(manifest.shard.count) +
                    " instead of " + std::to_string(there.shard.index) + "/" + std::to_string(there.shard.count);
        }
        if (!other.empty()) {
            throw UsageError(name + " belongs to another scale-up (" + other +
                             "). Give the settings it was begun with, or take another folder.");
        }
    } else if (!is_unused_folder(folder.root)) {
        throw UsageError(name + " is not empty and no scale-up was begun in it. Take a new folder.");
    }
    if (fs::is_symlink(folder.images(), ec)) {
        throw UsageError(folder.images().string() + " is a link, so the pictures would leave " + name +
                         ". Take a new folder.");
    }
    const std::string text = to_text(manifest);
    if (!fs::exists(folder.manifest(), ec) || read_file(folder.manifest()) != text) {
        write_file_atomically(folder.manifest(), text);
    }
    fs::create_directories(folder.images(), ec);
    if (ec) {
        throw IoError("Cannot make the folder " + folder.images().string() + ": " + ec.message() + ".");
    }
}

void write_index(const ScaleUpFolder& folder, const Manifest& manifest, const CountsFile& counts) {
    dataset::Dataset frame;
    frame.classes = manifest.classes;
    frame.class_ids = manifest.category_ids;
    frame.info = {{"description", "Variants made by " + manifest.bundle_name},
                  {"contributor", "DiffusionEngine Studio"}};
    dataset::CocoBuilder coco(frame);
    const double threshold = manifest.rules().threshold;
    const auto fill = [&](std::ostream& recipes) {
        std::int64_t id = 0;
        ItemReader items(folder.items());
        while (const auto record = items.next()) {
            if (record->verdict == Verdict::kKept) {
                add_variant(coco, ++id, *record, threshold);
                recipes << recipe_line("images/" + record->file_name, record->recipe);
            }
        }
    };
    // The recipes first: annotations.json is what makes a picture part of the dataset.
    write_stream_atomically(folder.recipes(), fill);
    write_stream_atomically(folder.annotations(), [&coco](std::ostream& out) { coco.write(out); });
    write_file_atomically(folder.counts(), to_text(counts, manifest));
}

}  // namespace destudio::scaleup
