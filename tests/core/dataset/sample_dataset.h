// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <string>

#include "core/base/error.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"
#include "tests/support/error_of.h"

namespace destudio::dataset::test {

/// Three images, one of them checked and empty, with names, classes and captions that writers have to take care of.
inline Dataset sample_dataset() {
    Dataset dataset;
    dataset.classes = {"cat", "Straßenbahn \"1\"", "no"};
    dataset.images = {{1, "a/Größe 1.png", {60, 40}, "Zwei Katzen 🐈", true, "train"},
                      {2, "b.jpg", {31, 20}, "", true, "val"},
                      {7, "a/Größe_1.png", {10, 10}, "", false, "train"}};
    Annotation first{1, 0, {0, 0, 60, 40}, false, 0.875, {{"state", "edited"}}};
    Annotation second{1, 1, {10.12345, 5.5, 20.98765, 30.25}, true, {}, nlohmann::json::object()};
    Annotation third{7, 2, {9.4, 9.4, 9.6, 10}, false, {}, nlohmann::json::object()};
    dataset.annotations = {first, second, third};
    return dataset;
}

/// Pixels made up for an image.
inline ImageSource painted() {
    ImageSource source;
    source.pixels = [](const Image& image) {
        return cv::Mat(image.size.height, image.size.width, CV_8UC3, cv::Scalar(20.0 * double(image.id), 100, 50));
    };
    return source;
}

/// Number of files and folders below a folder; 0 when it does not exist.
inline std::size_t count_entries(const std::filesystem::path& folder) {
    std::error_code ec;
    std::size_t count = 0;
    for (std::filesystem::recursive_directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        ++count;
    }
    return count;
}

using destudio::test::error_of;

}  // namespace destudio::dataset::test
