// SPDX-License-Identifier: Apache-2.0
// A model that does not know a person's pictures and classes: it is said above the ladder, with ways on, and a ladder
// in which everything is lost is an issue.
#include "ui/window/fit_notices.h"

#include <QAbstractButton>
#include <QLabel>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"
#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_page.h"
#include "ui/ladder/notice_bar.h"

namespace destudio::fit_notices_test {

namespace {

/// A project whose references have boxes of a class, and a model that finds cats, dogs and birds.
struct Fitting {
    test::WindowFixture files;
    std::unique_ptr<test::TestWindow> window;

    explicit Fitting(const char* class_name) {
        test::write_tiny_bundle(files.folder() / "bundle", true);
        {
            const auto project = Project::open(files.file());
            const RowId id = project->classes().find_or_add(class_name);
            for (const Reference& reference : project->references().all()) {
                project->references().set_boxes(reference.id, {{0, 0, id, {20, 60, 30, 80}}});
            }
        }
        window = files.open();
    }
    ui::NoticeBar* notice() const { return window->ladder_page()->notice(); }
    void click(const char* name) const {
        QTest::mouseClick(notice()->findChild<QAbstractButton*>(QLatin1String(name)), Qt::LeftButton);
    }
};

}  // namespace

class FitNoticesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void says_that_no_class_is_known_and_offers_ways_on() {
        const Fitting p("WBC");
        QTRY_VERIFY(!p.notice()->isHidden());
        QVERIFY2(p.notice()->sentence().contains(QStringLiteral("(WBC)")), qPrintable(p.notice()->sentence()));
        p.click("fit_models");
        QVERIFY(p.window->pages().page() == ui::Page::kModels);
        p.window->show_page(ui::Page::kLadder);
        p.click("fit_train");
        QVERIFY(p.window->pages().page() == ui::Page::kTraining);
        p.window->show_page(ui::Page::kLadder);
        p.click("fit_anyway");
        QVERIFY(p.notice()->isHidden());
    }

    void says_nothing_of_a_model_that_knows_them() {
        const Fitting p("cat");
        QTest::qWait(100);
        QVERIFY(p.notice()->isHidden());
    }

    void goes_with_what_was_wrong() {
        const Fitting p("WBC");
        QTRY_VERIFY(!p.notice()->isHidden());
        use_known_class(p);
        QTRY_VERIFY(p.notice()->isHidden());
    }

    void a_ladder_that_lost_everything_is_an_issue() {
        const Fitting p("cat");  // the fake model finds a cat elsewhere
        QVERIFY(p.window->generate());
        QTRY_VERIFY_WITH_TIMEOUT(p.window->settled(), 20'000);
        QTRY_VERIFY(p.window->issues().rowCount() > 0);
        bool told = false;
        for (int row = 0; row < p.window->issues().rowCount(); ++row) {
            told =
                told || p.window->issues().index(row, 0).data().toString().contains(QStringLiteral("none was found"));
        }
        QVERIFY(told);
    }

private:
    /// The boxes get a class that the model knows.
    static void use_known_class(const Fitting& p) {
        Project& project = p.window->workspace().session()->project();
        const RowId cat = project.classes().find_or_add("cat");
        for (const Reference& reference : project.references().all()) {
            project.references().set_boxes(reference.id, {{0, 0, cat, {20, 60, 30, 80}}});
        }
    }
};

DESTUDIO_GUI_TEST(FitNoticesTest)

}  // namespace destudio::fit_notices_test

#include "fit_notices_test.moc"
