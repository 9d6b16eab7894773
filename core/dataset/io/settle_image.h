// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Settles an image's name and size by the picture that is there, or reports that there is none. The image is kept
/// either way, so that its boxes are not lost. A picture that was found by anything but its whole path is told (see
/// ImageFinder), and so is a size that is not the picture's: the picture counts. Call it before the boxes are checked.
/// @param named as the annotation file has it; where that may mean several paths, the first that is there as it stands
/// is taken, else the first that fits
void settle_image(Image& image, const std::vector<std::string>& named, const ImageFinder& finder,
                  const std::string& where, ReadResult& result);

/// The size of the picture where the image states none or another one. What differs is told, except where the stated
/// size is that of the stored pixels of a picture that EXIF turns: then boxes may be turned as well, so the size stays
/// and a person has to look. A picture that cannot be read is told, and the stated size stays.
void settle_size(Image& image, const std::filesystem::path& file, const std::string& where, ReadResult& result);

/// A name for an image whose picture is not there: `named` where it is a relative path, else its last part in a folder
/// that is not there.
std::string missing_name(const std::string& named, std::int64_t id);
/// The image has such a name in a folder that is not there.
bool has_missing_name(const Image& image);

/// What only shows when all images are known: a picture that two different names were taken for belongs to the one that
/// fits best, or to none, and its boxes stay with the name that was stated. Tells how many pictures were found by
/// something else than their path, beyond those that settle_image() told.
void settle_claims(ReadResult& result);

}  // namespace destudio::dataset
