// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// A picture with its boxes as a <figure> of a HTML page: a small JPEG as a data URI, the boxes drawn over it as SVG in
/// the colors of their classes, and a line of text. A picture that cannot be read becomes an empty frame that says so.
/// @param positions of its boxes in the dataset
std::string html_picture(const ReadResult& read, const Image& image, const std::vector<std::size_t>& positions,
                         int side);

/// RFC 4648, with padding.
std::string base64(std::span<const unsigned char> bytes);

}  // namespace destudio::dataset
