// SPDX-License-Identifier: Apache-2.0
// What stands in the window while no project is open.
#include "ui/project/start_page.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "core/engine/model/sample_sets.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/base/user_settings.h"
#include "ui/project/recent_model.h"
#include "ui/project/references_panel.h"
#include "ui/project/sample_preview.h"

namespace destudio::start_page_test {

class StartPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup() { ui::UserSettings().set_recent_projects({}); }

    void recent_projects_have_a_picture_and_counts() {
        const test::WindowFixture files;
        ui::RecentModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QString file = QString::fromStdString(files.file().string());
        const QString broken = QString::fromStdString((files.folder() / "broken.destudio").string());
        write_file_atomically(broken.toStdString(), "no project");
        model.set_files({file, broken});
        QTRY_VERIFY(!model.busy());
        const QModelIndex first = model.index(0);
        QCOMPARE(first.data().toString(), QStringLiteral("test"));
        QVERIFY(!first.data(Qt::DecorationRole).value<QImage>().isNull());
        QCOMPARE(first.data(ui::RecentModel::kCountsRole).toString(), QStringLiteral("References: 2"));
        QVERIFY(!first.data(ui::RecentModel::kTimeRole).toString().isEmpty());
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("broken"));
        QVERIFY(model.index(1).data(ui::RecentModel::kCountsRole).toString().isEmpty());
        model.set_files({});
        QCOMPARE(model.rowCount(), 0);
    }

    void a_project_opens_from_it_and_closing_brings_it_back() {
        const test::WindowFixture files;
        const auto window = files.open();
        auto* page = window->findChild<ui::StartPage*>();
        auto* panel = window->findChild<ui::ReferencesPanel*>();
        QVERIFY(!page->isVisible());
        QVERIFY(panel->isVisible());
        window->projects().close();
        QTRY_VERIFY(page->isVisible());
        QVERIFY(!panel->isVisible());  // nothing to set while no project is open
        auto* recent = page->findChild<QListView*>(QStringLiteral("recent_projects"));
        QTRY_COMPARE(recent->model()->rowCount(), 1);
        QTRY_VERIFY(page->settled());
        QTest::keyClick(recent, Qt::Key_Return);
        test::wait_until_open(*window);
        QVERIFY(!page->isVisible());
        QVERIFY(panel->isVisible());
    }

    void there_are_ways_for_a_first_start() {
        test::TestWindow window(test::fake_jobs([](std::stop_token) {}));
        window.resize(1280, 800);
        window.show();
        auto* page = window.findChild<ui::StartPage*>();
        QVERIFY(page->isVisible());
        QVERIFY(!page->findChild<QListView*>(QStringLiteral("recent_projects"))->isVisible());
        const auto ways = page->findChildren<QPushButton*>(QStringLiteral("start_way"));
        QCOMPARE(ways.size(), 5);
        QTest::mouseClick(ways.back(), Qt::LeftButton);
        QVERIFY(window.pages().page() == ui::Page::kModels);
    }

    void samples_show_a_ladder_while_there_is_nothing_else() {
        test::TestWindow window(test::fake_jobs([](std::stop_token) {}));
        window.resize(1280, 800);
        window.show();
        auto* page = window.findChild<ui::StartPage*>();
        const auto samples = page->findChildren<ui::SamplePreview*>();
        QCOMPARE(samples.size(), sample_sets().size());
        for (auto* sample : samples) {
            QTRY_VERIFY(sample->isVisible());
            QTRY_COMPARE(sample->pictures(), std::size_t{4});
        }
        const test::WindowFixture files;
        ui::UserSettings().set_recent_projects({QString::fromStdString(files.file().string())});
        page->hide();
        page->show();
        QTRY_VERIFY(page->findChild<QListView*>(QStringLiteral("recent_projects"))->isVisible());
        QVERIFY(!samples.front()->isVisible());
    }
};

DESTUDIO_GUI_TEST(StartPageTest)

}  // namespace destudio::start_page_test

#include "start_page_test.moc"
