// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_numbers.h"

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::json_numbers_test {

class JsonNumbersTest : public QObject {
    Q_OBJECT

    static std::int64_t integer(const char* text, std::int64_t low, std::int64_t high) {
        return json_integer(nlohmann::json::parse(text), "It", low, high);
    }

private slots:
    void reads_whole_numbers_in_range() {
        constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
        constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(integer("7", 0, 7), 7);
        QCOMPARE(integer("-9223372036854775808", kLeast, kMax), kLeast);
        QCOMPARE(integer("9223372036854775807", kLeast, kMax), kMax);
        for (const char* text : {"8", "-1", "1e96", "2.0", "9223372036854775808", "\"7\"", "null", "[7]", "true"}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, integer(text, 0, 7));
        }
        QVERIFY_THROWS_EXCEPTION(FormatError, integer("9223372036854775808", kLeast, kMax));
        try {
            integer("8", 0, 7);
        } catch (const FormatError& error) {
            QCOMPARE(QString(error.what()), QStringLiteral("It is not a whole number from 0 to 7."));
        }
    }

    void reads_lists() {
        QVERIFY(json_integers(nlohmann::json::parse("[1, 2]"), "It", 0, 7) == (std::vector<std::int64_t>{1, 2}));
        for (const char* text : {"3", "[1, 1e96]", "[8]", "{}"}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, json_integers(nlohmann::json::parse(text), "It", 0, 7));
        }
    }

    void reads_numbers() {
        QCOMPARE(json_number(nlohmann::json::parse("1e300"), "It"), 1e300);
        QCOMPARE(json_number(nlohmann::json::parse("1"), "It", 0, 1), 1.0);
        QVERIFY_THROWS_EXCEPTION(FormatError, json_number(nlohmann::json::parse("1.01"), "It", 0, 1));
        QVERIFY_THROWS_EXCEPTION(FormatError, json_number(nlohmann::json::parse("\"1\""), "It"));
        QVERIFY_THROWS_EXCEPTION(FormatError, json_number(nlohmann::json(std::nan("")), "It"));
    }

    void reads_seeds() {
        QCOMPARE(json_seed(nlohmann::json::parse("18446744073709551615"), "It"), ~std::uint64_t{0});
        for (const char* text : {"-1", "1.5", "1e30", "\"1\""}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, json_seed(nlohmann::json::parse(text), "It"));
        }
    }
};

DESTUDIO_CORE_TEST(JsonNumbersTest)

}  // namespace destudio::json_numbers_test

#include "json_numbers_test.moc"
