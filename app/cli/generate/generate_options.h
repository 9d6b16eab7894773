// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/generator.h"
#include "core/engine/memory_mode.h"

namespace destudio::cli {

/// The options of `generate` as they were typed.
struct GenerateArguments {
    std::string bundle;
    std::string adapter;
    std::vector<std::string> references;
    std::string images;
    int sample = 0;
    std::string prompt;
    std::string negative;
    std::string suffixes = "auto";
    std::string ratios = "0.3,0.6,0.9";
    std::string seeds = "1";
    std::optional<double> guidance;
    int steps = 30;
    std::string sampler = "dpmpp-2m";
    double eta = 0;
    double threshold = kDefaultThreshold;
    std::string dtype = "auto";
    std::string device = "auto";
    std::string label_step = "auto";
    std::string size = "native";
    std::string memory = "normal";
    int threads = 0;
    std::vector<std::string> formats;
    std::string out;
};

/// The same, checked.
struct GenerateOptions {
    std::filesystem::path bundle;  ///< never empty
    std::vector<std::filesystem::path> references;
    std::filesystem::path images;
    int sample = 0;  ///< so many references of the sample instead; 0: none
    std::string prompt;
    std::string negative;
    std::string suffixes;  ///< auto, photo, none
    std::vector<Rung> rungs;
    Recipe settings;                       ///< steps, sampler, eta
    std::optional<double> guidance_scale;  ///< none: the bundle's default
    std::optional<LabelStep> label_step;   ///< none: the bundle's default
    bool paper_size = false;
    double threshold = kDefaultThreshold;
    int threads = 0;  ///< 0: chosen from the machine's cores
    MemoryMode memory = MemoryMode::kNormal;
    GeneratorOptions generator;
    std::vector<std::string> formats;  ///< names of core/dataset, at least one
    std::filesystem::path out;
};

/// Checks everything that can be checked without opening a file. Rungs that run the same number of steps are merged,
/// which is logged. @throws UsageError
GenerateOptions check(const GenerateArguments& arguments);

}  // namespace destudio::cli
