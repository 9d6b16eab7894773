// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/dataset_io.h"

#include "core/base/error.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

std::string to_string(Format format) {
    switch (format) {
        case Format::kCoco:
            return "coco";
        case Format::kVoc:
            return "voc";
        case Format::kYolo:
            return "yolo";
    }
    return "coco";
}

Format parse_format(const std::string& text) {
    for (const Format format : {Format::kCoco, Format::kVoc, Format::kYolo}) {
        if (text == to_string(format)) {
            return format;
        }
    }
    throw UsageError("There is no dataset format \"" + text + "\" here; use coco, voc or yolo.");
}

ReadResult open_dataset(Format format, const fs::path& path, const fs::path& images, const VocOptions& voc) {
    return open_dataset(find_format(to_string(format)), path, {images, voc});
}

ReadResult open_dataset(const DatasetFormat& format, const fs::path& path, const ReadOptions& options) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset at " + path.string() + ".");
    }
    return format.read(path, options);
}

void write_dataset(Format format, const Dataset& dataset, const ImageSource& source, const fs::path& out,
                   const VocOptions& voc, std::stop_token stop, const ProgressSink& progress) {
    find_format(to_string(format)).write({dataset, source, out, voc, std::move(stop), progress});
}

}  // namespace destudio::dataset
