// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/voc_options.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Reads a folder that holds Annotations/*.xml (VOCdevkit, VOCdevkit/VOC2012 or the folder above are fine too), one
/// with annotation files and pictures beside each other, or one annotation file. file_name is relative to the folder of
/// the pictures.
/// @throws IoError, FormatError
ReadResult read_voc(const std::filesystem::path& path, const VocOptions& options = {});

/// Reads one annotation file's text into `result`; classes are added as they appear.
void parse_voc_xml(std::string_view text, const std::string& name, const VocOptions& options, ReadResult& result);

/// Leaves OUT/VOCdevkit/VOC2012/{Annotations,JPEGImages,ImageSets/Main}. Ids are the file names' stems with every
/// letter outside [A-Za-z0-9_-] replaced; clashes get a number. Images without a split count as train.
/// All or nothing, as write_coco().
/// @throws IoError, FormatError, CancelledError
void write_voc(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
               const VocOptions& options = {}, std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset
