// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/cvat/cvat_attributes.h"

#include <cmath>

#include "core/base/error.h"
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

}  // namespace

std::vector<std::pair<std::string, std::string>> cvat_attributes(const Annotation& annotation) {
    std::vector<std::pair<std::string, std::string>> out;
    if (annotation.ignore) {
        out.emplace_back("ignore", "true");
    }
    if (annotation.score) {
        out.emplace_back("score", decimal(*annotation.score, 9));
    }
    for (const auto& [name, value] : annotation.attributes.items()) {
        if (name == "occluded" && value.is_boolean()) {
            continue;
        }
        const bool plain = value.is_string() && value_of(value.get<std::string>()) == value;
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
