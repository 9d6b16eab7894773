// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/variant_filter.h"

#include <QtTest/QtTest>
#include <limits>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::variant_filter_test {

class VariantFilterTest : public QObject {
    Q_OBJECT

private slots:
    void reads_every_term() {
        const auto filter = parse_variant_filter(
            "red \"two words\" state:new,edited class:cat,\"potted plant\" score:[0.2, 0.5) ratio:0.6 seed:7,"
            "18446744073709551615 guidance:[,4] boxes:0 size:medium aspect:[2,]");
        QCOMPARE(filter.text, (std::vector<std::string>{"red", "two words"}));
        QCOMPARE(filter.states, (std::set<VariantState>{VariantState::kNew, VariantState::kEdited}));
        QCOMPARE(filter.classes, (std::vector<std::string>{"cat", "potted plant"}));
        QCOMPARE(filter.score, (NumberRange{0.2, 0.5, true}));
        QVERIFY(filter.ratio->contains(0.1 * 6) && !filter.ratio->contains(0.61));
        QCOMPARE(filter.seeds, (std::vector<std::uint64_t>{7, 18446744073709551615ULL}));
        QVERIFY(filter.guidance->contains(-100) && filter.guidance->contains(4) && !filter.guidance->contains(4.1));
        QVERIFY(filter.boxes->contains(0) && !filter.boxes->contains(1));
        QVERIFY(filter.side->contains(32) && !filter.side->contains(96));
        QCOMPARE(filter.aspect->high, std::numeric_limits<double>::infinity());
        QVERIFY(parse_variant_filter("  ") == VariantFilter());
        QCOMPARE(parse_variant_filter("\"class:cat\"").text, (std::vector<std::string>{"class:cat"}));
    }

    void says_what_is_wrong_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown key") << "colour:red"
                                     << "class:, state:";
        QTest::newRow("state") << "state:lost"
                               << "lost";
        QTest::newRow("range") << "score:[0.1;0.2]"
                               << "score:[0.1;0.2]";
        QTest::newRow("no number") << "ratio:much"
                                   << "ratio:much";
        QTest::newRow("nothing") << "score:"
                                 << "score:";
        QTest::newRow("empty list") << "class:,"
                                    << "class:";
        QTest::newRow("seed") << "seed:-1"
                              << "seed:-1";
        QTest::newRow("size") << "size:huge"
                              << "size:small";
        QTest::newRow("quote") << "class:\"cat"
                               << "not closed";
        QTest::newRow("nan") << "score:nan"
                             << "score:nan";
    }
    void says_what_is_wrong() {
        QFETCH(QString, text);
        QFETCH(QString, part);
        try {
            parse_variant_filter(text.toStdString());
            QFAIL("accepted");
        } catch (const UsageError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
        }
    }

    void replaces_terms() {
        QCOMPARE(with_filter_term("", "class", "cat"), std::string("class:cat"));
        QCOMPARE(with_filter_term("red class:cat state:new", "class", "potted plant"),
                 std::string("red class:\"potted plant\" state:new"));
        QCOMPARE(with_filter_term("red class:\"potted plant\"  x", "class", ""), std::string("red x"));
        QCOMPARE(with_filter_term("class:a class:b", "class", "c"), std::string("class:c"));
        QCOMPARE(with_filter_term("a", "score", "[0.1, 0.2]"), std::string("a score:[0.1, 0.2]"));
        QCOMPARE(filter_term("x class:\"potted plant\" y", "class"), std::string("potted plant"));
        QCOMPARE(filter_term("x", "class"), std::string());
    }
};

DESTUDIO_TEST(VariantFilterTest)

}  // namespace destudio::variant_filter_test

#include "variant_filter_test.moc"
