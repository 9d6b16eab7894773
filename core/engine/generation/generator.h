// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/base/feature_vector.h"
#include "core/base/lora_choice.h"
#include "core/base/progress.h"
#include "core/base/stop_tokens.h"
#include "core/base/work_part.h"
#include "core/engine/generation/inspection.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/recipe/recipe.h"

namespace destudio {

/// A generated image with its recipe and its raw detections (every one from kMinStoredScore on; the threshold only
/// filters).
struct Variant {
    Recipe recipe;
    cv::Mat image;                      ///< RGB, CV_8UC3
    std::vector<Detection> detections;  ///< pixels of `image`, descending score
    FeatureVector features;             ///< of what the adapter read; empty without one
};

/// One reference and what to make of it. A plain value: a worker takes a copy and shares nothing with the window.
struct GenerationRequest {
    cv::Mat reference;           ///< oriented RGB, CV_8UC3, any size
    std::string reference_hash;  ///< of the file's bytes
    /// Everything but seed, encode_ratio and the hashes of bundle and adapter. An empty crop or size means the bundle's
    /// native size (plan_native); precision and device are replaced by what is really used.
    Recipe recipe;
    std::vector<Rung> rungs;  ///< variants come back in this order
    /// So many go side by side; more follow in further rounds, so that the first ones are not held up by hundreds. Each
    /// holds its latents and features in memory.
    int rungs_at_once = 16;
    /// Kinds of vectors that the reference has already, for reference_features(); none: its vector is not wanted.
    std::optional<std::vector<std::string>> reference_kinds{};
};

/// What is shown while a rung is being denoised.
struct GenerationStep : RungStep {
    cv::Mat preview;  ///< small RGB picture of the predicted clean image; empty when none was made for this step
};
using StepSink = std::function<void(const GenerationStep&)>;

/// One call per rung as soon as it is finished, in the order in which they finish.
using VariantSink = std::function<void(std::size_t rung, const Variant&)>;

struct GeneratorOptions {
    Precision precision = Precision::kAuto;
    std::string device = "auto";         ///< auto, cpu, cuda:0
    std::filesystem::path adapter = {};  ///< another adapter folder than the bundle's own; empty: the bundle's
    std::vector<LoraChoice> loras = {};  ///< merged into the weights as they are read, in this order
    bool previews = false;
    WorkPartSink on_part = {};  ///< for measuring
};

/// Recipe in, variant out: a loaded bundle that generates and labels. Loading takes a while and much memory, so keep
/// one per device. Not thread-safe: one call at a time.
class Generator {
public:
    /// @throws IoError, FormatError, ConfigError naming the file of the bundle that is at fault
    Generator(const std::filesystem::path& bundle, const GeneratorOptions& options);
    ~Generator();
    Generator(const Generator&) = delete;
    Generator& operator=(const Generator&) = delete;

    const BundleInfo& bundle() const;
    /// What was chosen for kAuto, and "cpu" or "cuda:N".
    Precision precision() const;
    const std::string& device() const;

    /// Runs all rungs side by side: they share text embedding and latent, each at its own timestep. On the CPU they
    /// share U-Net calls where that is faster; else each rung has its own (both guidance halves in one). A variant's
    /// bytes never depend on its company.
    /// @param stop  `after_unit`: the variant with the fewest steps to go is finished, the others are dropped
    /// @throws UsageError for ratios outside (0,1] or that give no step; CancelledError within one U-Net step, or when
    ///         something was dropped; ResourceError when memory runs out
    std::vector<Variant> generate(const GenerationRequest& request, const StopTokens& stop = {},
                                  const StepSink& on_step = {}, const VariantSink& on_variant = {});

    /// What the reference looks like as its variants' vectors tell it: one U-Net call. Empty without an adapter, and
    /// where request.reference_kinds has this kind, or is none. @throws as generate()
    FeatureVector reference_features(const GenerationRequest& request, std::stop_token stop = {});

    /// What the model makes of one finished picture. May also be called from within `on_step` of generate(), on its
    /// thread: it takes nothing from the run and adds nothing to it.
    /// @throws UsageError for a picture whose sides are no multiples of the autoencoder's factor, or settings that
    ///         make no sense; CancelledError within one U-Net call; ResourceError when memory runs out
    Inspection inspect(const InspectionRequest& request, std::stop_token stop = {});

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace destudio
