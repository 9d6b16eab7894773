// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/dataset/report/svg_bar_chart.h"

namespace destudio::study {

namespace {

constexpr int kChartDigits = 3;
constexpr double kChartUnits = 1000;  ///< 10 to the power of kChartDigits

std::string formatted(const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string with_spread(const MeanAndDeviation& value) {
    return value.mean < 0 ? "-" : formatted("%.3f", value.mean) + " ± " + formatted("%.3f", value.deviation);
}

/// " (+0.012)"; nothing for the base itself and where one of them is undefined.
std::string difference(const MeanAndDeviation& value, const MeanAndDeviation& before, bool is_base) {
    return is_base || value.mean < 0 || before.mean < 0 ? ""
                                                        : " (" + formatted("%+.3f", value.mean - before.mean) + ")";
}

/// "600 (6.0x)", as the paper counts pictures; "endless".
std::string counted_images(const GainReport& report, const GainResult& result) {
    if (result.images == 0) {
        return "endless";
    }
    const double share =
        static_cast<double>(result.images) / static_cast<double>(std::max<std::uint64_t>(1, report.real));
    return std::to_string(result.images) + " (" + formatted("%.1f", share) + "x)";
}

/// A name in a cell of a table.
std::string cell(const std::string& name) {
    std::string text;
    for (const char c : name) {
        text += c == '|' ? "\\|" : c == '\n' || c == '\r' ? " " : std::string(1, c);
    }
    return text;
}

std::string rule_line(std::size_t columns) {
    std::string line = "|";
    for (std::size_t i = 0; i < columns; ++i) {
        line += i == 0 ? " --- |" : " ---: |";
    }
    return line + "\n";
}

/// Six of the twelve figures from `first` on.
std::string figure_table(const GainReport& report, std::size_t first) {
    constexpr std::size_t kColumns = 6;
    std::string table = "| Trained on | Pictures |";
    for (std::size_t f = first; f < first + kColumns; ++f) {
        table += std::string(" ") + kFigureNames.at(f) + " |";
    }
    table += "\n" + rule_line(kColumns + 2);
    for (const GainResult& result : report.results) {
        const GainResult& base = base_of(report, result);
        table += "| " + cell(result.arm.name) + " | " + counted_images(report, result) + " |";
        for (std::size_t f = first; f < first + kColumns; ++f) {
            const auto value = figure_of(result, f);
            table += " " + with_spread(value) + difference(value, figure_of(base, f), &base == &result) + " |";
        }
        table += "\n";
    }
    return table;
}

std::string class_table(const GainReport& report) {
    std::string table = "| Class | Real boxes | Variants' boxes |";
    for (const GainResult& result : report.results) {
        table += " " + cell(result.arm.name) + " |";
        table += &base_of(report, result) == &result ? "" : " difference |";
    }
    const auto columns = static_cast<std::size_t>(std::count(table.begin(), table.end(), '|')) - 1;
    table += "\n" + rule_line(columns);
    for (const std::string& name : classes_by_count(report)) {
        table += "| " + cell(name) + " | " + std::to_string(report.real_annotations.at(name)) + " | " +
                 std::to_string(report.variant_annotations.at(name)) + " |";
        for (const GainResult& result : report.results) {
            const GainResult& base = base_of(report, result);
            const auto value = class_ap_of(result, name);
            const auto before = class_ap_of(base, name);
            table += " " + with_spread(value) + " |";
            if (&base != &result) {
                const bool known = value.mean >= 0 && before.mean >= 0;
                table += (known ? " " + formatted("%+.3f", value.mean - before.mean) : " -") + " |";
            }
        }
        table += "\n";
    }
    return table;
}

std::size_t chart_units(double ap) {
    return static_cast<std::size_t>(std::llround(std::max(0.0, ap) * kChartUnits));
}

}  // namespace

std::string markdown_tables(const GainReport& report, int level) {
    const std::string heading(static_cast<std::size_t>(level), '#');
    std::string text = heading + " Average precision\n\n" + figure_table(report, 0) + "\n" + heading +
                       " Average recall\n\n" + figure_table(report, 6) + "\n";
    for (const std::string& sentence : where_more_stops_helping(report)) {
        text += sentence + "\n\n";
    }
    for (const std::string& note : report.notes) {
        text += note + "\n\n";
    }
    text += heading + " AP of each class\n\n" + class_table(report);
    if (!report.not_found.empty()) {
        text += "\nThe adapter does not find:";
        for (const std::string& name : report.not_found) {
            text += " " + name + (&name == &report.not_found.back() ? ".\n" : ",");
        }
    }
    return text;
}

std::string to_markdown(const GainReport& report, const std::string& title) {
    std::string seeds;
    for (const std::uint64_t seed : report.seeds) {
        seeds += (seeds.empty() ? "" : ", ") + std::to_string(seed);
    }
    return "# " + title + "\n\n" + std::to_string(report.real) +
           " real pictures. Mean ± sample deviation over the seeds " + seeds +
           ". In parentheses the difference against the first row of the same schedule. Pictures as a multiple of the "
           "real ones; -: the test pictures have no such object.\n\n" +
           markdown_tables(report, 2);
}

std::string arms_chart(const GainReport& report, const std::string& title) {
    dataset::BarChart chart;
    chart.title = title;
    chart.digits = kChartDigits;
    chart.parts = {"mAP"};
    for (const GainResult& result : report.results) {
        chart.bars.push_back({result.arm.name, {chart_units(figure_of(result, 0).mean)}});
    }
    return dataset::bar_chart_svg(chart);
}

std::string classes_chart(const GainReport& report, const GainResult& before, const GainResult& after) {
    dataset::BarChart chart;
    chart.title = "AP of each class, fewest boxes first";
    chart.digits = kChartDigits;
    chart.parts = {"both", "gain", "loss"};
    for (const std::string& name : classes_by_count(report)) {
        const std::size_t first = chart_units(class_ap_of(before, name).mean);
        const std::size_t last = chart_units(class_ap_of(after, name).mean);
        chart.bars.push_back({name,
                              {std::min(first, last), last > first ? last - first : std::size_t{0},
                               first > last ? first - last : std::size_t{0}}});
    }
    return dataset::bar_chart_svg(chart);
}

void write_gain_files(const GainReport& report, const std::filesystem::path& folder) {
    write_file_atomically(folder / "gain.json", to_json(report).dump(1) + "\n");
    write_file_atomically(folder / "gain.md", to_markdown(report, "What training on variants brings"));
    write_file_atomically(folder / "gain.svg", arms_chart(report, "mAP of each training set"));
    if (report.results.size() > 1) {
        write_file_atomically(folder / "gain-classes.svg",
                              classes_chart(report, report.results.front(), report.results.back()));
    }
}

}  // namespace destudio::study
