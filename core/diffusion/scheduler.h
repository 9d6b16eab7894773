// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/sampler.h"
#include "core/diffusion/noise_schedule.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

enum class FinalSigma { kZero, kSigmaMin };

struct SchedulerOptions {
    int steps = 30;
    TimestepSpacing spacing = TimestepSpacing::kLeading;
    bool use_karras_sigmas = false;              ///< DPM-Solver++ and Euler
    FinalSigma final_sigma = FinalSigma::kZero;  ///< DPM-Solver++ and Euler
    double eta = 0;                              ///< DDIM; TCD's gamma
    double strength = 1;  ///< LCM and TCD: the part of the distillation grid that the steps are chosen from
    /// LCM and TCD: points of the distillation grid; none: the schedule's own. TCD takes all training timesteps as its
    /// grid when one is given, whatever the number.
    std::optional<int> original_inference_steps = {};
};

/// What one step gives.
struct SchedulerStep {
    torch::Tensor prev_sample;       ///< the latent of the next step
    torch::Tensor pred_x0;           ///< the clean latent that the model output stands for
    torch::Tensor pred_noised = {};  ///< TCD: the latent before fresh noise is added
};

/// One run of a sampler over one latent. It may keep history between steps, so every variant has its own, and variants
/// at different timesteps can share a U-Net call. Positions count through timesteps(), 0 being the noisiest.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    /// Timesteps for the U-Net, falling; fractional for Euler with linspace or Karras.
    const std::vector<double>& timesteps() const { return m_timesteps; }
    const NoiseSchedule& schedule() const { return m_schedule; }

    /// The latent to start with at `position`. @param z0 and noise [.,4,h,w]
    virtual torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise,
                                    std::size_t position) const = 0;
    /// Pure noise as the start at position 0.
    virtual torch::Tensor scale_noise(const torch::Tensor& noise) const { return noise; }
    /// What the U-Net gets for a latent.
    virtual torch::Tensor scale_model_input(const torch::Tensor& sample, std::size_t) const { return sample; }
    /// One step. @param variance_noise standard normal; may be undefined where needs_variance_noise() is false
    virtual SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                               const torch::Tensor& variance_noise = {}) = 0;
    virtual bool needs_variance_noise() const { return false; }

protected:
    explicit Scheduler(NoiseSchedule schedule) : m_schedule(std::move(schedule)) {}

    NoiseSchedule m_schedule;
    std::vector<double> m_timesteps;
};

/// @throws UsageError when steps is below 1 or above the training timesteps, or, for LCM and TCD, above what the
/// strength
///         leaves of the distillation grid
std::unique_ptr<Scheduler> make_scheduler(Sampler sampler, const NoiseSchedule& schedule,
                                          const SchedulerOptions& options);

}  // namespace destudio::diffusion
