// SPDX-License-Identifier: Apache-2.0
// Reads the two files of `evaluate`: ground truths when the input is an object, results when it is a list.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/evaluation/coco_json.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto json = parse_json(std::string_view(reinterpret_cast<const char*>(data), size), "input");
        if (json.is_array()) {
            evaluation::parse_results(json, "input");
        } else {
            evaluation::parse_ground_truths(json, "input");
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
