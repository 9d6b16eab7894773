// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/engine/model/model_fit.h"

namespace destudio::ui {

/// "This model draws clip art and finds none of your 3 classes (Platelets, RBC, WBC). With it, variants of photographs
/// will not be usable."; empty for a model that fits.
QString fit_text(const ModelFit& fit);

}  // namespace destudio::ui
