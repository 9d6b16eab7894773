// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "app/cli/training/training_sources.h"

namespace destudio::training {
class Peers;
}

namespace destudio::cli {

/// The options of every command that learns from labelled pictures.
struct TrainingDataOptions {
    std::string dataset;
    DatasetChoice choice;  ///< its path is `dataset`
    std::filesystem::path atlas;
};

/// Adds --format, --images, --split and --measure-on.
void add_picture_choice_options(CLI::App& command, DatasetChoice& choice);
/// Adds --dataset, --format, --images, --split, --measure-on, --unlabelled and --atlas.
/// @param is_final what is measured chooses nothing, so it is measured on test where there is one
void add_training_data_options(CLI::App& command, TrainingDataOptions& options, bool is_final = false);

/// A folder in which training was begun by a version that left no record.
bool is_training_folder(const std::filesystem::path& folder);

/// @param seed of the scenes or of the split @throws UsageError, IoError, FormatError
training::TrainingSources open_training_data(const TrainingDataOptions& options, std::uint64_t seed);

/// Options of every command that computes.
struct ComputeOptions {
    std::string device = "auto";
    int threads = 0;
};
/// "cpu" or "cuda:N": a GPU where there is one, for "auto". Call apply() first.
std::string computing_device(const ComputeOptions& options);
/// Adds --device and --threads.
void add_compute_options(CLI::App& command, ComputeOptions& options);
/// Sets the number of threads. @throws UsageError for a device that makes no sense, ResourceError for one that is not
/// here
void apply(const ComputeOptions& options);

/// Adds --peer-timeout. @param seconds 0: the default
void add_peer_option(CLI::App& command, int& seconds);
/// The processes that srun or torchrun started beside this one; null: it trains alone. @throws ConfigError,
/// ResourceError
std::unique_ptr<training::Peers> join_started_peers(int timeout_seconds);

}  // namespace destudio::cli
