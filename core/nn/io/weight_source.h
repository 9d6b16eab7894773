// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace destudio::nn {

/// Type and shape of a tensor that has not been read.
struct WeightEntry {
    torch::ScalarType type = torch::kFloat32;
    std::vector<std::int64_t> shape;
};

/// Named tensors of a part of a model, wherever they lie: a safetensors file, shards, a PyTorch checkpoint, or a view
/// of one of these under other names.
class WeightSource {
public:
    WeightSource() = default;
    virtual ~WeightSource() = default;
    WeightSource(const WeightSource&) = delete;
    WeightSource& operator=(const WeightSource&) = delete;

    /// What to name in errors.
    virtual const std::filesystem::path& path() const = 0;
    /// Sorted.
    virtual std::vector<std::string> names() const = 0;
    virtual bool contains(const std::string& name) const = 0;
    /// @throws FormatError when there is no such tensor
    virtual WeightEntry describe(const std::string& name) const = 0;
    /// The tensor as stored, on the CPU, contiguous. It may share mapped pages, which stay alive as long as it; the
    /// pages are private, so writing to it never changes the file. @throws as describe()
    virtual torch::Tensor tensor(const std::string& name) const = 0;
};

/// Opens a .safetensors file, a .safetensors.index.json, or a PyTorch checkpoint (by its first bytes).
/// @throws IoError, FormatError
std::shared_ptr<const WeightSource> open_weights(const std::filesystem::path& path);

}  // namespace destudio::nn
