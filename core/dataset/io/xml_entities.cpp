// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/xml_entities.h"

#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

void report_entities(std::string_view xml, const std::string& where, ReadResult& result) {
    const auto at = xml.find("<!ENTITY");
    if (at != std::string_view::npos) {
        report(result.issues, {where + ":" + std::to_string(line_of(xml, at)),
                               "It declares entities; they are not expanded, and what refers to them stays as written.",
                               Severity::kError, "Write the text itself."});
    }
}

}  // namespace destudio::dataset
