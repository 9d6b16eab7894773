// SPDX-License-Identifier: Apache-2.0
// Parses the search language of the gallery.
#include <cstdint>
#include <string>

#include "core/base/error.h"
#include "core/project/store/variant_filter.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    try {
        parse_variant_filter(text);
        filter_term(with_filter_term(text, "class", "cat"), "class");
    } catch (const Error&) {
        // A sentence for the user: what a mistyped search should lead to.
    }
    return 0;
}
