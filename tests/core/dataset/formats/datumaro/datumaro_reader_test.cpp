// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/core/dataset/dataset_folder.h"
#include "tests/support/test_main.h"

namespace destudio::datumaro_reader_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

class DatumaroReaderTest : public QObject {
    Q_OBJECT

    static std::string subset(const std::string& items, const char* labels = "{\"name\":\"cat\"},{\"name\":\"dog\"}") {
        return std::string("{\"dm_format_version\":\"1.0\",\"categories\":{\"label\":{\"labels\":[") + labels +
               "]}},\"items\":[" + items + "]}";
    }
    static constexpr const char* kBox =
        "{\"type\":\"bbox\",\"label_id\":0,\"group\":0,\"attributes\":{},\"bbox\":[10,10,20,20]}";

private slots:
    void pictures_are_found_by_the_id_of_their_item() {
        const DatasetFolder folder;
        folder.picture("images/default/a.jpg");
        folder.picture("images/default/below/b.c.jpg");
        folder.put("annotations/default.json",
                   subset(std::string("{\"id\":\"a\",\"annotations\":[") + kBox +
                          "]},{\"id\":\"below/b.c\",\"annotations\":[],\"media\":{\"path\":\"\"}}"));
        const auto found = folder.read("datumaro");
        QCOMPARE(found.issues.size(), std::size_t{0});
        QCOMPARE(boxes_of(found, image_named(found, "a.jpg")), std::string("cat 10,10,30,30"));
        image_named(found, "below/b.c.jpg");
    }

    void subsets_are_splits_and_other_files_are_passed_over() {
        const DatasetFolder folder;
        for (const char* name : {"Train", "validation", "TEST", "night"}) {
            folder.picture(std::filesystem::path("images") / name / "a.jpg");
            folder.put(std::filesystem::path("annotations") / (std::string(name) + ".json"),
                       subset("{\"id\":\"a\",\"annotations\":[],\"image\":{\"path\":\"a.jpg\",\"size\":[100,100]}}"));
        }
        folder.put("annotations/._Train.json", "rubbish");
        folder.put("annotations/A-notes.json", "{\"by\":\"me\"}");
        QCOMPARE(recognise_format(folder.root()).name(), std::string("datumaro"));
        const auto found = folder.read("datumaro");
        QCOMPARE(found.dataset.images.size(), std::size_t{4});
        QCOMPARE(image_named(found, "Train/a.jpg").split, std::string("train"));
        QCOMPARE(image_named(found, "validation/a.jpg").split, std::string("val"));
        QCOMPARE(image_named(found, "TEST/a.jpg").split, std::string("test"));
        QVERIFY(image_named(found, "night/a.jpg").split.empty());
    }

    void what_is_not_kept_is_told_by_its_kind() {
        const DatasetFolder folder;
        folder.picture("images/default/a.jpg");
        folder.put("annotations/default.json",
                   subset(std::string("{\"id\":\"a\",\"annotations\":[") + kBox +
                              ",{\"type\":\"label\",\"label_id\":1},{\"type\":\"mask\",\"label_id\":0},"
                              "{\"type\":\"points\",\"label_id\":0},{\"type\":\"points\",\"label_id\":0},"
                              "{\"type\":\"bbox\",\"label_id\":7,\"bbox\":[1,1,2,2]}]}",
                          "{\"name\":\"cat\"},{\"name\":\"dog\"},{\"name\":\"cat\"}"));
        const auto found = folder.read("datumaro");
        QVERIFY(tells(found, "1 annotations of type \"mask\""));
        QVERIFY(tells(found, "2 annotations of type \"points\""));
        QVERIFY(tells(found, "\"cat\" is listed twice"));
        QVERIFY(tells(found, "has no label"));
        QCOMPARE(found.dataset.images.at(0).attributes["tags"], nlohmann::json({"dog"}));
    }
};

DESTUDIO_CORE_TEST(DatumaroReaderTest)

}  // namespace destudio::datumaro_reader_test

#include "datumaro_reader_test.moc"
