// SPDX-License-Identifier: Apache-2.0
// Reads the recipes of `train-base` and `distill`.
#include "core/base/error.h"
#include "core/training/base_model/base_recipe.h"
#include "core/training/distillation/distillation_recipe.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("recipe.json", data, size);
    try {
        training::read_base_recipe(folder.path() / "recipe.json");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    try {
        training::read_distillation_recipe(folder.path() / "recipe.json");
    } catch (const Error&) {
    }
    return 0;
}
