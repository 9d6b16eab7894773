// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace destudio::lora {

/// What a module's change is made of.
enum class Kind { kLowRank, kHadamard, kKronecker, kFull };

/// The tensors that change one module, by their role in the formula: "down", "up", "mid", "alpha", "dora_scale";
/// "w1_a", "w1_b", "w2_a", "w2_b", "t1", "t2" (LoHa); "w1", "w2" and these (LoKr); "diff" and "diff_b" (full).
struct LoraModule {
    std::string key;  ///< the file's name of the module, as lora_names.h understands it
    Kind kind = Kind::kLowRank;
    std::map<std::string, std::string> tensors;  ///< role to the file's tensor name
};

/// What the tensor names of a LoRA file say. Nothing is looked up in a model.
struct LoraLayout {
    std::string format;                ///< for people: "kohya", "PEFT", "diffusers", "LyCORIS (LoHa)", ...
    std::vector<LoraModule> modules;   ///< sorted by key
    std::vector<std::string> unknown;  ///< tensors whose names mean nothing here
};

/// Takes apart the names that kohya's scripts, LyCORIS, diffusers (all three generations) and PEFT write.
LoraLayout read_lora_layout(const std::vector<std::string>& tensor_names);

/// Whether the names are those of a LoRA file: at least one module is complete.
bool looks_like_lora(const std::vector<std::string>& tensor_names);

}  // namespace destudio::lora
