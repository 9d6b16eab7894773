// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/model_places.h"

#include <spdlog/spdlog.h>

#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/program_data.h"

namespace destudio {

models::ModelLibrary model_library() {
    const auto folder = user_data_folder() / "destudio";
    return {folder / "models.json", folder / "models"};
}

std::filesystem::path default_bundle() {
    try {
        const auto chosen = model_library().default_model();
        std::error_code error;
        if (!chosen.empty() && std::filesystem::exists(chosen, error)) {
            return chosen;
        }
        if (!chosen.empty()) {
            spdlog::warn("The default model {} is not there any more; the built-in bundle is used.", chosen.string());
        }
    } catch (const Error& problem) {
        spdlog::warn("{}", problem.what());
    }
    return built_in_bundle();
}

}  // namespace destudio
