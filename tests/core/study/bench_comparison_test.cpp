// SPDX-License-Identifier: Apache-2.0
#include "core/study/bench_comparison.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::bench_comparison_test {

class BenchComparisonTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / name;
        write_file_atomically(file, text);
        return file;
    }

private slots:
    void figures_go_by_their_names() {
        const auto a = write("a.json", R"({"machine": {"cpu": "A", "threads": 2},
            "parts": [{"name": "text", "seconds": 1}, {"name": "unet_step", "seconds": 0.5}, {"name": "gone", "seconds": 9}],
            "peak_rss_mb": 0})");
        const auto b = write("b.json", R"({"machine": {"cpu": "B", "threads": 2},
            "parts": [{"name": "unet_step", "seconds": 0.25}, {"name": "text", "seconds": 3}],
            "peak_rss_mb": 10, "fresh": 7})");
        const auto comparison = compare_benches(a, b);
        QCOMPARE(comparison.words.size(), std::size_t{1});
        QCOMPARE(comparison.words[0].name, std::string("machine.cpu"));
        QCOMPARE(comparison.words[0].after, std::string("B"));
        QCOMPARE(comparison.figures.size(), std::size_t{6});
        const auto figure = [&](const std::string& name) {
            for (const auto& one : comparison.figures) {
                if (one.name == name) {
                    return one;
                }
            }
            throw std::runtime_error(name);
        };
        QCOMPARE(figure("parts.unet_step.seconds").ratio(), std::optional(0.5));
        QCOMPARE(figure("parts.text.seconds").ratio(), std::optional(3.0));
        QVERIFY(!figure("parts.gone.seconds").after);
        QVERIFY(!figure("parts.gone.seconds").ratio());
        QVERIFY(!figure("peak_rss_mb").ratio());  // from nothing
        QVERIFY(!figure("fresh").before);
    }

    void what_is_no_result_is_said_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << "";
        QTest::newRow("no json") << "parts";
        QTest::newRow("a list") << "[1, 2]";
        QTest::newRow("no figure") << R"({"parts": [], "cpu": "A"})";
        QTest::newRow("too deep") << QString("{\"a\":").repeated(40) + "1" + QString("}").repeated(40);
    }
    void what_is_no_result_is_said() {
        QFETCH(QString, text);
        const auto good = write("good.json", R"({"peak_rss_mb": 1})");
        const auto bad = write("bad.json", text.toStdString());
        QVERIFY_THROWS_EXCEPTION(FormatError, compare_benches(good, bad));
        QVERIFY_THROWS_EXCEPTION(IoError, compare_benches(good, good.parent_path() / "none.json"));
    }
};

DESTUDIO_TEST(BenchComparisonTest)

}  // namespace destudio::bench_comparison_test

#include "bench_comparison_test.moc"
