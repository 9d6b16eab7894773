// SPDX-License-Identifier: Apache-2.0
// Reads the recipe that a PNG carries; where the input is no PNG, it is taken for the recipe's JSON itself.
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/recipe/recipe.h"
#include "core/image/image_io.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

namespace {

void read(const std::string& text) {
    const auto recipe = parse_json(text, "input").get<Recipe>();
    // What was read is written and read again unchanged.
    if (!(nlohmann::json(recipe).get<Recipe>() == recipe)) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    try {
        if (size > 0 && data[0] == 0x89) {
            folder.put("a.png", data, size);
            if (const auto text = read_png_text(folder.path() / "a.png", kRecipeKeyword)) {
                read(*text);
            }
        } else {
            read(std::string(reinterpret_cast<const char*>(data), size));
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
