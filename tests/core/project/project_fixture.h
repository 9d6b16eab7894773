// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <string>

#include "core/project/project.h"

namespace destudio::test {

/// A project in a folder of its own that vanishes with it.
struct ProjectFixture {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "p r ö j.destudio";
    std::unique_ptr<Project> project = Project::create(file, "Test");

    void reopen() {
        project.reset();
        project = Project::open(file);
    }

    RowId add_reference(const std::string& name = "street.png") {
        Reference reference;
        reference.path = file.parent_path() / "images" / name;
        reference.hash = std::string(64, 'a') + name;
        reference.size = {640, 480};
        reference.caption = "A street.";
        return project->references().add(reference);
    }

    static Recipe recipe(double ratio = 0.6, std::uint64_t seed = 7) {
        Recipe recipe;
        recipe.bundle_hash = std::string(64, 'b');
        recipe.reference_hash = std::string(64, 'c');
        recipe.crop = {0, 0, 480, 480};
        recipe.size = {64, 64};
        recipe.prompt = "A clipart, with cat in the clipart.";
        recipe.seed = seed;
        recipe.encode_ratio = ratio;
        return recipe;
    }

    /// A picture and three detections: cat 0.9, dog 0.4, cat 0.1.
    static Variant variant(double ratio = 0.6, std::uint64_t seed = 7) {
        Variant variant;
        variant.recipe = recipe(ratio, seed);
        variant.image = cv::Mat(64, 64, CV_8UC3, cv::Scalar(10, 200, 30));
        variant.detections = {{{1, 2, 30, 40}, 0, 0.9}, {{5, 5, 20.5, 21.25}, 1, 0.4}, {{40, 40, 60, 60}, 0, 0.1}};
        return variant;
    }

    RowId add_variant(RowId reference, double ratio = 0.6, std::uint64_t seed = 7) {
        return project->variants().add(reference, variant(ratio, seed), {"cat", "dog"}).id;
    }
};

}  // namespace destudio::test
