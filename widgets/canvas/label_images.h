// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QHash>
#include <QImage>
#include <QString>

namespace destudio::widgets {

/// Labels painted once and kept: laying out text for hundreds of boxes in every frame is what takes the time.
class LabelImages {
public:
    /// @param text   @param color the label's ground; the text is black or white on it
    /// @param ratio  device pixels per device-independent one
    const QImage& get(const QString& text, const QColor& color, double ratio);
    /// Device-independent pixels.
    static QSizeF size_of(const QImage& label) { return QSizeF(label.size()) / label.devicePixelRatio(); }

private:
    struct Key {
        QString text;
        QRgb color = 0;
        int percent = 100;  ///< of the ratio
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed) { return qHashMulti(seed, key.text, key.color, key.percent); }
    };

    QHash<Key, QImage> m_images;
};

}  // namespace destudio::widgets
