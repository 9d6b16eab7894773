// SPDX-License-Identifier: Apache-2.0
// destudio-cli bench memory: what one generation holds in memory, part by part.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench/bench_options.h"
#include "app/cli/command.h"
#include "core/study/memory_bench.h"

namespace destudio::cli {

using namespace study;

namespace {

struct BenchMemoryArguments {
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

void run(BenchMemoryArguments& options, Context& context) {
    apply_bench_options(options);
    const MemoryBenchReport report = bench_memory(options.bench, context.stop, context.progress_sink);
    options.json ? print_json(report) : print_table(report);
}

}  // namespace

void add_bench_memory_command(CLI::App& bench, Context& context) {
    auto options = std::make_shared<BenchMemoryArguments>();
    auto& b = options->bench;
    CLI::App* command = bench.add_subcommand("memory", "Measure what generating holds in memory, part by part");
    add_subject_options(*command, options->bench);
    command->add_option("--steps", b.steps, "Denoising steps of each picture")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--pictures", b.pictures, "Pictures, one after the other, each with a prompt of its own")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    add_run_options(*command, *options);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli
