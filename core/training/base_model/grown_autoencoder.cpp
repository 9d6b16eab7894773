// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/grown_autoencoder.h"

#include <string>

#include "core/nn/io/weights.h"

namespace destudio::training {

namespace {

/// [O,C*p*p,k,k] for patches of p*factor: every pixel of a larger patch has its share of the weight of the pixel that
/// it was averaged into.
torch::Tensor spread_inputs(const torch::Tensor& weight, std::int64_t patch, std::int64_t factor) {
    const auto kernel = weight.size(2);
    return (weight.view({weight.size(0), -1, patch, patch, kernel, kernel}) / static_cast<double>(factor * factor))
        .repeat_interleave(factor, 2)
        .repeat_interleave(factor, 3)
        .reshape({weight.size(0), -1, kernel, kernel});
}

/// [C*p*p,...] for patches of p*factor: every pixel is drawn factor*factor times.
torch::Tensor repeat_outputs(const torch::Tensor& values, std::int64_t patch, std::int64_t factor) {
    auto sizes = values.sizes().vec();
    const auto rest = std::vector<std::int64_t>(sizes.begin() + 1, sizes.end());
    std::vector<std::int64_t> split = {-1, patch, patch};
    split.insert(split.end(), rest.begin(), rest.end());
    sizes[0] = -1;
    return values.view(split).repeat_interleave(factor, 1).repeat_interleave(factor, 2).reshape(sizes);
}

}  // namespace

nn::AutoencoderKlConfig grown_config(const nn::AutoencoderKlConfig& config, std::int64_t factor) {
    nn::AutoencoderKlConfig grown = config;
    grown.patch_size *= factor;
    grown.sample_size *= factor;
    // Says what is wrong with the result, if anything.
    return nn::parse_autoencoder_kl_config(nn::to_json(grown), "the grown autoencoder");
}

void grow_autoencoder(const nn::AutoencoderKl& small, nn::AutoencoderKl& large) {
    const torch::NoGradGuard no_grad;
    const auto patch = small.config().patch_size;
    const auto factor = large.config().patch_size / patch;
    const auto from = nn::state_dict(small);
    for (auto& item : large.named_parameters()) {
        const auto& name = item.key();
        torch::Tensor value = from.at(name);
        if (name == "encoder.conv_in.weight") {
            value = spread_inputs(value, patch, factor);
        } else if (name == "decoder.conv_out.weight" || name == "decoder.conv_out.bias") {
            value = repeat_outputs(value, patch, factor);
        }
        item.value().copy_(value);
    }
}

}  // namespace destudio::training
