// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/formats/yolo/yolo_format.h"
#include "core/dataset/images/export_names.h"
#include "core/dataset/images/image_export.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/staged_folder.h"
#include "core/dataset/text/yaml_document.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr int kYoloDigits = 9;  // finer than 0.01 pixel in any picture, and as fine as 32-bit readers go

double to_unit(double value) {
    return std::clamp(value, 0.0, 1.0);
}

// Where one object has an outline all are written so: in a file with both, loaders take a box for an outline of two
// points.
std::string outline_line(const Annotation& annotation, Size size) {
    const Box box = clamped(annotation.box, size);
    Ring ring = joined_ring(rings_of(annotation));
    if (ring.empty()) {
        ring = {{box.x1, box.y1}, {box.x2, box.y1}, {box.x2, box.y2}, {box.x1, box.y2}};
    }
    // Three corners look like a box with score and id, and every further third one like points of a pose.
    if (ring.size() == 3 || ring.size() % 3 == 2) {
        ring.push_back(ring.back());
    }
    std::string line = std::to_string(annotation.class_index);
    for (const Corner& corner : ring) {
        for (const double value : {corner.x / size.width, corner.y / size.height}) {
            line += ' ';
            append_decimal(line, to_unit(value), kYoloDigits);
        }
    }
    return line + "\n";
}

std::string label_line(const Annotation& annotation, Size size) {
    const Box box = clamped(annotation.box, size);
    std::string line = std::to_string(annotation.class_index);
    for (const double value : {(box.x1 + box.x2) / 2 / size.width, (box.y1 + box.y2) / 2 / size.height,
                               box.width() / size.width, box.height() / size.height}) {
        line += ' ';
        append_decimal(line, to_unit(value), kYoloDigits);
    }
    return line + "\n";
}

// Loaders take every picture in the folder, and one without labels for background.
void refuse_strangers(const StagedFolder& staged, const fs::path& out, const std::set<std::string>& exported) {
    std::error_code ec;
    const fs::path folder = out / "images";
    if (!fs::is_directory(folder, ec)) {
        return;
    }
    const StagedFolder::Claim claim = staged.claim();
    for (const auto& entry : fs::recursive_directory_iterator(folder, ec)) {
        if (entry.is_regular_file(ec) && has_image_extension(entry.path()) &&
            !exported.contains(entry.path().lexically_relative(folder).generic_string()) &&
            !claim.knows(entry.path().lexically_relative(out))) {
            throw UsageError(folder.string() + " already holds other pictures, for example " +
                             entry.path().filename().string() + ". Choose an empty folder.");
        }
    }
}

std::string data_yaml(const Dataset& dataset, const std::map<std::string, std::string>& lists) {
    // Loaders insist on both; where one is missing the other stands for it, and the reader goes by the list's name.
    const std::string any = lists.empty() ? "images" : lists.begin()->first + ".txt";
    const std::string train = lists.contains("train") ? "train.txt" : lists.contains("val") ? "val.txt" : any;
    std::string out = "train: " + train + "\n";
    out += "val: " + (lists.contains("val") ? "val.txt" : train) + "\n";
    if (lists.contains("test")) {
        out += "test: test.txt\n";
    }
    out += "names:\n";
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        out += "  " + std::to_string(i) + ": " + yaml_scalar(dataset.classes[i]) + "\n";
    }
    return out;
}

}  // namespace

void write_yolo(const Dataset& dataset, const ImageSource& source, const fs::path& out, std::stop_token stop,
                const ProgressSink& progress) {
    if (dataset.classes.empty()) {
        throw UsageError("A YOLO dataset needs at least one class; loaders refuse one without.");
    }
    StagedFolder staged(out);
    fs::create_directories(staged.path() / "images");
    fs::create_directories(staged.path() / "labels");
    const auto by_image = annotations_by_image(dataset);
    const bool has_splits = std::any_of(dataset.images.begin(), dataset.images.end(),
                                        [](const Image& image) { return !image.split.empty(); });
    const bool has_outlines = std::any_of(dataset.annotations.begin(), dataset.annotations.end(),
                                          [](const Annotation& a) { return !a.outline.empty() && !a.ignore; });
    std::map<std::string, std::string> lists;
    std::set<std::string> exported;
    const auto names = export_names(dataset.images, NameStyle::kKeepFolders);
    for (std::size_t i = 0; i < names.size(); ++i) {
        throw_if_stopped(stop);
        const Image& image = dataset.images[i];
        const auto extension = place_image(source, image, staged.path() / "images" / names[i]);
        exported.insert(names[i] + extension);
        std::string lines;
        for (const std::size_t position : by_image[i]) {
            const Annotation& annotation = dataset.annotations[position];
            if (!annotation.ignore) {
                lines += has_outlines ? outline_line(annotation, image.size) : label_line(annotation, image.size);
            }
        }
        // Where loaders look for it, also when a folder of the name is called "images" itself.
        write_file_atomically(staged.path() / yolo_label_file(fs::path("images") / (names[i] + extension)), lines);
        if (has_splits) {
            const bool known = image.split == "val" || image.split == "test";
            lists[known ? image.split : "train"] += "./images/" + names[i] + extension + "\n";
        }
        tell_progress(progress, i + 1, names.size());
    }
    std::vector<fs::path> last;
    for (const auto& [split, lines] : lists) {
        write_file_atomically(staged.path() / (split + ".txt"), lines);
        last.emplace_back(split + ".txt");
    }
    write_file_atomically(staged.path() / "data.yaml", data_yaml(dataset, lists));
    last.emplace_back("data.yaml");
    refuse_strangers(staged, out, exported);
    throw_if_stopped(stop);
    staged.commit(last);
}

}  // namespace destudio::dataset
