// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

// Short cuts for the three formats that loaders take directly; find_format() knows all of them.

enum class Format { kCoco, kVoc, kYolo };

/// "coco", "voc", "yolo". The parser throws UsageError for other words.
std::string to_string(Format format);
Format parse_format(const std::string& text);

/// Opens a dataset folder as exports leave it, or its annotation file. Images of a COCO file are looked for in
/// `images`, else in the folder images beside the file, else beside the file; ReadResult::image_folder says where.
/// @throws IoError, FormatError
ReadResult open_dataset(Format format, const std::filesystem::path& path, const std::filesystem::path& images = {},
                        const VocOptions& voc = {});

/// The same for any format. @throws IoError when there is nothing at `path`, and what the format throws
ReadResult open_dataset(const DatasetFormat& format, const std::filesystem::path& path,
                        const ReadOptions& options = {});

/// write_coco, write_voc or write_yolo. @throws as those do
void write_dataset(Format format, const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                   const VocOptions& voc = {}, std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset
