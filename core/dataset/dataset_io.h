// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/dataset/image_source.h"
#include "core/dataset/voc_format.h"

namespace destudio::dataset {

enum class Format { kCoco, kVoc, kYolo };

/// "coco", "voc", "yolo". The parser throws UsageError for other words.
std::string to_string(Format format);
Format parse_format(const std::string& text);

/// Opens a dataset folder as exports leave it, or its annotation file. Images of a COCO file are looked for in
/// `images`, else in the folder images beside the file, else beside the file; ReadResult::image_folder says where.
/// @throws IoError, FormatError
ReadResult open_dataset(Format format, const std::filesystem::path& path, const std::filesystem::path& images = {},
                        const VocOptions& voc = {});

/// write_coco, write_voc or write_yolo. @throws as those do
void write_dataset(Format format, const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                   const VocOptions& voc = {}, std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset
