// SPDX-License-Identifier: Apache-2.0
// Both models under QAbstractItemModelTester while the project changes beneath them.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/editing/box_model.h"
#include "ui/project/reference_model.h"
#include "ui/session/picture_sources.h"

namespace destudio::models_test {

using namespace destudio::ui;
using destudio::test::UiFixture;

namespace {

constexpr auto kMode = QAbstractItemModelTester::FailureReportingMode::QtTest;

QString cell(const QAbstractItemModel& model, int row, int column) {
    return model.index(row, column).data().toString();
}

}  // namespace

class ModelsTest : public QObject {
    Q_OBJECT

    /// 256 x 128 pixels of one color.
    static RowId add_wide_reference(UiFixture& f, const char* name) {
        Reference reference;
        reference.path = f.files.file.parent_path() / name;
        reference.hash = std::string(64, 'e');
        reference.size = {256, 128};
        save_png(reference.path, cv::Mat(128, 256, CV_8UC3, cv::Scalar(200, 10, 30)));
        return f.project().references().add(reference);
    }

private slots:
    void boxes_follow_target_threshold_and_edits() {
        UiFixture f;
        BoxModel model(f.workspace, f.edits);
        const QAbstractItemModelTester tester(&model, kMode);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(cell(model, 0, BoxModel::kClassColumn), QStringLiteral("cat"));
        QCOMPARE(cell(model, 0, BoxModel::kSizeColumn), QStringLiteral("100 × 200"));
        f.workspace.set_target(f.on_variant());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, BoxModel::kScoreColumn), QLocale().toString(0.9, 'f', 2));
        f.session().set_threshold(0.5);
        QCOMPARE(model.rowCount(), 1);
        f.session().set_threshold(0.05);
        QCOMPARE(model.rowCount(), 3);
        f.edits.add_box(f.on_variant(), {1, 1, 9, 9});
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(model.index_of(*f.workspace.box()).isValid());
        f.undo_stack().undo();
        QCOMPARE(model.rowCount(), 3);
    }

    void nudging_keeps_the_rows() {
        UiFixture f;
        BoxModel model(f.workspace, f.edits);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        f.edits.nudge_boxes(f.on_reference(), {{model.key_at(0), {11, 20, 111, 230}}});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(cell(model, 0, BoxModel::kSizeColumn), QStringLiteral("100 × 210"));
    }

    void the_class_column_relabels() {
        UiFixture f;
        BoxModel model(f.workspace, f.edits);
        const QAbstractItemModelTester tester(&model, kMode);
        QVERIFY(model.flags(model.index(0, BoxModel::kClassColumn)) & Qt::ItemIsEditable);
        QVERIFY(!(model.flags(model.index(0, BoxModel::kSizeColumn)) & Qt::ItemIsEditable));
        QVERIFY(!model.setData(model.index(0, BoxModel::kClassColumn), QStringLiteral("  ")));
        QVERIFY(model.setData(model.index(0, BoxModel::kClassColumn), QStringLiteral("zebra")));
        QCOMPARE(cell(model, 0, BoxModel::kClassColumn), QStringLiteral("zebra"));
        QCOMPARE(f.session().classes().back().name, std::string("zebra"));
        f.undo_stack().undo();
        QCOMPARE(cell(model, 0, BoxModel::kClassColumn), QStringLiteral("cat"));
    }

    void closing_a_project_empties_the_models() {
        UiFixture f;
        PictureSources pictures;
        BoxModel boxes(f.workspace, f.edits);
        ReferenceModel references(f.workspace, pictures);
        const QAbstractItemModelTester box_tester(&boxes, kMode);
        const QAbstractItemModelTester reference_tester(&references, kMode);
        const auto empty_file = f.files.file.parent_path() / "empty.destudio";
        f.workspace.set_session(std::make_unique<Session>(Project::create(empty_file, "Empty")));
        QCOMPARE(boxes.rowCount(), 0);
        QCOMPARE(references.rowCount(), 0);
        f.workspace.set_session(nullptr);
        QCOMPARE(boxes.rowCount(), 0);
    }

    void references_come_go_and_return_in_place() {
        UiFixture f;
        PictureSources pictures;
        ReferenceModel model(f.workspace, pictures);
        const QAbstractItemModelTester tester(&model, kMode);
        const auto add = [&f](const char* name) {
            Reference reference;
            reference.path = f.files.file.parent_path() / name;
            reference.hash = std::string(64, 'd') + name;
            reference.size = {8, 8};
            return f.project().references().add(reference);
        };
        const RowId second = add("b.png");
        const RowId third = add("c.png");
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2).data().toString(), QStringLiteral("c"));
        f.workspace.set_reference(second);
        const auto removed = f.project().references().remove(second);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(f.workspace.reference(), f.reference);
        f.project().references().restore(removed);
        QCOMPARE(model.index_of(second).row(), 1);
        QCOMPARE(model.index_of(third).row(), 2);
    }

    void counts_follow_the_variants() {
        UiFixture f;
        PictureSources pictures;
        ReferenceModel model(f.workspace, pictures);
        const QModelIndex row = model.index_of(f.reference);
        QCOMPARE(row.data(ReferenceModel::kVariantCountRole).toInt(), 1);
        QCOMPARE(row.data(ReferenceModel::kReviewedCountRole).toInt(), 0);
        f.workspace.set_target(f.on_variant());
        f.edits.toggle_accepted();
        QCOMPARE(row.data(ReferenceModel::kReviewedCountRole).toInt(), 1);
        f.undo_stack().undo();
        QCOMPARE(row.data(ReferenceModel::kReviewedCountRole).toInt(), 0);
    }

    void a_name_with_a_percent_sign_stays_as_it_is() {
        UiFixture f;
        const RowId id = add_wide_reference(f, "50%2 off %3.png");
        PictureSources pictures;
        ReferenceModel model(f.workspace, pictures);
        const QString tip = model.index_of(id).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.endsWith(QStringLiteral("50%2 off %3.png\n256 × 128 pixels")), qPrintable(tip));
    }

    void thumbnails_arrive_later() {
        UiFixture f;
        const RowId id = add_wide_reference(f, "wide.png");
        PictureSources pictures;
        ReferenceModel model(f.workspace, pictures);
        const QModelIndex row = model.index_of(id);
        QVERIFY(!row.data(Qt::DecorationRole).isValid());
        QTRY_VERIFY(row.data(Qt::DecorationRole).isValid());
        const auto image = row.data(Qt::DecorationRole).value<QImage>();
        QCOMPARE(image.size(), QSize(128, 64));
        QCOMPARE(image.pixelColor(5, 5), QColor(200, 10, 30));
    }
};

DESTUDIO_GUI_TEST(ModelsTest)

}  // namespace destudio::models_test

#include "models_test.moc"
