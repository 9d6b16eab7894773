// SPDX-License-Identifier: Apache-2.0
// Reviewing and training in turn.
#include "ui/training/loop_controller.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QThread>
#include <algorithm>
#include <atomic>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "tests/support/test_main.h"
#include "tests/ui/training/training_window.h"
#include "ui/training/loop_panel.h"
#include "widgets/charts/curve_plot.h"

namespace destudio::loop_controller_test {

namespace {

/// The window's project (twelve corrections, four open variants) with a loop whose training and labels cost nothing.
struct LoopFixture {
    test::TrainingWindow w;
    std::atomic<int> trainings = 0;
    std::atomic<bool> fails = false;
    std::atomic<bool> waits = false;  ///< trains until it is stopped
    double ap = 0.6;
    adaptation::AdapterRunRequest asked;
    ui::TrainingWork work{
        [this](const adaptation::AdapterRunRequest& request, std::stop_token stop, const ui::TrainingWork::Sink&) {
            asked = request;
            write_file_atomically(request.out / "run.json", "{}");
            return train(request.out, stop);
        },
        [this](const std::filesystem::path& folder, std::stop_token stop, const ui::TrainingWork::Sink&) {
            return train(folder, stop);
        }};
    ui::TrainingController training{w.window->workspace(), w.window->jobs(), work};
    ui::LoopController loop{w.window->workspace(), w.window->jobs(), training,
                            [](const std::filesystem::path& file, const adaptation::LabellerOptions&,
                               const adaptation::NewLabelsSink& sink, const std::stop_token&, const ProgressSink&) {
                                const auto project = Project::open_for_reading(file);
                                std::vector<adaptation::NewLabels> labels;
                                for (const auto& variant : project->variants().all()) {
                                    labels.push_back({variant.id, {{{1, 1, 20, 20}, 0, 0.99}}});
                                }
                                sink(labels, {"cat"});
                                return labels.size();
                            }};

    adaptation::AdapterRunResult train(const std::filesystem::path& folder, const std::stop_token& stop) {
        ++trainings;
        while (waits && !stop.stop_requested()) {
            QThread::msleep(2);
        }
        throw_if_stopped(stop);
        if (fails) {
            throw Error("The loss is no number any more.");
        }
        adaptation::AdapterRunResult result;
        result.start_ap = 0.5;
        result.ap = ap;
        result.adapter = folder / "adapter";
        return result;
    }
    void switch_on(int every = 10) {
        LoopSettings settings;
        settings.on = true;
        settings.every = every;
        loop.set_settings(settings);
    }
    Project& project() const { return w.project(); }
    std::vector<VariantRecord> open() const {
        std::vector<VariantRecord> open;
        for (const auto& variant : project().variants().all()) {
            if (variant.state == VariantState::kNew) {
                open.push_back(variant);
            }
        }
        return open;
    }
};

}  // namespace

class LoopControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void it_does_nothing_while_it_is_off() {
        LoopFixture f;
        f.project().variants().set_state(f.open().front().id, VariantState::kAccepted);
        QTest::qWait(600);
        QCOMPARE(f.trainings.load(), 0);
        QVERIFY(!f.loop.look());
    }

    void it_learns_labels_anew_and_orders_the_queue() {
        LoopFixture f;
        std::vector<RowId> list;
        for (const auto& variant : f.project().variants().all()) {
            list.push_back(variant.id);
        }
        std::reverse(list.begin(), list.end());
        f.w.window->workspace().set_review_list(list);
        QSignalSpy learned(&f.loop, &ui::LoopController::adapter_learned);
        f.switch_on();
        QTRY_COMPARE_WITH_TIMEOUT(f.loop.state().rounds.size(), std::size_t{2}, 20'000);
        QCOMPARE(f.trainings.load(), 1);
        QCOMPARE(learned.size(), 1);
        QCOMPARE(f.asked.start_from, f.w.files.bundle() / "adapter");
        QVERIFY(f.asked.is_fine_tuning());
        QCOMPARE(f.asked.recipe.steps, std::int64_t{LoopSettings().steps});
        const LoopRound& round = f.loop.state().rounds.back();
        QCOMPARE(round.corrections, std::int64_t{12});
        QVERIFY(round.used && round.before);
        QVERIFY2(round.expected < *round.before, qPrintable(QString::number(round.expected)));
        for (const auto& variant : f.open()) {
            const auto labels = f.project().variants().detections(variant.id);
            QCOMPARE(labels.size(), std::size_t{1});
            QCOMPARE(labels[0].score, 0.99);
        }
        for (const auto& variant : f.project().variants().all()) {  // what a person decided stays
            if (variant.state == VariantState::kAccepted) {
                QVERIFY(f.project().variants().detections(variant.id).size() != 1);
            }
        }
        const auto& queue = f.w.window->workspace().review_list();
        QCOMPARE(queue.size(), list.size());
        for (std::size_t i = 0; i < 4; ++i) {  // what nobody has reviewed comes first
            QCOMPARE(f.project().variants().get(queue[i]).state, VariantState::kNew);
        }
        QCOMPARE(read_loop(f.project()), f.loop.state());
        // Twelve corrections are learnt; only the next ten count.
        f.project().variants().set_state(f.open().front().id, VariantState::kAccepted);
        QTest::qWait(700);
        QCOMPARE(f.trainings.load(), 1);
    }

    void a_worse_adapter_changes_nothing() {
        LoopFixture f;
        f.ap = 0.2;
        QSignalSpy learned(&f.loop, &ui::LoopController::adapter_learned);
        f.switch_on();
        QTRY_COMPARE_WITH_TIMEOUT(f.loop.state().rounds.size(), std::size_t{2}, 20'000);
        QVERIFY(!f.loop.state().rounds.back().used);
        QCOMPARE(learned.size(), 0);
        for (const auto& variant : f.open()) {
            QVERIFY(f.project().variants().detections(variant.id).size() != 1);
        }
    }

    void a_failing_training_is_told_and_not_tried_again_at_once() {
        LoopFixture f;
        f.fails = true;
        QSignalSpy issues(&f.w.window->workspace(), &ui::Workspace::issue);
        f.switch_on();
        QTRY_COMPARE_WITH_TIMEOUT(issues.size(), 1, 20'000);
        QVERIFY(issues[0][0].toString().contains(QStringLiteral("no number")));
        QTest::qWait(900);
        QCOMPARE(f.trainings.load(), 1);
        QCOMPARE(f.loop.phase(), ui::LoopController::Phase::kIdle);
        QVERIFY(f.loop.state().run.empty());
    }

    void switching_it_off_ends_the_training() {
        LoopFixture f;
        f.waits = true;
        f.switch_on();
        QTRY_COMPARE_WITH_TIMEOUT(f.loop.phase(), ui::LoopController::Phase::kTraining, 20'000);
        LoopSettings off = f.loop.state().settings;
        off.on = false;
        f.loop.set_settings(off);
        QTRY_COMPARE_WITH_TIMEOUT(f.loop.phase(), ui::LoopController::Phase::kIdle, 20'000);
        QVERIFY(!f.training.busy());
        QVERIFY(f.loop.state().run.empty());
    }

    void closing_the_project_interrupts_it_and_opening_goes_on() {
        LoopFixture f;
        f.waits = true;
        f.switch_on();
        QTRY_COMPARE_WITH_TIMEOUT(f.trainings.load(), 1, 20'000);
        f.w.window->projects().close();
        QTRY_VERIFY_WITH_TIMEOUT(!f.training.busy(), 20'000);
        f.waits = false;
        f.w.window->projects().open(f.w.files.project_file());
        test::wait_until_open(*f.w.window);
        QTRY_COMPARE_WITH_TIMEOUT(f.loop.state().rounds.size(), std::size_t{2}, 20'000);
        QCOMPARE(f.trainings.load(), 2);
    }

    void the_charts_have_the_switch_and_the_curve() {
        LoopFixture f;
        f.w.window->show_page(ui::Page::kCharts);
        auto* on = f.w.find<QCheckBox>("loop_on");
        QTRY_VERIFY(on->isVisible());  // once something is counted
        QVERIFY(on->isEnabled() && !on->isChecked());
        ui::LoopPanel panel(f.w.window->workspace(), f.loop);
        panel.resize(420, 300);
        panel.show();
        panel.findChild<QSpinBox*>(QStringLiteral("loop_every"))->setValue(12);
        panel.findChild<QCheckBox*>(QStringLiteral("loop_on"))->setChecked(true);
        QVERIFY(f.loop.state().settings.on);
        QCOMPARE(f.loop.state().settings.every, 12);
        QTRY_COMPARE_WITH_TIMEOUT(f.loop.state().rounds.size(), std::size_t{2}, 20'000);
        auto* curve = panel.findChild<widgets::CurvePlot*>(QStringLiteral("loop_curve"));
        QTRY_VERIFY(curve->curves().at(0).points.size() >= 3);
        QCOMPARE(curve->curves().at(1).points.size(), std::size_t{1});
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("loop_sentence"))->text().contains(QStringLiteral("before")));
    }
};

DESTUDIO_GUI_TEST(LoopControllerTest)

}  // namespace destudio::loop_controller_test

#include "loop_controller_test.moc"
