// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/evaluation/voc_evaluation.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

using evaluation::VocDetection;
using evaluation::VocMetric;
using evaluation::VocObject;

constexpr double kVocBound = 1e-9;

/// Text between <tag> and </tag>. The recordings' XML is flat and has no attributes or entities, so a
/// full parser, which the trainer's build lacks, is not needed here.
std::string tag_text(const std::string& xml, const std::string& tag) {
    const std::size_t begin = xml.find("<" + tag + ">");
    const std::size_t end = xml.find("</" + tag + ">");
    if (begin == std::string::npos || end == std::string::npos) {
        throw FormatError("A recorded VOC annotation lacks <" + tag + ">.");
    }
    return xml.substr(begin + tag.size() + 2, end - begin - tag.size() - 2);
}

std::vector<VocObject> read_objects(const std::filesystem::path& path, std::int64_t image,
                                    const std::vector<std::string>& classes) {
    std::vector<VocObject> objects;
    const std::string xml = read_file(path);
    const std::string open = "<object>";
    const std::string close = "</object>";
    for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
        const std::string object = xml.substr(at, xml.find(close, at) - at);
        const auto found = std::find(classes.begin(), classes.end(), tag_text(object, "name"));
        if (found == classes.end()) {
            continue;
        }
        const auto number = [&](const char* tag) { return std::stod(tag_text(object, tag)); };
        objects.push_back({image,
                           static_cast<int>(found - classes.begin()),
                           {number("xmin"), number("ymin"), number("xmax"), number("ymax")},
                           number("difficult") != 0});
    }
    return objects;
}

double read_number(const nlohmann::json& value) {
    return value.is_string() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

/// One recorded evaluation.
struct VocCase {
    std::vector<std::string> classes;
    std::vector<std::string> images;
    std::vector<VocObject> objects;
    std::vector<VocDetection> detections;
};

VocCase read_case(const std::filesystem::path& folder, const nlohmann::json& expected) {
    VocCase voc;
    voc.classes = expected.at("classes").get<std::vector<std::string>>();
    voc.images = expected.at("images").get<std::vector<std::string>>();
    std::map<std::string, std::int64_t> index;
    for (const std::string& image : voc.images) {
        const auto number = static_cast<std::int64_t>(index.size());
        index[image] = number;
        const auto objects = read_objects(folder / "Annotations" / (image + ".xml"), number, voc.classes);
        voc.objects.insert(voc.objects.end(), objects.begin(), objects.end());
    }
    for (const auto& entry : read_json(folder / "detections.json")) {
        const auto box = entry.at("box_xyxy_0based").get<std::vector<float>>();
        const float corners[4] = {box.at(0), box.at(1), box.at(2), box.at(3)};
        VocDetection detection;
        detection.image = index.at(entry.at("image_id").get<std::string>());
        detection.class_index = entry.at("class_index").get<int>();
        detection.score = entry.at("score").get<double>();
        voc.detections.push_back(evaluation::through_devkit_file(detection, corners));
    }
    return voc;
}

void check_files(const std::filesystem::path& folder, const VocCase& voc, const std::string& name, Checks& checks) {
    for (std::size_t c = 0; c < voc.classes.size(); ++c) {
        std::string text;
        for (const VocDetection& detection : voc.detections) {
            if (detection.class_index == static_cast<int>(c)) {
                text +=
                    evaluation::devkit_line(voc.images[static_cast<std::size_t>(detection.image)], detection) + "\n";
            }
        }
        std::string expected = read_file(folder / "det" / (voc.classes[c] + ".txt"));
        while (!expected.empty() && expected.back() == '\n') {
            expected.pop_back();
        }
        if (!text.empty()) {
            text.pop_back();
        }
        checks.holds(name + "det/" + voc.classes[c], text == expected);
    }
}

void check_metric(const VocCase& voc, const nlohmann::json& expected, VocMetric metric, const std::string& name,
                  Checks& checks) {
    const auto& per_class = expected.at("per_class_ap_by_iou_percent");
    std::map<int, double> means;
    for (int iou = 50; iou < 100; iou += 5) {
        const auto aps = evaluation::evaluate_voc(voc.objects, voc.detections, static_cast<int>(voc.classes.size()),
                                                  iou / 100.0, metric);
        double sum = 0;
        for (std::size_t c = 0; c < aps.size(); ++c) {
            const auto key = std::to_string(iou);
            checks.number(name + voc.classes[c] + "." + key, aps[c], read_number(per_class.at(voc.classes[c]).at(key)),
                          kVocBound);
            sum += aps[c] * 100;
        }
        means[iou] = sum / static_cast<double>(aps.size());
    }
    double total = 0;
    for (const auto& [iou, mean] : means) {
        total += mean;
    }
    checks.number(name + "AP", total / static_cast<double>(means.size()), read_number(expected.at("AP")),
                  100 * kVocBound);
    checks.number(name + "AP50", means.at(50), read_number(expected.at("AP50")), 100 * kVocBound);
    checks.number(name + "AP75", means.at(75), read_number(expected.at("AP75")), 100 * kVocBound);
}

void check_curves(const std::filesystem::path& path, const VocCase& voc, const std::string& name, Checks& checks) {
    const Recording golden(path);
    for (std::size_t c = 0; c < voc.classes.size(); ++c) {
        const std::string& label = voc.classes[c];
        const auto curve =
            evaluation::evaluate_voc_class(voc.objects, voc.detections, static_cast<int>(c), 0.5, VocMetric::k11Point);
        if (golden.has(label + ".precision")) {
            checks.within(name + label + ".precision", torch::tensor(curve.precision, torch::kDouble),
                          golden[label + ".precision"], kVocBound);
        }
        if (golden.has(label + ".recall")) {
            // Undefined recalls are stored as NaN.
            const auto recall = torch::tensor(curve.recall, torch::kDouble);
            const auto expected = golden[label + ".recall"].nan_to_num(-1.0);
            checks.within(name + label + ".recall", recall.nan_to_num(-1.0), expected, kVocBound);
        }
    }
}

}  // namespace

void check_voc_evaluation(const std::filesystem::path& folder, Checks& checks) {
    std::vector<std::filesystem::path> cases;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (std::filesystem::exists(entry.path() / "expected.json")) {
            cases.push_back(entry.path());
        }
    }
    std::sort(cases.begin(), cases.end());
    for (const auto& path : cases) {
        const std::string name = path.filename().string() + ".";
        const auto expected = read_json(path / "expected.json");
        const VocCase voc = read_case(path, expected);
        check_files(path, voc, name, checks);
        check_metric(voc, expected.at("results").at("2007"), VocMetric::k11Point, name + "2007.", checks);
        check_metric(voc, expected.at("results").at("2012"), VocMetric::kArea, name + "2012.", checks);
        if (std::filesystem::exists(path / "curves_iou50.safetensors")) {
            check_curves(path / "curves_iou50.safetensors", voc, name + "curve.", checks);
        }
    }
}

}  // namespace destudio::verify
