// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/clip_tokenizer.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

std::vector<std::string> texts_of(const nlohmann::json& prompts) {
    std::vector<std::string> texts;
    for (const auto& prompt : prompts) {
        texts.push_back(prompt.is_string() ? prompt.get<std::string>() : prompt.at("text").get<std::string>());
    }
    return texts;
}

/// 1 from the start token through the first end token.
torch::Tensor attention_mask(const torch::Tensor& ids, std::int64_t end_id) {
    const auto ends_before = ids.eq(end_id).to(torch::kInt64).cumsum(1) - ids.eq(end_id).to(torch::kInt64);
    return ends_before.eq(0).to(torch::kInt64);
}

/// How many texts do not have the recorded length before they are cut to the model's context.
void check_lengths(const nlohmann::json& prompts, const diffusion::ClipTokenizer& tokenizer, Checks& checks) {
    int different = 0;
    for (const auto& prompt : prompts) {
        if (prompt.contains("untruncated_length")) {
            const auto length = tokenizer.encode_all(prompt["text"].get<std::string>()).size();
            different += length == prompt["untruncated_length"].get<std::size_t>() ? 0 : 1;
        }
    }
    checks.number("tokens.untruncated_lengths", different, 0, 0);
}

void check_ids(const GoldenRecording& golden, const std::string& name, const nlohmann::json& prompts,
               const diffusion::ClipTokenizer& tokenizer, Checks& checks) {
    if (!prompts.empty()) {
        golden.compare(checks, name, tokenizer.encode(texts_of(prompts)));
    }
}

}  // namespace

void check_tokenizer(const GoldenRecording& golden, Checks& checks) {
    // The ids without unescaping are recorded for tokenizers that do not know HTML; ours does.
    golden.set_aside("tokens.no_unescape_ids");
    golden.set_aside("tokens.attention_mask");
    const auto& prompts = golden.list("prompts");
    if (prompts.empty()) {
        return;
    }
    const diffusion::ClipTokenizer tokenizer(golden.model_folder() / "tokenizer");
    const auto ids = tokenizer.encode(texts_of(prompts));
    golden.compare(checks, "tokens.ids", ids);
    golden.compare(checks, "tokens.attention_mask", attention_mask(ids, tokenizer.end_id()));
    check_lengths(prompts, tokenizer, checks);
    if (golden.index().contains("e2e")) {
        const auto& e2e = golden.index()["e2e"];
        check_ids(golden, "e2e.prompt_ids", e2e.value("prompts", nlohmann::json::array()), tokenizer, checks);
        check_ids(golden, "e2e.negative_ids", e2e.value("negative_prompts", nlohmann::json::array()), tokenizer,
                  checks);
    }
    if (golden.has("adapter.empty_ids")) {
        golden.compare(checks, "adapter.empty_ids", tokenizer.encode({""}));
    }
    if (const auto& edge = golden.list("edge_prompts"); !edge.empty()) {
        golden.inform(checks, "tokens.edge_ids", tokenizer.encode(texts_of(edge)),
                      "Inputs so odd that tokenizers of the same kind disagree.");
    }
}

}  // namespace destudio::verify
