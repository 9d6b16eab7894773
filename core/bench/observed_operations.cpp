// SPDX-License-Identifier: Apache-2.0
#include "core/bench/observed_operations.h"

#include "core/nn/torch.h"

#include <memory>
#include <set>
#include <vector>

#include "core/nn/functional/layers.h"

namespace destudio::bench {

namespace {

/// Takes all observers off again, whatever happens.
class Observation {
public:
    ~Observation() {
        for (const auto& layer : m_layers) {
            layer->observe({});
        }
    }
    void watch(const std::shared_ptr<nn::ObservableModule>& layer, nn::ObservableModule::Observer observer) {
        layer->observe(std::move(observer));
        m_layers.push_back(layer);
    }

private:
    std::vector<std::shared_ptr<nn::ObservableModule>> m_layers;
};

}  // namespace

OperationCount observe_operations(const torch::nn::Module& module, const std::function<void()>& work) {
    OperationCount count;
    {
        Observation observation;
        std::set<const void*> seen;  // some modules are registered under two names
        for (const auto& part : module.modules(/*include_self=*/false)) {
            if (!seen.insert(part.get()).second) {
                continue;
            }
            if (const auto conv = std::dynamic_pointer_cast<nn::Conv2d>(part)) {
                // Every output element is one row of the weight: in k k products.
                const auto row = static_cast<double>(conv->weight.numel() / conv->weight.size(0));
                observation.watch(conv, [&count, row](const torch::Tensor& output) {
                    count.convolution += 2 * row * static_cast<double>(output.numel());
                });
            } else if (const auto linear = std::dynamic_pointer_cast<nn::Linear>(part)) {
                const auto row = static_cast<double>(linear->weight.size(1));
                observation.watch(linear, [&count, row](const torch::Tensor& output) {
                    count.linear += 2 * row * static_cast<double>(output.numel());
                });
            }
        }
        work();
    }
    return count;
}

}  // namespace destudio::bench
