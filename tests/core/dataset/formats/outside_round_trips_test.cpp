// SPDX-License-Identifier: Apache-2.0
// Datasets that other tools wrote, through every pair of formats: what both can hold comes back the same, and what one
// of them cannot hold was told. The datasets are no part of the repository: skipped where they are missing.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/dataset/images/export_names.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/io/format.h"
#include "tests/support/outside_data.h"
#include "tests/support/test_main.h"

namespace destudio::outside_round_trips_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;

namespace {

struct OutsideSet {
    const char* path;
    const char* format;
    const char* images;
};

constexpr OutsideSet kSets[] = {
    {"bccd/BCCD", "voc", ""},
    {"tiny_coco/tiny_coco", "coco", ""},
    {"coco128_lightly/object_detection", "yolo", "coco128_lightly/images"},
    {"coco128_lightly/instance_segmentation", "yolo", "coco128_lightly/images"},
    {"fizyr_testdata/pascal", "voc", ""},
    {"labelme_bbox/examples/bbox_detection/data_annotated", "labelme", ""},
    {"datumaro_assets/tests/assets/cvat_dataset/for_images/export_project", "cvat", ""},
    {"datumaro_assets/tests/assets/roboflow_dataset/createml", "createml", ""},
    {"datumaro_assets/tests/assets/roboflow_dataset/coco", "coco", ""},
    {"datumaro_assets/tests/assets/coco_dataset/coco_instances", "coco", ""},
    {"datumaro_assets/tests/assets/datumaro_dataset/legacy", "datumaro", ""},
};

// Images whose picture is there and of the size that the dataset says, at most `most` of them, with their boxes.
Dataset with_pictures(const ReadResult& read, std::size_t most) {
    Dataset some = without_images(read.dataset);
    const auto boxes = annotations_by_image(read.dataset);
    const std::size_t step = std::max<std::size_t>(1, read.dataset.images.size() / most);
    for (std::size_t i = 0; i < read.dataset.images.size() && some.images.size() < most; i += step) {
        const Image& image = read.dataset.images[i];
        std::error_code ec;
        if (image.size.width <= 0 || !fs::is_regular_file(read.image_folder / image.file_name, ec)) {
            continue;
        }
        some.images.push_back(image);
        for (const std::size_t position : boxes[i]) {
            some.annotations.push_back(read.dataset.annotations[position]);
        }
    }
    return some;
}

struct OutsideRow {
    std::string class_name;
    Box box;
    bool ignore = false;
    double score = -1;
    nlohmann::json attributes;
    bool has_outline = false;
};

// The boxes of an image in an order that does not depend on the file.
std::vector<OutsideRow> rows_of_image(const Dataset& dataset, const std::vector<std::size_t>& positions,
                                      const DatasetFormat& format) {
    std::vector<OutsideRow> rows;
    for (const std::size_t position : positions) {
        const Annotation& one = dataset.annotations[position];
        if (one.ignore && !format.capabilities().ignore) {
            continue;
        }
        OutsideRow row{dataset.classes.at(static_cast<std::size_t>(one.class_index)),
                       one.box,
                       one.ignore,
                       format.capabilities().scores ? one.score.value_or(-1) : -1,
                       nlohmann::json::object(),
                       !one.outline.empty()};
        for (const auto& [key, value] : one.attributes.items()) {
            if (format.holds_attribute(key)) {
                row.attributes[key] = value;
            }
        }
        rows.push_back(std::move(row));
    }
    const auto key = [](const OutsideRow& row) {
        return std::tuple(row.class_name, row.ignore, std::round(row.box.x1), std::round(row.box.y1),
                          std::round(row.box.x2), std::round(row.box.y2), row.attributes.dump());
    };
    std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return rows;
}

// labelme says that shapes are parts of one object by a group that they had not before.
bool same_attributes(nlohmann::json found, const nlohmann::json& wanted) {
    if (!wanted.contains("group_id")) {
        found.erase("group_id");
    }
    return found == wanted;
}

// The row that a row became, taken out of `found`; empty when there is none.
std::string take_match(const OutsideRow& row, std::vector<OutsideRow>& found, double tolerance) {
    const auto near = [&](double a, double b) { return std::abs(a - b) <= tolerance; };
    const auto match = std::find_if(found.begin(), found.end(), [&](const OutsideRow& other) {
        return other.class_name == row.class_name && other.ignore == row.ignore &&
               std::abs(other.score - row.score) < 1e-6 && same_attributes(other.attributes, row.attributes) &&
               near(other.box.x1, row.box.x1) && near(other.box.y1, row.box.y1) && near(other.box.x2, row.box.x2) &&
               near(other.box.y2, row.box.y2);
    });
    if (match == found.end()) {
        return row.class_name + " at " + std::to_string(row.box.x1) + "," + std::to_string(row.box.y1) + " " +
               row.attributes.dump() + " is gone";
    }
    found.erase(match);
    return {};
}

}  // namespace

class OutsideRoundTripsTest : public QObject {
    Q_OBJECT

    // What `format` made of a dataset; empty when everything is the same or told.
    static std::string difference(const Dataset& before, const Dataset& after, const DatasetFormat& format) {
        const auto told = losses(before, format);
        const auto tells = [&](const char* part) {
            return std::any_of(told.begin(), told.end(),
                               [&](const Issue& issue) { return issue.what.find(part) != std::string::npos; });
        };
        if (after.images.size() != before.images.size()) {
            return std::to_string(after.images.size()) + " images instead of " + std::to_string(before.images.size());
        }
        const bool has_unused = !format.capabilities().class_list;
        if (!has_unused && after.classes != before.classes) {
            return "the classes are others";
        }
        const auto names = export_names(
            before.images, format.capabilities().file_names ? NameStyle::kKeepFolders : NameStyle::kFlatId);
        const auto boxes_before = annotations_by_image(before);
        const auto boxes_after = annotations_by_image(after);
        const double tolerance = format.capabilities().fractions ? 0.011 : 0.51;
        for (std::size_t i = 0; i < before.images.size(); ++i) {
            const Image& image = before.images[i];
            const auto same = std::find_if(after.images.begin(), after.images.end(), [&](const Image& other) {
                return fs::path(other.file_name).replace_extension() == fs::path(names[i]);
            });
            if (same == after.images.end()) {
                return image.file_name + " is gone";
            }
            if (same->size != image.size) {
                return image.file_name + " has another size";
            }
            if (same->split != image.split && !tells("split (train") && !(image.split.empty() && tells("no split"))) {
                return image.file_name + " is in \"" + same->split + "\" instead of \"" + image.split + "\"";
            }
            const auto at = static_cast<std::size_t>(same - after.images.begin());
            auto expected = rows_of_image(before, boxes_before[i], format);
            // Those that have to be where they were choose first.
            std::stable_partition(expected.begin(), expected.end(), [](const auto& row) { return !row.has_outline; });
            auto found = rows_of_image(after, boxes_after[at], format);
            if (expected.size() != found.size()) {
                return image.file_name + " has " + std::to_string(found.size()) + " boxes instead of " +
                       std::to_string(expected.size());
            }
            if (expected.size() < boxes_before[i].size() && !tells("ignored region")) {
                return "ignored regions are gone without a word";
            }
            for (const OutsideRow& row : expected) {
                // Masks are told in whole pixels, and where a format has no box beside them, they are what says it.
                const bool is_around = row.has_outline && !format.capabilities().box_beside_outline;
                const double allowed = !is_around                            ? tolerance
                                       : tells("the one around the outline") ? image.size.width + image.size.height
                                                                             : 1.01;
                const std::string gone = take_match(row, found, allowed);
                if (!gone.empty()) {
                    return image.file_name + ": " + gone;
                }
            }
            if (!image.confirmed && same->confirmed && boxes_before[i].empty() && !tells("not confirmed as empty")) {
                return image.file_name + " counts as looked at";
            }
        }
        return {};
    }

private slots:
    void every_pair_data() {
        QTest::addColumn<int>("set");
        for (std::size_t i = 0; i < std::size(kSets); ++i) {
            QTest::newRow(kSets[i].path) << static_cast<int>(i);
        }
    }

    void every_pair() {
        QFETCH(int, set);
        const OutsideSet& outside = kSets[set];
        const fs::path data = destudio::test::outside_data() / "data";
        if (!fs::exists(data / outside.path)) {
            QSKIP("this sample (of data/) lies outside the repository");
        }
        ReadOptions options;
        options.images = *outside.images == '\0' ? fs::path() : data / outside.images;
        const ReadResult read = open_dataset(find_format(outside.format), data / outside.path, options);
        constexpr std::size_t kMax = 8;
        const Dataset original = with_pictures(read, kMax);
        if (original.images.empty()) {
            QSKIP("the pictures of this sample lie outside the repository");
        }
        const auto pictures = ImageSource::folder(read.image_folder);
        for (const auto& first : all_formats()) {
            if (!first->capabilities().boxes) {
                continue;
            }
            QTemporaryDir folder;
            const fs::path root = folder.path().toStdString();
            first->write({original, pictures, root / "first"});
            const ReadResult middle = open_dataset(*first, root / "first");
            const std::string wrong = difference(original, middle.dataset, *first);
            QVERIFY2(wrong.empty(), (first->name() + ": " + wrong).c_str());
            for (const auto& second : all_formats()) {
                if (!second->capabilities().boxes || middle.dataset.classes.empty()) {
                    continue;
                }
                second->write({middle.dataset, ImageSource::folder(middle.image_folder), root / second->name()});
                const ReadResult last = open_dataset(*second, root / second->name());
                const std::string changed = difference(middle.dataset, last.dataset, *second);
                QVERIFY2(changed.empty(), (first->name() + " to " + second->name() + ": " + changed).c_str());
            }
        }
    }
};

DESTUDIO_CORE_TEST(OutsideRoundTripsTest)

}  // namespace destudio::outside_round_trips_test

#include "outside_round_trips_test.moc"
