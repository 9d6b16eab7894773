// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/variant_picture.h"

#include <nlohmann/json.hpp>

#include "core/image/source_mark.h"

namespace destudio {

PngText variant_texts(const Recipe& recipe, bool marked) {
    return variant_texts(nlohmann::json(recipe).dump(), recipe.encode_ratio, marked);
}

PngText variant_texts(const std::string& recipe_json, double encode_ratio, bool marked) {
    SourceMark mark = variant_mark(encode_ratio, recipe_json);
    if (!marked) {
        mark.type.clear();
    }
    return mark_texts(mark);
}

}  // namespace destudio
