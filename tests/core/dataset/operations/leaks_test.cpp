// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/leaks.h"
#include "core/dataset/operations/near_duplicates.h"

#include <QTest>
#include <map>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/image/source_mark.h"
#include "tests/support/test_main.h"

namespace destudio::leaks_test {

using namespace destudio::dataset;

namespace {

cv::Mat blots(std::uint64_t seed, double brighter = 1) {
    Random random(seed);
    cv::Mat picture(96, 128, CV_8UC3, cv::Scalar(random.uniform(0, 200), random.uniform(0, 200), 90));
    for (int i = 0; i < 14; ++i) {
        const cv::Point at(static_cast<int>(random.integer(0, 128)), static_cast<int>(random.integer(0, 96)));
        cv::circle(picture, at, static_cast<int>(random.integer(6, 22)),
                   cv::Scalar(random.uniform(0, 200), random.uniform(0, 200), random.uniform(0, 200)), cv::FILLED);
    }
    cv::Mat out;
    picture.convertTo(out, -1, brighter);
    return out;
}

/// A dataset of files in memory.
struct Files {
    Dataset dataset;
    std::map<std::string, std::string> bytes;

    void add(const std::string& name, const std::string& split, const cv::Mat& picture, const SourceMark& mark = {}) {
        Image image;
        image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
        image.file_name = name;
        image.size = {picture.cols, picture.rows};
        image.split = split;
        dataset.images.push_back(image);
        const auto png = encode_png(picture, mark_texts(mark));
        bytes[name] = {png.begin(), png.end()};
    }
    ImageSource source() const {
        ImageSource source;
        source.bytes = [this](const Image& image) { return bytes.at(image.file_name); };
        return source;
    }
    std::vector<std::string> found(const LeakOptions& options = {}) const {
        std::vector<std::string> lines;
        for (const Leak& leak : find_leaks(dataset, source(), options)) {
            lines.push_back(std::string(to_string(leak.kind)) + " " + dataset.images[leak.image].file_name +
                            (leak.other ? " " + dataset.images[*leak.other].file_name : ""));
        }
        return lines;
    }
};

using Lines = std::vector<std::string>;

}  // namespace

class LeaksTest : public QObject {
    Q_OBJECT

private slots:
    void a_variant_and_its_reference_in_two_splits() {
        Files files;
        files.add("street.png", "test", blots(1));
        files.add("street_r090_s7.png", "train", blots(2));
        files.add("farm.png", "train", blots(3));
        QVERIFY(files.found() == Lines{"source street.png street_r090_s7.png"});
        files.dataset.images[0].split = "train";
        QVERIFY(files.found().empty());
    }

    void a_variant_that_names_its_reference_by_content() {
        Files files;
        files.add("a.png", "train", blots(1));
        files.add("b.png", "val", blots(2));
        files.dataset.images[1].extra = R"("synthetic":true,"reference_hash":"h1")";
        LeakOptions options;
        options.hashes = {"h1", "h1"};
        QVERIFY(files.found(options) == (Lines{"source b.png a.png", "generated b.png"}));
        options.hashes = {"h2", "h1"};
        QVERIFY(files.found(options) == Lines{"generated b.png"});
    }

    void pictures_that_are_only_called_alike_are_not_one() {
        Files files;
        files.add("train/0001.png", "train", blots(1));
        files.add("val/0001.png", "val", blots(2));
        QVERIFY(files.found().empty());
        files.add("val/0001_r050_s1.png", "train", blots(4));  // of the one beside it
        QVERIFY(files.found() == Lines{"source val/0001.png val/0001_r050_s1.png"});
    }

    void names_of_different_datasets_say_nothing() {
        Files files;
        files.add("a/img_jpg.rf.0123456789abcdef.jpg", "train", blots(1));
        files.add("b/img_jpg.rf.fedcba9876543210.jpg", "val", blots(2));
        LeakOptions options;
        QCOMPARE(files.found(options).size(), std::size_t{1});
        options.origins = {0, 1};
        QVERIFY(files.found(options).empty());
    }

    void pictures_that_look_alike_in_two_splits() {
        Files files;
        files.add("a.png", "train", blots(1));
        files.add("b.png", "test", blots(1, 1.08));  // brighter
        cv::Mat small;
        cv::resize(blots(1), small, {64, 48}, 0, 0, cv::INTER_AREA);
        files.add("c.png", "val", small);
        files.add("d.png", "val", blots(9));
        QVERIFY(files.found() ==
                (Lines{"near-duplicate b.png a.png", "near-duplicate c.png a.png", "near-duplicate b.png c.png"}));
        LeakOptions blind;
        blind.look = false;
        QVERIFY(files.found(blind).empty());
    }

    void what_looks_alike_is_divided_together() {
        Files files;
        for (const int seed : {1, 1, 2, 3, 4}) {
            files.add(std::to_string(files.dataset.images.size()) + ".png", "",
                      blots(static_cast<std::uint64_t>(seed)));
        }
        PictureGroups groups(5);
        QVERIFY(join_look_alikes(groups, files.dataset, files.source(), kNearDuplicateBits) == LookAlikes::kJoined);
        QVERIFY(groups.together(0, 1));
        QCOMPARE(groups.groups().size(), std::size_t{4});
        QVERIFY(join_look_alikes(groups, files.dataset, files.source(), kNearDuplicateBits) == LookAlikes::kNone);
    }

    void looks_decide_nothing_where_most_pictures_look_alike() {
        Files files;
        for (const int seed : {1, 1, 1, 1, 2}) {
            files.add(std::to_string(files.dataset.images.size()) + ".png", "",
                      blots(static_cast<std::uint64_t>(seed)));
        }
        PictureGroups groups(5);
        groups.join(0, 1);
        QVERIFY(join_look_alikes(groups, files.dataset, files.source(), kNearDuplicateBits) == LookAlikes::kUndecided);
        QCOMPARE(groups.groups().size(), std::size_t{4});  // as they were
    }

    void pictures_of_one_tone_and_unreadable_ones_are_like_no_other() {
        Files files;
        files.add("a.png", "train", cv::Mat(40, 40, CV_8UC3, cv::Scalar(9, 9, 9)));
        files.add("b.png", "val", cv::Mat(40, 40, CV_8UC3, cv::Scalar(9, 9, 9)));
        files.add("c.png", "val", blots(1));
        files.add("d.png", "train", blots(1));
        files.bytes["c.png"] = "no picture";
        QVERIFY(files.found().empty());
    }

    void the_same_shapes_in_other_colors_are_another_picture() {
        Files files;
        cv::Mat swapped;
        cv::cvtColor(blots(1), swapped, cv::COLOR_RGB2BGR);
        swapped = swapped * 0.5;
        files.add("a.png", "train", blots(1));
        files.add("b.png", "val", swapped);
        QVERIFY(files.found().empty());
    }

    void generated_pictures_that_are_held_back() {
        Files files;
        files.add("a.png", "test", blots(1), variant_mark(0.6, {}));
        files.add("b_r060_s1.png", "val", blots(2));
        files.add("c.png", "train", blots(3), variant_mark(1, {}));
        files.add("d.png", "test", blots(4));
        QVERIFY(files.found() == (Lines{"generated a.png", "generated b_r060_s1.png"}));
    }

    void images_without_a_split_count_as_train_where_none_is_called_that() {
        Files files;
        files.add("street.png", "", blots(1));
        files.add("street_r090_s7.png", "val", blots(2));
        QCOMPARE(files.found().size(), std::size_t{2});
        files.add("farm.png", "train", blots(3));
        QVERIFY(files.found() == Lines{"generated street_r090_s7.png"});
        files.dataset.images[1].split = "";
        files.dataset.images[2].split = "";
        QVERIFY(files.found().empty());
    }

    void says_it_with_file_names() {
        Files files;
        files.add("street.png", "test", blots(1));
        files.add("street_r090_s7.png", "train", blots(2));
        const auto leaks = find_leaks(files.dataset, files.source(), {});
        const Issue issue = leak_issue(files.dataset, leaks.at(0));
        QCOMPARE(issue.where, std::string("street.png"));
        QVERIFY(issue.what.find("street_r090_s7.png of train") != std::string::npos);
        QCOMPARE(leak_sentence(files.dataset, leaks),
                 std::string("1 pair of pictures of one source is in two splits, such as street.png of test and "
                             "street_r090_s7.png of train"));
        QCOMPARE(parse_leak_kind("generated"), LeakKind::kGenerated);
        QVERIFY_THROWS_EXCEPTION(UsageError, parse_leak_kind("rain"));
    }
};

DESTUDIO_CORE_TEST(LeaksTest)

}  // namespace destudio::leaks_test

#include "leaks_test.moc"
