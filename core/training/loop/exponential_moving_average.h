// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "core/training/loop/adamw.h"

namespace destudio::training {

/// Moving average of parameters: average = d average + (1-d) parameter.
class ExponentialMovingAverage {
public:
    /// d of a step, from 0.
    using Decay = std::function<double(std::int64_t step)>;

    /// d = min(max_decay, (1+step)/(10+step)), so that early steps are forgotten quickly.
    ExponentialMovingAverage(const std::vector<NamedParameter>& parameters, double max_decay)
        : ExponentialMovingAverage(parameters, [max_decay](std::int64_t step) {
              const auto s = static_cast<double>(step);
              return std::min(max_decay, (1.0 + s) / (10.0 + s));
          }) {}

    ExponentialMovingAverage(const std::vector<NamedParameter>& parameters, Decay decay) : m_decay(std::move(decay)) {
        for (const auto& [name, parameter] : parameters) {
            m_source.push_back(parameter);
            m_average.emplace_back("ema." + name, parameter.detach().clone());
        }
    }

    void update(std::int64_t step) {
        torch::NoGradGuard no_grad;
        const double decay = m_decay(step);
        for (std::size_t i = 0; i < m_source.size(); ++i) {
            m_average[i].second.lerp_(m_source[i], 1.0 - decay);
        }
    }

    /// Named "ema.NAME", in the order given to the constructor.
    const std::vector<NamedParameter>& averages() const { return m_average; }

private:
    Decay m_decay;
    std::vector<torch::Tensor> m_source;
    std::vector<NamedParameter> m_average;
};

}  // namespace destudio::training
