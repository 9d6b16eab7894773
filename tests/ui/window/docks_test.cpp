// SPDX-License-Identifier: Apache-2.0
// The docks with what went wrong and with the log, by mouse and keyboard.
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeView>

#include "core/base/log.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/jobs/jobs_page.h"
#include "ui/window/issue_model.h"
#include "ui/window/log_model.h"
#include "ui/window/qt_messages.h"

namespace destudio::docks_test {

using ui::IssueModel;
using ui::IssuePlace;

namespace {

QTreeView* issues(test::TestWindow& window) {
    return window.findChild<QTreeView*>(QStringLiteral("issues"));
}

QTreeView* log_view(test::TestWindow& window) {
    return window.findChild<QTreeView*>(QStringLiteral("log"));
}

void click(QTreeView* view, int row, int column) {
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->model()->index(row, column)).center());
}

QStringList lines(const QTreeView* view) {
    QStringList list;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        list << view->model()->index(row, ui::LogModel::kText).data().toString();
    }
    return list;
}

}  // namespace

class DocksTest : public QObject {
    Q_OBJECT

private slots:
    void issues_are_counted_and_settled() {
        IssueModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(QStringLiteral("The disk is full."), {});
        model.add(QStringLiteral("Memory ran out."), IssuePlace::job(7, 1));
        model.add(QStringLiteral("The disk is full."), {});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("The disk is full. (2 times)"));
        model.settle_job(7);
        QCOMPARE(model.rowCount(), 1);
        for (int i = 0; i < IssueModel::kMaxIssues + 5; ++i) {
            model.add(QString::number(i), {});
        }
        QCOMPARE(model.rowCount(), IssueModel::kMaxIssues);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void a_failed_job_is_an_issue_that_leads_to_it() {
        const test::WindowFixture files;
        std::atomic<bool> fail = true;
        test::TestWindow window(test::fake_jobs([&fail](std::stop_token) {
            if (fail) {
                throw IoError("The disk is full.");
            }
        }));
        window.projects().open(files.file());
        window.show();
        test::wait_until_open(window);
        auto* count = window.findChild<QToolButton*>(QStringLiteral("issue_count"));
        QVERIFY(!count->isVisible());
        QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(window.issues().rowCount(), 1);
        QCOMPARE(window.message(), QStringLiteral("scene_0: The disk is full."));
        QVERIFY(count->isVisible());
        QTest::mouseClick(count, Qt::LeftButton);
        QVERIFY(issues(window)->isVisible());
        click(issues(window), 0, IssueModel::kPlace);
        auto* page = window.findChild<ui::JobsPage*>();
        QVERIFY(page->isVisible());
        QCOMPARE(page->view()->currentIndex().row(), 0);
        fail = false;
        QTest::keyClick(&window, Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(window.issues().rowCount(), 0);  // put right
        QTRY_VERIFY(!window.generation().busy());
        QCOMPARE(window.workspace().session()->project().variants().all().size(), std::size_t{4});
    }

    void keys_go_there_and_dismiss() {
        const test::WindowFixture files;
        const auto window = files.open();
        QTest::keyClick(window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(window->workspace().session()->project().variants().all().size(), std::size_t{4});
        const auto variant = window->workspace().session()->project().variants().all().back();
        const RowId other = window->workspace().session()->project().references().all().back().id;
        window->workspace().report(QStringLiteral("a"), IssuePlace::reference(other));
        window->workspace().report(QStringLiteral("b"), IssuePlace::variant(variant.id));
        window->workspace().report(QStringLiteral("c"));
        QTest::keyClick(window.get(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QTreeView* view = issues(*window);
        QVERIFY(view->isVisible());
        QTRY_VERIFY(view->hasFocus());
        view->setCurrentIndex(view->model()->index(2, 0));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(window->workspace().reference(), other);
        view->setFocus();  // the picture has it now
        view->setCurrentIndex(view->model()->index(1, 0));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(window->workspace().target()->id, variant.id);
        QVERIFY(window->actions_of_window().editor_page->isChecked());
        view->setFocus();
        view->setCurrentIndex(view->model()->index(0, 0));
        QTest::keyClick(view, Qt::Key_Delete);
        QCOMPARE(window->issues().rowCount(), 2);
        QTest::keyClick(view, Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(window->issues().rowCount(), 0);
        QTest::keyClick(window.get(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!view->isVisible());
    }

    void a_missing_picture_leads_to_its_reference() {
        const test::WindowFixture files;
        std::filesystem::remove(files.folder() / "scene_1.png");
        const auto window = files.open();
        QTRY_VERIFY(window->issues().rowCount() >= 1);
        window->workspace().set_reference(window->workspace().session()->project().references().all().back().id);
        bool found = false;
        for (int tries = 0; tries < 100 && !found; ++tries) {
            QTest::qWait(20);
            for (int row = 0; row < window->issues().rowCount(); ++row) {
                found |= window->issues().place(row) == IssuePlace::reference(window->workspace().reference());
            }
        }
        QVERIFY(found);
        window->projects().close();
        QCOMPARE(window->issues().rowCount(), 0);
    }

    void the_log_is_filtered_searched_and_copied() {
        const test::WindowFixture files;
        const auto window = files.open();
        const QAbstractItemModelTester tester(log_view(*window)->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTest::keyClick(window.get(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QTreeView* view = log_view(*window);
        QVERIFY(view->isVisible());
        spdlog::debug("steps of a rung");
        spdlog::info("bundle loaded");
        spdlog::warn("slow BLAS");
        QTRY_VERIFY(lines(view).contains(QStringLiteral("slow BLAS")));
        QVERIFY(lines(view).contains(QStringLiteral("bundle loaded")));
        QVERIFY(!lines(view).contains(QStringLiteral("steps of a rung")));
        auto* level = window->findChild<QComboBox*>(QStringLiteral("log_level"));
        QTest::keyClick(level, Qt::Key_Up);
        QVERIFY(lines(view).contains(QStringLiteral("steps of a rung")));
        level->setCurrentIndex(2);
        QVERIFY(!lines(view).contains(QStringLiteral("bundle loaded")));
        level->setCurrentIndex(0);
        auto* search = window->findChild<QLineEdit*>(QStringLiteral("log_search"));
        QTest::keyClicks(search, QStringLiteral("BUNDLE"));
        QCOMPARE(lines(view), QStringList(QStringLiteral("bundle loaded")));
        view->setFocus();
        view->selectAll();
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.endsWith(QStringLiteral("Note  bundle loaded")) && copied.count(QLatin1Char('\n')) == 0,
                 qPrintable(copied));
    }

    void the_log_is_bounded() {
        ui::LogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int burst = 0; burst < 3; ++burst) {
            for (int i = 0; i < ui::LogModel::kMaxLines / 2 + 10; ++i) {
                spdlog::debug("{}", i);
            }
            QTRY_VERIFY(model.rowCount() > 0);
            QTest::qWait(250);
        }
        QCOMPARE(model.rowCount(), ui::LogModel::kMaxLines);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void messages_of_qt_are_logged() {
        ui::LogModel model;
        const auto before = qInstallMessageHandler(nullptr);
        ui::forward_qt_messages();
        qWarning("a widget complains");
        qInstallMessageHandler(before);
        QTRY_VERIFY(model.rowCount() > 0);
        const int last = model.rowCount() - 1;
        QCOMPARE(model.index(last, ui::LogModel::kText).data().toString(), QStringLiteral("a widget complains"));
        QCOMPARE(model.index(last, ui::LogModel::kText).data(ui::LogModel::kLevelRole).toInt(),
                 int(spdlog::level::warn));
    }
};

DESTUDIO_GUI_TEST(DocksTest)

}  // namespace destudio::docks_test

#include "docks_test.moc"
