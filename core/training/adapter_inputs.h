// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/adapter_features.h"
#include "core/training/detector_inputs.h"

namespace destudio::training {

/// One-step features of a frozen diffusion model, at a random timestep of a range in training and at its middle in
/// evaluation.
class AdapterInputs : public DetectorInputs {
public:
    /// @param features must outlive the inputs
    AdapterInputs(AdapterFeatures& features, std::int64_t min_timestep, std::int64_t max_timestep)
        : m_features(features), m_min_timestep(min_timestep), m_max_timestep(max_timestep) {}

    detection::FeaturePyramid for_training(const torch::Tensor& images, torch::Generator& generator) override;
    detection::FeaturePyramid for_evaluation(const torch::Tensor& images, torch::Generator& generator) override;

private:
    torch::Tensor noise(const torch::Tensor& images, torch::Generator& generator) const;

    AdapterFeatures& m_features;
    std::int64_t m_min_timestep;
    std::int64_t m_max_timestep;
};

}  // namespace destudio::training
