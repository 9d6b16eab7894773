// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/renamed_weights.h"

#include <utility>

#include "core/base/error.h"

namespace destudio::nn {

RenamedWeights::RenamedWeights(std::shared_ptr<const WeightSource> source, TensorNames names)
    : m_source(std::move(source)), m_names(std::move(names)) {
    for (const auto& [name, origin] : m_names) {
        if (!changed_shape(m_source->describe(origin.name).shape, origin.change)) {
            throw FormatError(m_source->path().string() + ": the tensor " + origin.name +
                              " does not have the shape that this kind of model gives it.");
        }
    }
}

std::vector<std::string> RenamedWeights::names() const {
    std::vector<std::string> names;
    names.reserve(m_names.size());
    for (const auto& [name, origin] : m_names) {
        names.push_back(name);
    }
    return names;
}

const TensorOrigin& RenamedWeights::origin(const std::string& name) const {
    const auto found = m_names.find(name);
    if (found == m_names.end()) {
        throw FormatError(m_source->path().string() + " has no tensor for \"" + name + "\".");
    }
    return found->second;
}

WeightEntry RenamedWeights::describe(const std::string& name) const {
    const auto& from = origin(name);
    auto entry = m_source->describe(from.name);
    entry.shape = changed_shape(std::move(entry.shape), from.change).value();
    return entry;
}

torch::Tensor RenamedWeights::tensor(const std::string& name) const {
    const auto& from = origin(name);
    const auto stored = m_source->tensor(from.name);
    switch (from.change) {
        case TensorChange::kNone:
            return stored;
        case TensorChange::kSqueeze:
            return stored.view({stored.size(0), stored.size(1)});
        case TensorChange::kTranspose:
            return stored.t().clone(at::MemoryFormat::Contiguous);
        default:
            break;
    }
    const auto rows = stored.size(0) / 3;
    const auto first = from.change == TensorChange::kFirstThird    ? 0
                       : from.change == TensorChange::kSecondThird ? rows
                                                                   : 2 * rows;
    return stored.slice(0, first, first + rows);
}

}  // namespace destudio::nn
