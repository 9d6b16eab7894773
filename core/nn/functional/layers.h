// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/nn/functional/low_rank.h"

// The basic layers. They differ from torch::nn's in three ways: their outputs can be observed (to compare them with
// recordings), the normalisations are exact in bfloat16 and float16 wherever a kernel is missing, and a model can be
// built without spending time on random start values.

namespace destudio::nn {

/// A module whose output can be watched. Used to check submodules against recorded tensors.
class ObservableModule : public torch::nn::Module {
public:
    using Observer = std::function<void(const torch::Tensor& output)>;
    void observe(Observer observer) { m_observer = std::move(observer); }

protected:
    /// Forward functions return through this.
    torch::Tensor observed(torch::Tensor output) const {
        if (m_observer) {
            m_observer(output);
        }
        return output;
    }
    bool is_observed() const { return static_cast<bool>(m_observer); }

private:
    Observer m_observer;
};

/// A list of modules registered as "0", "1", ...
template <class M>
class ModuleArray : public torch::nn::Module {
public:
    std::shared_ptr<M> append(std::shared_ptr<M> module) {
        m_modules.push_back(register_module(std::to_string(m_modules.size()), std::move(module)));
        return m_modules.back();
    }
    M& operator[](std::size_t index) { return *m_modules[index]; }
    std::size_t size() const { return m_modules.size(); }
    bool empty() const { return m_modules.empty(); }

private:
    std::vector<std::shared_ptr<M>> m_modules;
};

/// y = x W^T + b over the last dimension. Parameters: weight [out,in], bias [out].
class Linear : public ObservableModule {
public:
    Linear(std::int64_t in, std::int64_t out, bool with_bias = true);
    torch::Tensor forward(const torch::Tensor& input);

    torch::Tensor weight;
    torch::Tensor bias;
    std::shared_ptr<const LowRank> low_rank;  ///< of a LoRA in training; mostly null
};

/// 2-D convolution on [B,C,H,W]. Parameters: weight [out,in,k,k], bias [out].
class Conv2d : public ObservableModule {
public:
    struct Options {
        std::int64_t in = 0;
        std::int64_t out = 0;
        std::int64_t kernel = 3;
        std::int64_t stride = 1;
        std::int64_t padding = 1;
        bool with_bias = true;
    };
    explicit Conv2d(const Options& options);
    torch::Tensor forward(const torch::Tensor& input);

    torch::Tensor weight;
    torch::Tensor bias;
    std::shared_ptr<const LowRank> low_rank;  ///< of a LoRA in training; mostly null

private:
    std::int64_t m_stride;
    std::int64_t m_padding;
};

/// Group normalisation on [B,C,...]. Statistics are taken in float32 whatever the precision.
class GroupNorm : public ObservableModule {
public:
    GroupNorm(std::int64_t groups, std::int64_t channels, double eps);
    torch::Tensor forward(const torch::Tensor& input);
    /// silu(forward(input)), in one kernel where there is one.
    torch::Tensor forward_silu(const torch::Tensor& input);

    torch::Tensor weight;
    torch::Tensor bias;

private:
    std::int64_t m_groups;
    double m_eps;
};

/// Layer normalisation over the last dimension.
class LayerNorm : public ObservableModule {
public:
    LayerNorm(std::int64_t width, double eps);
    torch::Tensor forward(const torch::Tensor& input);

    torch::Tensor weight;
    torch::Tensor bias;

private:
    double m_eps;
};

/// While one lives on this thread, new layers leave their parameters unset: the weights come from a file anyway, and
/// random numbers for a full-size model take many seconds.
class SkipInitialization {
public:
    SkipInitialization();
    ~SkipInitialization();
    SkipInitialization(const SkipInitialization&) = delete;
    SkipInitialization& operator=(const SkipInitialization&) = delete;
    static bool active();

private:
    bool m_before;
};

}  // namespace destudio::nn
