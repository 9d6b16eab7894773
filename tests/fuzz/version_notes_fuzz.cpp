// SPDX-License-Identifier: Apache-2.0
// Reads what a version of a project wrote down about a row; the first byte chooses the kind.
#include <cstdint>
#include <string>

#include "core/base/error.h"
#include "core/project/version_notes.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    try {
        switch (data[0] % 5) {
            case 0:
                parse_variant_note(text, 1);
                break;
            case 1:
                parse_variant_body(text, 1);
                break;
            case 2:
                parse_reference_note(text, 1);
                break;
            case 3:
                parse_classes_note(text);
                break;
            default:
                parse_detection_note(text);
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken note should lead to.
    }
    return 0;
}
