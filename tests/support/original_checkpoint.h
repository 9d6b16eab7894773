// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

#include "core/nn/io/safetensors.h"
#include "core/nn/torch.h"

namespace destudio::test {

/// `text` with one part replaced.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// The name of a U-Net's tensor in the original programs' layout.
/// @param per_level res-blocks of a level and one  @param attends whether a level of the way up has attention
template <class Attends>
std::string original_unet_name(const std::string& name, int per_level, const Attends& attends) {
    const auto resnet = [](std::string rest) {
        for (const auto& [ours, theirs] :
             {std::pair("norm1.", "in_layers.0."), std::pair("conv1.", "in_layers.2."),
              std::pair("time_emb_proj.", "emb_layers.1."), std::pair("norm2.", "out_layers.0."),
              std::pair("conv2.", "out_layers.3."), std::pair("conv_shortcut.", "skip_connection.")}) {
            if (rest.starts_with(ours)) {
                return replaced(rest, ours, theirs);
            }
        }
        return rest;
    };
    for (const auto& [ours, theirs] :
         {std::pair("time_embedding.linear_1.", "time_embed.0."),
          std::pair("time_embedding.linear_2.", "time_embed.2."), std::pair("conv_in.", "input_blocks.0.0."),
          std::pair("conv_norm_out.", "out.0."), std::pair("conv_out.", "out.2."),
          std::pair("mid_block.attentions.0.", "middle_block.1.")}) {
        if (name.starts_with(ours)) {
            return replaced(name, ours, theirs);
        }
    }
    int level = 0;
    int slot = 0;
    int end = 0;
    const auto rest = [&] { return name.substr(static_cast<std::size_t>(end)); };
    if (std::sscanf(name.c_str(), "mid_block.resnets.%d.%n", &slot, &end) == 1 && end > 0) {
        return "middle_block." + std::to_string(2 * slot) + "." + resnet(rest());
    }
    const auto block = [](const char* group, int index, int sub) {
        return std::string(group) + "." + std::to_string(index) + "." + std::to_string(sub) + ".";
    };
    end = 0;
    if (std::sscanf(name.c_str(), "down_blocks.%d.resnets.%d.%n", &level, &slot, &end) == 2 && end > 0) {
        return block("input_blocks", 1 + level * per_level + slot, 0) + resnet(rest());
    }
    end = 0;
    if (std::sscanf(name.c_str(), "down_blocks.%d.attentions.%d.%n", &level, &slot, &end) == 2 && end > 0) {
        return block("input_blocks", 1 + level * per_level + slot, 1) + rest();
    }
    end = 0;
    if (std::sscanf(name.c_str(), "down_blocks.%d.downsamplers.0.conv.%n", &level, &end) == 1 && end > 0) {
        return block("input_blocks", (level + 1) * per_level, 0) + "op." + rest();
    }
    end = 0;
    if (std::sscanf(name.c_str(), "up_blocks.%d.resnets.%d.%n", &level, &slot, &end) == 2 && end > 0) {
        return block("output_blocks", level * per_level + slot, 0) + resnet(rest());
    }
    end = 0;
    if (std::sscanf(name.c_str(), "up_blocks.%d.attentions.%d.%n", &level, &slot, &end) == 2 && end > 0) {
        return block("output_blocks", level * per_level + slot, 1) + rest();
    }
    end = 0;
    if (std::sscanf(name.c_str(), "up_blocks.%d.upsamplers.0.conv.%n", &level, &end) == 1 && end > 0) {
        return block("output_blocks", (level + 1) * per_level - 1, attends(level) ? 2 : 1) + "conv." + rest();
    }
    return name;
}

/// The name of an autoencoder's tensor in the original programs' layout.
inline std::string original_autoencoder_name(std::string name, int levels) {
    name = replaced(replaced(name, "conv_norm_out.", "norm_out."), "conv_shortcut.", "nin_shortcut.");
    for (const auto& [ours, theirs] :
         {std::pair("mid_block.resnets.0.", "mid.block_1."), std::pair("mid_block.resnets.1.", "mid.block_2."),
          std::pair("mid_block.attentions.0.group_norm.", "mid.attn_1.norm."),
          std::pair("mid_block.attentions.0.to_q.", "mid.attn_1.q."),
          std::pair("mid_block.attentions.0.to_k.", "mid.attn_1.k."),
          std::pair("mid_block.attentions.0.to_v.", "mid.attn_1.v."),
          std::pair("mid_block.attentions.0.to_out.0.", "mid.attn_1.proj_out.")}) {
        name = replaced(name, ours, theirs);
    }
    for (int level = 0; level < levels; ++level) {
        const auto text = std::to_string(level);
        name = replaced(name, "down_blocks." + text + ".", "down." + text + ".");
        name = replaced(name, "up_blocks." + text + ".", "up." + std::to_string(levels - 1 - level) + ".");
    }
    return replaced(replaced(replaced(name, ".resnets.", ".block."), ".downsamplers.0.", ".downsample."),
                    ".upsamplers.0.", ".upsample.");
}

/// The tensors of a tiny bundle (tiny_bundle.h) in the layout of Stable Diffusion 1's single files.
inline std::map<std::string, torch::Tensor> original_tensors(const std::filesystem::path& bundle) {
    std::map<std::string, torch::Tensor> tensors;
    const nn::SafetensorsFile unet(bundle / "unet" / "diffusion_pytorch_model.safetensors");
    for (const auto& [name, entry] : unet.entries()) {
        const auto original = original_unet_name(name, 2, [](int level) { return level > 0; });
        tensors.emplace("model.diffusion_model." + original, unet.tensor(name).clone());
    }
    const nn::SafetensorsFile vae(bundle / "vae" / "diffusion_pytorch_model.safetensors");
    for (const auto& [name, entry] : vae.entries()) {
        auto tensor = vae.tensor(name).clone();
        const auto original = original_autoencoder_name(name, 3);
        if (original.find("attn_1.") != std::string::npos && tensor.dim() == 2) {
            tensor = tensor.unsqueeze(-1).unsqueeze(-1).contiguous();
        }
        tensors.emplace("first_stage_model." + original, tensor);
    }
    const nn::SafetensorsFile text(bundle / "text_encoder" / "model.safetensors");
    for (const auto& [name, entry] : text.entries()) {
        tensors.emplace("cond_stage_model.transformer." + name, text.tensor(name).clone());
    }
    tensors.emplace("cond_stage_model.transformer.text_model.embeddings.position_ids",
                    torch::arange(77, torch::kInt64).view({1, 77}));
    tensors.emplace("betas", torch::zeros({1000}));
    tensors.emplace("model_ema.diffusion_modelinput_blocks00weight", torch::zeros({8, 4, 3, 3}));
    tensors.emplace("model_ema.num_updates", torch::tensor(7, torch::kInt64));
    return tensors;
}

}  // namespace destudio::test
