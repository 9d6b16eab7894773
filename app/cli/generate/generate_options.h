// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/generation/generator.h"
#include "core/engine/model/memory_mode.h"

namespace destudio::cli {

/// The options of `generate` as they were typed.
struct GenerateArguments {
    std::string bundle;
    std::string adapter;
    std::vector<std::string> loras;
    std::vector<std::string> references;
    std::string images;
    std::string split;
    int sample = 0;
    std::string prompt;
    std::string domain;
    std::vector<std::string> boxes;
    double boxes_share = kDefaultGroundingShare;
    std::string negative;
    std::string suffixes = "auto";
    std::string ratios = "0.3,0.6,0.9";
    std::string seeds = "1";
    std::optional<double> guidance;
    std::optional<double> guidance_rescale;
    std::optional<int> steps;
    std::string sampler;  ///< empty: the bundle's default
    std::string spacing = "auto";
    std::optional<double> eta;
    double threshold = kDefaultThreshold;
    std::string dtype = "auto";
    std::string device = "auto";
    std::string label_step = "auto";
    std::string size = "native";
    std::string memory = "normal";
    int threads = 0;
    std::vector<std::string> formats;
    std::string out;
    bool no_mark = false;
    bool overwrite = false;
};

/// The same, checked.
struct GenerateOptions {
    std::filesystem::path bundle;  ///< never empty
    std::vector<std::filesystem::path> references;
    std::filesystem::path images;
    std::string split;  ///< of COCO files; empty: what may be redrawn
    int sample = 0;     ///< so many references of the sample instead; 0: none
    std::string prompt;
    std::string domain;            ///< empty: the bundle's
    bool reference_boxes = false;  ///< those of each reference are asked for, besides settings.boxes
    std::string negative;
    std::string suffixes;  ///< auto, photo, none
    std::vector<Rung> rungs;
    Recipe settings;                       ///< steps, sampler, eta, spacing, guidance_rescale
    std::optional<double> guidance_scale;  ///< none: the bundle's default
    std::optional<LabelStep> label_step;   ///< none: the bundle's default
    bool paper_size = false;
    double threshold = kDefaultThreshold;
    int threads = 0;  ///< 0: chosen from the machine's cores
    MemoryMode memory = MemoryMode::kNormal;
    GeneratorOptions generator;
    std::vector<std::string> formats;  ///< names of core/dataset, at least one
    std::filesystem::path out;
    bool no_mark = false;    ///< pictures do not say that a model made them
    bool overwrite = false;  ///< also where others' files are
};

/// Checks everything that can be checked without references. Rungs that give the same picture are merged, and what a
/// few-step model changes is told: both are logged.
/// @throws UsageError; IoError and FormatError for the bundle, which is asked for its defaults
GenerateOptions check(const GenerateArguments& arguments);

}  // namespace destudio::cli
