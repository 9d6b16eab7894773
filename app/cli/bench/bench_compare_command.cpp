// SPDX-License-Identifier: Apache-2.0
// destudio-cli bench compare: two results of bench --json beside each other.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_list.h"
#include "core/base/shown_text.h"
#include "core/study/bench_comparison.h"

namespace destudio::cli {

namespace {

struct BenchCompareArguments {
    std::string before;
    std::string after;
    bool json = false;
};

nlohmann::ordered_json number_or_null(const std::optional<double>& number) {
    return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json();
}

void print_json(const BenchComparison& comparison) {
    nlohmann::ordered_json json = {{"differs", nlohmann::ordered_json::object()},
                                   {"figures", nlohmann::ordered_json::object()}};
    for (const auto& word : comparison.words) {
        json["differs"][word.name] = {{"before", word.before}, {"after", word.after}};
    }
    for (const auto& figure : comparison.figures) {
        json["figures"][figure.name] = {{"before", number_or_null(figure.before)},
                                        {"after", number_or_null(figure.after)},
                                        {"ratio", number_or_null(figure.ratio())}};
    }
    std::cout << json.dump(1) << '\n';
}

void print_cell(const std::optional<double>& number) {
    if (number) {
        std::printf(" %12.5g", *number);
    } else {
        std::printf(" %12s", "-");
    }
}

void print_table(const BenchComparison& comparison) {
    for (const auto& word : comparison.words) {
        std::printf("%s: %s / %s\n", shown_text(word.name).c_str(), shown_text(word.before).c_str(),
                    shown_text(word.after).c_str());
    }
    std::printf("%-44s %12s %12s %12s\n", "figure", "before", "after", "ratio");
    for (const auto& figure : comparison.figures) {
        std::printf("%-44s", shown_text(figure.name).c_str());
        print_cell(figure.before);
        print_cell(figure.after);
        print_cell(figure.ratio());
        std::printf("\n");
    }
}

}  // namespace

void add_bench_compare_command(CLI::App& bench, Context&) {
    auto options = std::make_shared<BenchCompareArguments>();
    CLI::App* command =
        bench.add_subcommand("compare", "Put two results of bench --json beside each other, of any two machines");
    command->add_option("before", options->before, "File that bench printed with --json")->required();
    command->add_option("after", options->after, "Another one")->required();
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options] {
        const auto comparison = compare_benches(options->before, options->after);
        options->json ? print_json(comparison) : print_table(comparison);
    });
}

}  // namespace destudio::cli
