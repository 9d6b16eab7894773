// SPDX-License-Identifier: Apache-2.0
#include "core/lora/lora_report.h"

#include <cmath>
#include <utility>

#include "core/base/error.h"

namespace destudio::lora {

namespace {

/// "down_blocks.1" of "down_blocks.1.resnets.0.conv1"; "layers.3" of a text encoder's path.
std::string block_of(const ModulePath& path) {
    static const std::string kLayers = "layers.";
    const auto first_words = [](const std::string& text, int words) {
        std::size_t end = 0;
        for (int i = 0; i < words && end != std::string::npos; ++i) {
            end = text.find('.', end == 0 ? 0 : end + 1);
        }
        return text.substr(0, end);
    };
    if (path.component != Component::kUnet) {
        const auto at = path.path.find(kLayers);
        return at == std::string::npos ? first_words(path.path, 2) : first_words(path.path.substr(at), 2);
    }
    const bool is_numbered = path.path.starts_with("down_blocks.") || path.path.starts_with("up_blocks.");
    return first_words(path.path, is_numbered ? 2 : 1);
}

struct Sums {
    int modules = 0;
    double change = 0;
    double weight = 0;
};

}  // namespace

LoraReport describe(const LoraFile& file) {
    LoraReport report;
    report.format = file.layout().format;
    report.base = file.base();
    report.stated_base = file.stated_base();
    report.modules = file.layout().modules.size();
    report.unknown = file.layout().unknown;
    return report;
}

LoraReport compare(const LoraFile& file, const Parts& parts) {
    const torch::NoGradGuard no_grad;
    LoraReport report = describe(file);
    const auto found = match(file, parts);
    report.used = found.used.size();
    report.unused = found.unused;
    report.misshapen = found.misshapen;
    try {
        require_fit(file, found, parts);
    } catch (const ConfigError& error) {
        report.problem = error.what();
    }
    std::map<std::pair<Component, std::string>, Sums> blocks;
    for (const auto& [path, module] : found.used) {
        auto& sums = blocks[{path.component, block_of(path)}];
        ++sums.modules;
        const auto change = file.change(*module);
        if (!change.changes_weight()) {
            continue;
        }
        const auto weight = parts.at(path.component)->tensor(path.path + ".weight").to(torch::kFloat32);
        sums.change += (change.changed_weight(weight, 1) - weight).square().sum().item<double>();
        sums.weight += weight.square().sum().item<double>();
    }
    Sums all;
    for (const auto& [at, sums] : blocks) {
        all.change += sums.change;
        all.weight += sums.weight;
        report.blocks.push_back(
            {at.first, at.second, sums.modules, sums.weight > 0 ? std::sqrt(sums.change / sums.weight) : 0});
    }
    report.relative = all.weight > 0 ? std::sqrt(all.change / all.weight) : 0;
    return report;
}

}  // namespace destudio::lora
