// SPDX-License-Identifier: Apache-2.0
// Reads the header of a safetensors file.
#include <cstdlib>

#include "core/base/error.h"
#include "core/nn/io/safetensors_header.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto header = nn::read_safetensors_header(fuzz::as_text(data, size), "input");
        for (const auto& [name, slot] : header.slots) {
            // What tensors are made of without another look.
            if (slot.offset > size || slot.bytes > size - slot.offset ||
                nn::safetensors_element_bytes(slot.type) == 0) {
                std::abort();
            }
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
