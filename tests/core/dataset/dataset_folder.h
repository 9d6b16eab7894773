// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/dataset/io/dataset_io.h"
#include "core/image/image_io.h"

namespace destudio::dataset::test {

/// A folder in which a test puts a small dataset together.
class DatasetFolder {
public:
    std::filesystem::path root() const { return m_folder.path().toStdString(); }

    void put(const std::filesystem::path& name, std::string_view text) const {
        write_file_atomically(root() / name, text);
    }
    /// A grey picture; the extension of `name` does not decide, it is a PNG.
    void picture(const std::filesystem::path& name, int width = 100, int height = 100) const {
        save_png(root() / name, cv::Mat(height, width, CV_8UC3, cv::Scalar(90, 90, 90)));
    }
    ReadResult read(const char* format, const std::filesystem::path& below = {}) const {
        return open_dataset(find_format(format), root() / below);
    }

private:
    QTemporaryDir m_folder;
};

/// Whether one of the messages, problems or things that are not kept, has `part` in it.
inline bool tells(const ReadResult& read, std::string_view part) {
    const auto has = [part](const Issue& issue) {
        return issue.what.find(part) != std::string::npos || issue.where.find(part) != std::string::npos;
    };
    return std::any_of(read.issues.begin(), read.issues.end(), has) ||
           std::any_of(read.not_kept.begin(), read.not_kept.end(), has);
}

/// The image called `name`; the test fails where there is none.
inline const Image& image_named(const ReadResult& read, std::string_view name) {
    const auto& images = read.dataset.images;
    const auto found =
        std::find_if(images.begin(), images.end(), [name](const Image& i) { return i.file_name == name; });
    if (found == images.end()) {
        throw std::runtime_error("There is no image " + std::string(name));
    }
    return *found;
}

/// "cat 10,10,30,30; dog …" of an image, in the order of the file.
inline std::string boxes_of(const ReadResult& read, const Image& image) {
    std::string out;
    for (const Annotation& annotation : read.dataset.annotations) {
        if (annotation.image_id == image.id) {
            const Box& b = annotation.box;
            const auto side = [](double value) { return std::to_string(std::lround(value)); };
            out += (out.empty() ? "" : "; ") +
                   read.dataset.classes.at(static_cast<std::size_t>(annotation.class_index)) + " " + side(b.x1) + "," +
                   side(b.y1) + "," + side(b.x2) + "," + side(b.y2);
        }
    }
    return out;
}

}  // namespace destudio::dataset::test
