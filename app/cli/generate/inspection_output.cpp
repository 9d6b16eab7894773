// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/inspection_output.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/image/compare.h"
#include "core/image/contact_sheet.h"
#include "core/image/image_io.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string file_part(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0 && c != '-'; }, '_');
    return name;
}

nlohmann::json to_json(const Box& box) {
    return nlohmann::json::array({box.x1, box.y1, box.x2, box.y2});
}

nlohmann::json to_json(const ClassAttention& attention) {
    nlohmann::json maps = nlohmann::json::array();
    for (const AttentionMap& map : attention.maps) {
        nlohmann::json boxes = nlohmann::json::array();
        for (const Box& box : map.boxes) {
            boxes.push_back(to_json(box));
        }
        maps.push_back({{"divisor", map.divisor},
                        {"width", map.values.cols},
                        {"height", map.values.rows},
                        {"mean", cv::mean(map.values)[0]},
                        {"boxes", boxes}});
    }
    return {{"class", attention.class_name},
            {"in_prompt", !attention.maps.empty()},
            {"contrast", attention.contrast},
            {"maps", maps}};
}

nlohmann::json to_json(const Inspection& inspection, const SourceMark& mark, const std::vector<MissedObject>& missed) {
    nlohmann::json json{{"width", inspection.size.width},
                        {"height", inspection.size.height},
                        {"prompt", inspection.prompt},
                        {"bundle", inspection.bundle_hash},
                        {"digital_source_type", mark.type.empty() ? nlohmann::json() : nlohmann::json(mark.type)},
                        {"has_recipe", !mark.recipe.empty()}};
    for (const char* list : {"features", "attention", "detections", "missed"}) {
        json[list] = nlohmann::json::array();
    }
    for (const FeatureView& view : inspection.features) {
        json["features"].push_back({{"divisor", view.divisor},
                                    {"channels", view.channels},
                                    {"width", view.rgb.cols},
                                    {"height", view.rgb.rows},
                                    {"explained", view.explained}});
    }
    for (const ClassAttention& attention : inspection.attention) {
        json["attention"].push_back(to_json(attention));
    }
    for (const Detection& detection : inspection.detections) {
        json["detections"].push_back({{"class", inspection.classes.at(static_cast<std::size_t>(detection.class_index))},
                                      {"score", detection.score},
                                      {"box", to_json(detection.box)}});
    }
    for (const MissedObject& object : missed) {
        json["missed"].push_back(
            {{"class", object.class_name}, {"strength", object.strength}, {"box", to_json(object.box)}});
    }
    return json;
}

std::vector<LabelledBox> detected(const Inspection& inspection, double threshold) {
    std::vector<LabelledBox> boxes;
    for (const Detection& detection : inspection.detections) {
        if (detection.score >= threshold) {
            const auto& name = inspection.classes.at(static_cast<std::size_t>(detection.class_index));
            boxes.push_back({detection.box, name + " " + number(detection.score), detection.class_index});
        }
    }
    return boxes;
}

std::vector<LabelledBox> cut_boxes(const Inspection& inspection, const ClassAttention& attention) {
    const auto known = std::find(inspection.classes.begin(), inspection.classes.end(), attention.class_name);
    std::vector<LabelledBox> boxes;
    for (const Box& box : attention.maps.front().boxes) {
        boxes.push_back({box, attention.class_name, static_cast<int>(known - inspection.classes.begin())});
    }
    return boxes;
}

cv::Mat enlarged(const cv::Mat& small, const cv::Size& size) {
    cv::Mat large;
    cv::resize(small, large, size, 0, 0, cv::INTER_NEAREST);
    return large;
}

/// Writes pictures and collects them for the overview.
class PictureWriter {
public:
    PictureWriter(OutputFolder& out, PngText texts) : m_out(out), m_texts(std::move(texts)) {}

    void add(const std::string& name, const cv::Mat& picture, const std::vector<LabelledBox>& boxes,
             const std::string& caption) {
        save_png(m_out.place(name), boxes.empty() ? picture : draw_boxes(picture, boxes), m_texts);
        m_cells.push_back({picture, boxes, caption});
    }
    const std::vector<ContactCell>& cells() const { return m_cells; }

private:
    OutputFolder& m_out;
    PngText m_texts;
    std::vector<ContactCell> m_cells;
};

}  // namespace

std::vector<fs::path> write_inspection(OutputFolder& out, const cv::Mat& picture, const SourceMark& mark,
                                       const Inspection& inspection, const std::vector<MissedObject>& missed,
                                       double threshold) {
    out.remove_earlier();
    const PngText texts = mark_texts({mark.type, {}});
    PictureWriter writer(out, texts);
    writer.add("picture.png", picture, {}, "picture");
    if (!inspection.classes.empty()) {
        writer.add("adapter.png", picture, detected(inspection, threshold), "adapter");
    }
    for (const FeatureView& view : inspection.features) {
        const std::string name = "features_div" + std::to_string(view.divisor);
        const double explained = view.explained[0] + view.explained[1] + view.explained[2];
        writer.add(name + ".png", enlarged(view.rgb, picture.size()), {},
                   name + ", " + std::to_string(static_cast<int>(explained * 100 + 0.5)) + " %");
    }
    for (const ClassAttention& attention : inspection.attention) {
        if (attention.maps.empty()) {
            continue;
        }
        const auto& map = attention.maps.front();
        const std::string name = "attention_" + file_part(attention.class_name);
        writer.add(name + ".png", heat_picture(picture, map.values), cut_boxes(inspection, attention),
                   attention.class_name + ", peak " + number(attention.contrast) + "x");
        cv::Mat binary;
        cv::cvtColor(map.binary, binary, cv::COLOR_GRAY2RGB);
        writer.add(name + "_binary.png", enlarged(binary, picture.size()), {}, attention.class_name + ", binarised");
    }
    const fs::path sheet = out.place("inspection.png");
    const fs::path numbers = out.place("inspection.json");
    save_png(sheet, make_contact_sheet(writer.cells(), {}), texts);
    write_file_atomically(numbers, to_json(inspection, mark, missed).dump(2) + "\n");
    return {sheet, numbers};
}

}  // namespace destudio::cli
