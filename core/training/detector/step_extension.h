// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/detection/common/detector.h"
#include "core/training/detector/detector_batch.h"
#include "core/training/loop/exponential_moving_average.h"
#include "core/training/loop/optimiser.h"

namespace destudio::training {

/// What a training learns beside the labelled pictures, one whole batch a step in one process. It keeps nothing between
/// steps but its parameters and the averages that it is shown, both of which the checkpoint holds, so that a training
/// resumes with the same bits.
class StepExtension {
public:
    virtual ~StepExtension() = default;

    /// Called once, before the first step. @param detector the one that learns, on `device`
    /// @return parameters that learn with it, float32 and on the device, under names that no detector has
    virtual std::vector<NamedParameter> attach(detection::Detector& detector, const torch::Device& device) = 0;
    /// Share of the averaged weights that a step (from 0) leaves as it was; the averages are measured and kept.
    virtual double average_decay(std::int64_t step) const = 0;
    /// The averages of the detector's parameters, in their order. They live as long as the training, which changes
    /// their content alone.
    virtual void follow(const ExponentialMovingAverage& averages) = 0;
    /// Changes labelled pictures before the detector learns from them.
    virtual void prepare(DetectorBatch& batch, std::uint64_t seed) const = 0;
    /// Calls backward() for what is learned beside them, and adds to the losses of the log.
    /// @param step from 0
    /// @param labelled as prepare() left it
    virtual void learn(std::int64_t step, const DetectorBatch& labelled, std::map<std::string, double>& losses) = 0;
};

}  // namespace destudio::training
