// SPDX-License-Identifier: Apache-2.0
// Figures of a large project, printed: destudio_project_bench [VARIANTS] [DETECTIONS]   (100,000 with 6 each)
// Fills a project, then times opening it, searching it, and the window's gallery over it.
#include <sys/resource.h>

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/image/image_io.h"
#include "core/project/project.h"
#include "event_loop_watch.h"
#include "tests/ui/test_window.h"
#include "ui/gallery/gallery_page.h"
#include "ui/window/theme_menu.h"
#include "widgets/grids/grid_view.h"

using namespace destudio;

namespace {

double cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Time on the clock, and of this thread on the processor: the same on a machine that does nothing else.
struct Took {
    double wall = 0;
    double cpu = 0;
};

Took time_ms(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    const double before = cpu_ms();
    work();
    return {static_cast<double>(timer.nsecsElapsed()) / 1e6, cpu_ms() - before};
}

Took longest(Took a, Took b) {
    return {std::max(a.wall, b.wall), std::max(a.cpu, b.cpu)};
}
Took shortest(Took a, Took b) {
    return {std::min(a.wall, b.wall), std::min(a.cpu, b.cpu)};
}

void fill(const std::filesystem::path& file, int variants, int detections) {
    const auto project = Project::create(file, "Bench");
    constexpr int kPerReference = 20;
    std::vector<std::string> classes;
    for (int i = 0; i < 20; ++i) {
        classes.push_back("class " + std::to_string(i));
    }
    Variant variant;
    variant.recipe.size = {128, 128};
    variant.image = cv::Mat(128, 128, CV_8UC3, cv::Scalar(90, 140, 200));
    const auto picture = save_variant_image(project->files_folder(), variant);
    Random random(1);
    Project::Transaction transaction(*project);
    RowId reference = 0;
    for (int i = 0; i < variants; ++i) {
        if (i % kPerReference == 0) {
            Reference added;
            added.path = file.parent_path() / ("scene_" + std::to_string(i) + ".png");
            added.hash = std::to_string(i);
            added.size = {128, 128};
            added.caption = "A clipart scene number " + std::to_string(i);
            reference = project->references().add(added);
        }
        variant.recipe.prompt =
            "A clipart, with a " + classes[static_cast<std::size_t>(i) % classes.size()] + " and a dog.";
        variant.recipe.seed = static_cast<std::uint64_t>(i % kPerReference / 5);
        variant.recipe.encode_ratio = 0.2 * (1 + i % 5);
        variant.detections.clear();
        for (int d = 0; d < detections; ++d) {
            const double x = random.uniform(0, 80);
            const double y = random.uniform(0, 80);
            variant.detections.push_back({{x, y, x + random.uniform(5, 48), y + random.uniform(5, 48)},
                                          static_cast<int>(random.integer(0, 19)),
                                          random.uniform(0.05, 1)});
        }
        const RowId id = project->variants().add(reference, variant, classes, picture).id;
        if (i % 7 == 0) {
            project->variants().set_state(id, VariantState::kAccepted);
        }
    }
    transaction.commit();
}

void search(const std::filesystem::path& file) {
    const auto reader = Project::open_for_reading(file);
    for (const char* text : {"", "state:new", "ratio:0.6", "ratio:[0.3,0.7] seed:1", "class:\"class 3\"",
                             "class:\"class 3\" score:[0.5,0.9]", "score:[0.9,1]", "size:small", "boxes:0",
                             "boxes:[5,]", "\"number 4242\"", "dog", "\"class 7\" state:accepted"}) {
        for (const auto& [order, name] : {std::pair{VariantOrder::kLadder, "by reference"},
                                          std::pair{VariantOrder::kFewestEdits, "fewest edits"}}) {
            std::size_t found = 0;
            Took best{1e9, 1e9};
            for (int i = 0; i < 3; ++i) {
                best = shortest(best, time_ms([&, by = order] {
                                    found = reader->search().find(parse_variant_filter(text), by, 0.3).size();
                                }));
            }
            std::printf("search %-34s %-13s %7.1f ms (%.1f cpu), %zu found\n", text, name, best.wall, best.cpu, found);
        }
    }
}

void show_gallery(bench::WatchedApplication& application, const std::filesystem::path& file) {
    test::TestWindow window(ui::product_job_factory());
    window.resize(1600, 1000);
    window.show_page(ui::Page::kGallery);
    window.show();
    QApplication::processEvents();
    const auto rest = [&] {
        while (!window.settled() || window.workspace().session() == nullptr) {
            QApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        }
    };
    application.begin("open 100,000 in the gallery");
    QElapsedTimer timer;
    timer.start();
    window.projects().open(file);
    while (window.gallery_page()->grid()->model()->rowCount() == 0) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    }
    window.gallery_page()->grid()->repaint();
    std::printf("open to first paint %lld ms\n", static_cast<long long>(timer.elapsed()));
    rest();
    application.report();

    application.begin("scroll");
    auto* grid = window.gallery_page()->grid();
    Took worst;
    constexpr int kFrames = 300;
    for (int i = 0; i < kFrames; ++i) {
        worst = longest(worst, time_ms([&] {
                            auto* bar = grid->verticalScrollBar();
                            bar->setValue(i % 2 == 0 ? bar->value() + 90 : (bar->maximum() / kFrames) * i);
                            grid->viewport()->repaint();
                        }));
        QApplication::processEvents();
    }
    std::printf("worst frame while scrolling %.1f ms (%.1f cpu)\n", worst.wall, worst.cpu);
    application.report();

    application.begin("filter in the gallery");
    timer.start();
    window.gallery_page()->set_filter(QStringLiteral("class:\"class 3\" score:[0.5,0.9]"));
    rest();
    grid->repaint();
    std::printf("filter to repaint %lld ms\n", static_cast<long long>(timer.elapsed()));
    application.report();
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("most memory used %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    set_up_logging(false);
    bench::WatchedApplication application(argc, argv);
    ui::apply_theme_choice(application, ui::ThemeChoice::kDark);
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    const std::filesystem::path file = folder.filePath(QStringLiteral("large.destudio")).toStdString();
    const int variants = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const Took filled = time_ms([&] { fill(file, variants, argc > 2 ? std::atoi(argv[2]) : 6); });
    std::printf("filled with %d variants in %.1f s, file of %.0f MB\n", variants, filled.wall / 1000,
                static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    const Took opened = time_ms([&] { Project::open(file); });
    std::printf("open the project %.0f ms (%.0f cpu)\n", opened.wall, opened.cpu);
    search(file);
    show_gallery(application, file);
    return 0;
}
