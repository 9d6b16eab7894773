// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Reports that an XML text declares entities of its own: they are never expanded, because they can grow without bound
/// and name files of the machine.
void report_entities(std::string_view xml, const std::string& where, ReadResult& result);

/// Throws UsageError when XML has no way to write a text, which is so for control characters, or would give it back
/// changed: carriage returns, and line breaks at its ends, which readers take for the layout of the file.
/// @param what the text is, for the error: "The class"
void check_xml_text(const std::string& text, const std::string& what);

/// A text of an element without the line breaks and blanks that the layout of a file puts round it. Blanks alone are
/// part of a name.
std::string without_layout(const std::string& text);

}  // namespace destudio::dataset
