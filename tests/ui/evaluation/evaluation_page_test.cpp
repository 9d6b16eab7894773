// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/evaluation_page.h"

#include <QAbstractItemModelTester>
#include <QStandardPaths>
#include <QTableView>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/training/training_window.h"
#include "ui/editing/editor_page.h"
#include "ui/evaluation/class_check_model.h"
#include "ui/evaluation/suspect_label_model.h"
#include "ui/session/workspace.h"
#include "widgets/charts/bar_chart.h"
#include "widgets/charts/curve_plot.h"

namespace destudio::evaluation_page_test {

using test::TrainingWindow;

namespace {

constexpr auto kMode = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// Two classes, one of which the adapter is blind to, and one doubt about the picture of row 7.
ui::SelfCheckReportPtr small_report() {
    auto report = std::make_shared<adaptation::SelfCheckReport>();
    adaptation::ClassCheck cat;
    cat.name = "cat";
    cat.objects = 4;
    cat.ap = 0.5;
    cat.ap50 = 0.75;
    cat.best = evaluation::OperatingPoint{0.42, 0.9, 0.8, 0.847};
    cat.curve = {{0.9, 1.0, 0.5, 0.67}, {0.42, 0.9, 0.8, 0.847}};
    adaptation::ClassCheck dog;
    dog.name = "dog";
    dog.objects = 2;
    dog.ap = 0;
    dog.ap50 = 0;
    report->classes = {cat, dog, {}};
    report->all.objects = 6;
    report->all.detections = {{0.9, true}, {0.42, false}};
    report->best = cat.best;
    report->pictures = {{"/pictures/street.png", 7}};
    evaluation::SuspectLabel suspect;
    suspect.suspect = evaluation::LabelIssue::kOtherClass;
    suspect.labelled = 1;
    suspect.found = 0;
    suspect.confidence = 0.93;
    report->suspects = {suspect};
    return report;
}

}  // namespace

class EvaluationPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void models_are_sound() {
        ui::ClassCheckModel classes;
        ui::SuspectLabelModel suspects;
        const QAbstractItemModelTester class_tester(&classes, kMode);
        const QAbstractItemModelTester doubt_tester(&suspects, kMode);
        classes.set_report(small_report());
        suspects.set_report(small_report());
        QCOMPARE(classes.rowCount(), 2);  // a class without objects and detections is left out
        QCOMPARE(classes.index(0, ui::ClassCheckModel::kThresholdColumn).data().toString(),
                 QLocale().toString(0.42, 'f', 2));
        QCOMPARE(classes.index(1, ui::ClassCheckModel::kThresholdColumn).data().toString(), QStringLiteral("blind"));
        QVERIFY(classes.index(1, 0).data(Qt::ToolTipRole).toString().contains("blind"));
        QCOMPARE(suspects.index(0, ui::SuspectLabelModel::kWhatColumn).data().toString(),
                 QStringLiteral("labelled dog, found as cat"));
        QCOMPARE(suspects.index(0, ui::SuspectLabelModel::kConfidenceColumn).data().toString(), QStringLiteral("93 %"));
        QCOMPARE(suspects.picture(0)->row, std::int64_t{7});
        classes.set_report(nullptr);
        suspects.set_report(nullptr);
        QCOMPARE(classes.rowCount() + suspects.rowCount(), 0);
    }

    void checks_the_references_of_the_project() {
        const TrainingWindow w;
        w.window->show_page(ui::Page::kEvaluation);
        QVERIFY(w.find<QWidget>("check_start")->isEnabled());
        w.click("check_start");
        QVERIFY(!w.find<QWidget>("check_start")->isEnabled());
        w.rest();
        QVERIFY2(w.text("check_summary").contains("Pictures: 4"), qPrintable(w.text("check_summary")));
        auto* classes = w.find<QTableView>("check_classes");
        QVERIFY(classes->model()->rowCount() >= 1);
        QCOMPARE(w.find<widgets::CurvePlot>("check_curve")->curves().size(), std::size_t{1});
        QTest::mouseClick(classes->viewport(), Qt::LeftButton, {},
                          classes->visualRect(classes->model()->index(0, 0)).center());
        QCOMPARE(w.find<widgets::CurvePlot>("check_curve")->curves().size(), std::size_t{2});
        QCOMPARE(w.find<widgets::BarChart>("check_scores")->bars().size(), std::size_t{20});
    }

    void a_doubt_leads_to_its_picture() {
        test::WindowFixture files;
        const auto window = files.open();
        ui::SelfCheckController checks(window->workspace(), [&](const auto&, const auto&, const auto&) {
            adaptation::SelfCheckReport report = *small_report();
            report.pictures[0].row = 2;
            return report;
        });
        ui::EvaluationPage page(window->workspace(), checks);
        page.set_bundle(files.folder(), {});
        page.resize(1200, 800);
        page.show();
        QTest::mouseClick(page.findChild<QAbstractButton*>(QStringLiteral("check_start")), Qt::LeftButton);
        QTRY_VERIFY(page.settled());
        QSignalSpy wanted(&page, &ui::EvaluationPage::picture_wanted);
        auto* suspects = page.findChild<QTableView*>(QStringLiteral("check_doubts"));
        QTest::mouseClick(suspects->viewport(), Qt::LeftButton, {},
                          suspects->visualRect(suspects->model()->index(0, 0)).center());
        QCOMPARE(wanted.count(), 1);
        const auto target = wanted.at(0).at(0).value<ui::BoxTarget>();
        QVERIFY(!target.is_variant() && target.id == 2);

        // The suggested threshold is one click away.
        QTest::mouseClick(page.findChild<QAbstractButton*>(QStringLiteral("check_apply")), Qt::LeftButton);
        QCOMPARE(window->workspace().session()->threshold(), 0.42);
    }

    void failures_and_cancellation_are_said() {
        test::WindowFixture files;
        const auto window = files.open();
        ui::SelfCheckController checks(window->workspace(), [](const auto&, const std::stop_token& stop, const auto&) {
            while (!stop.stop_requested()) {
                QThread::msleep(1);
            }
            throw CancelledError();
            return adaptation::SelfCheckReport();
        });
        ui::EvaluationPage page(window->workspace(), checks);
        page.set_bundle(files.folder(), {});
        page.show();
        QTest::mouseClick(page.findChild<QAbstractButton*>(QStringLiteral("check_start")), Qt::LeftButton);
        QVERIFY(!page.settled());
        QTest::mouseClick(page.findChild<QAbstractButton*>(QStringLiteral("check_cancel")), Qt::LeftButton);
        QTRY_VERIFY(page.settled());
        QCOMPARE(page.findChild<QLabel*>(QStringLiteral("check_summary"))->text(), QStringLiteral("Cancelled."));

        const TrainingWindow w;
        for (const auto& reference : w.project().references().all()) {
            w.project().references().set_boxes(reference.id, {});
        }
        w.window->show_page(ui::Page::kEvaluation);
        w.click("check_start");
        w.rest();
        QVERIFY2(w.text("check_summary").contains("No reference has boxes"), qPrintable(w.text("check_summary")));
    }
};

DESTUDIO_GUI_TEST(EvaluationPageTest)

}  // namespace destudio::evaluation_page_test

#include "evaluation_page_test.moc"
