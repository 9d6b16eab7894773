// SPDX-License-Identifier: Apache-2.0
// Reads the header of a picture whose bytes are the input; its first bytes choose the kind.
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/image/image_header.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const image::MemorySource source(std::string_view(reinterpret_cast<const char*>(data), size));
    try {
        image::read_image_header(source, "input");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
