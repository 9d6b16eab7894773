// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weights.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/nn/io/canonical_name.h"
#include "core/nn/io/mapped_pages.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/surplus_weights.h"
#include "core/nn/io/weight_conversion.h"
#include "core/nn/io/weights_check.h"

namespace destudio::nn {

namespace {

constexpr std::size_t kNamesInMessage = 5;

std::string shape_text(torch::IntArrayRef shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        text += (i == 0 ? "" : ",") + std::to_string(shape[i]);
    }
    return text + "]";
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < kNamesInMessage; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > kNamesInMessage ? text + " and " + std::to_string(names.size() - kNamesInMessage) + " more"
                                          : text;
}

void append(std::string& message, const char* what, const std::vector<std::string>& names) {
    if (!names.empty()) {
        message += (message.empty() ? "" : "; ") + std::string(what) + " " + listed(names);
    }
}

}  // namespace

std::map<std::string, torch::Tensor> state_dict(const torch::nn::Module& module) {
    std::map<std::string, torch::Tensor> tensors;
    for (const auto& item : module.named_parameters(/*recurse=*/true)) {
        tensors.emplace(item.key(), item.value());
    }
    for (const auto& item : module.named_buffers(/*recurse=*/true)) {
        tensors.emplace(item.key(), item.value());
    }
    return tensors;
}

namespace {

/// Our names to the file's. @throws ConfigError when the two do not fit
std::map<std::string, std::string> match(const std::map<std::string, torch::Tensor>& wanted,
                                         const WeightSource& archive) {
    std::map<std::string, std::string> sources;
    std::vector<std::string> missing;
    std::vector<std::string> surplus;
    std::vector<std::string> misshapen;
    for (const auto& name : archive.names()) {
        const auto canonical = canonical_name(name);
        const auto at = wanted.find(canonical);
        if (at == wanted.end() && is_surplus_weight(name)) {
            continue;
        }
        if (at == wanted.end() || !sources.emplace(canonical, name).second) {
            surplus.push_back(name);
            continue;
        }
        const auto entry = archive.describe(name);
        if (at->second.sizes() != torch::IntArrayRef(entry.shape)) {
            misshapen.push_back(name + " is " + shape_text(entry.shape) + " instead of " +
                                shape_text(at->second.sizes()));
        } else if (!torch::isFloatingType(entry.type) && at->second.is_floating_point()) {
            misshapen.push_back(name + " holds whole numbers");
        }
    }
    for (const auto& [name, tensor] : wanted) {
        if (!sources.contains(name)) {
            missing.push_back(name);
        }
    }
    std::string problems;
    append(problems, "missing:", missing);
    append(problems, "surplus:", surplus);
    append(problems, "misshapen:", misshapen);
    if (!problems.empty()) {
        throw ConfigError(archive.path().string() + " does not fit its configuration (" + problems +
                          "). Use the config.json that belongs to these weights.");
    }
    return sources;
}

bool is_wanted(const std::string& name, const std::vector<std::string>& prefixes) {
    return prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(),
                                           [&](const std::string& prefix) { return name.starts_with(prefix); });
}

}  // namespace

void check_weights(const torch::nn::Module& module, const WeightSource& source) {
    match(state_dict(module), source);
}

void load_weights(torch::nn::Module& module, const std::filesystem::path& path, const LoadOptions& options) {
    load_weights(module, *open_weights(path), options);
}

void load_weights(torch::nn::Module& module, const WeightSource& archive, const LoadOptions& options) {
    auto wanted = state_dict(module);
    const auto sources = match(wanted, archive);
    const torch::NoGradGuard no_grad;
    for (auto& [name, tensor] : wanted) {
        if (!is_wanted(name, options.prefixes)) {
            continue;
        }
        const auto type =
            tensor.is_floating_point() ? options.dtype.value_or(tensor.scalar_type()) : tensor.scalar_type();
        const auto mapped = archive.tensor(sources.at(name));
        const auto wanted_type = torch::TensorOptions(options.device).dtype(type);
        tensor.set_data(converted_weight(mapped, wanted_type, options.channels_last));
        drop_mapped_pages(mapped);
    }
}

void drop_weights(torch::nn::Module& module, const std::string& prefix) {
    const torch::NoGradGuard no_grad;
    for (auto& [name, tensor] : state_dict(module)) {
        if (name.starts_with(prefix)) {
            torch::Tensor target = tensor;
            target.set_data(torch::zeros({1}, tensor.options()).expand(tensor.sizes()));
        }
    }
}

void save_weights(const torch::nn::Module& module, const std::filesystem::path& path, torch::ScalarType dtype,
                  const std::map<std::string, std::string>& metadata) {
    auto tensors = state_dict(module);
    for (auto& [name, tensor] : tensors) {
        tensor = tensor.detach();
        if (tensor.is_floating_point()) {
            tensor = tensor.to(dtype);
        }
    }
    auto all_metadata = metadata;
    all_metadata.emplace("format", "pt");  // diffusers refuses a file without it
    write_safetensors(path, tensors, all_metadata);
}

}  // namespace destudio::nn
