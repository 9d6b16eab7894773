// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/reference_list.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "core/base/error.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/model/split_use.h"
#include "core/dataset/operations/usable_images.h"
#include "core/engine/model/sample_sets.h"
#include "core/image/image_io.h"

namespace destudio::cli {

namespace fs = std::filesystem;

namespace {

std::vector<ReferenceInput> read_coco_references(const fs::path& file, const fs::path& images,
                                                 const std::string& split) {
    auto read = dataset::open_dataset(dataset::find_format("coco"), file, {images, {}});
    for (const auto& issue : read.issues) {
        spdlog::warn("{}: {}", issue.where, issue.what);
    }
    for (const auto& issue : dataset::leave_out_unusable(read, false)) {
        spdlog::warn("{}: {}", issue.where, issue.what);
    }
    const auto chosen = dataset::images_for(read.dataset, dataset::SplitUse::kRedraw,
                                            dataset::parse_splits(split, "--split"), file.string());
    const std::string others = dataset::counted_others(read.dataset, chosen);
    spdlog::info("{}: {} to redraw{}", file.string(), dataset::counted_splits(read.dataset, chosen),
                 others.empty() ? "" : "; not used: " + others);
    if (!others.empty()) {
        read.dataset = dataset::only_images(read.dataset, chosen);
    }
    std::map<std::int64_t, std::vector<std::pair<std::string, Box>>> boxes;
    for (const auto& annotation : read.dataset.annotations) {
        if (!annotation.ignore) {
            boxes[annotation.image_id].emplace_back(
                read.dataset.classes.at(static_cast<std::size_t>(annotation.class_index)), annotation.box);
        }
    }
    std::vector<ReferenceInput> references;
    for (const auto& image : read.dataset.images) {
        references.push_back({read.image_folder / image.file_name, image.caption, boxes[image.id]});
    }
    if (references.empty()) {
        throw FormatError(file.string() + " names no image.");
    }
    return references;
}

}  // namespace

std::vector<std::string> ReferenceInput::class_names() const {
    std::vector<std::string> names;
    names.reserve(boxes.size());
    for (const auto& box : boxes) {
        names.push_back(box.first);
    }
    return names;
}

std::vector<ReferenceInput> list_references(const std::vector<fs::path>& references, const fs::path& images,
                                            const std::string& split) {
    std::vector<ReferenceInput> list;
    std::error_code ec;
    for (const auto& path : references) {
        if (fs::is_directory(path, ec)) {
            throw UsageError(path.string() + " is a folder; --reference takes an image or a COCO file.");
        }
        if (path.extension() == ".json") {
            auto more = read_coco_references(path, images, split);
            std::move(more.begin(), more.end(), std::back_inserter(list));
        } else {
            peek_image_size(path);
            list.push_back({path, {}, {}});
        }
    }
    return list;
}

std::vector<ReferenceInput> list_sample(int count, const fs::path& bundle) {
    auto list = read_coco_references(sample_folder(bundle) / "annotations.json", {}, {});
    list.resize(std::min(list.size(), static_cast<std::size_t>(count)));
    return list;
}

}  // namespace destudio::cli
