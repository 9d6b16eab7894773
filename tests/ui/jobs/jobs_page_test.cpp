// SPDX-License-Identifier: Apache-2.0
// The jobs page by mouse and keyboard, and ladders that outlive the window.
#include <QAbstractItemModelTester>
#include <QDropEvent>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSemaphore>
#include <QToolButton>
#include <QTreeView>
#include <csignal>

#include <unistd.h>

#include "core/base/cancellation.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/base/time_text.h"
#include "ui/jobs/job_indicator.h"
#include "ui/jobs/job_model.h"
#include "ui/jobs/jobs_page.h"

namespace destudio::jobs_page_test {

using ui::JobModel;

namespace {

/// Makes no step until it is let.
struct Gate {
    QSemaphore steps;

    ui::GenerationJobFactory jobs() {
        return test::fake_jobs([this](std::stop_token stop) {
            while (!steps.tryAcquire(1, 2) && !stop.stop_requested()) {
            }
        });
    }
};

Job named(
    const char* title, std::function<void(const JobContext&)> work = [](const JobContext&) {}) {
    Job job;
    job.title = title;
    job.work = std::move(work);
    return job;
}

QStringList titles(const JobModel& model) {
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row) {
        list << model.index(row, JobModel::kTitle).data().toString();
    }
    return list;
}

/// A window on the fixture's project with its jobs page, whose jobs wait at the gate.
struct PageFixture {
    test::WindowFixture files;
    Gate gate;
    std::unique_ptr<test::TestWindow> window;

    PageFixture() { open(); }

    void open() {
        window = std::make_unique<test::TestWindow>(gate.jobs());
        window->resize(1400, 900);
        window->projects().open(files.file());
        window->show();
        test::wait_until_open(*window);
    }
    ui::JobsPage* page() const { return window->findChild<ui::JobsPage*>(); }
    JobModel& model() const { return *page()->model(); }
    QTreeView* view() const { return page()->view(); }
    QString state(int row) const { return model().index(row, JobModel::kState).data().toString(); }

    /// Four jobs that wait in the paused queue, on the jobs page.
    void queue_four() {
        window->jobs().queue().pause();
        for (const char* title : {"a", "b", "c", "d"}) {
            window->jobs().queue().add(named(title));
        }
        QTest::keyClick(window.get(), Qt::Key_8, Qt::ControlModifier);
        QTRY_COMPARE(model().rowCount(), 4);
    }
    void select(int row) const {  // whatever keys the last event had pressed
        view()->selectionModel()->setCurrentIndex(model().index(row, 0),
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::keyClick(window.get(), key, modifiers);
    }
    std::size_t variants() const { return window->workspace().session()->project().variants().all().size(); }
};

/// Drags a row to a place of the list. The offscreen platform has no drags: what a drag would send to the list is sent.
void drag(QTreeView* view, int row, QPoint to) {
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(row, 0)).center());
    const std::unique_ptr<QMimeData> data(view->model()->mimeData(view->selectionModel()->selectedIndexes()));
    QDragEnterEvent enter(to, Qt::MoveAction, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(to, Qt::MoveAction, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(view->viewport(), &move);
    QVERIFY(move.isAccepted());
    QDropEvent drop(to, Qt::MoveAction, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(view->viewport(), &drop);
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, to);
}

}  // namespace

class JobsPageTest : public QObject {
    Q_OBJECT

private slots:
    void the_model_follows_the_queue() {
        ui::JobQueueSignals jobs;
        JobModel model(jobs);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto alignment = [&model](int column) {
            return model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        };
        QVERIFY(alignment(JobModel::kTimeLeft) & Qt::AlignRight);  // as its numbers
        QVERIFY(alignment(JobModel::kTitle) & Qt::AlignLeft);
        std::atomic<bool> go = false;
        const auto wait = [&go](const JobContext& context) {
            while (!go) {
                throw_if_stopped(context.stop.now);
                context.progress({"denoise", 3, 12});
                QThread::msleep(1);
            }
        };
        const JobId first = jobs.queue().add(named("first", wait));
        const JobId second =
            jobs.queue().add(named("second", [](const JobContext&) { throw IoError("The disk is full."); }));
        const JobId third = jobs.queue().add(named("third"));
        QTRY_COMPARE(titles(model), QStringList({"first", "second", "third"}));
        QTRY_COMPARE(model.index(0, JobModel::kProgress).data().toString(), QStringLiteral("3 of 12"));
        QCOMPARE(model.index(0, 0).data(JobModel::kFractionRole).toDouble(), 0.25);
        QVERIFY(jobs.queue().move(third, second));
        QTRY_COMPARE(titles(model), QStringList({"first", "third", "second"}));
        go = true;
        QTRY_COMPARE(titles(model), QStringList({"second", "third", "first"}));  // the latest first
        QCOMPARE(model.index(0, JobModel::kState).data().toString(), QStringLiteral("Failed: The disk is full."));
        QCOMPARE(model.row_of(first), 2);
        jobs.queue().remove(first);
        QTRY_COMPARE(titles(model), QStringList({"second", "third"}));
        jobs.queue().clear_finished();
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void keys_move_the_selected_job() {
        PageFixture f;
        f.queue_four();
        QCOMPARE(f.view()->selectionModel()->selectedRows().size(), 1);
        f.select(3);
        f.press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(titles(f.model()), QStringList({"a", "b", "d", "c"}));
        QCOMPARE(f.view()->currentIndex().row(), 2);  // the selection goes along
        f.press(Qt::Key_Home, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(titles(f.model()), QStringList({"d", "a", "b", "c"}));
        f.press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(titles(f.model()), QStringList({"a", "d", "b", "c"}));
        f.select(0);
        f.view()->selectionModel()->select(f.model().index(1, 0),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
        f.press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(titles(f.model()), QStringList({"b", "a", "d", "c"}));
        f.press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        f.press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);  // at the end: stays
        QTRY_COMPARE(titles(f.model()), QStringList({"b", "c", "a", "d"}));
    }

    void keys_cancel_retry_and_clear() {
        PageFixture f;
        f.queue_four();
        f.select(1);
        QTest::keyClick(f.view(), Qt::Key_Delete);
        QTRY_COMPARE(titles(f.model()), QStringList({"a", "c", "d", "b"}));
        QCOMPARE(f.state(3), QStringLiteral("Cancelled"));
        f.select(3);
        f.press(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.state(3), QStringLiteral("Waiting"));
        QCOMPARE(titles(f.model()), QStringList({"a", "c", "d", "b"}));
        f.select(0);
        f.press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);  // after this image: a waiting one at once
        QTRY_COMPARE(f.state(3), QStringLiteral("Cancelled"));
        f.select(3);
        f.press(Qt::Key_Delete, Qt::ControlModifier);  // a finished one leaves the list
        QTRY_COMPARE(titles(f.model()), QStringList({"c", "d", "b"}));
        f.press(Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE(f.state(2), QStringLiteral("Done"));
        f.press(Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.model().rowCount(), 0);
    }

    void waiting_jobs_are_dragged() {
        PageFixture f;
        f.queue_four();
        QVERIFY(QTest::qWaitForWindowExposed(f.window.get()));
        const auto row = [&](int index) { return f.view()->visualRect(f.model().index(index, 0)); };
        drag(f.view(), 0, QPoint(row(2).center().x(), row(2).bottom()));
        QTRY_COMPARE(titles(f.model()), QStringList({"b", "c", "a", "d"}));
        drag(f.view(), 3, QPoint(row(0).center().x(), row(0).top()));
        QTRY_COMPARE(titles(f.model()), QStringList({"d", "b", "c", "a"}));
        drag(f.view(), 0, f.view()->viewport()->rect().center());  // below all: to the end
        QTRY_COMPARE(titles(f.model()), QStringList({"b", "c", "a", "d"}));
    }

    void the_status_bar_counts_pauses_and_cancels() {
        PageFixture f;
        auto* indicator = f.window->findChild<ui::JobIndicator*>();
        QVERIFY(!indicator->isVisible());
        f.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);  // both references
        QTRY_VERIFY(indicator->isVisible());
        QTRY_COMPARE(indicator->text(), QStringLiteral("1 of 2"));
        f.gate.steps.release(12);  // the whole first ladder: 2 seeds at 2 and at 4 steps
        QTRY_COMPARE(f.variants(), std::size_t{4});
        QTRY_VERIFY(indicator->text().startsWith(QStringLiteral("2 of 2")));
        auto* pause = indicator->findChild<QToolButton*>();
        QTest::mouseClick(pause, Qt::LeftButton);
        QTRY_COMPARE(indicator->text(), QStringLiteral("2 of 2 · paused"));
        QTest::mouseClick(pause, Qt::LeftButton);
        QTRY_VERIFY(!indicator->text().contains(QStringLiteral("paused")));
        QTest::mouseClick(indicator, Qt::LeftButton, {}, QPoint(3, 3));
        QVERIFY(f.page()->isVisible());
        f.press(Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(!indicator->isVisible());
        QTRY_VERIFY(!f.window->generation().busy());
        QCOMPARE(f.variants(), std::size_t{4});
    }

    void the_image_in_progress_is_finished() {
        PageFixture f;
        f.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        f.gate.steps.release(1);
        const RowId reference = f.window->workspace().reference();
        QTRY_COMPARE(f.window->generation().pending(reference).front().step, 1);
        f.press(Qt::Key_Period, Qt::ControlModifier | Qt::ShiftModifier);
        f.press(Qt::Key_8, Qt::ControlModifier);
        QTRY_COMPARE(f.state(0), QStringLiteral("Finishing this image…"));
        QCOMPARE(f.state(1), QStringLiteral("Cancelled"));  // what waited
        QVERIFY(f.window->generation().busy());
        f.gate.steps.release(100);
        QTRY_VERIFY(!f.window->generation().busy());
        QCOMPARE(f.variants(), std::size_t{1});
        // Trying again makes the other three.
        f.view()->selectAll();
        f.press(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.variants(), std::size_t{8});
        QTRY_VERIFY(f.window->workspace().session()->project().jobs().all().empty());
    }

    void unfinished_ladders_come_back() {
        PageFixture f;
        f.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        f.gate.steps.release(4);  // two variants of the first reference
        QTRY_COMPARE(f.variants(), std::size_t{2});
        f.window->close();
        f.window.reset();
        f.open();
        // The fixture's bundle does not exist; that is told, too, and lies over or under the offer.
        auto* bar = f.window->findChild<QWidget*>(QStringLiteral("message_bar"));
        if (!f.window->message().startsWith(QStringLiteral("2 ladders"))) {
            QTest::mouseClick(bar->findChild<QToolButton*>(), Qt::LeftButton);
        }
        QTRY_VERIFY(f.window->message().startsWith(QStringLiteral("2 ladders were not finished")));
        QVERIFY(!f.window->generation().busy());
        QCOMPARE(f.model().rowCount(), 2);
        QCOMPARE(f.window->generation().pending(f.window->workspace().reference()).size(), std::size_t{2});
        f.gate.steps.release(100);
        QTest::qWait(30);
        QCOMPARE(f.variants(), std::size_t{2});  // nobody has asked for them yet
        const auto buttons = bar->findChildren<QPushButton*>();
        const auto go_on = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) {
            return button->isVisible() && button->text() == QStringLiteral("Resume them");
        });
        QVERIFY(go_on != buttons.end());
        QTest::mouseClick(*go_on, Qt::LeftButton);
        QTRY_COMPARE(f.variants(), std::size_t{8});
        QTRY_VERIFY(!f.window->generation().busy());
        QVERIFY(f.window->workspace().session()->project().jobs().all().empty());
        QCOMPARE(100 - f.gate.steps.available(), 8 + 12);  // no image was made twice
    }

    void what_is_asked_for_now_goes_first() {
        PageFixture f;
        f.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(f.window->generation().busy());
        f.window.reset();
        f.open();
        QTRY_COMPARE(f.model().rowCount(), 2);
        auto settings = f.window->workspace().session()->project().settings().generation();
        settings.seeds = {9};
        f.window->generation().generate({f.window->workspace().reference()}, settings);
        f.gate.steps.release(6);
        QTRY_COMPARE(f.variants(), std::size_t{2});
        for (const auto& variant : f.window->workspace().session()->project().variants().all()) {
            QCOMPARE(variant.recipe.seed, std::uint64_t{9});
        }
        f.press(Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(!f.window->generation().busy());
        QTRY_VERIFY(f.window->workspace().session()->project().jobs().all().empty());
    }

    void survives_a_kill() {
        test::WindowFixture files;
        QProcess killed;
        killed.start(QCoreApplication::applicationFilePath(),
                     {QStringLiteral("jobs_page_test"), QStringLiteral("--be-killed"),
                      QString::fromStdString(files.file().string())});
        QVERIFY(killed.waitForFinished(60'000));
        QCOMPARE(killed.exitStatus(), QProcess::CrashExit);
        test::TestWindow window(test::fake_jobs([](std::stop_token) {}));
        window.projects().open(files.file());
        window.show();
        test::wait_until_open(window);
        const auto made = window.workspace().session()->project().variants().all();
        QCOMPARE(made.size(), std::size_t{1});
        QCOMPARE(window.generation().pending(window.workspace().reference()).size(), std::size_t{3});
        window.generation().continue_restored();
        QTRY_VERIFY(!window.generation().busy());
        const auto all = window.workspace().session()->project().variants().all();
        QCOMPARE(all.size(), std::size_t{4});
        QCOMPARE(all[0].image, made[0].image);
    }

    void times_are_short() {
        QCOMPARE(ui::time_text(0), QStringLiteral("0:00"));
        QCOMPARE(ui::time_text(40.2), QStringLiteral("0:41"));
        QCOMPARE(ui::time_text(754), QStringLiteral("12:34"));
        QCOMPARE(ui::time_text(3723), QStringLiteral("1:02:03"));
    }
};

namespace {

/// Generates a ladder and dies without a farewell once the first variant is stored.
[[noreturn]] void be_killed(const QString& file) {
    test::TestWindow window(test::fake_jobs([](std::stop_token) { QThread::msleep(20); }));
    window.projects().open(file.toStdString());
    test::wait_until_open(window);
    QObject::connect(&window.generation(), &ui::GenerationController::variant_added,
                     [] { ::kill(::getpid(), SIGKILL); });
    window.generate();
    QCoreApplication::exec();
    qFatal("It was not killed.");
}

int run_jobs_page_test(int argc, char** argv) {
    QApplication application(argc, argv);
    if (QApplication::arguments().value(1) == QStringLiteral("--be-killed")) {
        be_killed(QApplication::arguments().value(2));
    }
    JobsPageTest tests;
    return QTest::qExec(&tests, argc, argv);
}

}  // namespace

DESTUDIO_TEST_PROGRAM(JobsPageTest, &run_jobs_page_test)

}  // namespace destudio::jobs_page_test

#include "jobs_page_test.moc"
