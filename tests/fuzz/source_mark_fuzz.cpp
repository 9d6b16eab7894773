// SPDX-License-Identifier: Apache-2.0
// Reads the mark of a picture whose bytes are the input, and changes it: what is written has to be readable again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/image/byte_source.h"
#include "core/image/source_mark.h"
#include "core/image/xmp_packet.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view file(reinterpret_cast<const char*>(data), size);
    const SourceMark before = read_source_mark(image::MemorySource(file));
    const std::string marked = with_source_type(std::string(file), kCompositeSource);
    const SourceMark after = read_source_mark(image::MemorySource(marked));
    if (marked != file && after.type != kCompositeSource) {
        std::abort();
    }
    if (!before.type.empty() && marked != file) {
        std::abort();  // what a picture says is not changed
    }
    without_source_type(marked);
    if (const auto out = image::with_xmp(file, {}); out && image::read_xmp(image::MemorySource(*out))) {
        std::abort();
    }
    return 0;
}
