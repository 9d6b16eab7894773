// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace destudio::cli {

/// What every command gets. Results go to standard output; logs and progress to standard error.
struct Context {
    bool verbose = false;
    std::string progress = "bar";           ///< bar, json, none
    std::stop_token stop;                   ///< set by Ctrl+C
    ProgressSink progress_sink;             ///< writes in the chosen style, throttled
    ExitStatus status = ExitStatus::kDone;  ///< a command that finishes without an error may still report failure
};

/// Each command adds its subcommand with options and a callback. The callback runs after parsing; it may throw any
/// destudio::Error, which main() turns into one sentence and an exit status.
/// One file per command: verify_command.cpp defines add_verify_command.
void add_verify_command(CLI::App& app, Context& context);
void add_train_base_command(CLI::App& app, Context& context);
void add_train_adapter_command(CLI::App& app, Context& context);
void add_train_detector_command(CLI::App& app, Context& context);
void add_evaluate_command(CLI::App& app, Context& context);
void add_import_adapter_command(CLI::App& app, Context& context);
void add_gain_command(CLI::App& app, Context& context);
void add_make_bundle_command(CLI::App& app, Context& context);
void add_bench_command(CLI::App& app, Context& context);
/// These two add themselves to `bench`.
void add_bench_parts_commands(CLI::App& bench, Context& context);
void add_bench_bundle_command(CLI::App& bench, Context& context);
void add_render_world_command(CLI::App& app, Context& context);
void add_generate_command(CLI::App& app, Context& context);
void add_build_atlas_command(CLI::App& app, Context& context);
void add_convert_command(CLI::App& app, Context& context);
void add_validate_command(CLI::App& app, Context& context);
void add_stats_command(CLI::App& app, Context& context);
void add_split_command(CLI::App& app, Context& context);
void add_merge_command(CLI::App& app, Context& context);
void add_scale_up_command(CLI::App& app, Context& context);
void add_merge_shards_command(CLI::App& app, Context& context);

}  // namespace destudio::cli
