// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::json_test {

using destudio::FormatError;
using destudio::parse_json;

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void skips_a_byte_order_mark() { QCOMPARE(parse_json("\xEF\xBB\xBF{\"a\":1}", "x")["a"].get<int>(), 1); }

    void refuses_duplicate_keys_in_one_object_only() {
        QVERIFY_EXCEPTION_THROWN(parse_json(R"({"a":1,"a":2})", "x"), FormatError);
        QCOMPARE(parse_json(R"([{"a":1},{"a":2}])", "x").size(), std::size_t{2});
    }

    void refuses_deep_nesting() {
        const std::string deep = std::string(1000, '[') + std::string(1000, ']');
        QVERIFY_EXCEPTION_THROWN(parse_json(deep, "x"), FormatError);
    }

    void names_the_source() {
        try {
            parse_json("{", "file.json");
            QFAIL("no error");
        } catch (const FormatError& error) {
            QVERIFY(std::string(error.what()).starts_with("file.json is not valid JSON"));
        }
    }
};

DESTUDIO_TEST(JsonTest)

}  // namespace destudio::json_test

#include "json_test.moc"
