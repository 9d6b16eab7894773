// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/label_layout.h"

#include <algorithm>
#include <cmath>

namespace destudio::widgets {
namespace {

/// Rectangles by place, so that hundreds of boxes do not each look at hundreds of others.
class RectGrid {
public:
    explicit RectGrid(const QRectF& bounds)
        : m_bounds(bounds),
          m_columns(std::max(1, static_cast<int>(std::ceil(bounds.width() / kCell)))),
          m_rows(std::max(1, static_cast<int>(std::ceil(bounds.height() / kCell)))),
          m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows)) {}

    void insert(const QRectF& rect) {
        if (rect.intersects(m_bounds)) {
            visit(rect, [&](std::vector<QRectF>& cell) {
                cell.push_back(rect);
                return false;
            });
        }
    }

    bool hits(const QRectF& rect) const {
        return visit(rect, [&](const std::vector<QRectF>& cell) {
            return std::any_of(cell.begin(), cell.end(), [&](const QRectF& other) { return other.intersects(rect); });
        });
    }

private:
    static constexpr double kCell = 64;

    /// Until one says true.
    template <typename Visit>
    bool visit(const QRectF& rect, Visit visit_cell) const {
        const auto column = [this](double x) {
            return std::clamp(static_cast<int>((x - m_bounds.left()) / kCell), 0, m_columns - 1);
        };
        const auto row = [this](double y) {
            return std::clamp(static_cast<int>((y - m_bounds.top()) / kCell), 0, m_rows - 1);
        };
        for (int y = row(rect.top()); y <= row(rect.bottom()); ++y) {
            for (int x = column(rect.left()); x <= column(rect.right()); ++x) {
                if (visit_cell(m_cells[static_cast<std::size_t>(y * m_columns + x)])) {
                    return true;
                }
            }
        }
        return false;
    }

    QRectF m_bounds;
    int m_columns;
    int m_rows;
    mutable std::vector<std::vector<QRectF>> m_cells;
};

bool is_small(const QRectF& outline) {
    return std::min(outline.width(), outline.height()) < kSmallObjectSide;
}

/// Best first.
std::vector<QRectF> candidates(const LabelRequest& request) {
    const QRectF& box = request.outline;
    const QSizeF& size = request.size;
    const double right = std::max(box.left(), box.right() - size.width());
    std::vector<QRectF> places{{QPointF(box.left(), box.top() - size.height()), size},
                               {QPointF(box.left(), box.bottom()), size},
                               {QPointF(right, box.top() - size.height()), size},
                               {QPointF(right, box.bottom()), size},
                               {QPointF(box.right(), box.top()), size},
                               {QPointF(box.left() - size.width(), box.top()), size}};
    if (!is_small(box) && size.width() < box.width() / 2 && size.height() < box.height() / 3) {
        places.emplace_back(box.topLeft(), size);
        places.emplace_back(QPointF(box.left(), box.bottom() - size.height()), size);
    }
    return places;
}

/// The label moved along the edge of its box that leaves the bounds, as far as it still touches the box.
QRectF kept_inside(QRectF place, const QRectF& outline, const QRectF& bounds) {
    if (place.left() < bounds.left() && outline.right() > bounds.left()) {
        place.moveLeft(bounds.left());
    } else if (place.right() > bounds.right() && outline.left() < bounds.right()) {
        place.moveRight(bounds.right());
    }
    if (place.top() < bounds.top() && outline.top() < bounds.top() && outline.bottom() > bounds.top()) {
        place.moveTop(bounds.top());
    }
    return place;
}

}  // namespace

std::vector<std::optional<QRectF>> place_labels(const std::vector<LabelRequest>& requests, const QRectF& bounds) {
    RectGrid objects(bounds);
    RectGrid labels(bounds);
    for (const LabelRequest& request : requests) {
        if (is_small(request.outline)) {
            // A hair smaller, so that a label may touch it.
            objects.insert(request.outline.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
    std::vector<std::optional<QRectF>> result(requests.size());
    const auto place = [&](std::size_t index) {
        const LabelRequest& request = requests[index];
        if (request.size.isEmpty() || !request.outline.intersects(bounds)) {
            return;
        }
        std::optional<QRectF> over_labels;
        for (const QRectF& candidate : candidates(request)) {
            const QRectF rect = kept_inside(candidate, request.outline, bounds);
            if (!bounds.contains(rect) || objects.hits(rect)) {
                continue;
            }
            if (!labels.hits(rect)) {
                result[index] = rect;
                break;
            }
            if (!over_labels) {
                over_labels = rect;
            }
        }
        if (!result[index] && request.needed) {
            result[index] = over_labels;
        }
        if (result[index]) {
            labels.insert(*result[index]);
        }
    };
    for (const bool needed : {true, false}) {
        for (std::size_t i = 0; i < requests.size(); ++i) {
            if (requests[i].needed == needed) {
                place(i);
            }
        }
    }
    return result;
}

}  // namespace destudio::widgets
