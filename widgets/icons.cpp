// SPDX-License-Identifier: Apache-2.0
#include "widgets/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

// Resources of a static library are dropped by the linker unless something names them; must be outside namespaces.
static void init_icon_resources() {
    Q_INIT_RESOURCE(icons);
}

namespace destudio::widgets {
namespace {

QByteArray svg_source(const QString& name) {
    init_icon_resources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("No icon is called %s.", qPrintable(name));
        return {};
    }
    return file.readAll();
}

class SvgIconEngine : public QIconEngine {
public:
    SvgIconEngine(QByteArray source, QColor color) : m_source(std::move(source)), m_color(std::move(color)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray source = m_source;
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

    QIconEngine* clone() const override { return new SvgIconEngine(m_source, m_color); }

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

    QByteArray m_source;
    QColor m_color;
};

}  // namespace

QIcon icon(const QString& name) {
    return QIcon(new SvgIconEngine(svg_source(name), QColor()));
}

QIcon icon(const QString& name, const QColor& color) {
    return QIcon(new SvgIconEngine(svg_source(name), color));
}

QIcon application_icon() {
    return QIcon(new SvgIconEngine(svg_source(QStringLiteral("destudio")), QColor()));
}

}  // namespace destudio::widgets
