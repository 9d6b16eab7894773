// SPDX-License-Identifier: Apache-2.0
// Reads the YAML file that belongs beside a single-file checkpoint.
#include "core/base/error.h"
#include "core/models/original_config.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        models::parse_original_config(fuzz::as_text(data, size), "input");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
