// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/lora_choice.h"
#include "core/lora/lora_file.h"
#include "core/lora/lora_names.h"
#include "core/nn/io/weight_source.h"

namespace destudio::lora {

/// The weights of a model's parts that LoRA files can change.
using Parts = std::map<Component, std::shared_ptr<const nn::WeightSource>>;

/// What a LoRA file means for one model.
struct LoraMatch {
    struct Target {
        ModulePath path;
        const LoraModule* module = nullptr;  ///< of the file
    };
    std::vector<Target> used;
    std::vector<std::string> unused;     ///< the file's names of modules that the model does not have
    std::vector<std::string> misshapen;  ///< "NAME: it is made for [8,768], and the model has [8,1024]"
};

/// @param file must outlive the result
LoraMatch match(const LoraFile& file, const Parts& parts);

/// @throws ConfigError, one sentence, when the file cannot be used for the model: nothing fits, or something is for a
///         model of other sizes
void require_fit(const LoraFile& file, const LoraMatch& match, const Parts& parts);

/// The parts with all files merged in: a touched weight is computed in float32 whenever it is read, everything else is
/// handed through. @throws IoError, FormatError, ConfigError as LoraFile and require_fit
Parts merged(const Parts& parts, const std::vector<LoraChoice>& choices);

}  // namespace destudio::lora
