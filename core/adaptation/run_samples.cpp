// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/run_samples.h"

#include "core/nn/torch.h"

#include <cstdio>
#include <limits>
#include <opencv2/core/mat.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/image/image_io.h"
#include "core/training/detector/detector_training.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

/// Weaker ones are noise to the eye.
constexpr double kMinShownScore = 0.1;

fs::path folder_of(const fs::path& run) {
    return run / "samples";
}

std::string picture_name(std::size_t index) {
    char name[32];
    std::snprintf(name, sizeof name, "%02zu.png", index);
    return name;
}

nlohmann::json box_json(const Box& box) {
    return {box.x1, box.y1, box.x2, box.y2};
}

Box box_of(const nlohmann::json& json) {
    return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>(), json.at(3).get<double>()};
}

int label_of(const nlohmann::json& json) {
    return static_cast<int>(json_integer(json, "A label", 0, std::numeric_limits<int>::max()));
}

void save_picture(const fs::path& file, const training::TrainingImage& picture) {
    // The matrix only reads.
    auto* bytes = const_cast<std::uint8_t*>(picture.rgb.data());
    save_png(file, cv::Mat(picture.size, picture.size, CV_8UC3, bytes));
}

}  // namespace

void write_samples(const fs::path& run, const training::TrainingSamples& samples) {
    const fs::path folder = folder_of(run);
    nlohmann::json json = {{"step", samples.step}, {"classes", samples.classes}, {"samples", nlohmann::json::array()}};
    for (std::size_t i = 0; i < samples.samples.size(); ++i) {
        const auto& sample = samples.samples[i];
        const fs::path file = folder / picture_name(i);
        if (!fs::exists(file)) {
            save_picture(file, sample.picture);
        }
        nlohmann::json entry = {{"boxes", nlohmann::json::array()},
                                {"labels", sample.picture.labels},
                                {"detections", nlohmann::json::array()}};
        for (const Box& box : sample.picture.boxes) {
            entry["boxes"].push_back(box_json(box));
        }
        for (const Detection& detection : sample.detections) {
            if (detection.score >= kMinShownScore) {
                entry["detections"].push_back(
                    {{"box", box_json(detection.box)}, {"label", detection.class_index}, {"score", detection.score}});
            }
        }
        json["samples"].push_back(std::move(entry));
    }
    write_file_atomically(folder / "samples.json", json.dump() + "\n");
}

RunSamples read_samples(const fs::path& run) {
    const fs::path file = folder_of(run) / "samples.json";
    std::error_code ec;
    if (!fs::exists(file, ec)) {
        return {};
    }
    const auto json = read_json(file);
    try {
        RunSamples samples;
        samples.step = json_integer(json.at("step"), "The step", 0, kMaxExactInteger);
        samples.classes = json.at("classes").get<std::vector<std::string>>();
        for (const auto& entry : json.at("samples")) {
            RunSample sample;
            sample.picture = folder_of(run) / picture_name(samples.samples.size());
            for (const auto& label : entry.at("labels")) {
                sample.labels.push_back(label_of(label));
            }
            for (const auto& box : entry.at("boxes")) {
                sample.boxes.push_back(box_of(box));
            }
            for (const auto& detection : entry.at("detections")) {
                sample.detections.push_back({box_of(detection.at("box")), label_of(detection.at("label")),
                                             detection.at("score").get<double>()});
            }
            if (sample.labels.size() != sample.boxes.size()) {
                throw FormatError("labels");
            }
            samples.samples.push_back(std::move(sample));
        }
        return samples;
    } catch (const std::exception&) {
        throw FormatError(file.string() + " does not hold a run's samples.");
    }
}

}  // namespace destudio::adaptation
