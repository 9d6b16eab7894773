// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/detector/detector_inputs.h"
#include "core/training/detector/feature_cache.h"

namespace destudio::training {

/// One-step features of a frozen diffusion model (Eq. 4 of the paper), at a random timestep of a range in training and
/// at its middle in evaluation. float32, without gradient. What a picture is given depends on its seed alone.
class AdapterInputs : public DetectorInputs {
public:
    /// @param bundle must outlive the inputs
    /// @param with_captions the U-Net is given the pictures' captions; else, and where one is blank, the empty prompt
    /// @param cache keeps features for the next time; must outlive the inputs; null: none does
    AdapterInputs(diffusion::StableDiffusionBundle& bundle, std::int64_t min_timestep, std::int64_t max_timestep,
                  bool with_captions = false, FeatureCache* cache = nullptr);

    detection::FeaturePyramid for_training(const torch::Tensor& images, const std::vector<std::string>& captions,
                                           const std::vector<std::uint64_t>& seeds) override;
    detection::FeaturePyramid for_evaluation(const torch::Tensor& images, const std::vector<std::string>& captions,
                                             torch::Generator& generator) override;
    std::map<std::string, double> figures() override;

private:
    torch::Tensor noise(const torch::Tensor& images, torch::Generator& generator) const;
    detection::FeaturePyramid features(const torch::Tensor& images, const torch::Tensor& noise_of_batch,
                                       const torch::Tensor& timesteps, const std::vector<std::string>& captions);
    detection::FeaturePyramid computed(const torch::Tensor& images, const torch::Tensor& noise_of_batch,
                                       const torch::Tensor& timesteps, const std::vector<std::string>& captions);
    /// What the features of a picture depend on, besides the model.
    std::string key_of(const torch::Tensor& image, const torch::Tensor& noise_of_image, std::int64_t timestep,
                       const std::string& caption) const;
    /// [1,S,D] or [B,S,D].
    torch::Tensor context(const std::vector<std::string>& captions, std::int64_t images);

    diffusion::StableDiffusionBundle& m_bundle;
    torch::Tensor m_empty_context;  ///< [1,S,D] of the empty prompt
    std::int64_t m_min_timestep;
    std::int64_t m_max_timestep;
    bool m_with_captions;
    FeatureCache* m_cache;
    std::int64_t m_told_hits = 0;
    std::int64_t m_told_misses = 0;
};

/// Of every file and setting that decides what the model computes, for FeatureCache. Reads all of its weights.
/// @throws IoError
std::string model_content(const diffusion::StableDiffusionBundle& bundle);

}  // namespace destudio::training
