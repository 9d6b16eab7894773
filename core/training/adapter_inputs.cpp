// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_inputs.h"

namespace destudio::training {

torch::Tensor AdapterInputs::noise(const torch::Tensor& images, torch::Generator& generator) const {
    return torch::randn(m_features.latent_shape(images.size(0), images.size(2)), generator, torch::kFloat32);
}

detection::FeaturePyramid AdapterInputs::for_training(const torch::Tensor& images, torch::Generator& generator) {
    const auto noise_of_batch = noise(images, generator);
    const auto timesteps =
        torch::randint(m_min_timestep, m_max_timestep + 1, {images.size(0)}, generator, torch::kInt64);
    return m_features.extract(images, timesteps, noise_of_batch);
}

detection::FeaturePyramid AdapterInputs::for_evaluation(const torch::Tensor& images, torch::Generator& generator) {
    const auto timesteps = torch::full({images.size(0)}, (m_min_timestep + m_max_timestep) / 2, torch::kInt64);
    return m_features.extract(images, timesteps, noise(images, generator));
}

}  // namespace destudio::training
