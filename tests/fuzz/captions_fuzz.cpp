// SPDX-License-Identifier: Apache-2.0
// Takes captions from a COCO captions file that is the input.
#include "core/base/error.h"
#include "core/dataset/formats/captions/captions.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("captions.json", data, size);
    dataset::ReadResult result;
    result.dataset.images = {{1, "a.png", {8, 6}, "", false, ""}, {2, "b.png", {8, 6}, "a cat", false, ""}};
    try {
        dataset::add_captions(result, folder.path() / "captions.json");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
