// SPDX-License-Identifier: Apache-2.0
// What leaks between splits is told by validate, and refused by split and merge.
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/imgproc.hpp>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::leak_commands_test {

namespace fs = std::filesystem;
using destudio::test::run_cli;

class LeakCommandsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    fs::path path(const QString& name) const { return in(name).toStdString(); }

    static cv::Mat blots(std::uint64_t seed) {
        Random random(seed);
        cv::Mat picture(96, 128, CV_8UC3, cv::Scalar(random.uniform(0, 200), random.uniform(0, 200), 90));
        for (int i = 0; i < 14; ++i) {
            const cv::Point at(static_cast<int>(random.integer(0, 128)), static_cast<int>(random.integer(0, 96)));
            cv::circle(picture, at, static_cast<int>(random.integer(6, 22)),
                       cv::Scalar(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255)), cv::FILLED);
        }
        return picture;
    }
    struct Entry {
        std::string name;
        std::string split;
        std::uint64_t seed = 0;
        bool generated = false;
    };
    void put(const QString& folder, const std::vector<Entry>& entries) const {
        nlohmann::json coco = {{"info", nlohmann::json::object()},
                               {"licenses", nlohmann::json::array()},
                               {"images", nlohmann::json::array()},
                               {"annotations", nlohmann::json::array()},
                               {"categories", {{{"id", 1}, {"name", "cat"}, {"supercategory", "a"}}}}};
        for (const Entry& entry : entries) {
            const SourceMark mark = entry.generated ? variant_mark(0.6, {}) : SourceMark{};
            save_png(path(folder) / "images" / entry.name, blots(entry.seed), mark_texts(mark));
            nlohmann::json image = {
                {"id", coco["images"].size() + 1}, {"file_name", entry.name}, {"width", 128}, {"height", 96}};
            if (!entry.split.empty()) {
                image["split"] = entry.split;
            }
            coco["images"].push_back(image);
        }
        write_file_atomically(path(folder) / "annotations.json", coco.dump());
    }
    std::map<std::string, std::string> splits_in(const QString& folder) const {
        std::map<std::string, std::string> splits;
        const auto coco = read_json(path(folder) / "annotations.json");
        for (const auto& image : coco.at("images")) {
            splits[image.at("file_name").get<std::string>()] = image.at("split").get<std::string>();
        }
        return splits;
    }

private slots:
    void validate_names_the_files() {
        put("leaky", {{"a.png", "train", 1},
                      {"b.png", "val", 1},
                      {"c.png", "test", 2},
                      {"c_r050_s1.png", "train", 3},
                      {"d.png", "test", 4, true}});
        const auto result = run_cli({"validate", "--in", in("leaky")});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.out.contains("b.png: It is in val, but looks like a.png of train"), qPrintable(result.out));
        QVERIFY(result.out.contains("c.png: It is in test, but c_r050_s1.png of train was made of the same picture"));
        QVERIFY(result.out.contains("d.png: It was generated, but is in test"));
        QVERIFY(result.out.contains("3 problems"));
        const auto allowed =
            run_cli({"validate", "--in", in("leaky"), "--allow-leaks", "source,near-duplicate,generated"});
        QVERIFY2(allowed.status == 0, qPrintable(allowed.out));
        put("sound", {{"a.png", "train", 1}, {"b.png", "val", 2}});
        QCOMPARE(run_cli({"validate", "--in", in("sound")}).status, 0);
    }

    void split_keeps_together_what_looks_alike_and_generated_pictures_in_train() {
        std::vector<Entry> entries;
        for (std::uint64_t i = 0; i < 12; ++i) {
            const std::string name = "p" + std::to_string(i);
            entries.push_back({name + ".png", "", i});
            entries.push_back({name + " again.png", "", i});
        }
        for (std::uint64_t i = 0; i < 4; ++i) {
            entries.push_back({"p" + std::to_string(i) + "_r060_s1.png", "", 100 + i});
        }
        put("mixed", entries);
        const auto result =
            run_cli({"split", "--in", in("mixed"), "--out", in("parts"), "--shares", "0.5,0.25,0.25", "--seed", "3"});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto splits = splits_in("parts");
        QCOMPARE(splits.size(), entries.size());
        std::set<std::string> seen;
        for (int i = 0; i < 12; ++i) {
            const std::string name = "p" + std::to_string(i);
            QCOMPARE(splits.at(name + " again.png"), splits.at(name + ".png"));
            if (i < 4) {
                QCOMPARE(splits.at(name + "_r060_s1.png"), std::string("train"));
                QCOMPARE(splits.at(name + ".png"), std::string("train"));
            }
            seen.insert(splits.at(name + ".png"));
        }
        QCOMPARE(seen.size(), std::size_t{3});
        QVERIFY2(result.err.contains("4 generated pictures are in train"), qPrintable(result.err));
        QCOMPARE(run_cli({"validate", "--in", in("parts")}).status, 0);
    }

    void split_refuses_a_test_set_of_generated_pictures() {
        put("all", {{"a_r060_s1.png", "", 1}, {"b_r060_s1.png", "", 2}, {"c_r060_s1.png", "", 3}});
        const auto refused = run_cli({"split", "--in", in("all"), "--out", in("refused"), "--shares", "0.4,0.3,0.3"});
        QCOMPARE(refused.status, 2);
        QCOMPARE(refused.error_lines().last().count("--allow-leaks generated"), 1);
        QVERIFY(!fs::exists(path("refused") / "annotations.json"));
        const auto asked = run_cli({"split", "--in", in("all"), "--out", in("asked"), "--shares", "0.4,0.3,0.3",
                                    "--allow-leaks", "generated"});
        QVERIFY2(asked.status == 0, qPrintable(asked.err));
        QVERIFY(asked.err.contains("generated pictures are in val or test, as --allow-leaks says"));
        const auto train = run_cli({"split", "--in", in("all"), "--out", in("train"), "--shares", "1,0,0"});
        QVERIFY2(train.status == 0, qPrintable(train.err));
    }

    void merge_refuses_what_only_merging_makes_leak() {
        put("photos", {{"a.png", "test", 1}, {"b.png", "train", 2}});
        put("more", {{"c.png", "train", 1}, {"a.png", "train", 7}});
        const QStringList merge{"merge", "--in", in("photos"), "--in", in("more"), "--out", in("together")};
        const auto refused = run_cli(merge);
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("photos/a.png of test and more/c.png of train"), qPrintable(refused.err));
        QVERIFY(!fs::exists(path("together") / "annotations.json"));
        const auto asked = run_cli(merge + QStringList{"--allow-leaks", "near-duplicate"});
        QVERIFY2(asked.status == 0, qPrintable(asked.err));
    }
};

DESTUDIO_CORE_TEST(LeakCommandsTest)

}  // namespace destudio::leak_commands_test

#include "leak_commands_test.moc"
