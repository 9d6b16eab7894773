// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/sources/captioned_source.h"

namespace destudio::training {

/// A picture as a LoRA learns it.
struct LoraExample {
    torch::Tensor latent;  ///< [1,C,h,w] float16 on the CPU, scaled
    std::string caption;
};

/// Pictures of a source, each encoded by itself when first asked for and rounded before its first use: a batch has the
/// same bits whatever came before, after a restart too.
class LoraExamples {
public:
    /// @param source, bundle outlive this  @param count different pictures; no more than the source has
    /// @param caption of all of them; empty: their own, with `trigger` before each
    LoraExamples(const CaptionedSource& source, diffusion::StableDiffusionBundle& bundle, std::size_t count,
                 std::string trigger, std::string caption = {});

    std::size_t size() const { return m_examples.size(); }
    /// @throws IoError, FormatError; ConfigError when the picture's sides do not suit the model
    const LoraExample& get(std::size_t index);

private:
    const CaptionedSource& m_source;
    diffusion::StableDiffusionBundle& m_bundle;
    std::vector<LoraExample> m_examples;  ///< without a latent: not asked for yet
    std::string m_trigger;
    std::string m_caption;
};

/// Embeddings of captions that never change, within a bound of memory.
class FrozenPrompts {
public:
    explicit FrozenPrompts(diffusion::StableDiffusionBundle& bundle) : m_bundle(bundle) {}
    /// [texts,length,width], as the bundle gives it; an empty text is what stands for no prompt in this model.
    torch::Tensor get(const std::vector<std::string>& texts);

private:
    diffusion::StableDiffusionBundle& m_bundle;
    std::map<std::string, torch::Tensor> m_known;
};

}  // namespace destudio::training
