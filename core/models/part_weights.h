// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>

#include "core/models/model_description.h"
#include "core/nn/io/weight_source.h"

namespace destudio::models {

/// Opens the weights of a model's parts. A file that holds several parts is opened once.
class PartOpener {
public:
    /// @throws IoError, FormatError
    std::shared_ptr<const nn::WeightSource> open(const PartWeights& part);
    /// The same for a text encoder, whose tensors may lack "text_model." before their names.
    std::shared_ptr<const nn::WeightSource> open_text(const PartWeights& part);

private:
    std::map<std::filesystem::path, std::shared_ptr<const nn::WeightSource>> m_files;
};

}  // namespace destudio::models
