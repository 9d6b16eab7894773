// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/detector/detector_trainer.h"

namespace destudio::training {

/// train_detector() with Adaptive Teacher on top: the recipe's "teacher" says how. The teacher is what is measured and
/// kept, so the recipe's ema_decay does not count.
/// @param unlabelled pictures of the domain to get used to; their boxes are never looked at
/// @throws as train_detector()
DetectorTrainingResult train_with_teacher(DetectorTrainingRun run, const TrainingImageSource& unlabelled);

}  // namespace destudio::training
