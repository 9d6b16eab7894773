// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/distillation/consistency_distillation.h"

namespace destudio::diffusion {
class StableDiffusionBundle;
}

namespace destudio::training {

/// Everything of run.student() but the U-Net: the teacher's other parts, LCMScheduler's configuration, and a
/// bundle.json that says what it was distilled from. @throws IoError, FormatError
void write_student_bundle(const DistillationRun& run, const diffusion::StableDiffusionBundle& teacher);

}  // namespace destudio::training
