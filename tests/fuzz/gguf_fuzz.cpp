// SPDX-License-Identifier: Apache-2.0
// Reads the header of a GGUF file.
#include "core/base/error.h"
#include "core/models/gguf_header.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        models::read_gguf_header(fuzz::as_text(data, size), "input");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
