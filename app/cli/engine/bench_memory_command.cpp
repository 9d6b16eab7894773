// SPDX-License-Identifier: Apache-2.0
// destudio-cli bench memory: what one generation holds in memory, part by part.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/engine/engine_compute.h"
#include "app/cli/engine/memory_bench.h"
#include "core/engine/bundle_info.h"
#include "core/engine/memory_mode.h"

namespace destudio::cli {

namespace {

struct Options {
    MemoryBenchOptions bench;
    ComputeOptions compute;
    std::string memory = "normal";
    bool json = false;
};

double megabytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

void print_json(const MemoryBenchReport& report) {
    nlohmann::ordered_json json = {{"precision", report.precision},
                                   {"width", report.size.width},
                                   {"height", report.size.height},
                                   {"peak_rss_mb", megabytes(report.peak())},
                                   {"parts", nlohmann::ordered_json::array()}};
    for (const MemoryFigure& figure : report.figures) {
        json["parts"].push_back({{"name", figure.part},
                                 {"resident_mb", megabytes(figure.memory.resident)},
                                 {"anonymous_mb", megabytes(figure.memory.anonymous)},
                                 {"files_mb", megabytes(figure.memory.files)},
                                 {"peak_mb", megabytes(figure.memory.peak)},
                                 {"seconds", figure.seconds}});
    }
    std::cout << json.dump(1) << '\n';
}

void print_table(const MemoryBenchReport& report) {
    std::printf("%dx%d pixels, %s; MB of 1,000,000 bytes\n", report.size.width, report.size.height,
                report.precision.c_str());
    std::printf("%-8s %10s %10s %10s %10s %10s\n", "part", "peak", "after it", "anonymous", "files", "seconds");
    for (const MemoryFigure& figure : report.figures) {
        std::printf("%-8s %10.0f %10.0f %10.0f %10.0f %10.2f\n", figure.part.c_str(), megabytes(figure.memory.peak),
                    megabytes(figure.memory.resident), megabytes(figure.memory.anonymous),
                    megabytes(figure.memory.files), figure.seconds);
    }
    std::printf("peak memory %.0f MB\n", megabytes(report.peak()));
}

void run(Options& options, Context& context) {
    apply_with_engine_threads(options.compute);
    options.bench.device = options.compute.device;
    set_memory_mode(options.memory == "low" ? MemoryMode::kLow : MemoryMode::kNormal);
    if (options.bench.bundle.empty()) {
        options.bench.bundle = built_in_bundle();
    }
    const MemoryBenchReport report = bench_memory(options.bench, context.stop, context.progress_sink);
    options.json ? print_json(report) : print_table(report);
}

}  // namespace

void add_bench_memory_command(CLI::App& bench, Context& context) {
    auto options = std::make_shared<Options>();
    auto& b = options->bench;
    CLI::App* command = bench.add_subcommand("memory", "Measure what generating holds in memory, part by part");
    command->add_option("--bundle", b.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", b.adapter, "Another adapter folder than the bundle's own");
    command->add_option("--size", b.size, "Pixels of a side; the bundle's own size where it is not given")
        ->check(CLI::Range(8, 4096));
    command->add_option("--dtype", b.dtype, "auto, float32, bfloat16 or float16")->capture_default_str();
    command->add_option("--steps", b.steps, "Denoising steps of each picture")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--pictures", b.pictures, "Pictures, one after the other, each with a prompt of its own")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--memory", options->memory, "normal or low")
        ->check(CLI::IsMember({"normal", "low"}))
        ->capture_default_str();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli
