// SPDX-License-Identifier: Apache-2.0
#include "core/models/part_weights.h"

#include "core/nn/io/renamed_weights.h"

namespace destudio::models {

std::shared_ptr<const nn::WeightSource> PartOpener::open(const PartWeights& part) {
    auto& file = m_files[part.file];
    if (!file) {
        file = nn::open_weights(part.file);
    }
    if (!part.names) {
        return file;
    }
    return std::make_shared<nn::RenamedWeights>(file, *part.names);
}

std::shared_ptr<const nn::WeightSource> PartOpener::open_text(const PartWeights& part) {
    auto source = open(part);
    if (part.names || !source->contains("embeddings.token_embedding.weight")) {
        return source;
    }
    nn::TensorNames names;
    for (const auto& name : source->names()) {
        const bool inner =
            name.starts_with("embeddings.") || name.starts_with("encoder.") || name.starts_with("final_layer_norm.");
        names.insert_or_assign(inner ? "text_model." + name : name, nn::TensorOrigin{name, nn::TensorChange::kNone});
    }
    return std::make_shared<nn::RenamedWeights>(source, std::move(names));
}

}  // namespace destudio::models
