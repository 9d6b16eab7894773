// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <opencv2/imgproc.hpp>

#include "core/image/image_io.h"
#include "core/project/project.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::test {

/// A folder with a tiny bundle and a project: four references of 96 x 64 pixels with one cat each, and for each of
/// them four variants of 64 x 64, the first three of which are accepted; every fourth accepted one is empty.
class AdaptationFixture {
public:
    AdaptationFixture() {
        write_tiny_bundle(bundle());
        const auto project = Project::create(project_file(), "Test");
        const RowId cat = project->classes().add({0, "cat", 0});
        project->classes().add({0, "unused", 0});
        for (int i = 0; i < 4; ++i) {
            Reference reference;
            reference.path = folder() / ("reference_" + std::to_string(i) + ".png");
            reference.hash = std::to_string(i);
            reference.size = {96, 64};
            save_png(reference.path, picture({96, 64}, i));
            const RowId id = project->references().add(reference, {{0, 0, cat, {30, 10, 60, 50}}});
            for (int v = 0; v < 4; ++v) {
                add_variant(*project, id, i, v);
            }
        }
    }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path bundle() const { return folder() / "bundle"; }
    std::filesystem::path project_file() const { return folder() / "p.destudio"; }

private:
    static cv::Mat picture(cv::Size size, int shade) {
        cv::Mat image(size, CV_8UC3, cv::Scalar(40 * shade, 200, 60));
        cv::rectangle(image, {20, 10}, {45, 40}, cv::Scalar(220, 30, 30), cv::FILLED);
        return image;
    }

    static void add_variant(Project& project, RowId reference, int i, int v) {
        Variant variant;
        variant.recipe.size = {64, 64};
        variant.recipe.seed = static_cast<std::uint64_t>(v);
        variant.image = picture({64, 64}, i);
        const bool empty = (i + v) % 4 == 0;
        if (!empty) {
            variant.detections = {{{20, 10, 45, 40}, 0, 0.9}, {{0, 0, 8, 8}, 0, 0.1}};
        }
        const RowId id = project.variants().add(reference, variant, {"cat"}).id;
        if (v < 3) {
            project.variants().set_state(id, VariantState::kAccepted);
        }
    }

    QTemporaryDir m_folder;
};

}  // namespace destudio::test
