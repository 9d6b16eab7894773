// SPDX-License-Identifier: Apache-2.0
// Tells what a file is and describes its parts, as safetensors and as whatever its first bytes say.
#include <cstdlib>

#include "core/base/error.h"
#include "core/models/model_description.h"
#include "core/models/model_report.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    const auto text = fuzz::as_text(data, size);
    for (const char* name : {"model.safetensors", "model.ckpt"}) {
        folder.put(name, text.data(), text.size());
        const auto report = models::inspect_model(folder.path() / name, {});
        if (report.sentence.empty()) {
            std::abort();
        }
        models::to_text(report);
        models::to_json(report);
        try {
            models::describe_model(folder.path() / name, {});
        } catch (const Error&) {
            // A sentence for the user: what a broken file should lead to.
        }
    }
    return 0;
}
