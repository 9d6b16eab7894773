// SPDX-License-Identifier: Apache-2.0
// Icons come from the theme or from us, in our colors, sharp at every device pixel ratio.
#include "widgets/base/icons.h"

#include <QDir>
#include <QImage>
#include <QPixmap>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icon_theme.h"

namespace destudio::icons_test {

namespace {

bool holds(const QImage& image, const QColor& color) {
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

class IconsTest : public QObject {
    Q_OBJECT

private slots:
    void every_icon_is_painted_in_its_color() {
        const QDir folder(QStringLiteral(DESTUDIO_SOURCE_DIR "/resources/icons"));
        const QStringList files = folder.entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 30);
        for (const QString& file : files) {
            const QString name = file.chopped(4);
            if (name == QStringLiteral("destudio")) {
                continue;  // has colors of its own
            }
            QVERIFY2(widgets::icon_source(name).contains("currentColor"), qPrintable(name));
            const QImage image = widgets::icon(name, QColor(255, 0, 0)).pixmap(QSize(64, 64), 1.0).toImage();
            QVERIFY2(holds(image, QColor(255, 0, 0)), qPrintable(name));
        }
    }

    void an_unknown_name_is_told() {
        QTest::ignoreMessage(QtWarningMsg, "No icon is called no-such-icon.");
        QVERIFY(widgets::icon_source(QStringLiteral("no-such-icon")).isEmpty());
    }

    void pixmaps_are_as_fine_as_the_screen() {
        for (const double ratio : {1.0, 2.0, 3.0}) {
            const QPixmap icon = widgets::icon(QStringLiteral("accept")).pixmap(QSize(16, 16), ratio);
            QCOMPARE(icon.size(), QSize(16, 16) * ratio);
            QCOMPARE(icon.devicePixelRatio(), ratio);
            const QPixmap swatch = widgets::swatch(QColor(1, 2, 3)).pixmap(QSize(12, 12), ratio);
            QCOMPARE(swatch.size(), QSize(12, 12) * ratio);
            QVERIFY(swatch.toImage().pixelColor(0, 0) == QColor(1, 2, 3));
        }
    }
};

DESTUDIO_GUI_TEST(IconsTest)

}  // namespace destudio::icons_test

#include "icons_test.moc"
