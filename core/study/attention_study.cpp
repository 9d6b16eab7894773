// SPDX-License-Identifier: Apache-2.0
#include "core/study/attention_study.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/report/svg_bar_chart.h"
#include "core/engine/generation/generator.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/sources/relabelled_source.h"

namespace destudio::study {

namespace {

constexpr double kFoundIou = 0.5;
constexpr double kHeldShare = 0.5;   ///< of a box's or an object's area, to lie in the other
constexpr double kTouchShare = 0.1;  ///< of the smaller one's area

/// The noise that a picture is looked at with, as the ladder's middle: at 1 nothing of it would be left.
constexpr double kLookedAtRatio = 0.5;

using Seen = std::array<std::vector<Detection>, 2>;  ///< the adapter's boxes, those of attention

nlohmann::json boxes_json(const std::vector<Detection>& boxes) {
    nlohmann::json list = nlohmann::json::array();
    for (const Detection& entry : boxes) {
        list.push_back({entry.box.x1, entry.box.y1, entry.box.x2, entry.box.y2, entry.class_index, entry.score});
    }
    return list;
}

std::vector<Detection> boxes_of(const nlohmann::json& list) {
    std::vector<Detection> boxes;
    for (const auto& entry : list) {
        boxes.push_back({{entry.at(0), entry.at(1), entry.at(2), entry.at(3)}, entry.at(4), entry.at(5)});
    }
    return boxes;
}

/// Looks at pictures, or reads what was seen.
class AttentionLooker {
public:
    explicit AttentionLooker(const GainOptions& options)
        : m_options(options), m_info(read_bundle_info(options.bundle, options.adapter)) {
        if (m_info.classes.empty()) {
            throw ConfigError(options.bundle.string() + " has no adapter that attention could be compared with.");
        }
    }

    const BundleInfo& info() const { return m_info; }

    Seen look(std::uint64_t index, const training::TrainingImage& picture, const std::stop_token& stop) {
        char name[32];
        std::snprintf(name, sizeof name, "%06llu.json", static_cast<unsigned long long>(index));
        const auto file = m_options.out / "pictures" / name;
        std::error_code ec;
        if (!std::filesystem::exists(file, ec)) {
            const Seen seen = inspect(picture, stop);
            const nlohmann::json json = {{"adapter", boxes_json(seen[0])}, {"attention", boxes_json(seen[1])}};
            write_file_atomically(file, json.dump());
        }
        const auto json = read_json(file);  // also what was just seen: a resumed run has the same digits
        try {
            return {boxes_of(json.at("adapter")), boxes_of(json.at("attention"))};
        } catch (const nlohmann::json::exception&) {
            throw FormatError(file.string() + " holds no boxes. Remove it, and the picture is looked at again.");
        }
    }

private:
    Seen inspect(const training::TrainingImage& picture, const std::stop_token& stop) {
        if (!m_generator) {
            GeneratorOptions options;
            options.device = m_options.device;
            options.adapter = m_options.adapter;
            m_generator = std::make_unique<Generator>(m_options.bundle, options);
        }
        InspectionRequest request;
        auto pixels = picture.rgb;
        request.picture = cv::Mat(picture.size, picture.size, CV_8UC3, pixels.data());
        for (const int label : picture.labels) {
            const std::string& name = m_info.classes.at(static_cast<std::size_t>(label));
            if (std::find(request.classes.begin(), request.classes.end(), name) == request.classes.end()) {
                request.classes.push_back(name);
            }
        }
        request.recipe.prompt = generic_prompt(m_info.domain, request.classes);
        request.recipe.encode_ratio = kLookedAtRatio;
        request.recipe.label_step = m_info.label_step;
        const Inspection looked = m_generator->inspect(request, stop);
        Seen seen;
        seen[0] = looked.detections;
        for (const ClassAttention& entry : looked.attention) {
            if (entry.maps.empty()) {
                continue;
            }
            const auto found = std::find(m_info.classes.begin(), m_info.classes.end(), entry.class_name);
            for (const Box& box : entry.maps.front().boxes) {
                seen[1].push_back(
                    {box, static_cast<int>(found - m_info.classes.begin()), entry.contrast / (1 + entry.contrast)});
            }
        }
        return seen;
    }

    const GainOptions& m_options;
    BundleInfo m_info;
    std::unique_ptr<Generator> m_generator;
};

std::vector<std::pair<std::string, std::pair<double, double>>> rows(const AttentionReport& report) {
    std::vector<std::pair<std::string, std::pair<double, double>>> list;
    for (std::size_t f = 0; f < kFigureNames.size(); ++f) {
        list.emplace_back(kFigureNames.at(f), std::pair{report.adapter_figures.at(f), report.attention_figures.at(f)});
    }
    return list;
}

std::vector<std::pair<std::string, std::pair<int, int>>> fault_rows(const AttentionReport& report) {
    const BoxFaults& a = report.adapter;
    const BoxFaults& b = report.attention;
    return {{"objects found at IoU 0.5", {a.found, b.found}},
            {"boxes that merge objects", {a.merged, b.merged}},
            {"objects cut into chunks", {a.chunked, b.chunked}},
            {"boxes without an object", {a.forced, b.forced}},
            {"objects missed", {a.missed, b.missed}}};
}

}  // namespace

void BoxFaults::add(const std::vector<Box>& boxes, const std::vector<int>& labels,
                    const std::vector<Detection>& detections) {
    const auto touches = [](const Box& a, const Box& b) {
        return intersection(a, b).area() > kTouchShare * std::min(a.area(), b.area());
    };
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        bool is_found = false;
        bool is_touched = false;
        int inside = 0;
        for (const Detection& entry : detections) {
            if (entry.class_index != labels[i]) {
                continue;
            }
            is_found = is_found || iou(entry.box, boxes[i]) >= kFoundIou;
            is_touched = is_touched || touches(entry.box, boxes[i]);
            inside += intersection(entry.box, boxes[i]).area() >= kHeldShare * entry.box.area() ? 1 : 0;
        }
        ++objects;
        found += is_found ? 1 : 0;
        missed += is_touched ? 0 : 1;
        chunked += inside > 1 ? 1 : 0;
    }
    for (const Detection& entry : detections) {
        int held = 0;
        bool has_object = false;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (labels[i] == entry.class_index) {
                held += intersection(entry.box, boxes[i]).area() >= kHeldShare * boxes[i].area() ? 1 : 0;
                has_object = has_object || touches(entry.box, boxes[i]);
            }
        }
        merged += held > 1 ? 1 : 0;
        forced += has_object ? 0 : 1;
    }
}

AttentionReport study_attention(const GainOptions& options, const training::TrainingImageSource& test,
                                const std::stop_token& stop, const ProgressSink& progress) {
    AttentionLooker looker(options);
    keep_settings(
        options.out / "study.json",
        {{"bundle", options.bundle.string()}, {"adapter", options.adapter.string()}, {"pictures", options.pictures}});
    const training::RelabelledSource pictures(test, looker.info().classes);
    const auto wanted = static_cast<std::uint64_t>(options.test_images);
    const std::uint64_t total = pictures.count() > 0 ? std::min(wanted, pictures.count()) : wanted;
    AttentionReport report;
    auto truths = training::empty_truths(looker.info().classes);
    std::array<std::vector<evaluation::CocoResult>, 2> results;
    for (std::uint64_t i = 0; i < total; ++i) {
        throw_if_stopped(stop);
        if (progress) {
            progress({"attention", static_cast<std::int64_t>(i), static_cast<std::int64_t>(total)});
        }
        const auto picture = pictures.get(i, looker.info().native_size.width);
        if (picture.boxes.empty()) {
            continue;  // its prompt would name nothing
        }
        const Seen seen = looker.look(i, picture, stop);
        const auto id = static_cast<std::int64_t>(i);
        training::add_truths(picture, id, truths);
        training::add_results(seen[0], id, results[0]);
        training::add_results(seen[1], id, results[1]);
        std::vector<Detection> labels = seen[0];
        std::erase_if(labels, [&](const Detection& entry) { return entry.score < options.threshold; });
        report.adapter.add(picture.boxes, picture.labels, labels);
        report.attention.add(picture.boxes, picture.labels, seen[1]);
        ++report.pictures;
    }
    if (report.pictures == 0) {
        throw UsageError("None of the pictures has an object of the adapter's classes to look for.");
    }
    report.adapter_figures = evaluation::evaluate_coco(truths, results[0]).stats;
    report.attention_figures = evaluation::evaluate_coco(truths, results[1]).stats;
    return report;
}

nlohmann::ordered_json to_json(const AttentionReport& report) {
    nlohmann::ordered_json json = {{"pictures", report.pictures}, {"objects", report.adapter.objects}};
    for (const auto& [name, values] : rows(report)) {
        json["adapter"][name] = values.first;
        json["attention"][name] = values.second;
    }
    for (const auto& [name, counts] : fault_rows(report)) {
        json["adapter"][name] = counts.first;
        json["attention"][name] = counts.second;
    }
    return json;
}

std::string markdown_table(const AttentionReport& report) {
    std::string text = std::to_string(report.pictures) + " pictures with " + std::to_string(report.adapter.objects) +
                       " objects; the prompt names the classes that are there.\n\n"
                       "| | Adapter | Binarised cross-attention |\n| --- | ---: | ---: |\n";
    for (const auto& [name, values] : rows(report)) {
        char line[96];
        std::snprintf(line, sizeof line, "| %s | %.3f | %.3f |\n", name.c_str(), values.first, values.second);
        text += line;
    }
    for (const auto& [name, counts] : fault_rows(report)) {
        text += "| " + name + " | " + std::to_string(counts.first) + " | " + std::to_string(counts.second) + " |\n";
    }
    return text;
}

std::string attention_chart(const AttentionReport& report) {
    dataset::BarChart chart;
    chart.title = "Adapter against cross-attention";
    chart.parts = {"count"};
    for (const auto& [name, counts] : fault_rows(report)) {
        chart.bars.push_back({"adapter: " + name, {static_cast<std::size_t>(counts.first)}});
        chart.bars.push_back({"attention: " + name, {static_cast<std::size_t>(counts.second)}});
    }
    return dataset::bar_chart_svg(chart);
}

}  // namespace destudio::study
