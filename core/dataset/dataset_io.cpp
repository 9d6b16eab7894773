// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/dataset_io.h"

#include "core/base/error.h"
#include "core/dataset/coco_format.h"
#include "core/dataset/yolo_format.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

fs::path coco_file(const fs::path& path) {
    std::error_code ec;
    if (!fs::is_directory(path, ec)) {
        return path;
    }
    if (fs::is_regular_file(path / "annotations.json", ec)) {
        return path / "annotations.json";
    }
    throw IoError("There is no annotations.json in " + path.string() + ". Name the annotation file itself.");
}

}  // namespace

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
    throw UsageError("There is no dataset format \"" + text + "\"; use coco, voc or yolo.");
}

ReadResult open_dataset(Format format, const fs::path& path, const fs::path& images, const VocOptions& voc) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset at " + path.string() + ".");
    }
    ReadResult opened;
    switch (format) {
        case Format::kCoco:
            opened = read_coco(coco_file(path));
            break;
        case Format::kVoc:
            opened = read_voc(path, voc);
            break;
        case Format::kYolo:
            opened = read_yolo(path);
            break;
    }
    if (!images.empty()) {
        opened.image_folder = images;
    }
    return opened;
}

void write_dataset(Format format, const Dataset& dataset, const ImageSource& source, const fs::path& out,
                   const VocOptions& voc, std::stop_token stop, const ProgressSink& progress) {
    switch (format) {
        case Format::kCoco:
            write_coco(dataset, source, out, {}, stop, progress);
            return;
        case Format::kVoc:
            write_voc(dataset, source, out, voc, stop, progress);
            return;
        case Format::kYolo:
            write_yolo(dataset, source, out, stop, progress);
            return;
    }
}

}  // namespace destudio::dataset
