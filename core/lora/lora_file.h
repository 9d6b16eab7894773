// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/lora/lora_layout.h"
#include "core/lora/module_change.h"
#include "core/nn/io/safetensors.h"

namespace destudio::lora {

/// A LoRA file, opened: its header is read, its numbers are not.
class LoraFile {
public:
    /// @throws IoError, FormatError; ConfigError when it holds no LoRA, saying what it holds instead where that is
    /// known
    explicit LoraFile(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_file.path(); }
    const LoraLayout& layout() const { return m_layout; }
    const nn::SafetensorsFile& tensors() const { return m_file; }
    ModuleChange change(const LoraModule& module) const;
    /// The model that it was made for, by its names and shapes: "Stable Diffusion 1.x", "2.x", "XL", "Flux", ...; empty
    /// when they do not tell.
    const std::string& base() const { return m_base; }
    /// What its metadata say of that; empty when they say nothing.
    std::string stated_base() const;

private:
    /// PEFT keeps alpha in the header ("lora_adapter_metadata").
    void read_peft_alphas();
    std::optional<double> alpha_of(const LoraModule& module) const;

    nn::SafetensorsFile m_file;
    LoraLayout m_layout;
    std::string m_base;
    std::map<std::string, double> m_alphas;      ///< component ("unet.") or ending of a module's key to its alpha
    std::map<std::string, bool> m_root_scaling;  ///< component: alpha / sqrt(rank) instead of alpha / rank
};

}  // namespace destudio::lora
