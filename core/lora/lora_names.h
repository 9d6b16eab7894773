// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace destudio::lora {

enum class Component { kUnet, kTextEncoder, kTextEncoder2 };

/// diffusers' folder: "unet", "text_encoder", "text_encoder_2".
std::string to_string(Component component);

/// A module of a model: what "PATH.weight" of a component is a weight of.
struct ModulePath {
    Component component = Component::kUnet;
    std::string path;

    auto operator<=>(const ModulePath&) const = default;
};

/// Finds modules by the names that LoRA files give them. Names with underscores cannot be taken apart, so that of every
/// module of the model is made, in all known ways: diffusers' and the original U-Net layout, with kohya's prefixes and
/// underscores or with dots.
class ModuleNames {
public:
    /// @param paths modules of one component, in diffusers' names. Several calls build one table.
    void add(Component component, const std::vector<std::string>& paths);
    std::optional<ModulePath> find(const std::string& key) const;

private:
    void insert(const std::string& name, const ModulePath& path);

    std::map<std::string, ModulePath> m_names;
};

/// The original layout's names of a U-Net's modules ("input_blocks.4.1.proj_in") by diffusers' paths. The number of
/// layers and where attention is are read from the paths themselves.
std::map<std::string, std::string> original_unet_paths(const std::vector<std::string>& paths);

/// What kohya's scripts call the modules of one component in their files, by diffusers' paths: "lora_unet_" or
/// "lora_te_" and the path with underscores. Of a model with two text encoders (Stable Diffusion XL) these are
/// "lora_te1_" and "lora_te2_", and the U-Net's paths those of the original layout.
/// @param paths all modules of the component
std::map<std::string, std::string> kohya_names(Component component, const std::vector<std::string>& paths,
                                               bool two_text_encoders);

}  // namespace destudio::lora
