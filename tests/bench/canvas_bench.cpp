// SPDX-License-Identifier: Apache-2.0
// Frames of the canvas, printed: destudio_canvas_bench [WIDTH] [HEIGHT] [BOXES]   (6000 x 4000 pixels with 500 boxes)
// Pans, drags a box, draws and zooms with real mouse events on a viewport of 1600 x 1000 and repaints after each. A
// frame is the event and the repaint. Time on the clock, and of this thread on the processor: the same on a machine
// that does nothing else.
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include "core/base/random.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"
#include "widgets/canvas/box_canvas.h"

using namespace destudio;

using widgets::BoxCanvas;
using widgets::CanvasBox;

namespace {

constexpr int kFrames = 240;

double cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

widgets::Picture make_picture(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    std::uint32_t noise = 1;
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            noise = noise * 1664525U + 1013904223U;
            line[x] = qRgb((x * 255) / width, (y * 255) / height, static_cast<int>(noise >> 24U));
        }
    }
    return widgets::Picture(image);
}

std::vector<CanvasBox> make_boxes(int count, int width, int height) {
    Random random(1);
    std::vector<CanvasBox> boxes;
    for (int i = 0; i < count; ++i) {
        const double side = 20 * std::pow(40, random.uniform(0, 1));  // 20 to 800 pixels, small ones as often as large
        const double x = random.uniform(0, width - side);
        const double y = random.uniform(0, height - side);
        boxes.push_back({i + 1,
                         {x, y, x + side, y + side * random.uniform(0.5, 1)},
                         widgets::class_color(i % 20),
                         QStringLiteral("class %1").arg(i % 20),
                         random.uniform(0.05, 1)});
    }
    return boxes;
}

void send(BoxCanvas& canvas, QEvent::Type type, QPointF position, Qt::MouseButtons buttons) {
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, position, canvas.viewport()->mapToGlobal(position), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas.viewport(), &event);
}

/// Prints the median and the worst of `frames` calls, each followed by a repaint.
void measure(BoxCanvas& canvas, const char* name, const std::function<void(int)>& step, int frames = kFrames) {
    std::vector<double> wall;
    std::vector<double> cpu;
    QElapsedTimer timer;
    for (int i = 0; i < frames; ++i) {
        timer.start();
        const double before = cpu_ms();
        step(i);
        canvas.viewport()->repaint();
        cpu.push_back(cpu_ms() - before);
        wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(cpu.begin(), cpu.end());
    const auto middle = static_cast<std::size_t>(frames / 2);
    std::printf("%-34s median %6.2f ms (%6.2f cpu)   worst %6.2f ms (%6.2f cpu)\n", name, wall[middle], cpu[middle],
                wall.back(), cpu.back());
}

/// A circle around the middle of the viewport.
QPointF on_circle(const BoxCanvas& canvas, int frame) {
    const double angle = 2 * M_PI * frame / 60;
    const double radius = 200;
    return QRectF(canvas.viewport()->rect()).center() + QPointF(radius * std::cos(angle), radius * std::sin(angle));
}

void drag(BoxCanvas& canvas, const char* name, QPointF start, const std::function<void()>& prepare) {
    prepare();
    canvas.viewport()->repaint();
    send(canvas, QEvent::MouseButtonPress, start, Qt::LeftButton);
    const QPointF offset = start - on_circle(canvas, 0);
    measure(canvas, name,
            [&](int frame) { send(canvas, QEvent::MouseMove, on_circle(canvas, frame + 1) + offset, Qt::LeftButton); });
    send(canvas, QEvent::MouseButtonRelease, start, Qt::NoButton);
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    widgets::apply_theme(application, widgets::Theme::kDark);
    const int width = argc > 1 ? std::atoi(argv[1]) : 6000;
    const int height = argc > 2 ? std::atoi(argv[2]) : 4000;
    const int count = argc > 3 ? std::atoi(argv[3]) : 500;
    BoxCanvas canvas;
    canvas.resize(1600, 1000);
    const double before = cpu_ms();
    const widgets::Picture picture = make_picture(width, height);
    std::printf("%d x %d pixels, %d boxes; picture made ready in %.0f ms cpu (on a worker in the window)\n", width,
                height, count, cpu_ms() - before);
    canvas.set_picture(picture);
    const auto boxes = make_boxes(count, width, height);
    canvas.set_boxes(boxes);
    canvas.show();
    canvas.setFocus();
    QApplication::processEvents();
    const auto centred = [&](double zoom) { canvas.linked_view()->set(zoom, {0.5, 0.5}); };
    const QPointF middle = QRectF(canvas.viewport()->rect()).center() + QPointF(200, 0);
    // With the space bar held a drag pans, whatever box is under it.
    const auto space = [&](QEvent::Type type) {
        QKeyEvent event(type, Qt::Key_Space, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    };
    for (const double zoom : {1.5, 2.5, 4.0, 12.0, 40.0}) {
        const std::string name = "pan at zoom " + std::to_string(zoom).substr(0, 4);
        drag(canvas, name.c_str(), middle, [&] {
            centred(zoom);
            space(QEvent::KeyPress);
        });
        space(QEvent::KeyRelease);
    }
    for (const double zoom : {1.0, 4.0}) {
        const std::string name = "drag a box at zoom " + std::to_string(zoom).substr(0, 4);
        drag(canvas, name.c_str(), middle, [&] {
            centred(zoom);
            const QPointF at = canvas.to_picture(middle);
            auto with_one = boxes;
            with_one.push_back(
                {count + 1, {at.x() - 9, at.y() - 9, at.x() + 9, at.y() + 9}, Qt::red, QStringLiteral("dragged"), 0.5});
            canvas.set_boxes(with_one);
        });
    }
    canvas.set_boxes(boxes);
    centred(1);
    canvas.set_mode(BoxCanvas::Mode::kDraw);
    drag(canvas, "draw a box over everything", middle, [] {});
    canvas.set_mode(BoxCanvas::Mode::kSelect);
    measure(canvas, "pointer over the boxes",
            [&](int frame) { send(canvas, QEvent::MouseMove, on_circle(canvas, frame), Qt::NoButton); });
    centred(1);
    measure(canvas, "wheel in and out", [&](int frame) {
        QWheelEvent event(middle, canvas.viewport()->mapToGlobal(middle), {}, {0, frame % 60 < 30 ? 60 : -60},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas.viewport(), &event);
    });
    centred(2);
    measure(canvas, "brightness slider", [&](int frame) { canvas.look()->set_tone({frame % 100, 20}); });
    canvas.look()->set_tone({10, 20});
    drag(canvas, "pan at zoom 4, toned", middle, [&] {
        centred(4);
        space(QEvent::KeyPress);
    });
    return 0;
}
