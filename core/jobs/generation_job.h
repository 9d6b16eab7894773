// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "core/engine/generation/generator.h"
#include "core/jobs/job.h"
#include "core/jobs/shared_generator.h"

namespace destudio {

/// Called on the worker thread.
struct GenerationCallbacks {
    std::function<void(const BundleInfo&)> on_bundle;                  ///< once the bundle is loaded
    std::function<void(const GenerationStep&)> on_step;                ///< may carry a preview
    std::function<void(std::size_t rung, const Variant&)> on_variant;  ///< one call per rung as it finishes
    /// After the variants, where the request wants it and there is one.
    std::function<void(const FeatureVector&)> on_reference{};
};

/// What a job does that runs one request and hands back each variant as it finishes. It can run smaller and stops after
/// an image.
JobWork generation_work(std::shared_ptr<SharedGenerator> shared, std::filesystem::path bundle, GeneratorOptions options,
                        GenerationRequest request, GenerationCallbacks callbacks);

}  // namespace destudio
