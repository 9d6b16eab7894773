// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/class_list_file.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::class_list_file_test {

using detection::read_class_list;

class ClassListFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path put(const char* name, std::string_view text) const {
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / name;
        write_file_atomically(file, text);
        return file;
    }

private slots:
    void reads_a_name_a_line() {
        const std::vector<std::string> names{"cat", "potted plant"};
        QVERIFY(read_class_list(put("a.txt", "cat\r\n\n  \npotted plant \t\n")) == names);
        QVERIFY(read_class_list(put("b.names",
                                    "\xEF\xBB\xBF"
                                    "cat\npotted plant")) == names);
    }

    void reads_json_and_coco() {
        const std::vector<std::string> names{"cat", "dog"};
        QVERIFY(read_class_list(put("a.json", R"(["cat", {"id": 7, "name": "dog"}])")) == names);
        QVERIFY(read_class_list(put("a.json", R"({"classes": ["cat", "dog"]})")) == names);
        QVERIFY(read_class_list(put("a.json", R"({"categories": [{"name": "cat"}, {"name": "dog"}]})")) == names);
    }

    void refuses_what_is_no_list() {
        for (const char* text : {"3", "{}", "[3]", R"([{"id": 1}])", R"({"classes": "cat"})"}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, read_class_list(put("a.json", text)));
        }
        QVERIFY_THROWS_EXCEPTION(IoError, read_class_list("/nowhere/names.txt"));
    }
};

DESTUDIO_CORE_TEST(ClassListFileTest)

}  // namespace destudio::class_list_file_test

#include "class_list_file_test.moc"
