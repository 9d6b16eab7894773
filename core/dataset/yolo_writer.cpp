// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/export_names.h"
#include "core/dataset/staged_folder.h"
#include "core/dataset/yolo_format.h"
#include "core/dataset/yolo_yaml.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string label_line(const Annotation& annotation, Size size) {
    const Box box = clamped(annotation.box, size);
    const auto unit = [](double value) { return std::clamp(value, 0.0, 1.0); };
    char line[128];
    std::snprintf(line, sizeof(line), "%d %.6f %.6f %.6f %.6f\n", annotation.class_index,
                  unit((box.x1 + box.x2) / 2 / size.width), unit((box.y1 + box.y2) / 2 / size.height),
                  unit(box.width() / size.width), unit(box.height() / size.height));
    // The C library may use the locale's decimal comma.
    std::string text = line;
    std::replace(text.begin(), text.end(), ',', '.');
    return text;
}

// Loaders take every picture in the folder, and one without labels for background.
void refuse_strangers(const fs::path& out, const std::set<std::string>& exported) {
    std::error_code ec;
    const fs::path folder = out / "images";
    if (!fs::is_directory(folder, ec)) {
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder, ec)) {
        if (entry.is_regular_file(ec) && !exported.contains(entry.path().lexically_relative(folder).generic_string())) {
            throw UsageError(folder.string() + " already holds other pictures, for example " +
                             entry.path().filename().string() + ". Choose an empty folder.");
        }
    }
}

std::string data_yaml(const Dataset& dataset, const std::map<std::string, std::string>& lists) {
    const auto where = [&](const char* split, const char* otherwise) {
        return lists.contains(split) ? std::string(split) + ".txt" : std::string(otherwise);
    };
    std::string out = "train: " + where("train", lists.empty() ? "images" : "val.txt") + "\n";
    // Loaders insist on a validation set; without one it is the training set.
    out += "val: " + where("val", lists.empty() ? "images" : "train.txt") + "\n";
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
    StagedFolder staged(out);
    fs::create_directories(staged.path() / "images");
    fs::create_directories(staged.path() / "labels");
    std::map<std::int64_t, std::vector<const Annotation*>> by_image;
    for (const Annotation& annotation : dataset.annotations) {
        by_image[annotation.image_id].push_back(&annotation);
    }
    const bool has_splits = std::any_of(dataset.images.begin(), dataset.images.end(),
                                        [](const Image& image) { return !image.split.empty(); });
    std::map<std::string, std::string> lists;
    std::set<std::string> exported;
    const auto names = export_names(dataset.images, NameStyle::kKeepFolders);
    for (std::size_t i = 0; i < names.size(); ++i) {
        throw_if_stopped(stop);
        const Image& image = dataset.images[i];
        const auto extension = place_image(source, image, staged.path() / "images" / names[i]);
        exported.insert(names[i] + extension);
        std::string lines;
        for (const Annotation* annotation : by_image[image.id]) {
            if (!annotation->ignore) {
                lines += label_line(*annotation, image.size);
            }
        }
        write_file_atomically(staged.path() / "labels" / (names[i] + ".txt"), lines);
        if (has_splits) {
            const bool known = image.split == "val" || image.split == "test";
            lists[known ? image.split : "train"] += "./images/" + names[i] + extension + "\n";
        }
        if (progress) {
            progress({"export", static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(names.size())});
        }
    }
    std::vector<fs::path> last;
    for (const auto& [split, lines] : lists) {
        write_file_atomically(staged.path() / (split + ".txt"), lines);
        last.emplace_back(split + ".txt");
    }
    write_file_atomically(staged.path() / "data.yaml", data_yaml(dataset, lists));
    last.emplace_back("data.yaml");
    refuse_strangers(out, exported);
    throw_if_stopped(stop);
    staged.commit(last);
}

}  // namespace destudio::dataset
