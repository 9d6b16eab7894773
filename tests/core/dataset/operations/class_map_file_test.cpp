// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/class_map_file.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::class_map_file_test {

using dataset::read_class_map;

class ClassMapFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path put(std::string_view text) const {
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / "map.json";
        write_file_atomically(file, text);
        return file;
    }

private slots:
    void reads_new_names_and_those_to_leave_out() {
        const dataset::ClassMap map{{"bike", "bicycle"}, {"sign", ""}};
        QVERIFY(read_class_map(put(R"({"bike": "bicycle", "sign": ""})")) == map);
    }

    void refuses_what_is_no_table() {
        for (const char* text : {"[]", "3", R"({"bike": 3})", R"({"bike": "a", "bike": "b"})", "{"}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, read_class_map(put(text)));
        }
        QVERIFY_THROWS_EXCEPTION(IoError, read_class_map("/nowhere/map.json"));
    }
};

DESTUDIO_CORE_TEST(ClassMapFileTest)

}  // namespace destudio::class_map_file_test

#include "class_map_file_test.moc"
