// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_read.h"

#include <QtTest/QtTest>
#include <map>
#include <vector>
#include "tests/support/test_main.h"

namespace destudio::json_read_test {

class JsonReadTest : public QObject {
    Q_OBJECT

    template <class T>
    static bool reads(const char* text, T expected) {
        T value{};
        return json_read(nlohmann::json::parse(text), value) && value == expected;
    }
    template <class T>
    static bool refuses(const char* text) {
        T value{};
        return !json_read(nlohmann::json::parse(text), value) && value == T{};
    }

private slots:
    void reads_what_fits() {
        QVERIFY(reads<std::int64_t>("-9223372036854775808", std::numeric_limits<std::int64_t>::min()));
        QVERIFY(reads<std::uint64_t>("18446744073709551615", ~std::uint64_t{0}));
        QVERIFY(reads<int>("-7", -7));
        QVERIFY(reads<double>("1e300", 1e300));
        QVERIFY(reads<bool>("true", true));
        QVERIFY(reads<std::string>("\"a\"", "a"));
        QVERIFY((reads<std::vector<std::int64_t>>("[1, 2]", {1, 2})));
        QVERIFY((reads<std::vector<std::vector<int>>>("[[1], [2, 3]]", {{1}, {2, 3}})));
        QVERIFY((reads<std::map<std::string, int>>(R"({"a": 1})", {{"a", 1}})));
        QVERIFY(reads<nlohmann::json>("[1e300]", nlohmann::json::parse("[1e300]")));
    }

    void falls_back_where_a_member_is_none() {
        const auto json = nlohmann::json::parse(R"({"a": 3, "b": "x", "c": 1e40})");
        QCOMPARE(json_value(json, "a", 7), 3);
        QCOMPARE(json_value(json, "b", 7), 7);
        QCOMPARE(json_value(json, "c", 7), 7);
        QCOMPARE(json_value(json, "d", 7), 7);
        QCOMPARE(json_value<std::string>(json, "b", {}), std::string("x"));
        QCOMPARE(json_value(nlohmann::json::array(), "a", 7), 7);
        QCOMPARE(json_value(nlohmann::json(), "a", 7), 7);
    }

    void refuses_what_does_not() {
        for (const char* text : {"1e40", "2.5", "2.0", "2147483648", "-2147483649", "true", "\"3\"", "null", "[3]"}) {
            QVERIFY2(refuses<int>(text), text);
        }
        QVERIFY(refuses<std::uint64_t>("-1"));
        QVERIFY(refuses<std::int64_t>("9223372036854775808"));
        QVERIFY(refuses<std::vector<std::int64_t>>("[1, 1e40]"));
        QVERIFY(refuses<std::vector<std::int64_t>>("3"));
        QVERIFY(refuses<std::vector<std::vector<int>>>("[[1], [2.5]]"));
        QVERIFY((refuses<std::map<std::string, std::int64_t>>(R"({"a": 1, "b": 1e40})")));
        QVERIFY((refuses<std::map<std::string, std::vector<int>>>(R"({"a": [1, 2.5]})")));
        QVERIFY(refuses<double>("\"3\""));
    }
};

DESTUDIO_CORE_TEST(JsonReadTest)

}  // namespace destudio::json_read_test

#include "json_read_test.moc"
