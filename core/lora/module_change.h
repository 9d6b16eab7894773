// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/lora/lora_layout.h"
#include "core/nn/io/safetensors.h"

namespace destudio::lora {

/// What a LoRA file changes of one module's weight (and bias, where it says so).
///
/// Low rank: W + s (alpha / rank) up x down, where `down` has `rank` rows; with "mid" (Tucker) the three are
/// contracted. LoHa: the product of two such, element by element. LoKr: the Kronecker product of two. Full: the
/// difference itself. DoRA: the changed weight's rows get the lengths of "dora_scale".
class ModuleChange {
public:
    /// @param alpha for modules without a tensor of that name; none: the rank, which makes the factor 1
    ModuleChange(const nn::SafetensorsFile& file, const LoraModule& module, std::optional<double> alpha);

    bool changes_weight() const;
    bool changes_bias() const { return m_module->tensors.contains("diff_b"); }
    /// Why the change does not fit a weight of this shape; empty when it does. Reads shapes only.
    std::string weight_misfit(const std::vector<std::int64_t>& weight) const;
    std::string bias_misfit(const std::vector<std::int64_t>& bias) const;
    /// @param weight float32 on the CPU, of a shape that fits  @return a new tensor
    torch::Tensor changed_weight(const torch::Tensor& weight, double strength) const;
    torch::Tensor changed_bias(const torch::Tensor& bias, double strength) const;

private:
    using Shape = std::vector<std::int64_t>;
    const Shape* shape(const char* role) const;
    torch::Tensor factor(const char* role) const;  ///< in float32
    /// Rows and columns of the change as a matrix; nothing when its factors do not fit each other.
    std::optional<std::pair<std::int64_t, std::int64_t>> extent() const;
    double scale() const;
    torch::Tensor difference() const;  ///< of any shape with the weight's number of elements in its order

    const nn::SafetensorsFile* m_file;
    const LoraModule* m_module;
    std::optional<double> m_alpha;
};

}  // namespace destudio::lora
