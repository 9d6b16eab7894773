// SPDX-License-Identifier: Apache-2.0
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

void check_hidden_states(const GoldenRecording& golden, nn::ClipTextEncoder& encoder, const torch::Tensor& ids,
                         Checks& checks) {
    const auto& rows = golden.list("text_hidden_prompt_indices");
    if (rows.empty()) {
        return;
    }
    const auto chosen = ids.index_select(0, torch::tensor(rows.get<std::vector<std::int64_t>>()));
    const auto states = encoder.hidden_states(chosen);
    for (std::size_t layer = 0; layer < states.size(); ++layer) {
        golden.compare(checks, "text.hidden." + std::to_string(layer), states[layer]);
    }
}

}  // namespace

void check_text_encoder(const GoldenRecording& golden, nn::ClipTextEncoder& encoder, Checks& checks) {
    if (golden.has("tokens.ids")) {
        const auto ids = golden["tokens.ids"];
        check_hidden_states(golden, encoder, ids, checks);
        golden.compare(checks, "text.last_hidden_state", encoder.forward(ids));
    }
    for (const char* name : {"e2e.prompt_", "e2e.negative_", "adapter.empty_"}) {
        const std::string prefix = name;
        if (golden.has(prefix + "ids")) {
            golden.compare(checks, prefix + "embeds", encoder.forward(golden[prefix + "ids"]));
        }
    }
}

}  // namespace destudio::verify
