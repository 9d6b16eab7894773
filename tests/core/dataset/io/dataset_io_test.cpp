// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/dataset_io.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/dataset/io/export_check.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::dataset_io_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

class DatasetIoTest : public QObject {
    Q_OBJECT

private slots:
    void every_format_converts_to_every_other() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        Dataset dataset = sample_dataset();
        dataset.annotations[1].ignore = false;
        const std::string formats[] = {"coco", "voc", "yolo"};
        for (const std::string& from : formats) {
            const fs::path first = root / from;
            find_format(from).write({dataset, painted(), first});
            const ReadResult opened = open_dataset(find_format(from), first);
            QCOMPARE(opened.issues.size(), std::size_t{0});
            for (const std::string& name : formats) {
                const DatasetFormat& to = find_format(name);
                const fs::path second = root / (from + "-" + name);
                to.write({opened.dataset, ImageSource::folder(opened.image_folder), second});
                QCOMPARE(check_export(to, second).size(), std::size_t{0});
                const Dataset last = open_dataset(to, second).dataset;
                QVERIFY(last.classes == dataset.classes);
                QCOMPARE(last.images.size(), std::size_t{3});
                QCOMPARE(last.annotations.size(), std::size_t{3});
            }
        }
    }

    void the_check_finds_what_loaders_stumble_over() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        find_format("coco").write({sample_dataset(), painted(), root});
        const fs::path file = root / "annotations.json";
        const auto sound = read_json(file);
        const auto problems_after = [&](const std::function<void(nlohmann::json&)>& change) {
            auto json = sound;
            change(json);
            write_file_atomically(file, json.dump());
            return check_export(find_format("coco"), root).size();
        };
        const auto ascii = [&](const std::function<void(nlohmann::json&)>& change) {
            auto json = sound;
            change(json);
            write_file_atomically(file, json.dump(-1, ' ', true));
            return check_export(find_format("coco"), root).size();
        };
        QCOMPARE(ascii([](auto&) {}), std::size_t{0});
        QCOMPARE(problems_after([](auto&) {}), std::size_t{1});  // letters outside ASCII
        QCOMPARE(ascii([](auto& j) { j["annotations"][0]["id"] = 0; }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j["annotations"][0].erase("area"); }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j["annotations"][0]["ignore"] = 1; }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j.erase("licenses"); }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j["categories"][0].erase("supercategory"); }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j["images"][0]["width"] = 61; }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j["images"][0]["file_name"] = "gone.png"; }), std::size_t{1});
        QCOMPARE(ascii([](auto& j) { j["annotations"][0]["bbox"] = {0, 0, 70, 40}; }), std::size_t{1});
    }

    void says_what_is_wrong() {
        QVERIFY_EXCEPTION_THROWN(find_format("pictures"), UsageError);
        QVERIFY(error_of([] { open_dataset(find_format("coco"), "/nowhere"); }).find("/nowhere") != std::string::npos);
        QTemporaryDir folder;
        QVERIFY(error_of([&] {
                    open_dataset(find_format("coco"), folder.path().toStdString());
                }).find("annotations.json") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(DatasetIoTest)

}  // namespace destudio::dataset_io_test

#include "dataset_io_test.moc"
