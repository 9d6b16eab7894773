// SPDX-License-Identifier: Apache-2.0
// Figures of the real window, printed: destudio_gui_bench [REFERENCES]
// Opens the sample project, generates ladders with the built-in bundle for that many references (1), drags a ratio,
// reviews, exports, and tells for each phase how long the event loop was blocked at most.
#include <QDir>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUndoStack>
#include <QWheelEvent>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "core/base/log.h"
#include "core/base/runtime_environment.h"
#include "event_loop_watch.h"
#include "tests/ui/test_window.h"
#include "ui/export/export_controller.h"
#include "ui/inspect/inspect_controller.h"
#include "ui/ladder/ladder_page.h"
#include "ui/window/theme_menu.h"
#include "widgets/base/ratio_track.h"
#include "widgets/ladder/ladder_view.h"

using namespace destudio;

namespace {

void spin_until(const std::function<bool()>& done) {
    while (!done()) {
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
}

void spin(int ms) {
    QElapsedTimer timer;
    timer.start();
    spin_until([&] { return timer.elapsed() >= ms; });
}

/// A person who looks around while the ladder is made: the pointer over every canvas, the wheel, the arrow keys;
/// difference and wipe with its line moving; and what the model sees of a picture.
class Person : public QObject {
public:
    explicit Person(test::TestWindow& window) : m_window(window) {
        connect(&m_timer, &QTimer::timeout, this, &Person::act);
        m_timer.start(15);
    }

private:
    void act() {
        const auto canvases = m_window.ladder_page()->view()->canvases();
        widgets::BoxCanvas* canvas = canvases[static_cast<std::size_t>(m_turn / 8) % canvases.size()];
        const QPointF at(20 + (m_turn * 7) % 80, 20 + (m_turn * 5) % 80);
        QMouseEvent move(QEvent::MouseMove, at, canvas->viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(canvas->viewport(), &move);
        if (m_turn % 4 == 0) {
            QWheelEvent wheel(at, canvas->viewport()->mapToGlobal(at), {}, {0, m_turn % 8 == 0 ? 60 : -60},
                              Qt::NoButton, {}, Qt::NoScrollPhase, false);
            QApplication::sendEvent(canvas->viewport(), &wheel);
        }
        if (m_turn % 40 == 0) {
            m_window.actions_of_window().next->trigger();
        }
        using Mode = widgets::CompareView::Mode;
        if (m_turn % 30 == 0) {
            constexpr Mode kModes[] = {Mode::kOff, Mode::kDifference, Mode::kWipe};
            m_window.ladder_page()->set_compare_mode(kModes[m_turn / 30 % 3]);
        }
        m_window.ladder_page()->compare_view()->set_split(0.1 + 0.008 * (m_turn % 100));
        if (m_turn % 80 == 79) {
            m_window.actions_of_window().find_missed->trigger();  // opens, and closes again
        }
        ++m_turn;
    }

    test::TestWindow& m_window;
    QTimer m_timer;
    int m_turn = 0;
};

/// Moves the first ratio's handle place by place, as a hand does, and waits at each third one for the finished picture.
void drag_a_ratio(test::TestWindow& window) {
    auto* track = window.findChild<widgets::RatioTrack*>(QStringLiteral("ratio_track"));
    const ui::LiveLadder& live = window.controllers().live;
    std::vector<double> seconds;
    for (int place = 1; place <= 30; ++place) {
        QKeyEvent right(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier);
        QApplication::sendEvent(track, &right);
        if (place % 3 == 0) {
            spin_until([&] { return !live.busy(); });
            if (live.picture() && live.picture()->finished) {
                seconds.push_back(live.picture()->seconds);
            }
        } else {
            spin(15);
        }
    }
    if (!seconds.empty()) {
        std::sort(seconds.begin(), seconds.end());
        std::printf("hand to finished picture: median %.2f s, longest %.2f s\n", seconds[seconds.size() / 2],
                    seconds.back());
    }
}

int run(bench::WatchedApplication& application, int references) {
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    if (qEnvironmentVariableIsEmpty("DESTUDIO_MODELS")) {
        qputenv("DESTUDIO_MODELS", DESTUDIO_SOURCE_DIR "/models/clipart");
    }
    qputenv("DESTUDIO_SAMPLE", DESTUDIO_SOURCE_DIR "/resources/sample");
    application.begin("start to window");
    QElapsedTimer start;
    start.start();
    const auto shared = std::make_shared<SharedGenerator>();
    test::TestWindow window(ui::product_job_factory(shared), ui::product_inspection(shared));
    window.resize(1600, 1000);
    window.show();
    spin(50);
    std::printf("window built and shown in %lld ms\n", static_cast<long long>(start.elapsed()) - 50);
    application.report();

    application.begin("open the sample project");
    window.projects().open_sample();
    spin_until([&] { return window.workspace().session() != nullptr && window.settled(); });
    spin(100);
    application.report();

    application.begin("generate ladders");
    const auto all = window.workspace().session()->project().references().all();
    start.start();
    for (int i = 0; i < references && i < static_cast<int>(all.size()); ++i) {
        window.workspace().set_reference(all[static_cast<std::size_t>(i)].id);
        window.generate();
    }
    window.workspace().set_reference(all.front().id);
    {
        const Person person(window);
        spin_until([&] { return !window.generation().busy(); });
    }
    window.inspector()->close();
    window.ladder_page()->set_compare_mode(widgets::CompareView::Mode::kOff);
    spin_until([&] { return window.settled(); });
    spin(200);
    std::printf("%zu variants in %.1f s\n", window.workspace().session()->project().variants().all().size(),
                static_cast<double>(start.elapsed()) / 1000);
    application.report();
    if (!window.message().isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(window.message()));
        return 1;
    }

    application.begin("drag a ratio");
    drag_a_ratio(window);
    application.report();
    window.controllers().live.end();

    application.begin("review and undo");
    for (int i = 0; i < 40; ++i) {
        window.actions_of_window().next->trigger();
        window.actions_of_window().accept->trigger();
        spin(5);
    }
    while (window.workspace().session()->undo_stack().canUndo()) {
        window.actions_of_window().undo->trigger();
        spin(5);
    }
    application.report();

    application.begin("export");
    window.show_page(ui::Page::kExport);
    ui::ExportController exports(window.workspace());
    exports.start({"coco", folder.filePath(QStringLiteral("out")).toStdString(), {VariantState::kNew}, 0.3, {}});
    spin_until([&] { return !exports.busy(); });
    application.report();

    application.begin("close the project");
    window.projects().close();
    spin(50);
    application.report();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    prefer_fast_runtime(argv);
    set_up_logging(false);
    bench::WatchedApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("DiffusionEngine Studio"));
    QApplication::setApplicationName(QStringLiteral("destudio-bench"));
    ui::apply_theme_choice(application, ui::ThemeChoice::kDark);
    return run(application, argc > 1 ? std::max(1, std::atoi(argv[1])) : 1);
}
