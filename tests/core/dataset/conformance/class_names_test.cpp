// SPDX-License-Identifier: Apache-2.0
// Class names with blanks, separators, quotes, markup and control characters: every format gives them back as they
// were, or refuses to write them in a sentence.
#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/format.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::class_names_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

const std::vector<std::string>& odd_names() {
    static const std::vector<std::string> names{
        " cat ",      "a: b",         "a:b:::",  "ratio: 1", "#tag",    "# tag", "background", "a, b",    "a;b",
        "a/b",        "a|b",          "a\\b",    "\"q\"",    "it's",    "''",    "a\tb",       "a\nb",    "\r",
        "\x01",       "\x7F",         "\u0085x", "\u2028x",  "\uFEFFx", "no",    "null",       "~",       "1",
        "1.0",        "<b>&amp;",     "]]>",     "&#10;",    "- a",     "[a]",   "{a: b}",     "%",       "@x",
        "true",       "0x1F",         "Straße",  "人",       "🚲 bike",  ".inf",  "..",         ".",       "con",
        "__ignore__", "_background_", "a  b",    "\ta",      "a ",      "-1 a",  "a 1",        "class_0", "default"};
    return names;
}

}  // namespace

class ClassNamesTest : public QObject {
    Q_OBJECT

private slots:
    void come_back_or_are_refused_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < all_formats().size(); ++i) {
            if (all_formats()[i]->capabilities().boxes) {
                QTest::newRow(all_formats()[i]->name().c_str()) << static_cast<int>(i);
            }
        }
    }

    void come_back_or_are_refused() {
        QFETCH(int, index);
        const DatasetFormat& format = *all_formats()[static_cast<std::size_t>(index)];
        std::string wrong;
        for (const std::string& name : odd_names()) {
            QTemporaryDir folder;
            const fs::path out = fs::path(folder.path().toStdString()) / "out";
            Dataset dataset;
            dataset.classes = {"first", name};
            dataset.images = {{1, "a.png", {40, 30}, "", true, ""}};
            dataset.annotations = {{1, 1, {2, 3, 20, 21}, false, {}, nlohmann::json::object()},
                                   {1, 0, {5, 5, 9, 9}, false, {}, nlohmann::json::object()}};
            try {
                format.write({dataset, painted(), out});
            } catch (const Error& error) {
                QVERIFY2(std::string(error.what()).size() > 20, error.what());
                QVERIFY(!fs::exists(out));
                continue;
            }
            const ReadResult read = open_dataset(format, out);
            std::vector<std::string> found;
            for (const Annotation& one : read.dataset.annotations) {
                found.push_back(read.dataset.classes.at(static_cast<std::size_t>(one.class_index)));
            }
            std::vector<std::string> classes = read.dataset.classes;
            std::sort(found.begin(), found.end());
            std::sort(classes.begin(), classes.end());
            std::vector<std::string> expected{"first", name};
            std::sort(expected.begin(), expected.end());
            if (found != expected || classes != expected) {
                wrong += nlohmann::json(name).dump() + " became " + nlohmann::json(classes).dump() + "\n";
            }
        }
        QVERIFY2(wrong.empty(), wrong.c_str());
    }
};

DESTUDIO_CORE_TEST(ClassNamesTest)

}  // namespace destudio::class_names_test

#include "class_names_test.moc"
