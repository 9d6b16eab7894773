// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/split.h"

#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "core/base/atomic_file.h"
#include "core/dataset/model/combine.h"
#include "core/dataset/report/statistics.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::split_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

Dataset variants(int references) {
    Dataset dataset;
    dataset.classes = {"cat"};
    for (int r = 0; r < references; ++r) {
        const std::string reference = "street_" + std::to_string(r);
        for (const std::string suffix : {"", "_r030_s7", "_r060_s7", "_r33p3333_s8", "_r060_s7_2"}) {
            Image image;
            image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
            image.file_name = "a/" + reference + suffix + ".png";
            image.size = {10, 10};
            dataset.images.push_back(image);
        }
    }
    return dataset;
}

}  // namespace

class SplitTest : public QObject {
    Q_OBJECT

private slots:
    void augmented_copies_of_one_picture_stay_together() {
        QCOMPARE(reference_of("a/photo0_jpg.rf.a2ef406e2c2351e0b9e80029c909242d.jpg", {}), std::string("photo0"));
        QCOMPARE(reference_of("photo0_PNG.rf.xYz12345AbCd.jpg", {}), std::string("photo0"));
        QCOMPARE(reference_of("photo0.rf.a2ef406e2c2351e0.jpg", {}), std::string("photo0"));
        QCOMPARE(reference_of("photo0_jpg_rf_a2ef406e2c2351e0b9e80029c909242d_2.jpg", {}), std::string("photo0"));
        QCOMPARE(reference_of("photo0_jpg.rf.a2ef406e2c2351e0_r030_s7.png", {}), std::string("photo0"));
        QCOMPARE(reference_of("scarf.rf.jpg", {}), std::string("scarf.rf"));
        Dataset dataset;
        for (int i = 0; i < 40; ++i) {
            Image image;
            image.id = i + 1;
            image.file_name = "photo" + std::to_string(i / 4) + "_jpg.rf.0123456789abcdef" + std::to_string(i) + ".jpg";
            dataset.images.push_back(image);
        }
        const Together together = assign_splits(dataset, {0.5, 0.3, 0.2}, 1);
        QCOMPARE(together.images, std::size_t{40});
        QCOMPARE(together.sources, std::size_t{10});
        std::map<std::string, std::set<std::string>> sides;
        for (const Image& image : dataset.images) {
            sides[image.file_name.substr(0, image.file_name.find("_jpg"))].insert(image.split);
        }
        for (const auto& [source, splits] : sides) {
            QVERIFY2(splits.size() == 1, source.c_str());
        }
    }

    void variants_of_one_reference_stay_together() {
        Dataset dataset = variants(40);
        assign_splits(dataset, {0.5, 0.25, 0.25}, 3);
        std::map<std::string, std::set<std::string>> sides;
        std::map<std::string, int> sizes;
        for (const Image& image : dataset.images) {
            sides[reference_of(image.file_name, {})].insert(image.split);
            ++sizes[image.split];
        }
        QCOMPARE(sides.size(), std::size_t{40});
        for (const auto& [reference, splits] : sides) {
            QVERIFY2(splits.size() == 1, reference.c_str());
        }
        QCOMPARE(sizes["train"], 100);
        QCOMPARE(sizes["val"], 50);
        QCOMPARE(sizes["test"], 50);
        Dataset again = variants(40);
        assign_splits(again, {0.5, 0.25, 0.25}, 3);
        Dataset other = variants(40);
        assign_splits(other, {0.5, 0.25, 0.25}, 4);
        int moved = 0;
        for (std::size_t i = 0; i < dataset.images.size(); ++i) {
            QCOMPARE(again.images[i].split, dataset.images[i].split);
            moved += other.images[i].split != dataset.images[i].split ? 1 : 0;
        }
        QVERIFY(moved > 0);
        assign_splits(dataset, {1, 0, 0}, 3);
        QCOMPARE(part_of(dataset, "train").images.size(), dataset.images.size());
        QVERIFY_EXCEPTION_THROWN(assign_splits(dataset, {0, 0, 0}, 3), UsageError);
        QVERIFY_EXCEPTION_THROWN(assign_splits(dataset, {1, -1, 0}, 3), UsageError);
    }

    void recipes_say_more_than_names() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_file_atomically(root / "recipes.jsonl",
                              std::string_view("{\"file_name\":\"images/x.png\",\"reference_hash\":\"abc\"}\nrubbish\n"
                                               "{\"file_name\":\"images/y.png\",\"reference_hash\":\"abc\"}\n"));
        const Lineage lineage = read_lineage(root);
        QCOMPARE(lineage.size(), std::size_t{2});
        QCOMPARE(reference_of("x.png", lineage), reference_of("sub/y.jpg", lineage));
        QVERIFY(read_lineage(root / "none").empty());
    }

    // A variant may know its reference by the content alone; the reference itself has only a name.
    void a_reference_stays_with_its_variants() {
        Dataset dataset;
        dataset.classes = {"cat"};
        Lineage lineage;
        for (int i = 0; i < 30; ++i) {
            const std::string hash = "hash" + std::to_string(i);
            const std::string stem = "scene" + std::to_string(i);
            for (const std::string& name : {stem, stem + "_r060_s7", "x" + std::to_string(i)}) {
                Image image;
                image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
                image.file_name = name + ".png";
                image.size = {10, 10};
                if (name != stem) {
                    image.attributes = {{"recipe", {{"reference_hash", hash}}}};
                }
                dataset.images.push_back(image);
            }
        }
        assign_splits(dataset, {0.5, 0.25, 0.25}, 3, lineage);
        for (std::size_t i = 0; i < dataset.images.size(); i += 3) {
            QCOMPARE(dataset.images[i + 1].split, dataset.images[i].split);
            QCOMPARE(dataset.images[i + 2].split, dataset.images[i].split);
        }
    }

    void counts_as_the_table_does() {
        Dataset dataset = sample_dataset();
        const Statistics counted = count(dataset);
        QCOMPARE(counted.images, std::size_t{3});
        QCOMPARE(counted.instances, std::size_t{2});
        QCOMPARE(counted.ignored, std::size_t{1});
        QCOMPARE(counted.empty_images, std::size_t{1});
        QCOMPARE(counted.unlabelled_images, std::size_t{0});
        QCOMPARE(counted.classes[0].medium, std::size_t{1});
        QCOMPARE(counted.classes[2].small, std::size_t{1});
        QCOMPARE(counted.images_with_boxes[1], std::size_t{2});
        Statistics before;
        before.images = 2;
        before.instances = 1;
        QVERIFY(statistics_text(counted, &before).find("1.50x") != std::string::npos);
        const auto json = statistics_json(counted, &before);
        QCOMPARE(json["scale_factors"]["instances"].get<double>(), 2.0);
        QCOMPARE(json["classes"][0]["name"].get<std::string>(), std::string("cat"));
        dataset.classes[0] = "a<script>&\"";
        for (const auto& [name, svg] : statistics_charts(count(dataset))) {
            QVERIFY2(svg.starts_with("<svg") && svg.find("<script") == std::string::npos, name.c_str());
        }
    }

    void merging_maps_classes_by_name() {
        Dataset all;
        append(all, sample_dataset(), "a/");
        Dataset other = sample_dataset();
        other.classes = {"no", "dog", "cat"};
        append(all, other, "b/", {{"dog", "cat"}, {"no", ""}});
        QVERIFY((all.classes == std::vector<std::string>{"cat", "Straßenbahn \"1\"", "no"}));
        QCOMPARE(all.images.size(), std::size_t{6});
        QCOMPARE(all.images[3].file_name, std::string("b/a/Größe 1.png"));
        QCOMPARE(all.annotations.size(), std::size_t{5});  // "no" was left out
        std::set<std::int64_t> ids;
        for (const Image& image : all.images) {
            ids.insert(image.id);
        }
        QCOMPARE(ids.size(), std::size_t{6});
        QCOMPARE(all.annotations[3].image_id, all.images[3].id);
        QCOMPARE(all.annotations[3].class_index, 0);
        QCOMPARE(all.annotations[4].class_index, 0);
    }
};

DESTUDIO_CORE_TEST(SplitTest)

}  // namespace destudio::split_test

#include "split_test.moc"
