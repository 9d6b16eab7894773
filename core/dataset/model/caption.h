// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// A caption as it becomes a prompt: without blanks and line breaks around it.
std::string trimmed_caption(const std::string& text);

/// Gives an image one caption more, trimmed: its first, or one of the further ones. Blank ones and repetitions add
/// nothing.
void add_caption(Image& image, const std::string& text);

}  // namespace destudio::dataset
