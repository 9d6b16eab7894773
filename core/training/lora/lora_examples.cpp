// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_examples.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/training/base_model/picture_batch.h"

namespace destudio::training {

namespace {

constexpr std::size_t kKnownPrompts = 2048;

std::size_t at_most(std::uint64_t there, std::size_t wished) {
    return there == 0 ? wished : static_cast<std::size_t>(std::min<std::uint64_t>(there, wished));
}

}  // namespace

LoraExamples::LoraExamples(const CaptionedSource& source, diffusion::StableDiffusionBundle& bundle, std::size_t count,
                           std::string trigger, std::string caption)
    : m_source(source),
      m_bundle(bundle),
      m_examples(at_most(source.count(), count)),
      m_trigger(std::move(trigger)),
      m_caption(std::move(caption)) {}

const LoraExample& LoraExamples::get(std::size_t index) {
    LoraExample& example = m_examples.at(index);
    if (!example.latent.defined()) {
        const PictureBatch made = picture_batch(m_source, index, 1);
        const auto factor = m_bundle.factor();
        if (made.images.size(2) % factor != 0 || made.images.size(3) % factor != 0) {
            throw ConfigError("The recipe's image_size gives pictures of " + std::to_string(made.images.size(3)) + "x" +
                              std::to_string(made.images.size(2)) + " pixels; for this model both sides must be " +
                              "multiples of " + std::to_string(factor) + ".");
        }
        example.latent = m_bundle.encode_image(made.images).to(torch::kCPU, torch::kFloat16);
        const std::string& own = made.captions.front();
        example.caption = !m_caption.empty() ? m_caption : m_trigger.empty() ? own : m_trigger + ", " + own;
    }
    return example;
}

torch::Tensor FrozenPrompts::get(const std::vector<std::string>& texts) {
    if (m_known.size() + texts.size() > kKnownPrompts) {
        m_known.clear();
    }
    std::vector<torch::Tensor> embeddings;
    for (const auto& text : texts) {
        auto [at, is_new] = m_known.try_emplace(text);
        if (is_new) {
            at->second = m_bundle.encode_prompts({text});
            if (text.empty() && m_bundle.zeroes_empty_negative()) {
                at->second = torch::zeros_like(at->second);
            }
        }
        embeddings.push_back(at->second);
    }
    return torch::cat(embeddings);
}

}  // namespace destudio::training
