// SPDX-License-Identifier: Apache-2.0
// The installed icons are the program's own icon, drawn at each size.
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QtTest/QtTest>
#include <cmath>
#include <cstdlib>

#include "tests/support/test_main.h"

namespace destudio::desktop_icons_test {

namespace {

/// Mean difference of a channel, 0 to 255.
double difference(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q)) +
                   std::abs(qAlpha(p) - qAlpha(q));
        }
    }
    return sum / 4.0 / a.width() / a.height();
}

}  // namespace

class DesktopIconsTest : public QObject {
    Q_OBJECT

private slots:
    void every_size_is_the_programs_icon() {
        QSvgRenderer drawing(QStringLiteral(DESTUDIO_SOURCE_DIR "/resources/icons/destudio.svg"));
        QVERIFY(drawing.isValid());
        const QDir folder(QStringLiteral(DESTUDIO_SOURCE_DIR "/packaging/desktop/icons"));
        for (const int side : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
            const QImage icon(folder.filePath(QStringLiteral("%1x%1/destudio.png").arg(side)));
            QCOMPARE(icon.size(), QSize(side, side));
            QImage drawn(side, side, QImage::Format_ARGB32_Premultiplied);
            drawn.fill(Qt::transparent);
            QPainter painter(&drawn);
            painter.setRenderHint(QPainter::Antialiasing);
            drawing.render(&painter);
            painter.end();
            // Two libraries smooth edges a little differently, most of all in small pictures.
            QVERIFY2(difference(icon, drawn) < 4, qPrintable(QString::number(difference(icon, drawn))));
        }
    }
};

DESTUDIO_GUI_TEST(DesktopIconsTest)

}  // namespace destudio::desktop_icons_test

#include "desktop_icons_test.moc"
