// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

namespace destudio::study {

namespace {

std::string three_digits(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

/// Real pictures alone, then with more and more variants, of one schedule.
std::vector<const GainResult*> rising_multiples(const GainReport& report, std::int64_t steps) {
    std::vector<const GainResult*> rising;
    for (const GainResult& result : report.results) {
        const GainSet set = result.arm.set;
        if (result.arm.steps == steps && (set == GainSet::kReal || set == GainSet::kRealAndVariants)) {
            rising.push_back(&result);
        }
    }
    std::stable_sort(rising.begin(), rising.end(),
                     [](const auto* a, const auto* b) { return a->arm.multiple < b->arm.multiple; });
    return rising;
}

std::string sentence_of(const std::vector<const GainResult*>& rising) {
    const int most = rising.back()->arm.multiple;
    if (rising.front()->figures.size() < 2) {
        return "Whether more variants help cannot be told from one seed: name at least two with --seeds.";
    }
    for (std::size_t i = 1; i < rising.size(); ++i) {
        const auto before = figure_of(*rising[i - 1], 0);
        const auto after = figure_of(*rising[i], 0);
        const double spread = std::max(before.deviation, after.deviation);
        if (after.mean - before.mean >= spread) {
            continue;
        }
        const int few = rising[i - 1]->arm.multiple;
        const std::string change = (after.mean < before.mean ? "" : "+") + three_digits(after.mean - before.mean);
        const std::string tail = " of each picture change mAP by " + change + " against " +
                                 (few == 0 ? "real pictures alone" : std::to_string(few)) +
                                 ", the spread over seeds is " + three_digits(spread) + ".";
        return (few == 0 ? "Variants do not help: " : "More variants stop helping at " + std::to_string(few) + "x: ") +
               std::to_string(rising[i]->arm.multiple) + tail;
    }
    return "More variants still help at " + std::to_string(most) + "x, the most that was tried.";
}

}  // namespace

MeanAndDeviation mean_and_deviation(const std::vector<double>& values) {
    if (values.empty() || std::any_of(values.begin(), values.end(), [](double value) { return value < 0; })) {
        return {};
    }
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return {mean, values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0.0};
}

MeanAndDeviation figure_of(const GainResult& result, std::size_t figure) {
    std::vector<double> values;
    for (const TwelveFigures& figures : result.figures) {
        values.push_back(figures.at(figure));
    }
    return mean_and_deviation(values);
}

MeanAndDeviation class_ap_of(const GainResult& result, const std::string& name) {
    const auto found = result.ap_by_class.find(name);
    return found == result.ap_by_class.end() ? MeanAndDeviation() : mean_and_deviation(found->second);
}

const GainResult& base_of(const GainReport& report, const GainResult& result) {
    return *std::find_if(report.results.begin(), report.results.end(),
                         [&](const GainResult& other) { return other.arm.steps == result.arm.steps; });
}

std::vector<std::string> classes_by_count(const GainReport& report) {
    std::vector<std::pair<int, std::string>> counted;
    for (const auto& [name, count] : report.real_annotations) {
        const bool measured =
            std::any_of(report.results.begin(), report.results.end(),
                        [&name = name](const GainResult& result) { return class_ap_of(result, name).mean >= 0; });
        if (count > 0 || measured) {
            counted.emplace_back(count, name);
        }
    }
    std::sort(counted.begin(), counted.end());
    std::vector<std::string> names;
    for (auto& [count, name] : counted) {
        names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> where_more_stops_helping(const GainReport& report) {
    std::vector<std::int64_t> schedules;
    for (const GainResult& result : report.results) {
        if (std::find(schedules.begin(), schedules.end(), result.arm.steps) == schedules.end()) {
            schedules.push_back(result.arm.steps);
        }
    }
    std::vector<std::string> sentences;
    for (const std::int64_t steps : schedules) {
        const auto rising = rising_multiples(report, steps);
        const auto made = std::count_if(rising.begin(), rising.end(),
                                        [](const GainResult* result) { return result->arm.multiple > 0; });
        if (made < 2) {
            continue;
        }
        const std::string sentence = sentence_of(rising);
        sentences.push_back(schedules.size() > 1 ? std::to_string(steps) + " steps: " + sentence : sentence);
    }
    return sentences;
}

nlohmann::ordered_json to_json(const GainReport& report) {
    nlohmann::ordered_json json;
    json["seeds"] = report.seeds;
    json["real_images"] = report.real;
    json["arms"] = nlohmann::ordered_json::array();
    for (const GainResult& result : report.results) {
        nlohmann::ordered_json arm = {{"name", result.arm.name},
                                      {"trained_on", to_string(result.arm.set)},
                                      {"multiple", result.arm.multiple},
                                      {"steps", result.arm.steps},
                                      {"images", result.images}};
        const GainResult& base = base_of(report, result);
        for (std::size_t f = 0; f < kFigureNames.size(); ++f) {
            const std::string name = kFigureNames[f];
            const auto value = figure_of(result, f);
            const auto before = figure_of(base, f);
            arm[name] = value.mean;
            arm[name + "_deviation"] = value.deviation;
            std::vector<double> by_seed;
            for (const TwelveFigures& figures : result.figures) {
                by_seed.push_back(figures[f]);
            }
            arm[name + "_by_seed"] = by_seed;
            if (&base != &result && value.mean >= 0 && before.mean >= 0) {
                arm[name + "_difference"] = value.mean - before.mean;
            }
        }
        json["arms"].push_back(std::move(arm));
    }
    json["more_variants"] = where_more_stops_helping(report);
    json["notes"] = report.notes;
    json["classes_without_variants"] = report.not_found;
    for (const auto& [name, count] : report.real_annotations) {
        nlohmann::ordered_json entry = {{"real_annotations", count},
                                        {"variant_annotations", report.variant_annotations.at(name)}};
        for (const GainResult& result : report.results) {
            const auto value = class_ap_of(result, name);
            const auto before = class_ap_of(base_of(report, result), name);
            entry["AP"][result.arm.name] = value.mean;
            entry["AP_deviation"][result.arm.name] = value.deviation;
            if (value.mean >= 0 && before.mean >= 0) {
                entry["AP_difference"][result.arm.name] = value.mean - before.mean;
            }
        }
        json["by_class"][name] = entry;
    }
    return json;
}

}  // namespace destudio::study
