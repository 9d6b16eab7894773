// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stop_token>

#include "core/engine/generation/generator.h"

namespace destudio::scaleup {

/// What makes the images. A plain description and one function, so that tests need no weights.
struct ScaleUpModel {
    BundleInfo bundle;
    std::string bundle_hash;
    std::string adapter_hash;
    std::vector<RecipeLora> loras;
    Precision precision = Precision::kFloat32;  ///< never kAuto
    std::string device = "cpu";
    /// Runs the request's only rung. @throws as Generator::generate
    std::function<Variant(const GenerationRequest&, std::stop_token)> generate;
    /// A detector on pixels for the gate: what it sees, in the bundle's classes; empty: there is none.
    std::function<std::vector<Detection>(const cv::Mat&)> judge{};
    std::string judge_hash{};  ///< of its files; empty: there is none
};

/// Describes the bundle at once and loads its weights with the first image, so that a finished run costs nothing.
/// @throws as Generator's constructor; ConfigError without an adapter
ScaleUpModel make_scale_up_model(const std::filesystem::path& bundle, const GeneratorOptions& options);

}  // namespace destudio::scaleup
