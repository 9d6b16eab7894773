// SPDX-License-Identifier: Apache-2.0
// Every gesture and every key of the editor, with real events on the whole window.
#include "ui/editing/editor_page.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QStandardPaths>
#include <QTableView>
#include <QToolButton>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/editor_fixture.h"
#include "ui/editing/class_popup.h"
#include "ui/editing/class_strip.h"
#include "widgets/canvas/minimap.h"

namespace destudio::editor_page_test {

using destudio::test::EditorFixture;
using widgets::BoxCanvas;
using widgets::CanvasLook;

namespace {

const Box kCatBox{10, 10, 38, 38};
const Box kDogBox{60, 50, 110, 90};

/// One reference; three variants of it with a cat, a dog, and below the threshold another cat.
struct Editor : EditorFixture {
    Editor()
        : EditorFixture(1, [](Project& project, RowId reference, int index) {
              const std::vector<Detection> found{{kCatBox, 0, 0.9}, {kDogBox, 1, 0.5}, {{70, 5, 120, 35}, 0, 0.2}};
              add_variant(project, reference, 0.3, found, picture(index));
              add_variant(project, reference, 0.6, {}, picture(index));
              add_variant(project, reference, 0.9, {}, cv::Mat(96, 128, CV_8UC3, cv::Scalar(200, 30, 90)));
          }) {
        open();
        const auto variants = project().variants().all();
        low = variants.at(0).id;
        same = variants.at(1).id;
        other = variants.at(2).id;
        go_to(low);
    }

    QTableView* list() { return window().findChild<QTableView*>(QStringLiteral("boxes")); }
    Box first_box() { return boxes().at(0).box; }
    std::size_t selected() { return window().workspace().boxes().size(); }
    /// The popup opens on the next turn of the event loop at the latest.
    ui::ClassPopup* popup() {
        ui::ClassPopup* found = nullptr;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (auto* candidate = qobject_cast<ui::ClassPopup*>(widget);
                candidate != nullptr && candidate->isVisible()) {
                found = candidate;
            }
        }
        return found;
    }

    RowId low = 0;
    RowId same = 0;
    RowId other = 0;
};

QByteArray text(const Box& box) {
    return QStringLiteral("%1 %2 %3 %4").arg(box.x1).arg(box.y1).arg(box.x2).arg(box.y2).toLatin1();
}

}  // namespace

#define COMPARE_BOX(actual, ...) QCOMPARE(text(actual), text(Box __VA_ARGS__))

class EditorPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void the_canvas_has_the_keys_when_the_page_opens() {
        Editor e;
        QVERIFY(e.canvas().hasFocus());
        QVERIFY(!e.canvas().accessibleName().isEmpty());
        QCOMPARE(e.canvas().boxes().size(), std::size_t{2});
    }

    void draws_with_the_mouse() {
        for (const Qt::Key key : {Qt::Key_W, Qt::Key_R}) {
            Editor e;
            e.key(key);
            QVERIFY(e.canvas().mode() == BoxCanvas::Mode::kDraw);
            e.drag(e.at(44, 60), e.at(56, 80));
            QCOMPARE(e.boxes().size(), std::size_t{3});
            QCOMPARE(e.selected(), std::size_t{1});
            e.key(Qt::Key_J, Qt::ControlModifier);
            QVERIFY(e.canvas().mode() == BoxCanvas::Mode::kSelect);
        }
    }

    void draws_with_the_keyboard_alone() {
        Editor e;
        e.key(Qt::Key_2);  // a dog
        e.key(Qt::Key_W);
        e.key(Qt::Key_Left, Qt::ShiftModifier, 5);
        e.key(Qt::Key_Down, Qt::ShiftModifier);
        e.key(Qt::Key_Return);
        e.key(Qt::Key_Right, Qt::ShiftModifier, 2);
        e.key(Qt::Key_Down, {}, 12);
        e.key(Qt::Key_Return);
        const auto boxes = e.boxes();
        QCOMPARE(boxes.size(), std::size_t{3});
        const auto drawn =
            std::find_if(boxes.begin(), boxes.end(), [](const auto& box) { return box.detection_id == 0; });
        COMPARE_BOX(drawn->box, {14, 58, 34, 70});
        QCOMPARE(drawn->class_id, e.project().classes().find("dog")->id);
        e.key(Qt::Key_Escape);
        QVERIFY(e.canvas().mode() == BoxCanvas::Mode::kSelect);
        QCOMPARE(e.undo_stack().count(), 1);
    }

    void moves_resizes_and_nudges() {
        Editor e;
        e.set_scale(4);  // a drag by whole pixels of the screen is one by whole pixels of the picture
        e.drag(e.at(14, 14), e.at(24, 19));
        COMPARE_BOX(e.first_box(), {20, 15, 48, 43});
        e.drag(e.at(48, 43), e.at(58, 53));
        COMPARE_BOX(e.first_box(), {20, 15, 58, 53});
        e.key(Qt::Key_Left);
        e.key(Qt::Key_Up, Qt::ShiftModifier);
        COMPARE_BOX(e.first_box(), {19, 5, 57, 43});
        e.key(Qt::Key_Right, Qt::ControlModifier);
        e.key(Qt::Key_Up, Qt::AltModifier);
        COMPARE_BOX(e.first_box(), {19, 4, 58, 43});
        QCOMPARE(e.undo_stack().count(), 3);  // a move, a resize, and one series of nudges
        e.key(Qt::Key_Z, Qt::ControlModifier);
        e.key(Qt::Key_Z, Qt::ControlModifier);
        e.key(Qt::Key_Z, Qt::ControlModifier);
        COMPARE_BOX(e.first_box(), {10, 10, 38, 38});
        e.key(Qt::Key_Y, Qt::ControlModifier);
        COMPARE_BOX(e.first_box(), {20, 15, 48, 43});
    }

    void drags_stop_at_the_picture() {
        Editor e;
        e.drag(e.at(14, 14), e.at(-100, -100));
        COMPARE_BOX(e.first_box(), {0, 0, 28, 28});
    }

    void duplicates_copies_and_pastes() {
        Editor e;
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(e.boxes().size(), std::size_t{3});
        e.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(e.selected(), std::size_t{3});
        e.key(Qt::Key_C, Qt::ControlModifier);
        e.go_to(e.same);
        e.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(e.boxes().size(), std::size_t{3});
        QCOMPARE(e.selected(), std::size_t{3});
        e.key(Qt::Key_Delete);
        QVERIFY(e.boxes().empty());
        QCOMPARE(e.undo_stack().count(), 3);
    }

    void carries_only_where_the_picture_agrees() {
        Editor e;
        e.key(Qt::Key_Tab);  // the cat
        e.key(Qt::Key_C);
        e.rest();
        QVERIFY2(e.window().message().contains(QStringLiteral("ghost")), qPrintable(e.window().message()));
        e.go_to(e.same);
        QCOMPARE(e.boxes().size(), std::size_t{1});
        COMPARE_BOX(e.first_box(), {10, 10, 38, 38});
        e.go_to(e.other);
        QVERIFY(e.boxes().empty());
        QCOMPARE(e.canvas().boxes().size(), std::size_t{1});
        QVERIFY(e.canvas().boxes()[0].ghost);
        QCOMPARE(e.list()->model()->rowCount(), 1);
        QVERIFY(e.canvas().accessibleDescription().startsWith(QLatin1Char('0')));  // a ghost is no box
        QCOMPARE(e.undo_stack().count(), 1);
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_Return);  // adopts the ghost
        QCOMPARE(e.boxes().size(), std::size_t{1});
        e.key(Qt::Key_Z, Qt::ControlModifier);
        e.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(e.boxes().empty());
        QVERIFY(e.canvas().boxes().empty());
        e.go_to(e.same);
        QVERIFY(e.boxes().empty());
        // The same with what was copied.
        e.go_to(e.low);
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_C, Qt::ControlModifier);
        e.key(Qt::Key_Escape);
        e.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        e.rest();
        e.go_to(e.same);
        QCOMPARE(e.boxes().size(), std::size_t{1});
    }

    void selects_several() {
        Editor e;
        e.click(e.at(14, 14));
        e.click(e.at(64, 54), Qt::ControlModifier);
        QCOMPARE(e.selected(), std::size_t{2});
        e.click(e.at(64, 54), Qt::ShiftModifier);
        QCOMPARE(e.selected(), std::size_t{1});
        e.key(Qt::Key_T);
        QCOMPARE(e.selected(), std::size_t{2});
        e.key(Qt::Key_Escape);
        QCOMPARE(e.selected(), std::size_t{0});
        e.drag(e.at(2, 2), e.at(126, 94), Qt::ShiftModifier);
        QCOMPARE(e.selected(), std::size_t{2});
        e.key(Qt::Key_Escape);
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);  // of the same class: one cat
        QCOMPARE(e.selected(), std::size_t{1});
    }

    void relabels_by_digit_palette_and_popup() {
        Editor e;
        const RowId cat = e.project().classes().find("cat")->id;
        const RowId dog = e.project().classes().find("dog")->id;
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_2);
        QCOMPARE(e.boxes()[0].class_id, dog);
        const auto buttons = e.window().editor_page()->class_strip()->buttons();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(e.boxes()[0].class_id, cat);
        QVERIFY(buttons[0]->isChecked());
        e.key(Qt::Key_E);
        auto* popup = e.popup();
        QVERIFY(popup != nullptr);
        QTest::keyClicks(popup->line(), QStringLiteral("o"));  // a part of the name
        QCOMPARE(popup->list()->currentItem()->text(), QStringLiteral("dog"));
        QTest::keyClick(popup->line(), Qt::Key_Tab);
        QCOMPARE(popup->line()->text(), QStringLiteral("dog"));
        QTest::keyClick(popup->line(), Qt::Key_Return);
        QCOMPARE(e.boxes()[0].class_id, dog);
        QTest::mouseDClick(e.canvas().viewport(), Qt::LeftButton, {}, e.at(14, 14));
        popup = e.popup();
        QVERIFY(popup != nullptr);
        QTest::keyClicks(popup->line(), QStringLiteral("heron"));
        QTest::keyClick(popup->line(), Qt::Key_Return);
        QCOMPARE(e.boxes()[0].class_id, e.project().classes().find("heron")->id);
        QCOMPARE(e.window().editor_page()->class_strip()->buttons().size(), 3);
        e.key(Qt::Key_Return);
        popup = e.popup();
        QVERIFY(popup != nullptr);
        QTest::keyClick(popup->line(), Qt::Key_Down);
        QTest::keyClick(popup->line(), Qt::Key_Return);
        QCOMPARE(e.boxes()[0].class_id, cat);  // around the end of the list
    }

    void several_are_relabelled_at_once() {
        Editor e;
        e.key(Qt::Key_A, Qt::ControlModifier);
        e.key(Qt::Key_2);
        for (const StoredAnnotation& box : e.boxes()) {
            QCOMPARE(box.class_id, e.project().classes().find("dog")->id);
        }
        QCOMPARE(e.undo_stack().count(), 1);
    }

    void locks_hides_and_ignores() {
        Editor e;
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_L);
        e.key(Qt::Key_Right);
        e.key(Qt::Key_Delete);
        COMPARE_BOX(e.first_box(), {10, 10, 38, 38});
        QVERIFY(e.window().message().contains(QStringLiteral("locked")));
        e.key(Qt::Key_L);
        e.key(Qt::Key_M);
        QVERIFY(e.boxes()[0].ignore);
        QVERIFY(e.canvas().boxes()[0].ignored);
        e.key(Qt::Key_M);
        QVERIFY(!e.boxes()[0].ignore);
        e.key(Qt::Key_H);
        QCOMPARE(e.canvas().boxes().size(), std::size_t{1});
        QCOMPARE(e.boxes().size(), std::size_t{2});
        QCOMPARE(e.list()->model()->rowCount(), 2);
        e.key(Qt::Key_H, Qt::ShiftModifier);
        QCOMPARE(e.canvas().boxes().size(), std::size_t{2});
        e.key(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(!e.canvas().look()->boxes_visible());
        e.key(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(e.canvas().look()->boxes_visible());
    }

    void adopts_what_the_detector_was_not_sure_of() {
        Editor e;
        e.click(e.at(100, 20));
        QCOMPARE(e.boxes().size(), std::size_t{3});
        QVERIFY(e.boxes()[2].box == (Box{70, 5, 120, 35}));
        QCOMPARE(e.selected(), std::size_t{1});
        e.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(e.boxes().size(), std::size_t{2});
        e.click(e.at(4, 90));  // nothing is there
        QCOMPARE(e.boxes().size(), std::size_t{2});
        e.key(Qt::Key_P);
        QCOMPARE(e.boxes().size(), std::size_t{3});
        e.key(Qt::Key_Z, Qt::ControlModifier);
        // While drawing by keyboard: what is under the crosshair.
        e.key(Qt::Key_W);
        e.key(Qt::Key_Right, Qt::ShiftModifier, 3);
        e.key(Qt::Key_Up, Qt::ShiftModifier, 3);
        e.key(Qt::Key_P);
        QCOMPARE(e.boxes().size(), std::size_t{3});
    }

    void zooms_by_keys_and_wheel() {
        Editor e;
        BoxCanvas& canvas = e.canvas();
        const double fitting = canvas.pixel_scale();
        e.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(canvas.pixel_scale(), 1.0);
        e.key(Qt::Key_F);
        QCOMPARE(canvas.pixel_scale(), fitting);
        e.key(Qt::Key_Equal, Qt::ControlModifier);
        QCOMPARE(canvas.pixel_scale(), 1.0);
        e.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(canvas.pixel_scale(), fitting);
        e.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(canvas.pixel_scale() >= fitting);
        e.key(Qt::Key_F);
        e.key(Qt::Key_Plus);
        e.key(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(canvas.pixel_scale() > 1.5 * fitting);
        e.key(Qt::Key_Minus);
        e.key(Qt::Key_Minus, Qt::ControlModifier);
        QVERIFY(qFuzzyCompare(canvas.pixel_scale(), fitting));
        const QPointF middle = QRectF(canvas.viewport()->rect()).center();
        QWheelEvent wheel(middle, canvas.viewport()->mapToGlobal(middle), {}, {0, 480}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas.viewport(), &wheel);
        QVERIFY(canvas.pixel_scale() > fitting);
        auto* readout = e.window().findChild<QToolButton*>(QStringLiteral("editor_zoom"));
        QVERIFY(readout->text().startsWith(QLocale().toString(canvas.pixel_scale() * 100, 'f', 0)));
    }

    void pans_by_keys_mouse_and_minimap() {
        Editor e;
        auto* view = e.canvas().linked_view();
        view->set(4, {0.5, 0.5});
        e.key(Qt::Key_Right);
        QVERIFY(view->center().x() > 0.5);
        view->set(4, {0.5, 0.5});
        QTest::keyPress(&e.canvas(), Qt::Key_Space);
        e.drag(QPoint(300, 300), QPoint(200, 300));
        QTest::keyRelease(&e.canvas(), Qt::Key_Space);
        QVERIFY(view->center().x() > 0.5);
        QVERIFY(e.state() == VariantState::kNew);  // held, not tapped
        QVERIFY(e.canvas().minimap()->isVisible());
        QTest::mouseClick(e.canvas().minimap(), Qt::LeftButton, {}, QPoint(3, 3));
        QVERIFY(view->center().x() < 0.2 && view->center().y() < 0.2);
        e.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(!e.canvas().minimap()->isVisible());
    }

    void the_look_is_kept_across_images() {
        Editor e;
        CanvasLook* look = e.canvas().look();
        e.key(Qt::Key_B, {}, 2);
        e.key(Qt::Key_K);
        QCOMPARE(look->tone().brightness, 20);
        QCOMPARE(look->tone().contrast, 10);
        e.key(Qt::Key_D);
        e.rest();
        QCOMPARE(e.canvas().look()->tone().brightness, 20);
        e.key(Qt::Key_B, Qt::ShiftModifier);
        e.key(Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(look->tone().brightness, 10);
        QCOMPARE(look->tone().contrast, 0);
        e.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(look->tone().neutral());
        const double width = look->line_width();
        e.key(Qt::Key_L, Qt::ShiftModifier);
        QVERIFY(look->line_width() > width);
        e.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(look->labels() == CanvasLook::Labels::kSelected);
        e.key(Qt::Key_C, Qt::ShiftModifier);
        QVERIFY(look->crosshair());
    }

    void reviews_by_keys() {
        Editor e;
        e.key(Qt::Key_Space);
        QVERIFY(e.state() == VariantState::kAccepted);
        e.key(Qt::Key_Space);
        QVERIFY(e.state() == VariantState::kNew);
        e.key(Qt::Key_X);
        QVERIFY(e.state() == VariantState::kRejected);
        e.key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(e.current(), e.same);
        e.key(Qt::Key_G);
        QCOMPARE(e.current(), e.other);
        QVERIFY(e.project().variants().get(e.same).state == VariantState::kAccepted);
        e.key(Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(e.project().variants().get(e.other).state == VariantState::kRejected);
        QVERIFY(e.window().message().contains(QStringLiteral("reviewed")));
        e.key(Qt::Key_A);
        QCOMPARE(e.current(), e.same);
        e.key(Qt::Key_D);
        QCOMPARE(e.current(), e.other);
    }

    void the_list_is_the_canvas_by_keyboard() {
        Editor e;
        e.key(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(e.list()->hasFocus());
        QTest::keyClick(e.list(), Qt::Key_Down);
        QTest::keyClick(e.list(), Qt::Key_Down);
        QCOMPARE(e.selected(), std::size_t{1});
        QTest::keyClick(e.list(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(e.selected(), std::size_t{2});
        QCOMPARE(e.canvas().selection().size(), std::size_t{2});
        QTest::keyClick(e.list(), Qt::Key_2);
        QCOMPARE(e.boxes()[0].class_id, e.project().classes().find("dog")->id);
        e.key(Qt::Key_Escape);
        QVERIFY(e.list()->selectionModel()->selectedRows().isEmpty());
        e.canvas().setFocus();
        e.key(Qt::Key_Tab);
        QCOMPARE(e.list()->selectionModel()->selectedRows().size(), 1);
    }

    void the_right_button_offers_what_keys_do() {
        Editor e;
        QTest::mouseClick(e.canvas().viewport(), Qt::RightButton, {}, e.at(14, 14));
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(e.selected(), std::size_t{1});
        QVERIFY(menu->actions().contains(e.window().actions_of_window().ignore));
        menu->close();
        e.key(Qt::Key_Menu);
        menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        menu->close();
    }

    void edits_are_there_after_the_next_start() {
        Editor e;
        e.key(Qt::Key_Tab);
        e.key(Qt::Key_M);
        e.key(Qt::Key_Right);
        const Box moved = e.first_box();
        e.close();
        e.open();
        e.go_to(e.low);
        QVERIFY(e.first_box() == moved);
        QVERIFY(e.boxes()[0].ignore);
    }

    void every_control_has_a_name() {
        Editor e;
        for (const QToolButton* button : e.window().editor_page()->findChildren<QToolButton*>()) {
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(button->objectName() + button->toolTip()));
            QVERIFY(!button->toolTip().isEmpty());
        }
    }
};

DESTUDIO_GUI_TEST(EditorPageTest)

}  // namespace destudio::editor_page_test

#include "editor_page_test.moc"
