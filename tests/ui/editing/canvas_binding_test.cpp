// SPDX-License-Identifier: Apache-2.0
// From a gesture on the canvas to the project file and back.
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/editing/canvas_binding.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::canvas_binding_test {

using namespace destudio::ui;
using destudio::test::UiFixture;
using widgets::BoxCanvas;

namespace {

/// The variant at four screen pixels per picture pixel: picture (x, y) at viewport (2 + 4x, 2 + 4y).
struct VariantCanvas {
    explicit VariantCanvas(UiFixture& f) : binding(new CanvasBinding(&canvas, f.workspace, f.edits)) {
        canvas.resize(260, 260);
        QImage image(64, 64, QImage::Format_RGB888);
        image.fill(Qt::darkGray);
        canvas.set_picture(widgets::Picture(image));
        binding->set_target(f.on_variant());
        canvas.show();
        canvas.setFocus();
    }

    void drag(QPointF from, QPointF to) {
        const QPoint start = canvas.to_viewport(from).toPoint();
        const QPoint end = canvas.to_viewport(to).toPoint();
        QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, start);
        QMouseEvent move(QEvent::MouseMove, end, canvas.viewport()->mapToGlobal(end), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(canvas.viewport(), &move);
        QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, end);
    }

    BoxCanvas canvas;
    CanvasBinding* binding;
};

}  // namespace

class CanvasBindingTest : public QObject {
    Q_OBJECT

private slots:
    void shows_what_the_threshold_lets_through() {
        UiFixture f;
        VariantCanvas v(f);
        QCOMPARE(v.canvas.boxes().size(), std::size_t{2});
        QCOMPARE(v.canvas.boxes()[0].label, QStringLiteral("cat"));
        QCOMPARE(*v.canvas.boxes()[0].score, 0.9);
        QCOMPARE(v.canvas.boxes()[0].color, f.session().class_color(f.cat));
        f.session().set_threshold(0.95);
        QVERIFY(v.canvas.boxes().empty());
    }

    void gestures_reach_the_file() {
        UiFixture f;
        VariantCanvas v(f);
        v.canvas.set_mode(BoxCanvas::Mode::kDraw);
        v.drag({45, 45}, {60, 50});
        QVERIFY(f.workspace.target() == f.on_variant());
        QVERIFY(v.canvas.selected() == f.workspace.box());
        v.canvas.set_mode(BoxCanvas::Mode::kSelect);
        v.drag({50, 48}, {52, 40});
        QTest::keyClick(&v.canvas, Qt::Key_Right);
        QTest::keyClick(&v.canvas, Qt::Key_2);
        f.reopen();
        const auto boxes = f.boxes(f.on_variant());
        QCOMPARE(boxes.size(), std::size_t{3});
        const auto drawn = std::find_if(boxes.begin(), boxes.end(), [](const StoredAnnotation& box) {
            return box.origin == AnnotationOrigin::kDrawn;
        });
        QVERIFY(drawn != boxes.end());
        QCOMPARE(drawn->class_id, f.dog);
        QVERIFY(drawn->box == (Box{48, 37, 63, 42}));
        QVERIFY(f.record().state == VariantState::kEdited);
    }

    void undo_shows_on_the_canvas() {
        UiFixture f;
        VariantCanvas v(f);
        const Box before = v.canvas.boxes()[0].box;
        v.drag({3, 30}, {13, 35});  // on the cat, beside the dog
        QVERIFY(v.canvas.boxes()[0].box == (Box{11, 7, 40, 45}));
        f.undo_stack().undo();
        QVERIFY(v.canvas.boxes()[0].box == before);
        QVERIFY(v.canvas.selected().has_value());
        f.undo_stack().redo();
        QTest::keyClick(&v.canvas, Qt::Key_Delete);
        QCOMPARE(v.canvas.boxes().size(), std::size_t{1});
        QVERIFY(!f.workspace.box());
        f.undo_stack().undo();
        QCOMPARE(v.canvas.boxes().size(), std::size_t{2});
    }

    void tab_makes_the_canvas_current() {
        UiFixture f;
        VariantCanvas v(f);
        QVERIFY(f.workspace.target() == f.on_reference());
        QTest::keyClick(&v.canvas, Qt::Key_Tab);
        QVERIFY(f.workspace.target() == f.on_variant());
        QVERIFY(f.workspace.box() && f.workspace.box() == v.canvas.selected());
    }

    void several_boxes_are_dragged_in_one_step() {
        UiFixture f;
        VariantCanvas v(f);
        f.workspace.set_target(f.on_variant());
        f.workspace.set_boxes(
            widgets::BoxSelection(std::vector<qint64>{v.canvas.boxes()[0].id, v.canvas.boxes()[1].id}));
        QCOMPARE(v.canvas.selection().size(), std::size_t{2});
        v.drag({3, 30}, {13, 35});
        QVERIFY(v.canvas.boxes()[0].box == (Box{11, 7, 40, 45}));
        QVERIFY(v.canvas.boxes()[1].box == (Box{15, 10, 30.5, 26.25}));
        QCOMPARE(f.undo_stack().count(), 1);
        f.undo_stack().undo();
        QVERIFY(v.canvas.boxes()[0].box == (Box{1, 2, 30, 40}));
    }

    void hidden_boxes_leave_the_canvas_and_locked_ones_stay_put() {
        UiFixture f;
        VariantCanvas v(f);
        const qint64 cat = v.canvas.boxes()[0].id;
        f.session().marks().set_locked(f.on_variant(), {cat}, true);
        v.drag({3, 30}, {13, 35});
        QVERIFY(v.canvas.boxes()[0].box == (Box{1, 2, 30, 40}));
        QVERIFY(v.canvas.selected() == cat);
        f.session().marks().set_hidden(f.on_variant(), {cat}, true);
        QCOMPARE(v.canvas.boxes().size(), std::size_t{1});
        f.session().marks().show_all(f.on_variant());
        QCOMPARE(v.canvas.boxes().size(), std::size_t{2});
    }

    void ghosts_are_shown_but_are_no_boxes() {
        UiFixture f;
        VariantCanvas v(f);
        f.project().ghosts().replace(f.variant, {{0, f.variant, f.cat, {40, 10, 60, 30}}});
        QCOMPARE(v.canvas.boxes().size(), std::size_t{3});
        QVERIFY(v.canvas.boxes()[2].ghost);
        QCOMPARE(boxes_without_ghosts(v.canvas.boxes()), std::size_t{2});
        QSignalSpy adopt(v.binding, &CanvasBinding::adopt_ghosts_requested);
        const QPoint middle = v.canvas.to_viewport({50, 20}).toPoint();
        QTest::mouseDClick(v.canvas.viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(adopt.count(), 1);
    }

    void closing_the_project_empties_the_canvas() {
        UiFixture f;
        VariantCanvas v(f);
        f.workspace.set_session(nullptr);
        QVERIFY(v.canvas.boxes().empty());
        QVERIFY(!v.binding->target());
    }
};

DESTUDIO_GUI_TEST(CanvasBindingTest)

}  // namespace destudio::canvas_binding_test

#include "canvas_binding_test.moc"
