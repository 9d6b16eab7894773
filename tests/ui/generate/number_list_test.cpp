// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/number_list.h"

#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::number_list_test {

using namespace destudio::ui;

class NumberListTest : public QObject {
    Q_OBJECT

private slots:
    void reads_ratios() {
        QCOMPARE(parse_ratios(QStringLiteral("0.9, 0.3 0.6;0.3"), 30).ratios, (std::vector<double>{0.3, 0.6, 0.9}));
        for (const char* wrong : {"", "0", "1.2", "-0.5", "x", "nan", "0.01"}) {
            const RatioList list = parse_ratios(QString::fromLatin1(wrong), 30);
            QVERIFY2(list.ratios.empty() && !list.error.isEmpty(), wrong);
        }
    }

    void reads_seeds() {
        QCOMPARE(parse_seeds(QStringLiteral("7, 1-3,2")).seeds, (std::vector<std::uint64_t>{7, 1, 2, 3}));
        QCOMPARE(parse_seeds(QStringLiteral("18446744073709551615")).seeds.front(), UINT64_MAX);
        for (const char* wrong : {"", "-1", "1.5", "3-1", "1-2-3", "0-18446744073709551615", "1-60 100-160"}) {
            const SeedList list = parse_seeds(QString::fromLatin1(wrong));
            QVERIFY2(list.seeds.empty() && !list.error.isEmpty(), wrong);
        }
    }

    void steps_seeds_and_keeps_how_they_are_written() {
        QCOMPARE(stepped_seeds(QStringLiteral("7"), 1), QStringLiteral("8"));
        QCOMPARE(stepped_seeds(QStringLiteral("9, 1-4"), 1), QStringLiteral("10, 2-5"));
        QCOMPARE(stepped_seeds(QStringLiteral("1-4"), -1), QStringLiteral("0-3"));
        QCOMPARE(stepped_seeds(QStringLiteral("3, 0"), -1), QStringLiteral("3, 0"));
        QCOMPARE(stepped_seeds(QStringLiteral("18446744073709551615"), 1), QStringLiteral("18446744073709551615"));
        QCOMPARE(stepped_seeds(QStringLiteral("x"), 1), QStringLiteral("x"));
    }

    void writes_what_it_reads() {
        QCOMPARE(parse_ratios(ratios_text({0.25, 1}), 10).ratios, (std::vector<double>{0.25, 1}));
        QCOMPARE(seeds_text({4, 5}), QStringLiteral("4, 5"));
        QCOMPARE(effective_steps_text({0.3, 0.6}, 30), QStringLiteral("Runs 9, 18 of 30 steps"));
        QCOMPARE(effective_steps_text({0.3, 0.31, 0.6}, 30),
                 QStringLiteral("Runs 9, 18 of 30 steps. 0.31 runs as many steps as 0.3 and is left out."));
    }
};

DESTUDIO_TEST(NumberListTest)

}  // namespace destudio::number_list_test

#include "number_list_test.moc"
