// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/dataset_io.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/base/error.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// The same picture twice is a twin to train on, and one of the two entries may lack the other's boxes.
void report_twins(ReadResult& result) {
    std::unordered_map<std::string_view, std::int64_t> first;
    first.reserve(result.dataset.images.size());
    for (const Image& image : result.dataset.images) {
        const auto [known, is_new] = first.emplace(image.file_name, image.id);
        if (!is_new) {
            report(result.issues, {image.file_name,
                                   "The picture is listed twice, as images " + std::to_string(known->second) + " and " +
                                       std::to_string(image.id) + ".",
                                   Severity::kWarning});
        }
    }
}

// Two classes of one name become one: no format but YOLO can hold both, and nobody means both.
void join_twin_classes(ReadResult& result) {
    Dataset& dataset = result.dataset;
    std::unordered_map<std::string, int> first;
    std::vector<int> new_index;
    std::vector<std::string> classes;
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        const auto [known, is_new] = first.emplace(dataset.classes[i], static_cast<int>(classes.size()));
        new_index.push_back(known->second);
        if (!is_new) {
            report(result.issues, {"",
                                   "The class \"" + dataset.classes[i] + "\" is listed twice, as number " +
                                       std::to_string(std::find(new_index.begin(), new_index.end(), known->second) -
                                                      new_index.begin()) +
                                       " and " + std::to_string(i) + "; both became one class.",
                                   Severity::kWarning, "Give one of them another name, or use one number."});
            continue;
        }
        classes.push_back(dataset.classes[i]);
        if (i < dataset.class_ids.size()) {
            ids.push_back(dataset.class_ids[i]);
        }
    }
    if (classes.size() == dataset.classes.size()) {
        return;
    }
    dataset.classes = std::move(classes);
    dataset.class_ids = std::move(ids);
    for (Annotation& annotation : dataset.annotations) {
        annotation.class_index = new_index.at(static_cast<std::size_t>(annotation.class_index));
    }
}

// Boxes as fractions of the picture are a common mistake of people who write such files themselves.
void report_fractions(ReadResult& result) {
    const auto& annotations = result.dataset.annotations;
    constexpr double kMax = 1.001;
    const bool within_a_pixel = std::all_of(annotations.begin(), annotations.end(), [](const Annotation& annotation) {
        return annotation.box.x2 <= kMax && annotation.box.y2 <= kMax;
    });
    const bool larger = std::any_of(result.dataset.images.begin(), result.dataset.images.end(),
                                    [](const Image& image) { return image.size.width > 1 || image.size.height > 1; });
    if (!annotations.empty() && within_a_pixel && larger) {
        report(result.issues, {"",
                               std::string(annotations.size() == 1 ? "The only box lies" : "All boxes lie") +
                                   " within the first pixel of the picture. They look like fractions of width and "
                                   "height, where pixels are meant.",
                               Severity::kError, "Multiply them by the size of their picture."});
    }
}

}  // namespace

ReadResult open_dataset(const DatasetFormat& format, const fs::path& path, const ReadOptions& options) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset at " + path.string() + ".");
    }
    ReadResult result = format.read(path, options);
    settle_claims(result);
    report_twins(result);
    join_twin_classes(result);
    report_fractions(result);
    return result;
}

}  // namespace destudio::dataset
