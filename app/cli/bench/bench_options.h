// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/memory_mode.h"

// What the benches of generation have in common on the command line.

namespace destudio::cli {

/// What is measured. @param bench has bundle, adapter, size and dtype
template <class Bench>
void add_subject_options(CLI::App& command, Bench& bench) {
    command.add_option("--bundle", bench.bundle, "Bundle folder; the built-in one where it is not given");
    command.add_option("--adapter", bench.adapter, "Another adapter folder than the bundle's own");
    command.add_option("--size", bench.size, "Pixels of a side; the bundle's own size where it is not given")
        ->check(CLI::Range(8, 4096));
    command.add_option("--dtype", bench.dtype, "auto, float32, bfloat16 or float16")->capture_default_str();
}

/// How it runs and prints. @param options has memory, compute and json
template <class Options>
void add_run_options(CLI::App& command, Options& options) {
    command.add_option("--memory", options.memory, "normal or low")
        ->check(CLI::IsMember({"normal", "low"}))
        ->capture_default_str();
    options.compute.device = "cpu";  // the rates beside the figures are the processor's
    add_compute_options(command, options.compute);
    command.add_flag("--json", options.json, "Print JSON instead of a table");
}

/// Sets the process up for the options and settles the bundle and the device.
template <class Options>
void apply_bench_options(Options& options) {
    apply_with_engine_threads(options.compute);
    options.bench.device = computing_device(options.compute);
    set_memory_mode(options.memory == "low" ? MemoryMode::kLow : MemoryMode::kNormal);
    if (options.bench.bundle.empty()) {
        options.bench.bundle = built_in_bundle();
    }
}

}  // namespace destudio::cli
