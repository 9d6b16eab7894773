// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/project/store/class_list.h"
#include "core/project/store/types.h"
#include "core/project/store/variant_store.h"

namespace destudio {

/// A variant at a version: its decision, and its boxes where they are its own.
struct VariantNote {
    VariantState state = VariantState::kNew;
    bool has_own_boxes = false;
    std::vector<StoredAnnotation> boxes;
};
/// A reference at a version. Reference::path is as it is stored.
struct ReferenceNote {
    Reference reference;
    std::vector<ReferenceBox> boxes;
};

// What version_log.h wrote down, as values. All throw FormatError when the text is not that: project files are not
// trusted.
VariantNote parse_variant_note(const std::string& text, RowId id);
/// What only a removed variant needs; its state and own boxes are in its VariantNote. The picture's path is its name.
VariantStore::Removed parse_variant_body(const std::string& text, RowId id);
ReferenceNote parse_reference_note(const std::string& text, RowId id);
ClassList parse_classes_note(const std::string& text);
RowId parse_detection_note(const std::string& text);

}  // namespace destudio
