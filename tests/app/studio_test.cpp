// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/image/image_io.h"
#include "core/project/reference_import.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::studio_test {

/// The window's program, as scripts start it.
class StudioTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    static QStringList refusal(const QStringList& arguments, int status) {
        const auto result = test::run_studio(arguments);
        if (result.status != status) {
            qWarning("status %d: %s", result.status, qPrintable(result.err));
            return {};
        }
        return result.error_lines();
    }

private slots:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", path(QStringLiteral("data")).toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", path(QStringLiteral("config")).toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        qputenv("DESTUDIO_SAMPLE", DESTUDIO_SOURCE_DIR "/resources/sample");
    }

    void starts_on_a_copy_of_the_sample() {
        for (int run = 0; run < 2; ++run) {
            const auto result = test::run_studio({QStringLiteral("--exit-after-startup")});
            QVERIFY2(result.status == 0, qPrintable(result.err));
        }
        const QString copy = path(QStringLiteral("data/DiffusionEngine Studio/destudio/sample.destudio"));
        const auto project = Project::open(copy.toStdString());
        QVERIFY(project->references().count() >= 30);
    }

    void signals_of_the_system_end_it_in_order() {
        for (const int number : {SIGTERM, SIGHUP}) {
            const QString data = path(QStringLiteral("data-%1").arg(number));
            const QString copy = data + QStringLiteral("/DiffusionEngine Studio/destudio/sample.destudio");
            qputenv("XDG_DATA_HOME", data.toLocal8Bit());
            qputenv("XDG_CONFIG_HOME", (data + QStringLiteral("-config")).toLocal8Bit());  // no project to go on with
            const auto result = test::run_cli(
                {},
                [&](QProcess& process) {
                    // The project is opened once the window listens to signals.
                    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(copy), 60'000);
                    ::kill(static_cast<pid_t>(process.processId()), number);
                },
                QStringLiteral(DESTUDIO_STUDIO));
            QVERIFY2(result.status == 3, qPrintable(result.err));
            // Nothing is left for recovery.
            QVERIFY(!QFile::exists(copy + QStringLiteral("-wal")));
            Project::open(copy.toStdString());
        }
        qputenv("XDG_DATA_HOME", path(QStringLiteral("data")).toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", path(QStringLiteral("config")).toLocal8Bit());
    }

    void takes_a_picture_of_the_window() {
        const auto file = path(QStringLiteral("own.destudio")).toStdString();
        const auto image = path(QStringLiteral("green.png")).toStdString();
        save_png(image, cv::Mat(64, 64, CV_8UC3, cv::Scalar(20, 220, 40)));
        add_references(*Project::create(file, "Own"), scan_images({image}));
        const QString shot = path(QStringLiteral("shot.png"));
        const auto result = test::run_studio({QString::fromStdString(file), QStringLiteral("--screenshot"), shot,
                                              QStringLiteral("--page"), QStringLiteral("editor"),
                                              QStringLiteral("--window-size"), QStringLiteral("1200x800")});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const QImage picture(shot);
        QCOMPARE(picture.size(), QSize(1200, 800));
        QCOMPARE(picture.pixelColor(600, 400), QColor(20, 220, 40));
    }

    void tells_when_the_window_appeared() {
        const auto result = test::run_studio({QStringLiteral("--startup-time")});
        QCOMPARE(result.status, 0);
        static const QRegularExpression line(QStringLiteral("^first paint after \\d+ ms, processor time \\d+ ms$"));
        QVERIFY2(line.match(result.out.trimmed()).hasMatch(), qPrintable(result.out));
    }

    void refuses_in_one_sentence() {
        QVERIFY(
            refusal({QStringLiteral("--page"), QStringLiteral("moon")}, 2).value(0).contains(QStringLiteral("moon")));
        QCOMPARE(refusal({QStringLiteral("--window-size"), QStringLiteral("12x")}, 2).size(), 1);
        QCOMPARE(refusal({QStringLiteral("--language"), QStringLiteral("xx")}, 2).size(), 1);
        QCOMPARE(refusal({QStringLiteral("--unknown")}, 2).size(), 1);
        QCOMPARE(refusal({path(QStringLiteral("none.destudio"))}, 1).size(), 1);
        QCOMPARE(refusal({QStringLiteral("--bundle"), path(QStringLiteral("none"))}, 1).size(), 1);
        const QString broken = path(QStringLiteral("broken.destudio"));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no project");
        file.close();
        QCOMPARE(refusal({broken}, 1).size(), 1);
    }
};

DESTUDIO_CORE_TEST(StudioTest)

}  // namespace destudio::studio_test

#include "studio_test.moc"
