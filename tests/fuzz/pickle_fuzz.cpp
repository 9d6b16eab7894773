// SPDX-License-Identifier: Apache-2.0
// Reads a pickle, the part of a PyTorch checkpoint that could name code.
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/nn/io/pickle.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const nn::PickleDocument document(std::string_view(reinterpret_cast<const char*>(data), size), "input");
        static_cast<void>(document.root());
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
