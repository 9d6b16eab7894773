// SPDX-License-Identifier: Apache-2.0
// Opens a safetensors file and touches both ends of every tensor that its header promises.
#include "core/base/error.h"
#include "core/nn/safetensors.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    // A new file each time: the last one may still be mapped.
    folder.put("model.safetensors", data, size);
    try {
        const nn::SafetensorsFile file(folder.path() / "model.safetensors");
        for (const auto& [name, entry] : file.entries()) {
            const torch::Tensor tensor = file.tensor(name);
            if (tensor.numel() > 0) {
                const auto* bytes = static_cast<const volatile unsigned char*>(tensor.data_ptr());
                static_cast<void>(bytes[0]);
                static_cast<void>(bytes[tensor.nbytes() - 1]);
            }
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
