// SPDX-License-Identifier: Apache-2.0
// Reads a person's presets of generation settings, the form in which projects keep theirs as well.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/project/store/generation_settings_json.h"
#include "core/project/store/preset_store.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("presets.json", data, size);
    const PresetStore store(folder.path() / "presets.json");
    for (const auto& preset : store.presets()) {
        // What was read is written and read again unchanged.
        if (!(parse_generation_settings(generation_settings_json(preset.settings), "again") == preset.settings)) {
            std::abort();
        }
    }
    return 0;
}
