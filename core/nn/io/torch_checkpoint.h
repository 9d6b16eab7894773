// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/nn/io/checkpoint_index.h"
#include "core/nn/io/weight_source.h"

namespace destudio::nn {

class MappedFile;

/// The weights of a PyTorch checkpoint, mapped in place.
class TorchCheckpoint : public WeightSource {
public:
    /// @throws as read_checkpoint_index()
    explicit TorchCheckpoint(const std::filesystem::path& path);

    const std::filesystem::path& path() const override { return m_path; }
    std::vector<std::string> names() const override;
    bool contains(const std::string& name) const override { return m_index.tensors.contains(name); }
    WeightEntry describe(const std::string& name) const override;
    torch::Tensor tensor(const std::string& name) const override;

private:
    const CheckpointSlot& slot(const std::string& name) const;

    std::filesystem::path m_path;
    CheckpointIndex m_index;
    std::shared_ptr<MappedFile> m_mapping;
};

/// Reads the weights of a PyTorch checkpoint without running any code in it (see read_checkpoint_index).
/// @return tensors of their own by name, contiguous, on the CPU
/// @throws IoError, FormatError
std::map<std::string, torch::Tensor> read_torch_checkpoint(const std::filesystem::path& path);

}  // namespace destudio::nn
