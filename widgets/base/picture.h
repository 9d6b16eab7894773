// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <memory>
#include <vector>

class QPainter;

namespace destudio::widgets {

/// A picture ready to be painted at any scale: itself and copies of half, quarter, ... size, so that zooming out
/// neither shimmers nor reads megapixels per frame. Immutable and cheap to copy; build it off the GUI thread.
class Picture {
public:
    Picture() = default;
    explicit Picture(const QImage& image);

    bool empty() const { return !m_levels; }
    QSize size() const { return m_levels ? m_levels->front().size() : QSize(); }
    QImage image() const { return m_levels ? m_levels->front() : QImage(); }
    /// The very same pixels, not equal ones.
    bool is_same_as(const Picture& other) const { return m_levels == other.m_levels; }

    /// Paints into `target` (device-independent pixels). Nearest-neighbour from 3 device pixels per picture pixel on,
    /// so that pixels can be judged; smooth below.
    void paint(QPainter& painter, const QRectF& target) const { paint(painter, target, target); }
    /// The same, reading only what lands in `visible`.
    void paint(QPainter& painter, const QRectF& target, const QRectF& visible) const;

private:
    std::shared_ptr<const std::vector<QImage>> m_levels;
};

}  // namespace destudio::widgets
