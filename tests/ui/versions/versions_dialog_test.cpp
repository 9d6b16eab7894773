// SPDX-License-Identifier: Apache-2.0
// The versions dialog: list, make, compare, and what it asks for when somebody goes back.
#include "ui/versions/versions_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/session/picture_sources.h"
#include "ui/versions/diff_model.h"
#include "ui/versions/version_texts.h"

namespace destudio::versions_dialog_test {

using namespace destudio::ui;
using destudio::test::UiFixture;

namespace {

struct Dialog : UiFixture {
    PictureSources pictures;
    VersionsDialog dialog{workspace, pictures};

    Dialog() {
        dialog.show();
        settle();
    }
    void settle() {
        if (!QTest::qWaitFor([this] { return dialog.settled(); }, 10'000)) {
            qFatal("The versions are not read.");
        }
    }
    template <class Widget>
    Widget* find(const char* name) {
        return dialog.findChild<Widget*>(QLatin1String(name));
    }
    QString cell(int row, int column) {
        return find<QTableView>("versions")->model()->index(row, column).data().toString();
    }
    int rows() { return find<QTableView>("versions")->model()->rowCount(); }
    QString summary() { return find<QLabel>("version_summary")->text(); }
    QAbstractItemModel* differing() { return find<QListView>("version_pictures")->model(); }
    void make(const QString& name) {
        QTest::keyClicks(find<QLineEdit>("version_name"), name);
        QTest::mouseClick(find<QPushButton>("version_make"), Qt::LeftButton);
        settle();
    }
    /// The name, an accepted variant and one more box.
    void make_and_change() {
        make(QStringLiteral("Before lunch"));
        project().variants().set_state(variant, VariantState::kAccepted);
        project().annotations().materialise(variant, 0.3);
        project().annotations().add({0, variant, dog, {1, 1, 9, 9}, AnnotationOrigin::kDrawn, 1, 0, false});
        settle();
    }
    /// Answers the question that comes up. @param accept  goes back
    void answer(bool accept, QString* text = nullptr) {
        QTimer::singleShot(0, &dialog, [accept, text] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr) {
                qFatal("Nothing was asked.");
            }
            if (text != nullptr) {
                *text = box->text() + box->informativeText();
            }
            for (QAbstractButton* button : box->buttons()) {
                if ((box->buttonRole(button) == QMessageBox::AcceptRole) == accept) {
                    button->click();
                    return;
                }
            }
        });
    }
};

}  // namespace

class VersionsDialogTest : public QObject {
    Q_OBJECT

private slots:
    void makes_a_version_and_lists_it() {
        Dialog f;
        QCOMPARE(f.rows(), 0);
        QVERIFY(f.summary().contains(QStringLiteral("no versions yet")));
        QVERIFY(!f.find<QPushButton>("version_make")->isEnabled());  // without a name
        QVERIFY(!f.find<QPushButton>("version_back")->isEnabled());
        f.make(QStringLiteral("Before lunch"));
        QCOMPARE(f.rows(), 1);
        QCOMPARE(f.cell(0, 0), QStringLiteral("Before lunch"));
        QCOMPARE(f.cell(0, 2), QStringLiteral("1"));
        QCOMPARE(f.cell(0, 3), QStringLiteral("0"));
        QCOMPARE(f.summary(), QStringLiteral("Nothing differs."));
        QVERIFY(f.find<QPushButton>("version_back")->isEnabled());
        QVERIFY(f.find<QLineEdit>("version_name")->text().isEmpty());
    }

    void versions_of_the_program_say_why() {
        Dialog f;
        f.project().versions().add("Before deciding on 120 variants", 0.3, true);
        f.project().versions().add("Before going back to \"Before an import\"", 0.3, true);
        f.project().versions().add("Before an export", 0.3);  // somebody calls it that
        f.project().versions().add_export(1, {"/data/out", "coco", 0, 7, 9});
        f.project().variants().set_state(f.variant, VariantState::kAccepted);
        QTRY_COMPARE(f.rows(), 3);
        f.settle();
        QCOMPARE(f.cell(2, 0), QStringLiteral("Before deciding on 120 variants"));
        QCOMPARE(f.cell(1, 0), QStringLiteral("Before going back to “Before an import”"));
        f.dialog.choose(1);
        f.settle();
        QCOMPARE(f.find<QLabel>("version_exports")->text(),
                 QStringLiteral("Exported: coco: 7 images with 9 boxes in /data/out"));
        f.dialog.choose(3);
        QVERIFY(f.find<QLabel>("version_exports")->isHidden());
    }

    void shows_what_differs_with_the_boxes_of_then_and_now() {
        Dialog f;
        f.make_and_change();
        QVERIFY2(f.summary().contains(QStringLiteral("1 variants are decided otherwise")), qPrintable(f.summary()));
        QVERIFY2(f.summary().contains(QStringLiteral("1 variants have other boxes (3 added, 0 removed, 0 changed)")),
                 qPrintable(f.summary()));
        QCOMPARE(f.differing()->rowCount(), 1);
        const QString text = f.differing()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(text.contains(QStringLiteral("not reviewed → accepted")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("corrected: 3 boxes of its own")), qPrintable(text));
        auto* model = qobject_cast<DiffModel*>(f.differing());
        QTRY_VERIFY(model->picture(0).has_value());
        const DiffPicture shown = *model->picture(0);
        QCOMPARE(shown.picture.before.boxes.size(), std::size_t(2));  // detections from 0.3 on
        QCOMPARE(shown.picture.after.boxes.size(), std::size_t(3));
        QCOMPARE(shown.picture.size, (Size{64, 64}));
        QVERIFY(std::filesystem::exists(shown.picture.image));
        QTRY_VERIFY(!model->picture(0)->thumbnail.isNull());
    }

    void compares_two_versions() {
        Dialog f;
        f.make_and_change();
        f.make(QStringLiteral("After lunch"));
        f.project().variants().set_state(f.variant, VariantState::kRejected);
        f.settle();
        f.dialog.choose(1);
        auto* to = f.find<QComboBox>("version_to");
        QCOMPARE(to->count(), 2);
        to->setCurrentIndex(1);
        f.settle();
        const QString then = f.differing()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(then.contains(QStringLiteral("→ accepted")), qPrintable(then));
        to->setCurrentIndex(0);
        f.settle();
        const QString now = f.differing()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(now.contains(QStringLiteral("→ rejected")), qPrintable(now));
    }

    void a_picture_is_opened_by_a_double_click() {
        Dialog f;
        f.make_and_change();
        QSignalSpy wanted(&f.dialog, &VersionsDialog::picture_wanted);
        emit f.find<QListView>("version_pictures")->activated(f.differing()->index(0, 0));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<BoxTarget>().id, f.variant);
        QVERIFY(wanted[0][0].value<BoxTarget>().is_variant());
    }

    void goes_back_only_when_it_is_confirmed() {
        Dialog f;
        f.make_and_change();
        QSignalSpy wanted(&f.dialog, &VersionsDialog::go_back_wanted);
        QString question;
        f.answer(false, &question);
        f.find<QPushButton>("version_back")->click();
        QCOMPARE(wanted.size(), 0);
        QVERIFY2(question.contains(QStringLiteral("becomes a version first")), qPrintable(question));
        f.answer(true);
        f.find<QPushButton>("version_back")->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<RowId>(), RowId(1));
        QVERIFY(wanted[0][1].value<std::set<RowId>>().empty());
    }

    void goes_back_for_chosen_pictures() {
        Dialog f;
        f.make_and_change();
        auto* chosen = f.find<QPushButton>("version_back_chosen");
        QVERIFY(!chosen->isEnabled());
        f.find<QListView>("version_pictures")->selectAll();
        QVERIFY(chosen->isEnabled());
        QSignalSpy wanted(&f.dialog, &VersionsDialog::go_back_wanted);
        f.answer(true);
        chosen->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][1].value<std::set<RowId>>(), (std::set<RowId>{f.variant}));
    }

    void follows_the_project() {
        Dialog f;
        f.make(QStringLiteral("A"));
        f.workspace.set_session(nullptr);
        f.settle();
        QCOMPARE(f.rows(), 0);
        QCOMPARE(f.differing()->rowCount(), 0);
        QVERIFY(f.summary().contains(QStringLiteral("Open a project first")));
        f.workspace.set_session(std::make_unique<Session>(Project::open(f.files.file)));
        f.settle();
        QCOMPARE(f.rows(), 1);
    }
};

DESTUDIO_GUI_TEST(VersionsDialogTest)

}  // namespace destudio::versions_dialog_test

#include "versions_dialog_test.moc"
