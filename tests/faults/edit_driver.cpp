// SPDX-License-Identifier: Apache-2.0
// A window in which somebody edits without a pause, for kill_window.sh:
//   destudio_edit_driver make PROJECT    a project with variants to review
//   destudio_edit_driver edit PROJECT SEED STEPS    opens the window, edits, and prints a line after each edit
//   destudio_edit_driver state PROJECT   prints the line for what the file holds
// A line tells all states and boxes in one number; the same seed makes the same edits.
#include <QApplication>
#include <QStandardPaths>
#include <QTest>
#include <cstdio>
#include <cstring>
#include <random>
#include <sstream>
#include <string>

#include "core/base/log.h"
#include "core/base/runtime_environment.h"
#include "core/engine/recipe/file_hash.h"
#include "tests/ui/window_fixture.h"
#include "ui/actions/window_actions.h"
#include "ui/session/session.h"
#include "ui/session/workspace.h"

using namespace destudio;

namespace {

constexpr double kThreshold = 0.3;

std::string state_of(Project& project) {
    std::ostringstream text;
    for (const auto& variant : project.variants().all()) {
        text << variant.id << ' ' << static_cast<int>(variant.state) << '\n';
        for (const auto& box : project.annotations().of_variant(variant.id, kThreshold)) {
            text << box.class_id << ' ' << box.box.x1 << ' ' << box.box.y1 << ' ' << box.box.x2 << ' ' << box.box.y2
                 << ' ' << box.ignore << '\n';
        }
    }
    Sha256 hash;
    hash.add(text.str());
    return hash.hex();
}

void make(const std::filesystem::path& file) {
    const auto project = Project::create(file, "Edited");
    const auto picture = file.parent_path() / "scene.png";
    save_png(picture, cv::Mat(96, 128, CV_8UC3, cv::Scalar(200, 120, 60)));
    add_references(*project, scan_images({picture}));
    GenerationSettings settings;
    settings.prompt = "A cat.";
    settings.bundle = file.parent_path() / "bundle";
    settings.label_step = LabelStep::kLast;
    project->settings().set_generation(settings);
    project->settings().set_threshold(kThreshold);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        for (const double ratio : {0.3, 0.6, 0.9}) {
            Variant variant;
            variant.recipe.seed = seed;
            variant.recipe.encode_ratio = ratio;
            variant.recipe.size = {128, 96};
            variant.recipe.crop = {0, 0, 128, 96};
            variant.image = cv::Mat(96, 128, CV_8UC3, cv::Scalar(60, 120, 20 * static_cast<double>(seed)));
            variant.detections = {{{8, 8, 40, 40}, 0, 0.9}, {{50, 50, 90, 80}, 1, 0.4}, {{20, 30, 70, 60}, 0, 0.5}};
            project->variants().add(project->references().all().front().id, variant, {"cat", "dog"});
        }
    }
}

void print_line(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

int edit(const std::filesystem::path& file, unsigned seed, int steps) {
    test::TestWindow window(test::fake_jobs([](std::stop_token) {}), test::fake_inspection());
    window.resize(1280, 800);
    window.projects().open(file);
    window.show();
    test::wait_until_open(window);
    window.show_page(ui::Page::kEditor);
    const auto& actions = window.actions_of_window();
    const std::vector<QAction*> often{
        actions.accept,          actions.reject,          actions.next,     actions.select_all,
        actions.select_next_too, actions.remove,          actions.undo,     actions.duplicate,
        actions.ignore,          actions.accept_and_next, actions.previous, actions.redo};
    std::mt19937 random(seed);
    Project& project = window.workspace().session()->project();
    print_line(state_of(project));
    for (int step = 0; step < steps; ++step) {
        often[random() % often.size()]->trigger();
        if (!QTest::qWaitFor([&window] { return window.settled(); }, 30'000)) {
            throw Error("The window does not come to rest.");
        }
        print_line(state_of(project));
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    prefer_fast_runtime(argv);
    set_up_logging(false);
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    try {
        if (argc == 3 && std::strcmp(argv[1], "make") == 0) {
            make(argv[2]);
            return 0;
        }
        if (argc == 3 && std::strcmp(argv[1], "state") == 0) {
            print_line(state_of(*Project::open(argv[2])));
            return 0;
        }
        if (argc == 5 && std::strcmp(argv[1], "edit") == 0) {
            return edit(argv[2], static_cast<unsigned>(std::stoul(argv[3])), std::stoi(argv[4]));
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    std::fprintf(stderr, "destudio_edit_driver make|edit|state PROJECT [SEED STEPS]\n");
    return 2;
}
