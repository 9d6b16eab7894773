// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/clip_tokenizer.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

void check_hidden_states(const GoldenRecording& golden, nn::ClipTextEncoder& encoder, const torch::Tensor& ids,
                         Checks& checks) {
    auto rows = golden.list("text_hidden_prompt_indices");
    if (rows.empty()) {
        if (!golden.has("text.hidden.0")) {
            return;
        }
        rows = {0, 1};  // recordings without this list say so in their words
    }
    const auto chosen = ids.index_select(0, torch::tensor(rows.get<std::vector<std::int64_t>>()));
    const auto states = encoder.hidden_states(chosen);
    for (std::size_t layer = 0; layer < states.size(); ++layer) {
        golden.compare(checks, "text.hidden." + std::to_string(layer), states[layer]);
    }
}

/// "PREFIX.last_hidden_state", "PREFIX.penultimate", "PREFIX.pooled", "PREFIX.text_embeds" and "PREFIX.hidden.L".
void check_states(const GoldenRecording& golden, const std::string& prefix, nn::ClipTextEncoder& encoder,
                  const torch::Tensor& ids, const nn::ClipTextStates& states, Checks& checks) {
    golden.compare(checks, prefix + ".last_hidden_state", states.last);
    golden.compare(checks, prefix + ".penultimate", states.penultimate);
    golden.compare(checks, prefix + ".pooled", states.pooled);
    if (states.projected.defined()) {
        golden.compare(checks, prefix + ".text_embeds", states.projected);
    }
    if (golden.has(prefix + ".hidden.0")) {
        const auto layers = encoder.hidden_states(ids.slice(0, 0, 2));
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            golden.compare(checks, prefix + ".hidden." + std::to_string(layer), layers[layer]);
        }
    }
}

}  // namespace

void check_two_text_encoders(const GoldenRecording& golden, const models::ModelDescription& model,
                             nn::ClipTextEncoder& first, nn::ClipTextEncoder& second, Checks& checks) {
    std::vector<std::string> texts;
    for (const auto& prompt : golden.list("prompts")) {
        texts.push_back(prompt.at("text").get<std::string>());
    }
    const diffusion::ClipTokenizer tokenizer(model.text.tokenizer, model.text.pad_token);
    const diffusion::ClipTokenizer tokenizer_2(model.text_2->tokenizer, model.text_2->pad_token);
    golden.compare(checks, "tokens.ids", tokenizer.encode(texts));
    golden.compare(checks, "tokens_2.ids", tokenizer_2.encode(texts));
    const auto ids = golden["tokens.ids"];
    const auto ids_2 = golden["tokens_2.ids"];
    const auto states = first.states(ids);
    const auto states_2 = second.states(ids_2);
    check_states(golden, "text", first, ids, states, checks);
    check_states(golden, "text_2", second, ids_2, states_2, checks);
    golden.compare(checks, "text.context", torch::cat({states.penultimate, states_2.penultimate}, 2));
}

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
