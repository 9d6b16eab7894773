// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/adaptation/picture_choice.h"
#include "core/base/progress.h"
#include "core/training/detector/adapter_recipe.h"

namespace destudio::adaptation {

/// Everything about one training of an adapter on pictures of a project, of a dataset or of the clipart world.
struct AdapterRunRequest {
    training::AdapterRecipe recipe;
    std::filesystem::path bundle;
    PictureChoice pictures;
    std::filesystem::path start_from{};  ///< adapter folder to train further; empty: afresh
    std::filesystem::path out;           ///< the run's folder
    std::string device = "auto";
    int threads = 0;  ///< 0: as many as the program computes with anyway

    /// Corrections measure the adapter they started from, and keep the last weights: none is chosen by the pictures
    /// that it is measured on.
    bool is_fine_tuning() const { return pictures.kind == PictureChoice::Kind::kCorrections; }
};

/// What came out. AP as COCO counts it, on the held-out pictures, -1 where undefined.
struct AdapterRunResult {
    double start_ap = -1;  ///< of the adapter it started from
    double start_ap50 = -1;
    double ap = -1;
    double ap50 = -1;
    std::int64_t step = 0;          ///< of the adapter that was kept
    std::size_t training = 0;       ///< pictures; 0: an endless series
    std::size_t held_out = 0;       ///< pictures
    std::filesystem::path adapter;  ///< config.json and model.safetensors; not there before the first evaluation
};

/// Trains. Everything that the run depends on is written to its folder first (run.json, pictures.json), so that
/// continue_run() goes on after a stop or a crash with the same losses. The log is log.jsonl, stage "adapter".
/// @throws UsageError when there are too few pictures, or the folder holds another run; CancelledError after writing a
///         checkpoint; IoError, FormatError, ConfigError; Error when training diverges
AdapterRunResult start_run(const AdapterRunRequest& request, const std::stop_token& stop, const ProgressSink& progress);
/// Goes on with the run in a folder; a finished one returns at once. @throws as start_run()
AdapterRunResult continue_run(const std::filesystem::path& folder, const std::stop_token& stop,
                              const ProgressSink& progress);
/// start_run(), or continue_run() where the folder holds this very run.
AdapterRunResult run_or_continue(const AdapterRunRequest& request, const std::stop_token& stop,
                                 const ProgressSink& progress);

/// Whether a folder holds a run.
bool is_run(const std::filesystem::path& folder);
/// @throws IoError, FormatError, ConfigError
AdapterRunRequest read_request(const std::filesystem::path& folder);
/// What a run has come to so far, without running it. @throws IoError, FormatError
AdapterRunResult read_result(const std::filesystem::path& folder);

/// A recipe for an adapter that starts afresh, as the built-in bundle's was trained but shorter.
/// @param framework dino, retinanet or faster_rcnn  @param native side of the bundle's pictures
training::AdapterRecipe fresh_recipe(const std::string& framework, int native);
/// A recipe for training an adapter further on few pictures: its framework, noise levels and picture size as they were,
/// a lower learning rate. @param native side of the bundle's pictures, where the adapter does not say
/// @throws IoError, FormatError
training::AdapterRecipe fine_tuning_recipe(const std::filesystem::path& adapter, int native);

}  // namespace destudio::adaptation
