// SPDX-License-Identifier: Apache-2.0
// StableDiffusionBundle: phrases and boxes for a U-Net with gated layers.
#include "core/base/error.h"
#include "core/diffusion/stable_diffusion_bundle.h"

namespace destudio::diffusion {

torch::Tensor StableDiffusionBundle::ground(const std::vector<GroundedPhrase>& boxes) {
    const torch::NoGradGuard no_grad;
    if (!can_ground() || m_second) {
        throw ConfigError(m_description.path.string() +
                          " has no gated layers, so boxes cannot be asked for. Use a GLIGEN model, or leave them out.");
    }
    if (boxes.size() > kMaxGroundedPhrases) {
        throw UsageError(std::to_string(boxes.size()) + " boxes are asked for; a model takes at most " +
                         std::to_string(kMaxGroundedPhrases) + ".");
    }
    const auto slots = static_cast<std::int64_t>(kMaxGroundedPhrases);
    auto positions = torch::zeros({2, slots, 4});
    auto masks = torch::zeros({2, slots});
    auto phrases = torch::zeros({2, slots, m_text_encoder.config().hidden_size});
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto slot = static_cast<std::int64_t>(i);
        const auto& [phrase, box] = boxes[i];
        // The text's state at its end token, which has the largest id.
        const auto end = m_tokenizer.encode({phrase}).argmax(1).item<std::int64_t>();
        phrases[1][slot].copy_(encode_prompts({phrase})[0][end]);
        positions[1][slot].copy_(torch::tensor({box.x1, box.y1, box.x2, box.y2}, torch::kFloat32));
        masks[1][slot].fill_(1);
    }
    const auto device = m_options.device;
    return m_unet.get().position_net()->forward(positions.to(device), masks.to(device), phrases.to(device));
}

}  // namespace destudio::diffusion
