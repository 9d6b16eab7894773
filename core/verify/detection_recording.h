// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <string>
#include <vector>

#include "core/detection/common/denoising_queries.h"
#include "core/nn/io/safetensors.h"

namespace destudio::verify {

/// A recorded safetensors file whose U8 tensors stand for booleans.
class Recording {
public:
    explicit Recording(const std::filesystem::path& path) : m_file(path) {}

    bool has(const std::string& name) const { return m_file.contains(name); }
    torch::Tensor operator[](const std::string& name) const { return m_file.tensor(name); }
    torch::Tensor mask(const std::string& name) const { return m_file.tensor(name).to(torch::kBool); }
    std::vector<std::string> names() const;
    /// "in.target.B.labels" and the boxes under "in.target.B.`boxes`" for B = 0, 1, ...
    detection::Targets targets(const std::string& boxes = "boxes") const;

private:
    nn::SafetensorsFile m_file;
};

/// .safetensors files of a folder, sorted, whose name starts with `prefix`.
std::vector<std::filesystem::path> recordings(const std::filesystem::path& folder, const std::string& prefix);

}  // namespace destudio::verify
