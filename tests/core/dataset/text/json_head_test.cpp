// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/dataset/text/base64.h"
#include "core/dataset/text/json_head.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"
#include "tests/core/dataset/dataset_folder.h"
#include "tests/support/test_main.h"

namespace destudio::json_head_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

class JsonHeadTest : public QObject {
    Q_OBJECT

private slots:
    void long_texts_are_passed_over_wherever_they_are_cut() {
        const DatasetFolder folder;
        // The 1024 letters that are kept end before, within and behind an escape.
        for (const std::size_t length : {1022U, 1023U, 1024U, 1025U, 200'000U}) {
            for (const char* end : {"", "\\\\", "\\\"", "\\\\\\\""}) {
                folder.put("a.json", "{\"long\":\"" + std::string(length, 'x') + end + std::string(100, 'y') + end +
                                         "\",\"behind\":[1]}");
                const JsonHead head = read_json_head(folder.root() / "a.json");
                QVERIFY(head.is_object());
                QCOMPARE(head.value_of("behind"), '[');
                QCOMPARE(head.keys.size(), std::size_t{2});
            }
        }
    }

    void only_the_beginning_of_other_files_is_read() {
        const DatasetFolder folder;
        std::string numbers = "{\"first\":[";
        for (int i = 0; i < 100'000; ++i) {
            numbers += "12,";
        }
        folder.put("a.JSON", numbers + "1],\"behind\":1}");
        const JsonHead head = read_json_head(folder.root() / "a.JSON");
        QVERIFY(head.has("first") && !head.has("behind"));
        QCOMPARE(read_long_head(folder.root() / "a.JSON").size(), std::size_t{64} << 10U);
        QVERIFY(read_long_head(folder.root()).empty());
        QVERIFY(read_long_head(folder.root() / "none").empty());
    }

    void base64_is_decoded() {
        QCOMPARE(decode_base64("QUJD"), std::optional<std::string>("ABC"));
        QCOMPARE(decode_base64("QUI="), std::optional<std::string>("AB"));
        QCOMPARE(decode_base64("QQ"), std::optional<std::string>("A"));
        QCOMPARE(decode_base64("data:image/png;base64,QU\nI="), std::optional<std::string>("AB"));
        QCOMPARE(decode_base64("-_8="), std::optional<std::string>("\xFB\xFF"));
        QCOMPARE(decode_base64(""), std::optional<std::string>(""));
        for (const char* text : {"Q", "QU%D", "QQ==QQ", "data:image/png,x"}) {
            QVERIFY2(!decode_base64(text), text);
        }
    }

    void leftovers_are_known_by_their_names() {
        for (const char* name : {".DS_Store", "a/._b.jpg", "thumbs.DB", "Desktop.ini", "__MACOSX", "@eaDir"}) {
            QVERIFY2(is_leftover(name), name);
        }
        for (const char* name : {"a.jpg", ".hidden/a.jpg", "thumbs", "MACOSX"}) {
            QVERIFY2(!is_leftover(name), name);
        }
    }
};

DESTUDIO_CORE_TEST(JsonHeadTest)

}  // namespace destudio::json_head_test

#include "json_head_test.moc"
