// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/suspects_dialog.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"

namespace destudio::suspects_dialog_test {

using test::UiFixture;

namespace {

/// Of the fixture's reference, labelled with one cat: both detectors find a dog in its place, and another cat.
adaptation::SplitComparisonReport two_disagreements(RowId reference) {
    adaptation::SplitComparisonReport report;
    report.classes = {"cat", "dog"};
    report.pictures = {{"/pictures/street.png", reference}};
    report.has_second = true;
    evaluation::LabelDisagreement renamed;
    renamed.issue = evaluation::LabelIssue::kOtherClass;
    renamed.truth = 0;
    renamed.labelled = 0;
    renamed.found = 1;
    renamed.label_box = {10, 20, 100, 200};
    renamed.opinions[0] = {true, evaluation::CocoResult{0, 1, {12, 22, 98, 196}, 0.9}};
    renamed.opinions[1] = {true, evaluation::CocoResult{0, 1, {11, 21, 99, 198}, 0.8}};
    renamed.suspect = true;
    renamed.doubt = 0.97;
    evaluation::LabelDisagreement missing;
    missing.found = 0;
    missing.opinions[0] = {true, evaluation::CocoResult{0, 0, {300, 100, 50, 60}, 0.7}};
    missing.doubt = 0.4;
    report.list = {renamed, missing};
    return report;
}

}  // namespace

class SuspectsDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void a_key_takes_a_detectors_word_and_undo_takes_it_back() {
        UiFixture f;
        adaptation::SplitComparisonRequest asked;
        ui::SuspectsDialog dialog(f.workspace, {}, [&](const auto& request, const auto&, const auto&) {
            asked = request;
            return two_disagreements(f.reference);
        });
        dialog.show();
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("suspects_start")), Qt::LeftButton);
        auto* list = dialog.findChild<QListWidget*>(QStringLiteral("suspects_list"));
        QTRY_COMPARE(list->count(), 2);
        QVERIFY(asked.judge.empty() && asked.detections.empty());
        QVERIFY2(list->item(0)->text().startsWith(QStringLiteral("97 %: labelled cat, adapter dog")),
                 qPrintable(list->item(0)->text()));
        QTest::keyClick(list, Qt::Key_3);  // the second detector's
        auto boxes = f.boxes(f.on_reference());
        QCOMPARE(boxes.size(), std::size_t{1});
        QCOMPARE(boxes[0].class_id, f.dog);
        QVERIFY((boxes[0].box == Box{11, 21, 110, 219}));
        QCOMPARE(f.project().history().of_picture(false, f.reference).back().act, BoxAct::kRelabelled);
        QCOMPARE(list->currentRow(), 1);
        QTest::keyClick(list, Qt::Key_2);  // the adapter's, which nobody labelled
        QCOMPARE(f.boxes(f.on_reference()).size(), std::size_t{2});
        QTest::keyClick(list, Qt::Key_1);  // a label that stays is no step
        QCOMPARE(f.undo_stack().count(), 2);
        QVERIFY(list->item(1)->font().strikeOut());
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&dialog, Qt::Key_Z, Qt::ControlModifier);
        }
        QVERIFY(!list->item(0)->font().strikeOut() && list->currentRow() == 0);
        boxes = f.boxes(f.on_reference());
        QVERIFY(boxes.size() == 1 && boxes[0].class_id == f.cat && (boxes[0].box == Box{10, 20, 110, 220}));
        QVERIFY(f.project().history().of_picture(false, f.reference).empty());
    }

    void a_failure_is_one_sentence() {
        UiFixture f;
        ui::SuspectsDialog dialog(f.workspace, {}, [](const auto&, const auto&, const auto&) {
            throw UsageError("There is nothing to compare with.");
            return adaptation::SplitComparisonReport();
        });
        dialog.show();
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("suspects_start")), Qt::LeftButton);
        QTRY_COMPARE(dialog.findChild<QLabel*>(QStringLiteral("suspects_summary"))->text(),
                     QStringLiteral("There is nothing to compare with."));
    }
};

DESTUDIO_GUI_TEST(SuspectsDialogTest)

}  // namespace destudio::suspects_dialog_test

#include "suspects_dialog_test.moc"
