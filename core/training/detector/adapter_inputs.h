// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/detector/detector_inputs.h"

namespace destudio::training {

/// One-step features of a frozen diffusion model (Eq. 4 of the paper), at a random timestep of a range in training and
/// at its middle in evaluation. float32, without gradient.
class AdapterInputs : public DetectorInputs {
public:
    /// @param bundle must outlive the inputs
    /// @param with_captions the U-Net is given the pictures' captions; else, and where one is blank, the empty prompt
    AdapterInputs(diffusion::StableDiffusionBundle& bundle, std::int64_t min_timestep, std::int64_t max_timestep,
                  bool with_captions = false);

    detection::FeaturePyramid for_training(const torch::Tensor& images, const std::vector<std::string>& captions,
                                           torch::Generator& generator) override;
    detection::FeaturePyramid for_evaluation(const torch::Tensor& images, const std::vector<std::string>& captions,
                                             torch::Generator& generator) override;

private:
    torch::Tensor noise(const torch::Tensor& images, torch::Generator& generator) const;
    detection::FeaturePyramid features(const torch::Tensor& images, const torch::Tensor& noise_of_batch,
                                       const torch::Tensor& timesteps, const std::vector<std::string>& captions);
    /// [1,S,D] or [B,S,D].
    torch::Tensor context(const std::vector<std::string>& captions, std::int64_t images);

    diffusion::StableDiffusionBundle& m_bundle;
    torch::Tensor m_empty_context;  ///< [1,S,D] of the empty prompt
    std::int64_t m_min_timestep;
    std::int64_t m_max_timestep;
    bool m_with_captions;
};

}  // namespace destudio::training
