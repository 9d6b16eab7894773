// SPDX-License-Identifier: Apache-2.0
// destudio-cli bench unet|vae|text|adapter|ladder|all: how fast each part of generation is here, beside what the
// machine can do.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench/bench_options.h"
#include "app/cli/command.h"
#include "core/study/bench_parts.h"

namespace destudio::cli {

using namespace study;

namespace {

struct BenchPartsArguments {
    PartsBenchOptions bench;
    ComputeOptions compute;
    std::string memory = "normal";
    bool json = false;
};

nlohmann::ordered_json to_json(const PartsBenchReport& report) {
    const bench::MachineRates& machine = report.machine;
    nlohmann::ordered_json json = {{"machine",
                                    {{"cpu", machine.cpu},
                                     {"threads", machine.threads},
                                     {"conv_bf16_tflops", machine.conv_bf16_tflops},
                                     {"matmul_bf16_tflops", machine.matmul_bf16_tflops},
                                     {"conv_f32_tflops", machine.conv_f32_tflops},
                                     {"matmul_f32_tflops", machine.matmul_f32_tflops}}},
                                   {"parts", nlohmann::ordered_json::array()},
                                   {"peak_rss_mb", report.peak_rss_mb}};
    for (const PartFigure& part : report.parts) {
        json["parts"].push_back({{"name", part.name},
                                 {"seconds", part.seconds},
                                 {"tflop", part.tflop},
                                 {"tflops", part.tflops()},
                                 {"share", part.share}});
    }
    return json;
}

/// What boxes add to a variant of 30 guided steps, where all that takes was measured.
void print_labels(const PartsBenchReport& report) {
    constexpr double kSteps = 30;
    const double variant = kSteps * report.seconds_of("unet_step") + report.seconds_of("vae_decode");
    const double adapter = report.seconds_of("adapter");
    if (report.seconds_of("vae_decode") > 0 && report.preview_seconds > 0) {
        std::printf("previews of all steps add %.3f %% to a variant of 30 steps\n",
                    100 * kSteps * report.preview_seconds / variant);
    }
    if (report.seconds_of("unet_step") > 0 && report.seconds_of("vae_decode") > 0 && adapter > 0) {
        const double labels = adapter + (report.labels_at_t1 ? report.seconds_of("features") : 0);
        std::printf("labels, from the %s, add %.1f %% to a variant of 30 steps\n",
                    report.labels_at_t1 ? "extra call at t = 1" : "last step", 100 * labels / variant);
    }
}

void print_table(const PartsBenchReport& report) {
    const bench::MachineRates& machine = report.machine;
    std::printf("%s, %d threads\n", machine.cpu.c_str(), machine.threads);
    std::printf("%-26s %12s %12s\n", "TFLOP/s", "bfloat16", "float32");
    std::printf("%-26s %12.3f %12.3f\n", "3x3 convolution", machine.conv_bf16_tflops, machine.conv_f32_tflops);
    std::printf("%-26s %12.3f %12.3f\n", "matrix product", machine.matmul_bf16_tflops, machine.matmul_f32_tflops);
    std::printf("\n%dx%d pixels, %s\n", report.width, report.height, report.precision.c_str());
    std::printf("%-12s %12s %12s %12s %8s\n", "part", "seconds", "TFLOP", "TFLOP/s", "share");
    for (const PartFigure& part : report.parts) {
        std::printf("%-12s %12.5f %12.5f %12.4f %6.1f %%\n", part.name.c_str(), part.seconds, part.tflop, part.tflops(),
                    100 * part.share);
    }
    std::printf("\nready after %.3f s, weights converted %.3f s later\n", report.ready_seconds, report.weights_seconds);
    print_labels(report);
    if (report.apart_seconds > 0) {
        std::printf("the ladder takes %.3f of its rungs in a call each (%.5f s)\n",
                    report.together_seconds / report.apart_seconds, report.apart_seconds);
    }
    if (report.shared_call_share > 0) {
        std::printf("a U-Net call for five rungs takes %.3f of five calls\n", report.shared_call_share);
    }
    std::printf("peak memory %.0f MB\n", report.peak_rss_mb);
}

void run(BenchPartsArguments& options, Context& context) {
    apply_bench_options(options);
    const PartsBenchReport report = bench_parts(options.bench, context.stop, context.progress_sink);
    if (options.json) {
        std::cout << to_json(report).dump(1) << '\n';
    } else {
        print_table(report);
    }
}

void add_part(CLI::App& bench, Context& context, const char* name, const char* description, std::set<BenchPart> parts) {
    auto options = std::make_shared<BenchPartsArguments>();
    options->bench.parts = std::move(parts);
    CLI::App* command = bench.add_subcommand(name, description);
    add_subject_options(*command, options->bench);
    if (options->bench.parts.contains(BenchPart::kLadder)) {
        command->add_option("--steps", options->bench.steps, "Denoising steps of the ladder at ratio 1")
            ->check(CLI::Range(5, 1000))
            ->capture_default_str();
        command->add_flag("--previews", options->bench.previews, "Make previews during the ladder");
    }
    if (options->bench.parts.contains(BenchPart::kLadder) || options->bench.parts.contains(BenchPart::kUnet)) {
        command->add_flag("--apart", options->bench.apart,
                          "Measure the ladder's variants in a call each, and U-Net calls shared by five, too");
    }
    add_run_options(*command, *options);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace

void add_bench_parts_commands(CLI::App& bench, Context& context) {
    using enum BenchPart;
    add_part(bench, context, "unet", "Measure one guided U-Net step", {kUnet});
    add_part(bench, context, "vae", "Measure decoding and encoding one image", {kVae});
    add_part(bench, context, "text", "Measure the text encoder on two prompts", {kText});
    add_part(bench, context, "adapter", "Measure the features' extra U-Net call and the adapter", {kAdapter});
    add_part(bench, context, "ladder", "Measure five ratios of one reference in one call", {kLadder});
    add_part(bench, context, "all", "Measure every part", {kUnet, kVae, kText, kAdapter, kLadder});
}

}  // namespace destudio::cli
