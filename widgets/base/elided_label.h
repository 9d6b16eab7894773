// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace destudio::widgets {

/// A one-line label that shortens its text in the middle instead of widening its parent; the whole text is its tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    void set_full_text(const QString& text);
    QString full_text() const { return m_text; }

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

}  // namespace destudio::widgets
