// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// CVAT keeps attributes as text. Words stay as they are; a word that would read as something else, and every other
/// value, is written as JSON. Score and ignore are attributes too; occluded is not, because boxes have a place for it.
std::vector<std::pair<std::string, std::string>> cvat_attributes(const Annotation& annotation);

/// The group that a box is in, as CVAT's group_id; empty for none.
std::string cvat_group(const Annotation& annotation);

/// The way back: sets score, ignore or one of the attributes.
void read_cvat_attribute(const std::string& name, const std::string& text, Annotation& annotation);

}  // namespace destudio::dataset
