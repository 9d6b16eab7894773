// SPDX-License-Identifier: Apache-2.0
// A dataset at another threshold, from the detections that were stored with it.
#include "core/engine/generation/detection_pool.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/recipe/variant_annotations.h"
#include "tests/support/test_main.h"

namespace destudio::detection_pool_test {

namespace fs = std::filesystem;

class DetectionPoolTest : public QObject {
    Q_OBJECT

private slots:
    void another_threshold_takes_other_boxes_and_leaves_a_persons_alone() {
        const std::vector<Detection> found{{{1, 2, 11, 12}, 0, 0.8}, {{3, 4, 13, 24}, 1, 0.2}, {{0, 0, 9, 9}, 1, 0.06}};
        Recipe recipe;
        recipe.size = {64, 64};
        dataset::Dataset dataset;
        dataset.classes = {"cat", "dog"};
        append_variant(dataset, "images/a_r060_s1.png", "a.png", recipe, found, 0.3);
        append_variant(dataset, "other.png", "other.png", recipe, found, 0.3);
        QCOMPARE(dataset.annotations.size(), std::size_t{2});
        const fs::path file = root() / "detections.jsonl";
        write_file_atomically(file, detection_line("a_r060_s1.png", found, dataset.classes));
        auto lower = dataset;
        const auto change = apply_threshold(lower, read_detection_pool(file, 0.1), 0.1);
        QCOMPARE(lower.annotations.size(), std::size_t{3});
        QCOMPARE(lower.annotations[1].class_index, 1);
        QCOMPARE(*lower.annotations[1].score, 0.2);
        QVERIFY(lower.annotations[1].box == found[1].box);
        QCOMPARE(change.not_in_pool, std::size_t{1});
        // Back again, it is what it was.
        apply_threshold(lower, read_detection_pool(file, 0.3), 0.3);
        QCOMPARE(lower.annotations.size(), dataset.annotations.size());
        auto edited = dataset;
        edited.annotations[0].attributes["state"] = "accepted";
        auto pool = read_detection_pool(file, 0.9);
        pool.keeps_empty = false;
        const auto kept = apply_threshold(edited, pool, 0.9);
        QCOMPARE(kept.boxes_by_hand, std::size_t{1});
        QCOMPARE(edited.images.size(), std::size_t{2});
        auto emptied = dataset;
        QCOMPARE(apply_threshold(emptied, pool, 0.9).images_left_out, std::size_t{1});
        QCOMPARE(emptied.images.size(), std::size_t{1});
    }

    void a_damaged_line_is_named() {
        const fs::path file = root() / "bad.jsonl";
        for (const char* line :
             {"{", "{}", R"({"file_name": "a.png", "detections": [{"class": "cat"}]})",
              R"({"file_name": "a.png", "detections": [{"class": "cat", "score": 2, "box": [0,0,1,1]}]})",
              R"({"file_name": "a.png", "detections": [{"class": "cat", "score": 1, "box": [1,0,1,1]}]})"}) {
            write_file_atomically(file,
                                  std::string(R"({"file_name": "b.png", "detections": []})") + "\n" + line + "\n");
            try {
                read_detection_pool(file, 0.1);
                QFAIL(line);
            } catch (const FormatError& error) {
                QVERIFY2(std::string(error.what()).find("bad.jsonl, line 2") != std::string::npos, error.what());
            }
        }
    }

private:
    fs::path root() const { return m_folder.path().toStdString(); }
    QTemporaryDir m_folder;
};

DESTUDIO_CORE_TEST(DetectionPoolTest)

}  // namespace destudio::detection_pool_test

#include "detection_pool_test.moc"
