// SPDX-License-Identifier: Apache-2.0
// Opens a zip file, as PyTorch's checkpoints are, and reads every entry.
#include "core/base/error.h"
#include "core/nn/io/zip_archive.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("model.pth", data, size);
    try {
        const nn::ZipArchive archive(folder.path() / "model.pth");
        for (const auto& [name, entry] : archive.entries()) {
            try {
                archive.read_text(name, 1U << 20U);
            } catch (const Error&) {
                // One entry may be broken, the next one sound.
            }
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
