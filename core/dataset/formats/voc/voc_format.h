// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/voc_options.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Reads every dataset in a folder (see voc_layout.h), or one annotation file. Pictures are found by the name of their
/// annotation file, as loaders do, else by <filename>; sizes are those of the pictures. file_name is relative to the
/// folder of the pictures.
/// @param images holds the pictures when they are not beside the annotations
/// @throws IoError; FormatError when all annotations are of another tool
ReadResult read_voc(const std::filesystem::path& path, const VocOptions& options = {},
                    const std::filesystem::path& images = {});

/// Reads one annotation file's text into `result`; classes are added as they appear. The stated size counts.
/// @throws FormatError
void parse_voc_xml(std::string_view text, const std::string& name, const VocOptions& options, ReadResult& result);

/// Leaves OUT/VOCdevkit/VOC2012/{Annotations,JPEGImages,ImageSets/Main}. Ids are the file names' stems with every
/// letter outside [A-Za-z0-9_-] replaced; clashes get a number. Images without a split count as train.
/// All or nothing, as write_coco().
/// @throws UsageError when a class has a name that XML cannot hold; IoError, FormatError, CancelledError
void write_voc(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
               const VocOptions& options = {}, std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset
