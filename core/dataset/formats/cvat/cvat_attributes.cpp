// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/cvat/cvat_attributes.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/dataset/io/xml_entities.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace {

nlohmann::json value_of(const std::string& text) {
    // Only what JSON itself would write is a number: "0003" is a word.
    const bool marked = !text.empty() && (text.front() == '{' || text.front() == '[' || text.front() == '"');
    if (text == "true" || text == "false" || text == "null" || marked || std::isfinite(parse_number(text))) {
        try {
            nlohmann::json value = parse_dataset_json(text, "the attribute");
            if (marked || value.dump() == text) {
                return value;
            }
        } catch (const FormatError&) {
            // Then it is a word.
        }
    }
    return text;
}

// Whether a text comes back from XML as it was; else it is written as JSON, which has escapes for the rest.
bool is_plain_xml(const std::string& text) {
    return without_layout(text) == text && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
           });
}

}  // namespace

std::string cvat_group(const Annotation& annotation) {
    const auto group = annotation.attributes.find("group_id");
    const bool holds = group != annotation.attributes.end() && group->is_number_integer() && *group != 0;
    return holds ? group->dump() : std::string();
}

std::vector<std::pair<std::string, std::string>> cvat_attributes(const Annotation& annotation) {
    std::vector<std::pair<std::string, std::string>> out;
    if (annotation.ignore) {
        out.emplace_back("ignore", "true");
    }
    if (annotation.score) {
        out.emplace_back("score", decimal(*annotation.score, 9));
    }
    for (const auto& [name, value] : annotation.attributes.items()) {
        if ((name == "occluded" && value.is_boolean()) || (name == "group_id" && !cvat_group(annotation).empty())) {
            continue;
        }
        check_xml_text(name, "The attribute");
        const bool plain =
            value.is_string() && is_plain_xml(value.get<std::string>()) && value_of(value.get<std::string>()) == value;
        out.emplace_back(name, plain ? value.get<std::string>() : value.dump());
    }
    return out;
}

void read_cvat_attribute(const std::string& name, const std::string& text, Annotation& annotation) {
    if (name == "ignore" && (text == "true" || text == "false")) {
        annotation.ignore = text == "true";
    } else if (name == "score" && std::isfinite(parse_number(text))) {
        annotation.score = parse_number(text);
    } else if (!name.empty()) {
        annotation.attributes[name] = value_of(text);
    }
}

}  // namespace destudio::dataset
