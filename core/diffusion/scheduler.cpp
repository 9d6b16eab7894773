// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/scheduler.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/diffusion/ddim_scheduler.h"
#include "core/diffusion/dpm_solver_multistep_scheduler.h"
#include "core/diffusion/euler_discrete_scheduler.h"

namespace destudio::diffusion {

std::unique_ptr<Scheduler> make_scheduler(SchedulerKind kind, const NoiseSchedule& schedule,
                                          const SchedulerOptions& options) {
    const auto limit = schedule.config().num_train_timesteps;
    if (options.steps < 1 || options.steps >= limit) {
        throw UsageError("The number of steps is " + std::to_string(options.steps) + "; it must be between 1 and " +
                         std::to_string(limit - 1) + ".");
    }
    switch (kind) {
        case SchedulerKind::kDdim:
            return std::make_unique<DdimScheduler>(schedule, options);
        case SchedulerKind::kEulerDiscrete:
            return std::make_unique<EulerDiscreteScheduler>(schedule, options);
        case SchedulerKind::kDpmSolverMultistep:
            break;
    }
    return std::make_unique<DpmSolverMultistepScheduler>(schedule, options);
}

int img2img_steps(int steps, double strength) {
    if (!(strength >= 0 && strength <= 1)) {
        throw UsageError("The encode ratio must be between 0 and 1.");
    }
    return std::min(static_cast<int>(static_cast<double>(steps) * strength), steps);
}

}  // namespace destudio::diffusion
