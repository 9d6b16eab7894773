// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>

#include "core/nn/io/tensor_names.h"
#include "core/nn/io/weight_source.h"

namespace destudio::nn {

/// A view of another source under other names. Nothing is copied but transposed tensors.
class RenamedWeights : public WeightSource {
public:
    /// @throws FormatError when a tensor is not there, or its shape does not allow its change
    RenamedWeights(std::shared_ptr<const WeightSource> source, TensorNames names);

    const std::filesystem::path& path() const override { return m_source->path(); }
    std::vector<std::string> names() const override;
    bool contains(const std::string& name) const override { return m_names.contains(name); }
    WeightEntry describe(const std::string& name) const override;
    torch::Tensor tensor(const std::string& name) const override;

private:
    const TensorOrigin& origin(const std::string& name) const;

    std::shared_ptr<const WeightSource> m_source;
    TensorNames m_names;
};

}  // namespace destudio::nn
