// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_inputs.h"

#include "core/detection/adapter.h"
#include "core/diffusion/image_to_image.h"

namespace destudio::training {

AdapterInputs::AdapterInputs(diffusion::StableDiffusionBundle& bundle, std::int64_t min_timestep,
                             std::int64_t max_timestep, bool with_captions)
    : m_bundle(bundle),
      m_empty_context(bundle.encode_prompts({std::string()})),
      m_min_timestep(min_timestep),
      m_max_timestep(max_timestep),
      m_with_captions(with_captions) {}

torch::Tensor AdapterInputs::context(const std::vector<std::string>& captions, std::int64_t images) {
    if (!m_with_captions || captions.size() != static_cast<std::size_t>(images)) {
        return m_empty_context;
    }
    return m_bundle.encode_prompts(captions);
}

torch::Tensor AdapterInputs::noise(const torch::Tensor& images, torch::Generator& generator) const {
    const auto factor = m_bundle.factor();
    return torch::randn({images.size(0), m_bundle.latent_channels(), images.size(2) / factor, images.size(3) / factor},
                        generator, torch::kFloat32);
}

detection::FeaturePyramid AdapterInputs::features(const torch::Tensor& images, const torch::Tensor& noise_of_batch,
                                                  const torch::Tensor& timesteps,
                                                  const std::vector<std::string>& captions) {
    const auto z0 = m_bundle.encode_image(images);
    auto pyramid = diffusion::one_step_features(m_bundle, z0, noise_of_batch.to(z0.device()), timesteps,
                                                context(captions, images.size(0)));
    for (torch::Tensor& level : pyramid.levels) {
        level = level.contiguous();
    }
    return detection::name_levels(pyramid.levels);
}

detection::FeaturePyramid AdapterInputs::for_training(const torch::Tensor& images,
                                                      const std::vector<std::string>& captions,
                                                      torch::Generator& generator) {
    const auto noise_of_batch = noise(images, generator);
    const auto timesteps =
        torch::randint(m_min_timestep, m_max_timestep + 1, {images.size(0)}, generator, torch::kInt64);
    return features(images, noise_of_batch, timesteps, captions);
}

detection::FeaturePyramid AdapterInputs::for_evaluation(const torch::Tensor& images,
                                                        const std::vector<std::string>& captions,
                                                        torch::Generator& generator) {
    const auto timesteps = torch::full({images.size(0)}, (m_min_timestep + m_max_timestep) / 2, torch::kInt64);
    return features(images, noise(images, generator), timesteps, captions);
}

}  // namespace destudio::training
