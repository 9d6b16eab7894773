// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "core/nn/functional/layers.h"
#include "core/nn/functional/meta_parameters.h"
#include "core/nn/io/weight_source.h"
#include "core/nn/io/weights.h"
#include "core/nn/io/weights_check.h"

namespace destudio::diffusion {

/// A part of a bundle whose weights are brought in when they are first wanted. The tensors are checked
/// against the configuration at once, so that nothing can be wrong with them later but the disk.
template <class Module, class Config>
class LazyModule {
public:
    /// @throws IoError, FormatError, ConfigError naming the file and tensor at fault
    LazyModule(const Config& config, std::shared_ptr<const nn::WeightSource> weights, const nn::LoadOptions& options)
        : m_config(config), m_weights(std::move(weights)), m_options(options) {
        const auto module = make();
        nn::check_weights(*module, *m_weights);
        for (const auto& parameter : module->parameters()) {
            const auto type = options.dtype.value_or(parameter.scalar_type());
            m_weight_bytes += parameter.numel() * static_cast<std::int64_t>(torch::elementSize(type));
        }
    }

    const Config& config() const { return m_config; }
    Module& get() {
        if (!m_module) {
            auto module = make();
            nn::load_weights(*module, *m_weights, m_options);
            for (auto& parameter : module->parameters()) {
                parameter.requires_grad_(false);
            }
            m_module = std::move(module);
        }
        return *m_module;
    }
    /// Gives the memory back; get() reads the weights again.
    void release() { m_module.reset(); }
    /// Calls work(module, scope) with a module that has shapes only; scope(prefix, work) calls work() with the weights
    /// whose names begin so in memory. For a module that runs once, in an order of its parts.
    template <class Work>
    auto stream(Work&& work) {
        if (m_module) {
            return work(*m_module, [](const std::string&, const auto& part) { part(); });
        }
        const auto module = make();
        return work(*module, [&](const std::string& prefix, const auto& part) {
            auto options = m_options;
            options.prefixes = {prefix};
            nn::load_weights(*module, *m_weights, options);
            part();
            nn::drop_weights(*module, prefix);
        });
    }
    /// What all weights take in memory.
    std::int64_t weight_bytes() const { return m_weight_bytes; }

private:
    /// Its own random initialization is skipped because all of it is overwritten.
    std::unique_ptr<Module> make() const {
        const nn::SkipInitialization skip;
        const nn::MetaParameters without_memory;
        return std::make_unique<Module>(m_config);
    }

    Config m_config;
    std::shared_ptr<const nn::WeightSource> m_weights;
    nn::LoadOptions m_options;
    std::int64_t m_weight_bytes = 0;
    std::unique_ptr<Module> m_module;
};

}  // namespace destudio::diffusion
