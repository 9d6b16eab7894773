// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "widgets/base/picture.h"
#include "widgets/canvas/canvas_box.h"

namespace destudio::widgets {

/// A picture with what is found in it and what is there.
struct SamplePicture {
    Picture picture;
    std::vector<CanvasBox> found;  ///< with scores
    std::vector<CanvasBox> truth;
    QString description;  ///< for the tooltip and for screen readers
};

/// A few pictures side by side, as large as fits: truth in dashed outlines, what is found in full ones with labels.
class SampleGrid : public QWidget {
    Q_OBJECT

public:
    explicit SampleGrid(QWidget* parent = nullptr);

    void set_samples(std::vector<SamplePicture> samples);
    const std::vector<SamplePicture>& samples() const { return m_samples; }
    /// A sentence in the middle, where there is nothing to show yet.
    void set_note(const QString& text);
    /// Weaker finds are not shown.
    void set_threshold(double threshold);
    QRect cell(int index) const;

    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int columns() const;

    std::vector<SamplePicture> m_samples;
    QString m_note;
    double m_threshold = 0.3;
};

}  // namespace destudio::widgets
