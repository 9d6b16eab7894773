// SPDX-License-Identifier: Apache-2.0
// Reads the recipes of `train-adapter` and `train-detector`, and the picture list of an adapter's run.
#include "core/adaptation/picture_list.h"
#include "core/base/error.h"
#include "core/training/detector/adapter_recipe.h"
#include "core/training/detector/detector_recipe.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

namespace {

template <class Read>
void try_read(const std::filesystem::path& file, Read read) {
    try {
        read(file);
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("input.json", data, size);
    const auto file = folder.path() / "input.json";
    try_read(file, training::read_adapter_recipe);
    try_read(file, training::read_detector_recipe);
    try_read(file, adaptation::read_pictures);
    return 0;
}
