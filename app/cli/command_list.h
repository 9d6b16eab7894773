// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

// Apart from command.h, so that a new command compiles itself and the list's two readers instead of every command.
namespace destudio::cli {

/// Each command adds its subcommand with options and a callback. The callback runs after parsing; it may throw any
/// destudio::Error, which main() turns into one sentence and an exit status.
/// One file per command: verify_command.cpp defines add_verify_command.
void add_verify_command(CLI::App& app, Context& context);
void add_train_base_command(CLI::App& app, Context& context);
void add_distill_command(CLI::App& app, Context& context);
void add_train_lora_command(CLI::App& app, Context& context);
void add_train_adapter_command(CLI::App& app, Context& context);
void add_train_detector_command(CLI::App& app, Context& context);
void add_fine_tune_command(CLI::App& app, Context& context);
void add_label_command(CLI::App& app, Context& context);
void add_copies_command(CLI::App& app, Context& context);
void add_self_check_command(CLI::App& app, Context& context);
void add_suspects_command(CLI::App& app, Context& context);
void add_evaluate_command(CLI::App& app, Context& context);
void add_import_adapter_command(CLI::App& app, Context& context);
void add_gain_command(CLI::App& app, Context& context);
void add_experiment_command(CLI::App& app, Context& context);
void add_make_bundle_command(CLI::App& app, Context& context);
void add_check_bundle_command(CLI::App& app, Context& context);
void add_bench_command(CLI::App& app, Context& context);
/// These add themselves to `bench`.
void add_bench_parts_commands(CLI::App& bench, Context& context);
void add_bench_memory_command(CLI::App& bench, Context& context);
void add_bench_bundle_command(CLI::App& bench, Context& context);
void add_bench_compare_command(CLI::App& bench, Context& context);
void add_bench_loop_command(CLI::App& bench, Context& context);
void add_models_command(CLI::App& app, Context& context);
/// Adds itself to `models`.
void add_models_lora_command(CLI::App& models, Context& context);
void add_render_world_command(CLI::App& app, Context& context);
void add_recover_command(CLI::App& app, Context& context);
void add_project_command(CLI::App& app, Context& context);
void add_generate_command(CLI::App& app, Context& context);
void add_inspect_command(CLI::App& app, Context& context);
void add_rerun_command(CLI::App& app, Context& context);
void add_scale_up_command(CLI::App& app, Context& context);
void add_merge_shards_command(CLI::App& app, Context& context);
void add_convert_command(CLI::App& app, Context& context);
void add_validate_command(CLI::App& app, Context& context);
void add_stats_command(CLI::App& app, Context& context);
void add_split_command(CLI::App& app, Context& context);
void add_report_command(CLI::App& app, Context& context);
void add_merge_command(CLI::App& app, Context& context);
/// Of the build: it walks over `app` when it runs, and so knows every command.
void add_write_manual_command(CLI::App& app, Context& context);

}  // namespace destudio::cli
