// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/box_handles.h"

#include <QLineF>
#include <algorithm>

namespace destudio::widgets {
namespace {

constexpr double kRoomForMiddleHandle = 28;

}  // namespace

std::vector<BoxHandle> box_handles(const QRectF& outline) {
    const double cx = outline.center().x();
    const double cy = outline.center().y();
    std::vector<BoxHandle> handles{{{.left = true, .top = true}, outline.topLeft()},
                                   {{.top = true, .right = true}, outline.topRight()},
                                   {{.right = true, .bottom = true}, outline.bottomRight()},
                                   {{.left = true, .bottom = true}, outline.bottomLeft()}};
    if (outline.width() >= kRoomForMiddleHandle) {
        handles.push_back({{.top = true}, {cx, outline.top()}});
        handles.push_back({{.bottom = true}, {cx, outline.bottom()}});
    }
    if (outline.height() >= kRoomForMiddleHandle) {
        handles.push_back({{.left = true}, {outline.left(), cy}});
        handles.push_back({{.right = true}, {outline.right(), cy}});
    }
    return handles;
}

std::optional<BoxGrip> grip_at(const QRectF& outline, QPointF position, double radius) {
    std::optional<BoxGrip> best;
    // Inside a small box the handles give way, so that there is a middle left to move it by.
    const double inside = std::min(radius, std::min(outline.width(), outline.height()) / 4);
    double best_distance = outline.contains(position) ? inside : radius;
    for (const BoxHandle& handle : box_handles(outline)) {
        const double distance = QLineF(handle.position, position).length();
        if (distance <= best_distance) {
            best_distance = distance;
            best = handle.grip;
        }
    }
    return best;
}

Box resized(const Box& box, BoxGrip grip, double dx, double dy, Size picture) {
    Box result = box;
    result.x1 += grip.left ? dx : 0;
    result.x2 += grip.right ? dx : 0;
    result.y1 += grip.top ? dy : 0;
    result.y2 += grip.bottom ? dy : 0;
    return clamped(result, picture);
}

Box moved(const Box& box, double dx, double dy, Size picture) {
    const double x = std::clamp(box.x1 + dx, 0.0, std::max(0.0, picture.width - box.width()));
    const double y = std::clamp(box.y1 + dy, 0.0, std::max(0.0, picture.height - box.height()));
    return clamped(Box::from_xywh(x, y, box.width(), box.height()), picture);
}

std::vector<BoxEdit> moved_together(const std::vector<BoxEdit>& boxes, double dx, double dy, Size picture) {
    if (boxes.empty()) {
        return {};
    }
    Box all = boxes.front().box;
    for (const BoxEdit& edit : boxes) {
        all = {std::min(all.x1, edit.box.x1), std::min(all.y1, edit.box.y1), std::max(all.x2, edit.box.x2),
               std::max(all.y2, edit.box.y2)};
    }
    const Box stopped = moved(all, dx, dy, picture);
    std::vector<BoxEdit> result = boxes;
    for (BoxEdit& edit : result) {
        edit.box = moved(edit.box, stopped.x1 - all.x1, stopped.y1 - all.y1, picture);
    }
    return result;
}

Qt::CursorShape cursor_for(BoxGrip grip) {
    const bool horizontal = grip.left || grip.right;
    const bool vertical = grip.top || grip.bottom;
    if (horizontal && vertical) {
        return grip.left == grip.top ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor;
    }
    return horizontal ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

}  // namespace destudio::widgets
