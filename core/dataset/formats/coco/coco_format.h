// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

struct CocoWriteOptions {
    /// Category ids; empty: class_ids of the dataset, else index + 1.
    std::vector<std::int64_t> category_ids;
    bool write_images = true;     ///< also place the images in OUT/images
    bool write_captions = false;  ///< also OUT/captions.json in the layout of COCO captions
};

/// Reads an instances or captions file as untrusted input. One caption of each image is kept.
/// Sizes that are missing, and those that boxes do not fit, are the pictures'; a box that is missing is the one around
/// its outline. Boxes that are not numbers, have no area or lie outside are dropped, boxes that stick out are cut, and
/// names that leave the folder become those of missing pictures; all of it is reported in ReadResult::issues.
/// @param images folder of the pictures; empty: coco_image_folder()
/// @throws IoError; FormatError for broken JSON, missing parts or duplicate ids
ReadResult read_coco(const std::filesystem::path& annotation_file, const std::filesystem::path& images = {});
/// The same of a text; pictures are not looked for.
ReadResult parse_coco(std::string_view text, const std::string& name);

/// Where the images of an annotation file are: `images` beside it, COCO's own layout (annotations/instances_X.json and
/// X or images/X), or beside it: the one that holds most of them.
std::filesystem::path coco_image_folder(const std::filesystem::path& annotation_file, const Dataset& dataset);

/// The annotation file's text: ASCII, every key that COCO loaders ask for.
/// @throws FormatError when an annotation names an image or class that is not there; UsageError for bad category ids
std::string coco_json(const Dataset& dataset, const CocoWriteOptions& options = {});

/// The text of coco_json() piece by piece, for datasets that are too large to be held.
class CocoBuilder {
public:
    /// @param frame the dataset without images and annotations @throws UsageError for bad category ids
    explicit CocoBuilder(const Dataset& frame);
    void add(const Image& image);
    /// @throws FormatError for a class that is not there
    void add(const Annotation& annotation);
    void write(std::ostream& out) const;

private:
    std::string m_head;
    std::string m_images;
    std::string m_annotations;
    std::string m_tail;
    std::vector<std::int64_t> m_category_ids;
    std::int64_t m_annotation_count = 0;
};

/// Captions in the layout of COCO's captions files.
std::string coco_captions_json(const Dataset& dataset);

/// Leaves OUT/annotations.json and OUT/images/<name>.png (upright JPEG files keep their format). Everything is written
/// into a folder beside the target first and moved into place when complete; on an error or a stop nothing of it
/// remains.
/// @throws IoError, FormatError (an image that cannot be read), CancelledError
void write_coco(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                const CocoWriteOptions& options = {}, std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset
