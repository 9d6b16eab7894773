// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/image/image_io.h"
#include "core/scaleup/scale_up.h"

namespace destudio::test {

/// Every file below `folder` by its relative path, the log with its times left out.
inline std::map<std::string, std::string> scale_up_files(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().filename() != "log.jsonl") {
            files[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
        }
    }
    return files;
}

/// A picture of blotches, another for every seed.
inline cv::Mat blotches(std::uint64_t seed, int width, int height) {
    Random random(seed);
    cv::Mat image(height, width, CV_8UC3);
    image.setTo(cv::Scalar(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255)));
    constexpr int kBlotches = 12;
    for (int i = 0; i < kBlotches; ++i) {
        const cv::Point at(static_cast<int>(random.integer(0, width)), static_cast<int>(random.integer(0, height)));
        const cv::Scalar color(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255));
        cv::circle(image, at, static_cast<int>(random.integer(4, 14)), color, cv::FILLED);
    }
    return image;
}

/// A dataset of `count` pictures in `folder`: picture i shows class i % 3 of cat, dog and bird, and every fourth a cat
/// besides.
inline dataset::ReadResult make_scale_up_dataset(const std::filesystem::path& folder, int count) {
    dataset::ReadResult read;
    read.image_folder = folder / "images";
    read.dataset.classes = {"cat", "dog", "bird"};
    for (int i = 0; i < count; ++i) {
        const std::string name = "ref " + std::to_string(i) + ".png";
        save_png(read.image_folder / name, blotches(static_cast<std::uint64_t>(i) + 100, 80, 64));
        read.dataset.images.push_back({i + 1, name, {80, 64}, i % 2 == 0 ? "A thing." : "", false, ""});
        const auto add = [&](int class_index) {
            dataset::Annotation annotation;
            annotation.image_id = i + 1;
            annotation.class_index = class_index;
            annotation.box = {10, 10, 40, 40};
            read.dataset.annotations.push_back(annotation);
        };
        add(i % 3);
        if (i % 4 == 3) {
            add(0);
        }
    }
    write_file_atomically(folder / "annotations.json", dataset::coco_json(read.dataset));
    return read;
}

/// A model that draws in no time. Low ratios give the reference back, high ones a picture of the seed. Boxes: one of
/// the class that the prompt names, where it names one, and a second of a class by the seed; some images get none.
inline scaleup::ScaleUpModel fake_model() {
    scaleup::ScaleUpModel model;
    model.bundle.name = "Fake";
    model.bundle.domain = "clipart";
    model.bundle.classes = {"cat", "dog", "bird"};
    model.bundle.native_size = {64, 64};
    model.bundle.has_adapter = true;
    model.bundle_hash = "bundle";
    model.adapter_hash = "adapter";
    model.generate = [classes = model.bundle.classes](const GenerationRequest& request, const std::stop_token& stop) {
        if (stop.stop_requested()) {
            throw CancelledError();
        }
        const Rung rung = request.rungs.at(0);
        Variant variant;
        variant.recipe = request.recipe;
        variant.recipe.bundle_hash = "bundle";
        variant.recipe.adapter_hash = "adapter";
        variant.recipe.reference_hash = request.reference_hash;
        variant.recipe.seed = rung.seed;
        variant.recipe.encode_ratio = rung.encode_ratio;
        const Size size = request.recipe.size;
        constexpr double kNearReference = 0.4;
        variant.image = rung.encode_ratio < kNearReference
                            ? prepare_reference(request.reference, {request.recipe.crop, size})
                            : blotches(rung.seed, size.width, size.height);
        Random random(rung.seed);
        const auto add = [&](int class_index, double score) {
            const double x = random.uniform(0, 30);
            variant.detections.push_back({{x, 5, x + 20, 30}, class_index, score});
        };
        for (std::size_t c = 0; c < classes.size(); ++c) {
            if (request.recipe.prompt.find(classes[c]) != std::string::npos && random.chance(0.8)) {
                add(static_cast<int>(c), 0.9);
            }
        }
        if (random.chance(0.5)) {
            add(static_cast<int>(random.integer(0, 2)), 0.6);
        }
        add(0, 0.1);
        return variant;
    };
    return model;
}

inline scaleup::ScaleUpRequest fake_order(const dataset::ReadResult& dataset, const std::filesystem::path& out) {
    scaleup::ScaleUpRequest request;
    request.settings.lower_bound = 5;
    request.settings.seed = 7;
    request.settings.max_images = 200;
    request.references = scaleup::make_reference_set(dataset, fake_model().bundle.classes, "The dataset");
    request.dataset_name = "The dataset";
    request.out = out;
    return request;
}

}  // namespace destudio::test
