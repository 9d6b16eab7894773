// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/scaleup/gate.h"
#include "core/study/gain_arm.h"
#include "core/training/detector/detector_recipe.h"

namespace destudio::study {

/// Does training on a bundle's variants help? The question and what to answer it with.
struct GainOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter;  ///< another adapter folder than the bundle's own; empty: the bundle's
    int real = 100;                 ///< real pictures to learn from
    std::vector<GainSet> sets = {GainSet::kReal, GainSet::kRealAndVariants};
    std::vector<int> multiples = {5};  ///< variants of each real picture; smaller ones are the first of the largest
    std::vector<std::int64_t> schedules{};               ///< steps; empty: the recipe's
    std::vector<double> ratios = {0.3, 0.6, 0.9};        ///< of variants, taken in turn
    std::vector<double> paste_ratios = {0.2, 0.3, 0.4};  ///< of pictures with pasted objects
    int objects = 20;                                    ///< that are drawn of each class, for GainSet::kXPaste
    int paste = 3;                                       ///< objects that are pasted into a picture, at most
    double threshold = kDefaultThreshold;                ///< score from which a detection becomes a label
    scaleup::GateUse gate = scaleup::GateUse::kOff;      ///< kReject: variants that the gate rejects are left out
    std::filesystem::path judge{};                       ///< of the gate: a pixel detector; empty: none
    std::filesystem::path weights{};                     ///< that every detector starts from (load_pretrained)
    std::vector<std::uint64_t> seeds = {1, 2, 3};        ///< one training of every arm each
    int test_images = 500;
    std::string pictures{};  ///< which they are, in words: another study's folder is known by them
    std::filesystem::path out;
    std::filesystem::path variants{};  ///< folder of what is made; empty: out/variants
    std::string device = "auto";

    std::filesystem::path variants_folder() const { return variants.empty() ? out / "variants" : variants; }
};

/// Settings that decide about made pictures, as kept beside them; and those that decide about figures.
nlohmann::json variant_settings(const GainOptions& options, const training::DetectorRecipe& recipe);
nlohmann::json study_settings(const GainOptions& options, const training::DetectorRecipe& recipe);

/// Keeps the settings in `file`. Results made with others would be taken for this study's.
/// @throws UsageError naming what differs from what the file says; IoError, FormatError
void keep_settings(const std::filesystem::path& file, const nlohmann::json& settings);

}  // namespace destudio::study
