// SPDX-License-Identifier: Apache-2.0
// Lanes with real mouse and keys: chips, scrolling, the cut-off.
#include "widgets/ladder/lane_strip.h"

#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::lane_strip_test {

using namespace destudio::widgets;

namespace {

Lane lane(int number) {
    Lane result;
    result.title = QString::number(number);
    result.columns = {{{ChipTone::kGood, QStringLiteral("kept"), {}}, {ChipTone::kBad, QStringLiteral("lost"), {}}},
                      {{ChipTone::kFair, QStringLiteral("moved"), {}}}};
    return result;
}

void wheel(QWidget* widget, int delta) {
    const QPointF at(150, 30);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(widget, &event);
}

}  // namespace

class LaneStripTest : public QObject {
    Q_OBJECT

    static std::unique_ptr<LaneStrip> strip(int lanes) {
        auto result = std::make_unique<LaneStrip>();
        std::vector<Lane> all;
        for (int i = 0; i < lanes; ++i) {
            all.push_back(lane(i));
        }
        result->set_lanes(all);
        result->set_columns({100, 210}, 100, 96);
        result->set_cut_off_texts({QStringLiteral("none"), QStringLiteral("a"), QStringLiteral("b")});
        result->resize(320, result->sizeHint().height());
        result->show();
        return result;
    }

private slots:
    void a_click_on_a_chip_names_its_place() {
        const auto widget = strip(3);
        QSignalSpy pressed(widget.get(), &LaneStrip::chip_pressed);
        QTest::mouseClick(widget.get(), Qt::LeftButton, {}, widget->chip_rect(2, 0, 1).center());
        QTest::mouseClick(widget.get(), Qt::LeftButton, {}, widget->chip_rect(0, 1, 0).center());
        QTest::mouseClick(widget.get(), Qt::LeftButton, {}, QPoint(10, 10));
        QCOMPARE(pressed.count(), 2);
        QCOMPARE(pressed[0], (QVariantList{0, 1}));
        QCOMPARE(pressed[1], (QVariantList{1, 0}));
    }

    void many_lanes_scroll() {
        const auto widget = strip(11);
        const int top = widget->chip_rect(0, 0, 0).top();
        wheel(widget.get(), 120);
        QCOMPARE(widget->chip_rect(0, 0, 0).top(), top);
        wheel(widget.get(), -120);
        QCOMPARE(widget->chip_rect(1, 0, 0).top(), top);
        widget->setFocus();
        QTest::keyClick(widget.get(), Qt::Key_Down);
        QCOMPARE(widget->chip_rect(2, 0, 0).top(), top);
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(widget.get(), Qt::Key_Down);
        }
        QCOMPARE(widget->chip_rect(3, 0, 0).top(), top);  // the last of eleven is in the eighth row
        QSignalSpy pressed(widget.get(), &LaneStrip::chip_pressed);
        QTest::mouseClick(widget.get(), Qt::LeftButton, {}, widget->chip_rect(10, 1, 0).center());
        QCOMPARE(pressed.count(), 1);
        widget->set_lanes({lane(0)});  // fewer than it was scrolled by
        QCOMPARE(widget->chip_rect(0, 0, 0).top(), top);
    }

    void keys_and_mouse_choose_the_cut_off() {
        const auto widget = strip(2);
        QSignalSpy chosen(widget.get(), &LaneStrip::cut_off_chosen);
        const QPoint from = widget->handle_rect().center();
        const QPoint to(widget->handle_x(1), from.y());
        QTest::mousePress(widget.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(widget.get(), to);
        QTest::mouseRelease(widget.get(), Qt::LeftButton, {}, to);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toInt(), 1);
        QTest::keyClick(widget.get(), Qt::Key_Right);
        QTest::keyClick(widget.get(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen[1][0].toInt(), 0);
        QTest::keyClick(widget.get(), Qt::Key_Escape);
        QTest::keyClick(widget.get(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
    }
};

DESTUDIO_GUI_TEST(LaneStripTest)

}  // namespace destudio::lane_strip_test

#include "lane_strip_test.moc"
