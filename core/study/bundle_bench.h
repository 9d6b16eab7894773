// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/sampler.h"

namespace destudio::study {

/// What to measure a bundle with.
struct BundleBenchOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter;  ///< another adapter folder than the bundle's own; empty: the bundle's
    std::filesystem::path judge;    ///< a pixel detector that never saw a generated image
    std::filesystem::path atlas;    ///< empty: the bundle's world/atlas.bin
    int scenes = 200;               ///< real test scenes for adapter, judge and autoencoder
    int references = 40;            ///< test scenes to make variants of, at each ratio
    int per_class = 5;              ///< text-to-image pictures of each class
    int batch = 16;
    std::uint64_t seed = 0;    ///< of the test scenes
    double judge_score = 0.5;  ///< from which the judge is believed
    // How pictures are drawn; none: as suits the bundle.
    std::optional<Sampler> sampler;
    std::optional<int> steps;
    std::optional<double> guidance_scale;
    std::optional<LabelStep> label_step;
    std::string dtype = "auto";
    std::string device = "cpu";
};

/// One measured number beside what is asked for.
struct BundleFigure {
    std::string name;         ///< stable key for JSON
    std::string description;  ///< for a person
    double value = 0;
    double asked = 0;
    enum class Wanted { kAtLeast, kAtMost, kNothing } wanted = Wanted::kNothing;

    bool reached() const;
};

struct BundleBenchReport {
    std::vector<BundleFigure> figures;
    /// Text-to-image: share of pictures in which the judge found the class, by class name.
    std::vector<std::pair<std::string, double>> found_by_class;
    int threads = 0;
    std::string precision;
};

/// Runs all measurements; the same options give the same figures on one machine, times aside.
/// @throws IoError, FormatError, ConfigError naming the file at fault; UsageError when the judge knows none of the
///         bundle's classes; CancelledError
BundleBenchReport bench_bundle(const BundleBenchOptions& options, const std::stop_token& stop,
                               const ProgressSink& progress);

}  // namespace destudio::study
