// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/raw_json.h"

#include <algorithm>

#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

void append_ascii_json(std::string& out, std::string_view json) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    while (!json.empty()) {
        const auto plain = std::find_if_not(json.begin(), json.end(), is_ascii);
        out.append(json.begin(), plain);
        const auto foreign = std::find_if(plain, json.end(), is_ascii);
        append_escaped(out, {plain, foreign});
        json = {foreign, json.end()};
    }
}

}  // namespace destudio::dataset
