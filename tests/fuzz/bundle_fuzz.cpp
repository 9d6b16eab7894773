// SPDX-License-Identifier: Apache-2.0
// Looks at a bundle without loading its weights. Parts of the input: model_index.json, bundle.json, unet/config.json,
// vae/config.json, adapter/config.json.
#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    auto rest = fuzz::as_text(data, size);
    for (const char* name :
         {"model_index.json", "bundle.json", "unet/config.json", "vae/config.json", "adapter/config.json"}) {
        const auto part = fuzz::next_part(rest);
        folder.put(name, part.data(), part.size());
    }
    try {
        read_bundle_info(folder.path());
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
