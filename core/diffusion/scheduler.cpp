// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/scheduler.h"

#include "core/base/error.h"
#include "core/diffusion/ddim_scheduler.h"
#include "core/diffusion/dpm_solver_multistep_scheduler.h"
#include "core/diffusion/euler_ancestral_scheduler.h"
#include "core/diffusion/euler_discrete_scheduler.h"
#include "core/diffusion/lcm_scheduler.h"
#include "core/diffusion/tcd_scheduler.h"

namespace destudio::diffusion {

std::unique_ptr<Scheduler> make_scheduler(Sampler sampler, const NoiseSchedule& schedule,
                                          const SchedulerOptions& options) {
    const auto limit = schedule.config().num_train_timesteps;
    if (options.steps < 1 || options.steps >= limit) {
        throw UsageError("The number of steps is " + std::to_string(options.steps) + "; it must be between 1 and " +
                         std::to_string(limit - 1) + ".");
    }
    switch (sampler) {
        case Sampler::kDdim:
            return std::make_unique<DdimScheduler>(schedule, options);
        case Sampler::kEuler:
            return std::make_unique<EulerDiscreteScheduler>(schedule, options);
        case Sampler::kEulerAncestral:
            return std::make_unique<EulerAncestralScheduler>(schedule, options);
        case Sampler::kLcm:
            return std::make_unique<LcmScheduler>(schedule, options);
        case Sampler::kTcd:
            return std::make_unique<TcdScheduler>(schedule, options);
        case Sampler::kDpmpp2mSde:
            return std::make_unique<DpmSolverMultistepScheduler>(schedule, options, true);
        case Sampler::kDpmpp2m:
            break;
    }
    return std::make_unique<DpmSolverMultistepScheduler>(schedule, options);
}

}  // namespace destudio::diffusion
