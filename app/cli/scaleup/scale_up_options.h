// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/generation/generator.h"
#include "core/scaleup/scale_up.h"

namespace destudio::cli {

/// The options of `scale-up` as they were typed.
struct ScaleUpArguments {
    std::string bundle;
    std::string adapter;
    std::vector<std::string> loras;
    std::string recipe;
    std::vector<std::string> datasets;
    std::vector<std::string> images;  ///< one for each dataset, or none
    std::vector<std::string> captions;
    std::string split;
    std::int64_t lower_bound = 0;
    std::vector<std::string> class_bounds;
    std::string classes;
    int clusters = 0;
    std::int64_t cluster_lower_bound = 0;
    std::optional<std::int64_t> max_images;
    std::optional<double> max_hours;
    std::uint64_t seed = 1;
    std::string ratio_range = "auto";
    std::string ratio_draw = "steps";
    std::vector<std::string> domains;
    std::string prompts = "captions";
    std::string prompt_server;
    std::string prompt_model;
    std::string selection = "uniform";
    std::int64_t round_size = 0;
    std::string size = "auto";
    scaleup::ScaleUpSettings settings;  ///< what needs no translation: prompts, threshold, keep_empty, guidance_rescale
    std::optional<double> guidance;
    std::optional<int> steps;
    std::string sampler;
    std::string spacing = "auto";
    std::optional<double> eta;
    std::string label_step = "auto";
    std::string dtype = "auto";
    std::string device = "auto";
    std::string shard = "1/1";
    std::string counts;
    std::string log;
    std::string gate = "off";
    std::string judge;
    std::string when_full = "wait";
    bool json = false;
    bool no_mark = false;
    std::string out;
};

/// The same, checked.
struct ScaleUpOptions {
    std::filesystem::path bundle;  ///< never empty
    GeneratorOptions generator;
    scaleup::ScaleUpRequest request;  ///< its references are read
    std::filesystem::path judge;      ///< empty: none
    bool wait_for_room = true;
    bool json = false;
};

/// Checks the options and reads the dataset. @throws UsageError, IoError, FormatError
ScaleUpOptions check(const ScaleUpArguments& arguments);

}  // namespace destudio::cli
