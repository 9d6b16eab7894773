// SPDX-License-Identifier: Apache-2.0
// Reads recipes.jsonl beside a dataset and divides the dataset by it.
#include <cstdlib>

#include "core/base/error.h"
#include "core/dataset/operations/split.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("recipes.jsonl", data, size);
    dataset::Dataset data_set;
    data_set.images = {{1, "images/a_r030_s1.png", {8, 6}, "", false, ""}, {2, "b.png", {8, 6}, "", false, ""}};
    try {
        dataset::assign_splits(data_set, {0.5, 0.5, 0}, 1, dataset::read_lineage(folder.path()));
        for (const auto& image : data_set.images) {
            if (image.split.empty()) {
                std::abort();
            }
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
