// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/engine/model/model_listing.h"

namespace destudio::ui {

/// What a model can be taken for.
enum class ModelUse { kNone, kDraw, kLora, kAdapter };
ModelUse use_of(const ListedModel& model);

/// "Stable Diffusion 1.x", "LoRA for Stable Diffusion XL".
QString kind_text(const ListedModel& model);
/// "2.1 GB".
QString bytes_text(std::uint64_t bytes);
/// "float16", "float32, bfloat16".
QString precision_text(const models::ModelReport& report);
/// "draws", "draws, labels", "is merged into a model".
QString ability_text(const ListedModel& model);
/// What it needs before its pictures have boxes; empty where that means nothing.
QString label_need_text(const ListedModel& model);
/// Everything about it, as rich text.
QString details_text(const ListedModel& model);
/// Which published models fit, and where their files go, as rich text.
QString fitting_models_text(const QString& home);

}  // namespace destudio::ui
