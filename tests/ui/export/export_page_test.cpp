// SPDX-License-Identifier: Apache-2.0
// The export page shows the project's threshold; the export uses that one, not what the field can show of it.
#include "ui/export/export_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"

namespace destudio::export_page_test {

using namespace destudio::ui;
using destudio::test::UiFixture;

namespace {

struct PageFixture : UiFixture {
    QTemporaryDir folder;
    ExportController exports{workspace};
    ExportPage page{workspace, exports};

    PageFixture() {
        project().variants().set_state(variant, VariantState::kAccepted);
        page.show();
    }
    QString text(const char* name) const { return page.findChild<QLabel*>(QString::fromLatin1(name))->text(); }
    QString wanted_folder() const { return page.findChild<QLineEdit*>(QStringLiteral("export_folder"))->text(); }
    QDoubleSpinBox* threshold() const { return page.findChild<QDoubleSpinBox*>(QStringLiteral("export_threshold")); }
};

}  // namespace

class ExportPageTest : public QObject {
    Q_OBJECT

private slots:
    void looking_at_the_page_writes_nothing() {
        for (const double kept : {0.404, 0.02}) {  // more digits than the field has; below its range
            PageFixture f;
            f.page.hide();
            f.session().set_threshold(kept);
            f.page.show();
            QCOMPARE(f.session().threshold(), kept);
        }
    }

    void the_field_and_the_project_follow_each_other() {
        PageFixture f;
        f.threshold()->setValue(0.55);
        QCOMPARE(f.session().threshold(), 0.55);
        f.session().set_threshold(0.35);
        QCOMPARE(f.threshold()->value(), 0.35);
    }

    void exports_with_the_projects_threshold() {
        PageFixture f;
        f.session().set_threshold(0.404);  // shown as 0.40, which would let the dog of 0.4 through
        const std::filesystem::path out = std::filesystem::path(f.folder.path().toStdString()) / "out";
        f.page.findChild<QLineEdit*>(QStringLiteral("export_folder"))->setText(QString::fromStdString(out.string()));
        QSignalSpy finished(&f.exports, &ExportController::finished);
        f.page.findChild<QPushButton*>(QStringLiteral("export_start"))->click();
        QVERIFY(finished.wait());
        const auto result = finished[0][0].value<ExportResult>();
        QVERIFY2(result.ok, qPrintable(result.sentence));
        QCOMPARE(result.boxes, 1);
    }

    void shows_what_will_be_written() {
        PageFixture f;
        QTRY_COMPARE(f.text("export_preview_sum"), QStringLiteral("1 images with 2 boxes"));
        const auto* classes = f.page.findChild<QTreeWidget*>(QStringLiteral("export_preview_classes"));
        QCOMPARE(classes->topLevelItemCount(), 2);
        QCOMPARE(classes->topLevelItem(1)->text(0), QStringLiteral("dog"));
        QCOMPARE(classes->topLevelItem(1)->text(1), QStringLiteral("1"));
        QVERIFY(f.text("export_preview_warnings").contains(QStringLiteral("Fewer than 10 images show: cat, dog")));
        QVERIFY(!f.text("export_preview_warnings").contains(QStringLiteral("nobody")));
        f.session().set_threshold(0.95);
        QTRY_COMPARE(f.text("export_preview_sum"), QStringLiteral("1 images with 0 boxes"));
        QVERIFY(f.text("export_preview_warnings").contains(QStringLiteral("1 images have no box")));
        f.project().variants().set_state(f.variant, VariantState::kNew);
        QTRY_COMPARE(f.text("export_preview_sum"), QStringLiteral("0 images with 0 boxes"));
        f.page.findChild<QCheckBox*>(QStringLiteral("export_new"))->setChecked(true);
        QTRY_VERIFY(f.text("export_preview_warnings").contains(QStringLiteral("looked at by nobody")));
        f.workspace.set_session(nullptr);
        QVERIFY(f.text("export_preview_sum").isEmpty());
    }

    void only_what_was_reviewed_goes_out_unless_asked() {
        PageFixture f;
        f.project().variants().set_state(f.variant, VariantState::kNew);
        f.page.hide();
        f.page.show();
        QVERIFY(!f.page.findChild<QPushButton*>(QStringLiteral("export_start"))->isEnabled());
    }

    void a_new_folder_is_suggested_and_a_named_one_kept() {
        PageFixture f;
        QVERIFY2(f.wanted_folder().endsWith(QStringLiteral("/p r ö j-coco")), qPrintable(f.wanted_folder()));
        auto* format = f.page.findChild<QComboBox*>(QStringLiteral("export_format"));
        std::filesystem::create_directories(f.files.file.parent_path() / "p r ö j-voc");
        format->setCurrentIndex(format->findData(QStringLiteral("voc")));
        QVERIFY2(f.wanted_folder().endsWith(QStringLiteral("/p r ö j-voc-2")), qPrintable(f.wanted_folder()));
        f.page.findChild<QLineEdit*>(QStringLiteral("export_folder"))->setText(QStringLiteral("/mine"));
        format->setCurrentIndex(format->findData(QStringLiteral("coco")));
        QCOMPARE(f.wanted_folder(), QStringLiteral("/mine"));
    }

    void labels_of_others_are_replaced_only_when_that_is_wanted() {
        PageFixture f;
        const std::filesystem::path out = f.folder.path().toStdString();
        write_file_atomically(out / "annotations.json", std::string_view("somebody's labels"));
        f.page.findChild<QLineEdit*>(QStringLiteral("export_folder"))->setText(f.folder.path());
        QSignalSpy finished(&f.exports, &ExportController::finished);
        auto* replace = f.page.findChild<QPushButton*>(QStringLiteral("export_replace"));
        QVERIFY(!replace->isVisible());
        f.page.findChild<QPushButton*>(QStringLiteral("export_start"))->click();
        QVERIFY(finished.wait());
        QVERIFY(finished[0][0].value<ExportResult>().may_overwrite);
        QCOMPARE(read_file(out / "annotations.json"), std::string("somebody's labels"));
        QVERIFY(replace->isVisible());
        replace->click();
        QVERIFY(finished.wait());
        const auto result = finished[1][0].value<ExportResult>();
        QVERIFY2(result.ok, qPrintable(result.sentence));
        QVERIFY(!replace->isVisible());
    }
};

DESTUDIO_GUI_TEST(ExportPageTest)

}  // namespace destudio::export_page_test

#include "export_page_test.moc"
