// SPDX-License-Identifier: Apache-2.0
// Frames of the map, printed: destudio_map_bench [POINTS]   (100000)
// Pans and zooms on a canvas of 1600 x 1000, moves the pointer, and draws a lasso; repaints after each. A frame is the
// event and the repaint. Time on the clock, and of this thread on the processor.
#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <numbers>
#include <vector>

#include "core/base/random.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"
#include "widgets/map/map_canvas.h"

using namespace destudio;

namespace {

constexpr int kMapFrames = 60;

double thread_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::vector<widgets::MapPoint> make_points(int count) {
    Random random(1);
    std::vector<widgets::MapPoint> points;
    for (int i = 0; i < count; ++i) {
        const int group = i % 40;
        widgets::MapPoint point;
        point.place = {group % 8 * 4 + random.normal(), group / 8 * 4 + random.normal()};
        point.color = widgets::class_color(group).rgb();
        const bool reference = i % 50 == 0;
        point.shape = reference ? widgets::MapPoint::Shape::kDiamond : widgets::MapPoint::Shape::kDot;
        point.ring = reference && i % 500 == 0;
        point.layer = reference ? 5 : 1;
        points.push_back(point);
    }
    return points;
}

void measure_frames(widgets::MapCanvas& canvas, const char* name, const std::function<void(int)>& step) {
    std::vector<double> wall;
    std::vector<double> cpu;
    QElapsedTimer timer;
    for (int i = 0; i < kMapFrames; ++i) {
        timer.start();
        const double before = thread_ms();
        step(i);
        canvas.repaint();
        cpu.push_back(thread_ms() - before);
        wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(cpu.begin(), cpu.end());
    constexpr auto kMiddle = static_cast<std::size_t>(kMapFrames / 2);
    std::printf("%-24s median %6.2f ms (%6.2f cpu)   worst %6.2f ms (%6.2f cpu)\n", name, wall[kMiddle], cpu[kMiddle],
                wall.back(), cpu.back());
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    widgets::apply_theme(application, widgets::Theme::kDark);
    const int count = argc > 1 ? std::max(1, QString::fromLocal8Bit(argv[1]).toInt()) : 100'000;
    widgets::MapCanvas canvas;
    canvas.resize(1600, 1000);
    canvas.set_points(make_points(count), false);
    canvas.show();
    QCoreApplication::processEvents();
    std::printf("%d points on 1600 x 1000\n", count);
    measure_frames(canvas, "pan", [&](int i) { canvas.pan({i % 2 == 0 ? 7.0 : -5.0, 3.0}); });
    canvas.fit();
    measure_frames(canvas, "zoom in and out", [&](int i) {
        canvas.zoom(i < kMapFrames / 2 ? 1.06 : 1 / 1.06, {700, 400});
    });
    canvas.fit();
    canvas.zoom(3, {800, 500});
    measure_frames(canvas, "pan, three times as near", [&](int i) { canvas.pan({i % 2 == 0 ? 7.0 : -5.0, 3.0}); });
    canvas.fit();
    measure_frames(canvas, "pointer moves", [&](int i) { canvas.point_at({100.0 + 10 * i, 500}); });
    QPolygonF lasso;
    for (int i = 0; i < 200; ++i) {
        const double angle = i * std::numbers::pi / 100;
        lasso << QPointF(800 + 400 * std::cos(angle), 500 + 300 * std::sin(angle));
    }
    measure_frames(canvas, "lasso of 200 corners", [&](int) { canvas.set_chosen(canvas.points_in(lasso)); });
    return 0;
}
