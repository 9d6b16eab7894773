// SPDX-License-Identifier: Apache-2.0
// The handles of the ratios with real mouse and keys.
#include "widgets/base/ratio_track.h"

#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::ratio_track_test {

using destudio::widgets::RatioTrack;

class RatioTrackTest : public QObject {
    Q_OBJECT

    static std::unique_ptr<RatioTrack> track(const std::vector<double>& ratios) {
        auto result = std::make_unique<RatioTrack>();
        result->resize(316, 28);  // 300 pixels of track
        result->set_ratios(ratios);
        result->show();
        return result;
    }

    static void move_to(RatioTrack& track, double ratio) {
        QMouseEvent event(QEvent::MouseMove, track.place_of(ratio), track.mapToGlobal(track.place_of(ratio)),
                          Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&track, &event);
    }

private slots:
    void a_drag_tells_every_place_and_the_end() {
        const auto widget = track({0.3, 0.6});
        QSignalSpy moved(widget.get(), &RatioTrack::handle_moved);
        QSignalSpy released(widget.get(), &RatioTrack::handle_released);
        std::vector<double> told;
        connect(widget.get(), &RatioTrack::ratios_changed, widget.get(),
                [&told](const std::vector<double>& ratios) { told = ratios; });
        QTest::mousePress(widget.get(), Qt::LeftButton, {}, widget->place_of(0.3));
        move_to(*widget, 0.45);
        widget->set_ratios({0.1});  // what a field says meanwhile does not tear the handle away
        move_to(*widget, 0.8);
        QTest::mouseRelease(widget.get(), Qt::LeftButton, {}, widget->place_of(0.8));
        QCOMPARE(moved.count(), 2);
        QCOMPARE(moved[0][0].toDouble(), 0.45);
        QCOMPARE(moved[1][0].toDouble(), 0.8);
        QCOMPARE(released.count(), 1);
        QCOMPARE(told, (std::vector<double>{0.6, 0.8}));
        QCOMPARE(widget->current(), 0.8);
    }

    void two_on_one_place_become_one() {
        const auto widget = track({0.3, 0.6});
        QTest::mousePress(widget.get(), Qt::LeftButton, {}, widget->place_of(0.3));
        move_to(*widget, 0.6);
        QTest::mouseRelease(widget.get(), Qt::LeftButton, {}, widget->place_of(0.6));
        QCOMPARE(widget->ratios(), (std::vector<double>{0.6}));
        QTest::keyClick(widget.get(), Qt::Key_Delete);
        QCOMPARE(widget->ratios(), (std::vector<double>{0.6}));  // the last one stays
    }

    void escape_puts_back_what_is_dragged() {
        const auto widget = track({0.3, 0.6});
        QSignalSpy cancelled(widget.get(), &RatioTrack::drag_cancelled);
        QTest::mousePress(widget.get(), Qt::LeftButton, {}, widget->place_of(0.6));
        move_to(*widget, 0.9);
        QTest::keyClick(widget.get(), Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(widget->ratios(), (std::vector<double>{0.3, 0.6}));
        move_to(*widget, 0.95);
        QCOMPARE(widget->ratios(), (std::vector<double>{0.3, 0.6}));
    }

    void keys_move_choose_and_remove() {
        const auto widget = track({0.3, 0.6});
        QTest::keyClick(widget.get(), Qt::Key_Right);
        QCOMPARE(widget->current(), 0.31);
        QTest::keyClick(widget.get(), Qt::Key_Up);
        QTest::keyClick(widget.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(widget->ratios(), (std::vector<double>{0.31, 0.7}));
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(widget.get(), Qt::Key_Right, Qt::ShiftModifier);
        }
        QCOMPARE(widget->current(), 1.0);
        QTest::keyClick(widget.get(), Qt::Key_Delete);
        QCOMPARE(widget->ratios(), (std::vector<double>{0.31}));
    }

    void a_double_click_adds_one_beside_the_others() {
        const auto widget = track({0.3});
        QSignalSpy moved(widget.get(), &RatioTrack::handle_moved);
        QTest::mouseDClick(widget.get(), Qt::LeftButton, {}, widget->place_of(0.75));
        QTest::mouseDClick(widget.get(), Qt::LeftButton, {}, widget->place_of(0.3));
        QCOMPARE(widget->ratios(), (std::vector<double>{0.3, 0.75}));
        QCOMPARE(moved.count(), 1);
    }
};

DESTUDIO_GUI_TEST(RatioTrackTest)

}  // namespace destudio::ratio_track_test

#include "ratio_track_test.moc"
