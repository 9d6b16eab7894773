// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/xml_entities.h"

#include <algorithm>

#include "core/base/error.h"
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

void check_xml_text(const std::string& text, const std::string& what) {
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    });
    if (control || without_layout(text) != text) {
        throw UsageError(what + " \"" + text +
                         "\" has a control character or a line break at one of its ends, which XML does not keep. Give "
                         "it another name first.");
    }
}

std::string without_layout(const std::string& text) {
    constexpr const char* kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string::npos) {
        return text.find('\n') == std::string::npos ? text : std::string();
    }
    const auto last = text.find_last_not_of(kSpace);
    const bool before = text.find('\n') < first;
    const bool behind = text.find('\n', last) != std::string::npos;
    const std::size_t start = before ? first : 0;
    return text.substr(start, (behind ? last + 1 : text.size()) - start);
}

}  // namespace destudio::dataset
