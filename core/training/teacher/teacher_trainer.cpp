// SPDX-License-Identifier: Apache-2.0
#include "core/training/teacher/teacher_trainer.h"

#include "core/training/teacher/adaptive_teacher.h"

namespace destudio::training {

DetectorTrainingResult train_with_teacher(DetectorTrainingRun run, const TrainingImageSource& unlabelled) {
    AdaptiveTeacher teacher(run.recipe, unlabelled);
    run.extension = &teacher;
    return train_detector(run);
}

}  // namespace destudio::training
