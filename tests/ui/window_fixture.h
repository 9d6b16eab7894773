// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <functional>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <stop_token>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/project/reference_import.h"
#include "tests/ui/test_window.h"

namespace destudio::test {

/// A generator without weights: turns the reference's colors round, one red and one blue detection per variant.
/// @param before_step called on the worker before each step
inline ui::GenerationJobFactory fake_jobs(std::function<void(std::stop_token)> before_step) {
    return [before_step](std::filesystem::path, GeneratorOptions, GenerationRequest request,
                         GenerationCallbacks callbacks) -> JobWork {
        return [before_step, request, callbacks](const JobContext& context) {
            BundleInfo info;
            info.name = "Fake";
            info.classes = {"cat", "dog"};
            callbacks.on_bundle(info);
            for (std::size_t i = 0; i < request.rungs.size(); ++i) {
                const Rung& rung = request.rungs[i];
                const int total = effective_steps(request.recipe.sampler, request.recipe.steps, rung.encode_ratio);
                for (int step = 1; step <= total; ++step) {
                    before_step(context.stop.now);
                    throw_if_stopped(context.stop.now);
                    callbacks.on_step({{i, step, total}, request.reference});
                }
                Variant variant;
                variant.recipe = request.recipe;
                variant.recipe.reference_hash = request.reference_hash;
                variant.recipe.seed = rung.seed;
                variant.recipe.encode_ratio = rung.encode_ratio;
                variant.recipe.precision = Precision::kFloat32;
                variant.recipe.size = {request.reference.cols, request.reference.rows};
                variant.recipe.crop = {0, 0, double(request.reference.cols), double(request.reference.rows)};
                cv::bitwise_not(request.reference, variant.image);
                variant.detections = {{{8, 8, 40, 40}, 0, 0.9}, {{50, 50, 90, 80}, 1, 0.4}};
                callbacks.on_variant(i, variant);
                throw_if_stopped(context.stop.after_unit);
            }
        };
    };
}

/// A model that sees a cat in the middle of every picture, if its prompt speaks of one.
inline ui::InspectionVisit fake_inspection() {
    return [](const std::filesystem::path&, const GeneratorOptions&, const InspectionRequest& request,
              const std::stop_token&) {
        Inspection seen;
        seen.size = {request.picture.cols, request.picture.rows};
        seen.prompt = request.recipe.prompt;
        for (int i = 0; i < 3; ++i) {
            seen.features.push_back({1 << i, 64, cv::Mat(16 >> i, 16 >> i, CV_8UC3, cv::Scalar(60 * i, 90, 200)), {}});
        }
        for (const std::string& name : request.classes) {
            ClassAttention attention;
            attention.class_name = name;
            if (request.recipe.prompt.find(name) != std::string::npos) {
                AttentionMap map;
                map.values = cv::Mat(12, 16, CV_32FC1, cv::Scalar(0.01));
                map.values(cv::Rect(6, 4, 4, 4)) = 0.2;
                map.binary = cv::Mat(12, 16, CV_8UC1, cv::Scalar(0));
                map.binary(cv::Rect(6, 4, 4, 4)) = 255;
                map.boxes = {{48, 32, 80, 64}};
                attention.maps = {map, map};
                attention.maps[1].divisor = 2;
                attention.contrast = 8;
            }
            seen.attention.push_back(attention);
        }
        return seen;
    };
}

/// Projects are opened, and bundles and pictures read, on workers.
inline void wait_until_open(TestWindow& window) {
    if (!QTest::qWaitFor([&window] { return !window.projects().opening() && window.workspace().session(); }, 10'000)) {
        qFatal("The project did not open: %s", qPrintable(window.message()));
    }
    if (!QTest::qWaitFor([&window] { return window.settled(); }, 10'000)) {
        qFatal("The window does not come to rest.");
    }
}

/// A project with two references of 128 x 96 pixels in a folder of its own.
class WindowFixture {
public:
    WindowFixture() {
        std::vector<std::filesystem::path> files;
        for (int i = 0; i < 2; ++i) {
            cv::Mat image(96, 128, CV_8UC3, cv::Scalar(200 - 90 * i, 120, 60));
            files.push_back(folder() / ("scene_" + std::to_string(i) + ".png"));
            save_png(files.back(), image);
        }
        const auto project = Project::create(file(), "Test");
        add_references(*project, scan_images(files));
        GenerationSettings settings;
        settings.prompt = "A cat.";
        settings.bundle = folder() / "bundle";
        settings.ratios = {0.5, 1.0};
        settings.seeds = {1, 2};
        settings.steps = 4;
        settings.label_step = LabelStep::kLast;  // else the bundle would be asked
        project->settings().set_generation(settings);
    }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path file() const { return folder() / "test.destudio"; }

    std::unique_ptr<TestWindow> open() const {
        auto window = std::make_unique<TestWindow>(fake_jobs([](std::stop_token) {}), fake_inspection());
        window->resize(1400, 900);
        window->projects().open(file());
        window->show();
        wait_until_open(*window);
        return window;
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace destudio::test
