// SPDX-License-Identifier: Apache-2.0
// The classes dialog by mouse and key: the effect is told first, each change is one step of undo.
#include "ui/classes/classes_dialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest/QtTest>

#include "core/base/class_palette.h"
#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/classes/class_model.h"

namespace destudio::classes_dialog_test {

using destudio::test::UiFixture;

namespace {

/// The dialog on a project with the classes cat (two shown boxes: one on the reference, one in the variant) and dog.
struct Dialog : UiFixture {
    QAction undo{nullptr};
    QAction redo{nullptr};
    ui::ClassesDialog dialog{workspace, &undo, &redo};

    Dialog() {
        dialog.show();
        settle();
    }
    void settle() {
        if (!QTest::qWaitFor([this] { return dialog.settled(); }, 10'000)) {
            qFatal("The classes are not counted.");
        }
        QTest::qWait(250);  // a change is counted a little later
        if (!QTest::qWaitFor([this] { return dialog.settled(); }, 10'000)) {
            qFatal("The classes are not counted.");
        }
    }
    template <class Widget>
    Widget* find(const char* name) {
        return dialog.findChild<Widget*>(QLatin1String(name));
    }
    void click(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    void type_name(const QString& name) {
        auto* field = find<QLineEdit>("class_name");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, name);
    }
    QString names() {
        QStringList all;
        for (const ProjectClass& entry : session().classes()) {
            all << QString::fromStdString(entry.name);
        }
        return all.join(QLatin1Char(' '));
    }
};

}  // namespace

class ClassesDialogTest : public QObject {
    Q_OBJECT

private slots:
    void renaming_tells_its_effect_first() {
        Dialog d;
        QVERIFY(d.dialog.effect().startsWith(QStringLiteral("Nothing yet. This is the class of 2 boxes in 2 images.")));
        QVERIFY(!d.find<QPushButton>("class_apply")->isEnabled());
        d.type_name(QStringLiteral("kitten"));
        QCOMPARE(d.dialog.effect(),
                 QStringLiteral("“kitten” will be the class of 2 boxes in 2 images. What later comes "
                                "as “cat” gets the new name."));
        QCOMPARE(d.names(), QStringLiteral("cat dog"));  // only told so far
        QTest::keyClick(d.find<QLineEdit>("class_name"), Qt::Key_Return);
        QCOMPARE(d.names(), QStringLiteral("kitten dog"));
        QCOMPARE(d.undo_stack().count(), 1);
        d.undo_stack().undo();
        QCOMPARE(d.names(), QStringLiteral("cat dog"));
        QCOMPARE(d.find<QLineEdit>("class_name")->text(), QStringLiteral("cat"));
        d.undo_stack().redo();
        QCOMPARE(d.names(), QStringLiteral("kitten dog"));
    }

    void a_taken_name_points_to_merging() {
        Dialog d;
        d.type_name(QStringLiteral("dog"));
        QVERIFY(d.dialog.effect().contains(QStringLiteral("There is a class “dog” already")));
        QVERIFY(!d.find<QPushButton>("class_apply")->isEnabled());
        d.type_name(QStringLiteral(" "));
        QVERIFY(!d.find<QPushButton>("class_apply")->isEnabled());
    }

    void merging_tells_moves_and_undoes() {
        Dialog d;
        d.dialog.choose(d.dog);
        d.settle();
        auto* into = d.find<QComboBox>("class_into");
        into->setFocus();
        QTest::keyClick(into, Qt::Key_Down);
        QCOMPARE(into->currentText(), QStringLiteral("cat"));
        QVERIFY2(d.dialog.effect().startsWith(QStringLiteral("“cat” will be the class of 1 boxes in 1 images.")),
                 qPrintable(d.dialog.effect()));
        d.click("class_merge");
        QCOMPARE(d.names(), QStringLiteral("cat"));
        const auto boxes = d.boxes(d.on_variant());
        QCOMPARE(boxes.size(), std::size_t{2});
        QVERIFY(boxes[1].class_id == d.cat);
        d.undo_stack().undo();
        QCOMPARE(d.names(), QStringLiteral("cat dog"));
        QVERIFY(d.boxes(d.on_variant())[1].class_id == d.dog);
        d.undo_stack().redo();
        QCOMPARE(d.names(), QStringLiteral("cat"));
    }

    void bounds_and_colors_are_applied_together() {
        Dialog d;
        auto* bound = d.find<QSpinBox>("class_bound");
        QCOMPARE(bound->text(), QStringLiteral("80, as the project"));
        bound->setFocus();
        bound->setValue(2);
        auto* menu = d.find<QPushButton>("class_color")->menu();
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("dog"));
        menu->actions().at(5)->trigger();
        QVERIFY(d.dialog.effect().contains(QStringLiteral("2 are wanted; 0 are accepted, so 2 are missing.")));
        QVERIFY(d.dialog.effect().contains(QStringLiteral("#D55E00 instead of #56B4E9 will be the color of 2 boxes")));
        d.click("class_apply");
        QCOMPARE(d.session().classes().front().lower_bound, std::optional(2));
        QCOMPARE(d.session().classes().front().color, class_palette(5));
        d.undo_stack().undo();
        QVERIFY(!d.session().classes().front().lower_bound);
    }

    void classes_move_by_button_key_and_drag() {
        Dialog d;
        auto* down = d.find<QToolButton>("class_down");
        QVERIFY(!d.find<QToolButton>("class_up")->isEnabled());
        QEvent enter(QEvent::Enter);
        QCoreApplication::sendEvent(down, &enter);
        QVERIFY(d.dialog.effect().startsWith(QStringLiteral("“cat” becomes number 2 of 2")));
        d.click("class_down");
        QCOMPARE(d.names(), QStringLiteral("dog cat"));
        QVERIFY(QTest::qWaitForWindowActive(&d.dialog));
        QTest::keyClick(&d.dialog, Qt::Key_Up, Qt::ControlModifier);  // the moved class stays chosen
        QTRY_COMPARE(d.names(), QStringLiteral("cat dog"));           // a button pressed by key is down for a moment
        auto* model = d.find<QTableView>("classes")->model();
        const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(1, 0)}));
        QVERIFY(!model->dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {}));
        QTRY_COMPARE(d.names(), QStringLiteral("dog cat"));
        QCOMPARE(d.undo_stack().count(), 3);
    }

    void unused_classes_come_and_go() {
        Dialog d;
        QTimer::singleShot(0, [] {
            auto* input = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            input->setTextValue(QStringLiteral("owl"));
            input->accept();
        });
        d.click("class_add");
        QCOMPARE(d.names(), QStringLiteral("cat dog owl"));
        d.click("class_remove");
        QCOMPARE(d.names(), QStringLiteral("cat dog"));
        d.undo_stack().undo();
        QCOMPARE(d.names(), QStringLiteral("cat dog owl"));
        // A class with boxes stays, and the window says why.
        QSignalSpy issues(&d.workspace, &ui::Workspace::issue);
        d.dialog.choose(d.cat);
        d.click("class_remove");
        QCOMPARE(d.names(), QStringLiteral("cat dog owl"));
        QCOMPARE(issues.count(), 1);
    }

    void the_model_keeps_the_rules_and_counts() {
        UiFixture f;
        ui::ClassModel model(f.workspace);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.usage(f.cat).boxes, std::size_t{2});
        QCOMPARE(model.index(0, ui::ClassModel::kAcceptedColumn).data().toString(), QStringLiteral("0 of 80"));
        f.workspace.set_target(f.on_variant());
        f.edits.toggle_accepted();
        QTRY_COMPARE(model.index(0, ui::ClassModel::kAcceptedColumn).data().toString(), QStringLiteral("1 of 80"));
        f.project().classes().find_or_add("owl");
        QCOMPARE(model.rowCount(), 3);
        f.workspace.set_session(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }
};

DESTUDIO_GUI_TEST(ClassesDialogTest)

}  // namespace destudio::classes_dialog_test

#include "classes_dialog_test.moc"
