// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/icons.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

#include "widgets/base/icon_theme.h"

namespace destudio::widgets {
namespace {

class SvgIconEngine : public QIconEngine {
public:
    SvgIconEngine(QString name, QColor color) : m_name(std::move(name)), m_color(std::move(color)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray source = icon_source(m_name);  // when it is first painted, not when the window is built
        source.replace("currentColor", color(mode).name().toLatin1());
        QSvgRenderer renderer(source);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SvgIconEngine(m_name, m_color); }

private:
    QColor color(QIcon::Mode mode) const {
        if (m_color.isValid() && mode != QIcon::Disabled) {
            return m_color;
        }
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled) {
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        }
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }

    QString m_name;
    QColor m_color;
};

}  // namespace

QIcon icon(const QString& name) {
    return QIcon(new SvgIconEngine(name, QColor()));
}

QIcon icon(const QString& name, const QColor& color) {
    return QIcon(new SvgIconEngine(name, color));
}

QIcon application_icon() {
    return QIcon(new SvgIconEngine(QStringLiteral("destudio"), QColor()));
}

}  // namespace destudio::widgets
