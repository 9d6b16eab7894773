// SPDX-License-Identifier: Apache-2.0
// Every format against every other, on datasets made up from a seed.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/base/random.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/io/format.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::format_pairs_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

// What is compared, sorted, so that the order of a file does not matter.
struct Row {
    std::string image;
    std::string class_name;
    Box box;
    bool ignore = false;
    double score = -1;
    nlohmann::json attributes;
};

std::vector<Row> rows_of(const Dataset& dataset) {
    std::vector<Row> rows;
    const auto by_image = annotations_by_image(dataset);
    for (std::size_t i = 0; i < by_image.size(); ++i) {
        for (const std::size_t position : by_image[i]) {
            const Annotation& a = dataset.annotations[position];
            const fs::path name = dataset.images[i].file_name;
            rows.push_back({(name.parent_path() / name.stem()).string(),
                            dataset.classes.at(static_cast<std::size_t>(a.class_index)), a.box, a.ignore,
                            a.score.value_or(-1), a.attributes});
        }
    }
    // The images keep their order everywhere but where a folder is listed, so names come first.
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.image < b.image; });
    return rows;
}

Dataset made_up(std::uint64_t seed) {
    Random random(seed);
    Dataset dataset;
    dataset.classes = {"cat", "Straßenbahn \"1\"", "no", "a & <b>", "0"};
    const char* const names[] = {"a/Größe 1.png", "b.jpg", "c/images/e.png", "日本.png", "x y.jpg", "z.png"};
    const char* const splits[] = {"train", "val", "test"};
    for (std::int64_t id = 1; id <= 6; ++id) {
        Image image;
        image.id = id * 3;
        image.file_name = names[id - 1];
        image.size = {static_cast<int>(random.integer(20, 90)), static_cast<int>(random.integer(20, 90))};
        image.caption = random.chance(0.5) ? "Ein Satz, \"so\" 🐈" : "";
        image.confirmed = random.chance(0.6);
        image.split = splits[random.integer(0, 2)];
        if (random.chance(0.5)) {
            image.attributes = {{"state", "accepted"}, {"recipe", {{"seed", 7}, {"encode_ratio", 0.6}}}};
        }
        for (std::int64_t n = random.integer(0, 4); n > 0; --n) {
            Annotation a;
            a.image_id = image.id;
            a.class_index = static_cast<int>(random.integer(0, 4));
            const double x1 = std::round(random.uniform(0, image.size.width - 3) * 1e4) / 1e4;
            const double y1 = std::round(random.uniform(0, image.size.height - 3) * 1e4) / 1e4;
            a.box = {x1, y1, std::min<double>(image.size.width, x1 + 1 + std::round(random.uniform(0, 30) * 1e4) / 1e4),
                     std::min<double>(image.size.height, y1 + 1 + std::round(random.uniform(0, 30) * 1e4) / 1e4)};
            a.ignore = random.chance(0.2);
            if (random.chance(0.5)) {
                a.score = static_cast<double>(random.integer(0, 1000)) / 1000;
            }
            if (random.chance(0.5)) {
                a.attributes = {{"state", "edited"}, {"occluded", true},
                                {"weight", 2.5},     {"code", "0003"},
                                {"word", "true"},    {"recipe", {{"seed", 7}, {"ratios", {0.3, 0.6}}}}};
            }
            dataset.annotations.push_back(std::move(a));
        }
        dataset.images.push_back(std::move(image));
    }
    return dataset;
}

double worst_side(const Box& a, const Box& b) {
    return std::max({std::abs(a.x1 - b.x1), std::abs(a.y1 - b.y1), std::abs(a.x2 - b.x2), std::abs(a.y2 - b.y2)});
}

}  // namespace

class FormatPairsTest : public QObject {
    Q_OBJECT

    // Compares what both formats of a chain can hold.
    static void compare(const Dataset& before, const Dataset& after, const DatasetFormat& a, const DatasetFormat& b,
                        double tolerance) {
        auto expected = rows_of(before);
        const auto found = rows_of(after);
        if (!b.capabilities().ignore) {
            std::erase_if(expected, [](const Row& row) { return row.ignore; });
        }
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            const std::string what =
                a.name() + " to " + b.name() + ", row " + std::to_string(i) + " of " + found[i].image;
            if (b.capabilities().file_names) {
                QVERIFY2(found[i].image == expected[i].image, what.c_str());
                QVERIFY2(found[i].class_name == expected[i].class_name, what.c_str());
                QVERIFY2(worst_side(found[i].box, expected[i].box) <= tolerance,
                         (what + " is off by " + std::to_string(worst_side(found[i].box, expected[i].box))).c_str());
                QVERIFY2(!b.capabilities().ignore || found[i].ignore == expected[i].ignore, what.c_str());
                QVERIFY2(!b.capabilities().scores || std::abs(found[i].score - expected[i].score) < 1e-9, what.c_str());
                QVERIFY2(!b.capabilities().attributes || found[i].attributes == expected[i].attributes,
                         (what + found[i].attributes.dump()).c_str());
            }
        }
        if (b.capabilities().class_list) {
            QVERIFY2(after.classes == before.classes, b.name().c_str());
        }
        QCOMPARE(after.images.size(), before.images.size());
        for (std::size_t i = 0; b.capabilities().file_names && i < after.images.size(); ++i) {
            const fs::path name = after.images[i].file_name;
            const auto same = std::find_if(before.images.begin(), before.images.end(), [&](const Image& image) {
                return fs::path(image.file_name).replace_extension() == fs::path(name).replace_extension();
            });
            QVERIFY2(same != before.images.end(), name.c_str());
            QVERIFY2(same->size == after.images[i].size, name.c_str());
            QVERIFY2(!b.capabilities().captions || same->caption == after.images[i].caption, name.c_str());
            QVERIFY2(!b.capabilities().splits || same->split == after.images[i].split, name.c_str());
            QVERIFY2(!b.capabilities().unlabelled || same->confirmed == after.images[i].confirmed, name.c_str());
            QVERIFY2(!b.capabilities().image_attributes || same->attributes == after.images[i].attributes,
                     name.c_str());
        }
    }

private slots:
    void every_pair_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (std::size_t i = 0; i < all_formats().size(); ++i) {
            for (std::size_t j = 0; j < all_formats().size(); ++j) {
                QTest::newRow((all_formats()[i]->name() + "-" + all_formats()[j]->name()).c_str()) << int(i) << int(j);
            }
        }
    }

    void every_pair() {
        QFETCH(int, from);
        QFETCH(int, to);
        const DatasetFormat& a = *all_formats()[static_cast<std::size_t>(from)];
        const DatasetFormat& b = *all_formats()[static_cast<std::size_t>(to)];
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const Dataset original = made_up(static_cast<std::uint64_t>(from * 100 + to));
        const auto write = [&](const DatasetFormat& format, const Dataset& dataset, const ImageSource& images,
                               const char* name) {
            format.write({dataset, images, root / name});
            const auto issues = check_export(format, root / name);
            QVERIFY2(issues.empty(), issues.empty() ? "" : (issues[0].where + ": " + issues[0].what).c_str());
            QCOMPARE(recognise_format(root / name).name(), format.name());
        };
        write(a, original, painted(), "first");
        const ReadResult first = a.read(root / "first", {});
        if (a.capabilities().boxes) {
            compare(original, first.dataset, a, a, a.capabilities().fractions ? 0.001 : 0.51);
        }
        if (!a.capabilities().boxes && b.name() == "yolo") {  // loaders refuse a YOLO dataset without classes
            QVERIFY_EXCEPTION_THROWN(b.write({first.dataset, ImageSource::folder(first.image_folder), root / "second"}),
                                     UsageError);
            QVERIFY(!fs::exists(root / "second"));
            return;
        }
        write(b, first.dataset, ImageSource::folder(first.image_folder), "second");
        const ReadResult second = b.read(root / "second", {});
        if (!b.capabilities().boxes) {
            QCOMPARE(second.dataset.annotations.size(), std::size_t{0});
            QCOMPARE(second.dataset.images.size(), original.images.size());
            return;
        }
        compare(first.dataset, second.dataset, a, b, b.capabilities().fractions ? 0.001 : 0.51);
        // Import, export, import is the identity.
        write(b, second.dataset, ImageSource::folder(second.image_folder), "third");
        const ReadResult third = b.read(root / "third", {});
        compare(second.dataset, third.dataset, b, b, 1e-6);
    }

    void whole_pixels_survive_everywhere() {
        Dataset dataset = made_up(5);
        for (Annotation& a : dataset.annotations) {
            a.box = {std::floor(a.box.x1), std::floor(a.box.y1), std::floor(a.box.x1) + 2, std::floor(a.box.y1) + 2};
        }
        for (const auto& format : all_formats()) {
            if (format->capabilities().boxes) {
                QTemporaryDir folder;
                const fs::path root = folder.path().toStdString();
                format->write({dataset, painted(), root / "out"});
                const auto read = format->read(root / "out", {});
                auto expected = rows_of(dataset);
                if (!format->capabilities().ignore) {
                    std::erase_if(expected, [](const Row& row) { return row.ignore; });
                }
                const auto found = rows_of(read.dataset);
                QCOMPARE(found.size(), expected.size());
                double sum = 0;
                for (std::size_t i = 0; i < found.size(); ++i) {
                    sum += found[i].box.area() - expected[i].box.area();
                }
                QVERIFY2(std::abs(sum) < 0.01, format->name().c_str());
            }
        }
    }

    void says_what_is_lost() {
        const Dataset dataset = made_up(3);
        QVERIFY(losses(dataset, find_format("coco")).empty());
        QVERIFY(losses(dataset, find_format("labelme")).empty());
        const auto createml = losses(dataset, find_format("createml"));
        QVERIFY(createml.size() >= 5);
        const auto folder = losses(dataset, find_format("image_folder"));
        QVERIFY(folder[0].what.find("boxes are left out") != std::string::npos);
        const auto rounds = [&dataset](VocBoxStyle style) {
            const auto lost = losses(dataset, find_format("voc"), {style, 95});
            return std::any_of(lost.begin(), lost.end(),
                               [](const Issue& issue) { return issue.what.find("rounded") != std::string::npos; });
        };
        QVERIFY(rounds(VocBoxStyle::kInclusive1));
        QVERIFY(!rounds(VocBoxStyle::kZeroBased));
        QVERIFY(error_of([] { find_format("nothing"); }).find("label_studio") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(FormatPairsTest)

}  // namespace destudio::format_pairs_test

#include "format_pairs_test.moc"
