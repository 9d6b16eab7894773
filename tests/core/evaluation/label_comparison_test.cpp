// SPDX-License-Identifier: Apache-2.0
// Planted label errors in scenes of the built-in world, with detectors that err as real ones do.
#include "core/evaluation/label_comparison.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/planted_errors.h"
#include "core/world/scene_renderer.h"
#include "tests/support/test_main.h"

namespace destudio::label_comparison_test {

using namespace destudio::evaluation;

namespace {

constexpr std::size_t kScenes = 500;
constexpr double kScene = 64;

/// Labels of the world's scenes, which are right.
const CocoGroundTruths& world_labels() {
    static const CocoGroundTruths labels = [] {
        const auto atlas =
            world::SpriteAtlas::load(std::string(DESTUDIO_SOURCE_DIR) + "/models/clipart/world/atlas.bin");
        CocoGroundTruths truths;
        for (std::size_t i = 0; i < atlas.classes().size(); ++i) {
            truths.categories.push_back({static_cast<std::int64_t>(i), atlas.classes()[i]});
        }
        for (std::uint64_t i = 0; i < kScenes; ++i) {
            truths.image_ids.push_back(static_cast<std::int64_t>(i));
            const auto scene = world::render_scene(atlas, {static_cast<int>(kScene), world::Split::kTest, 5, false}, i);
            for (const auto& object : scene.objects) {
                CocoGroundTruth truth;
                truth.id = static_cast<std::int64_t>(truths.annotations.size()) + 1;
                truth.image_id = static_cast<std::int64_t>(i);
                truth.category_id = object.class_index;
                truth.box = {object.box.x1, object.box.y1, object.box.width(), object.box.height()};
                truth.area = object.box.area();
                truths.annotations.push_back(truth);
            }
        }
        return truths;
    }();
    return labels;
}

std::vector<std::array<double, 2>> sizes() {
    return std::vector<std::array<double, 2>>(kScenes, {kScene, kScene});
}

/// A detector with recall `finds`, that takes `confuses` of what it finds for another class, places boxes with an error
/// of `jitter` of their sides, and invents `false_boxes` a picture, mostly with low scores.
struct NoisyDetector {
    double finds = 0.9;
    double confuses = 0.03;
    double jitter = 0.05;
    double false_boxes = 0.8;

    std::vector<CocoResult> look(const CocoGroundTruths& right, std::uint64_t seed) const {
        Random random(seed);
        std::vector<CocoResult> results;
        const auto classes = static_cast<double>(right.categories.size());
        const auto shake = [&](double side) {
            return side * jitter * (random.uniform() + random.uniform() + random.uniform() - 1.5) * 2;
        };
        for (const CocoGroundTruth& truth : right.annotations) {
            const bool found = random.chance(finds);
            // Missed objects often leave a weak trace.
            const double score = found ? 1 - 0.6 * std::pow(random.uniform(), 2.5) : 0.05 + 0.25 * random.uniform();
            if (!found && random.chance(0.5)) {
                continue;
            }
            CocoResult result{truth.image_id, truth.category_id, truth.box, score};
            result.box.x += shake(truth.box.width);
            result.box.y += shake(truth.box.height);
            result.box.width = std::max(2.0, result.box.width + shake(truth.box.width));
            result.box.height = std::max(2.0, result.box.height + shake(truth.box.height));
            if (random.chance(confuses)) {
                result.category_id = static_cast<std::int64_t>(random.uniform() * classes);
                result.score *= 0.8;
            }
            results.push_back(result);
        }
        for (const std::int64_t image : right.image_ids) {
            for (double left = false_boxes; left > 0 && random.chance(std::min(1.0, left)); left -= 1) {
                const double side = random.uniform(8, 40);
                results.push_back({image,
                                   static_cast<std::int64_t>(random.uniform() * classes),
                                   {random.uniform(0, kScene - side), random.uniform(0, kScene - side), side, side},
                                   0.05 + 0.9 * std::pow(random.uniform(), 3)});
            }
        }
        return results;
    }
};

std::size_t sum(const std::array<std::size_t, kPlantedKinds>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

QString told(const std::array<std::size_t, kPlantedKinds>& counts) {
    return QStringLiteral("%1 shown: %2 missing, %3 moved, %4 renamed, %5 invented")
        .arg(sum(counts))
        .arg(counts[0])
        .arg(counts[1])
        .arg(counts[2])
        .arg(counts[3]);
}

}  // namespace

class LabelComparisonTest : public QObject {
    Q_OBJECT

private slots:
    void two_hundred_planted_errors_are_among_the_first_three_hundred() {
        const auto planted = plant_errors(world_labels(), sizes(), 200, 1);
        QCOMPARE(planted.errors.size(), std::size_t{200});
        const auto adapter = NoisyDetector{0.88, 0.05, 0.06, 1.0}.look(world_labels(), 11);
        const auto judge = NoisyDetector{0.93, 0.03, 0.04, 0.6}.look(world_labels(), 12);
        const auto list = compare_labels(planted.truths, adapter, judge);
        const auto shown = count_shown(planted, list, 300);
        qInfo("of %zu labels, with two detectors: %s", planted.truths.annotations.size(), qPrintable(told(shown)));
        QVERIFY2(sum(shown) >= 160, qPrintable(told(shown)));
        for (const std::size_t of_kind : shown) {
            QVERIFY2(of_kind >= 35, qPrintable(told(shown)));  // of 50: no kind is overlooked
        }
        const auto alone = count_shown(planted, compare_labels(planted.truths, adapter, std::nullopt), 300);
        qInfo("with one: %s", qPrintable(told(alone)));
        QVERIFY2(sum(alone) <= sum(shown), qPrintable(told(alone)));
    }

    void weak_detectors_still_put_most_of_them_in_front() {
        const auto planted = plant_errors(world_labels(), sizes(), 200, 2);
        const auto list = compare_labels(planted.truths, NoisyDetector{0.75, 0.1, 0.09, 1.5}.look(world_labels(), 21),
                                         NoisyDetector{0.8, 0.08, 0.08, 1.5}.look(world_labels(), 22));
        const auto shown = count_shown(planted, list, 300);
        qInfo("with two weak detectors: %s", qPrintable(told(shown)));
        QVERIFY2(sum(shown) >= 130, qPrintable(told(shown)));
        // What both doubt comes before what one alone doubts, by and large.
        const auto suspects = [&](auto from, auto to) {
            return std::count_if(from, to, [](const auto& entry) { return entry.suspect; });
        };
        const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
        QVERIFY(suspects(list.begin(), middle) > suspects(middle, list.end()));
    }

    void each_error_is_one_entry_that_says_what_it_is() {
        CocoGroundTruths right;
        right.categories = {{0, "cat"}, {1, "dog"}};
        const auto add = [&right](std::int64_t image, std::int64_t category, double x) {
            CocoGroundTruth truth;
            truth.id = static_cast<std::int64_t>(right.annotations.size()) + 1;
            truth.image_id = image;
            truth.category_id = category;
            truth.box = {x, 0, 10, 10};
            right.annotations.push_back(truth);
        };
        std::vector<CocoResult> results;
        for (std::int64_t image = 0; image < 40; ++image) {
            right.image_ids.push_back(image);
            for (int i = 0; i < 3; ++i) {
                add(image, i % 2, 100.0 * i);
                results.push_back({image, i % 2, {100.0 * i, 0, 10, 10}, 0.9});
            }
        }
        auto labels = right;
        labels.annotations[4].box.x += 6;       // moved, picture 1
        labels.annotations[7].category_id = 0;  // renamed, picture 2
        add(3, 0, 500);                         // invented
        labels.annotations.push_back(right.annotations.back());
        labels.annotations.erase(labels.annotations.begin() + 15);  // missing, picture 5
        const auto list = compare_labels(labels, results, results);
        QCOMPARE(list.size(), std::size_t{4});
        const auto of = [&](std::int64_t image) {
            return *std::find_if(list.begin(), list.end(), [=](const auto& entry) { return entry.image_id == image; });
        };
        QVERIFY(of(1).issue == LabelIssue::kLooseBox && of(1).found == 1 && of(1).opinions[1].detection->box.x == 100);
        QVERIFY(of(2).issue == LabelIssue::kOtherClass && of(2).labelled == 0 && of(2).found == 1);
        QVERIFY(of(3).issue == LabelIssue::kNothingThere && of(3).found == -1 && !of(3).opinions[0].detection);
        QVERIFY(of(5).issue == LabelIssue::kMissingBox && of(5).truth == -1 && of(5).found == 0);
        QVERIFY(std::all_of(list.begin(), list.end(), [](const auto& entry) { return entry.suspect; }));
        // Right labels of detectors that agree are no entries; without detections everything would be doubted alike.
        QVERIFY(compare_labels(right, results, results).size() <= 1);
    }

    void regions_to_ignore_explain_what_lies_in_them() {
        CocoGroundTruths truths;
        truths.image_ids = {1};
        truths.categories = {{0, "cat"}};
        CocoGroundTruth crowd;
        crowd.image_id = 1;
        crowd.box = {0, 0, 100, 100};
        crowd.crowd = true;
        truths.annotations = {crowd};
        QVERIFY(compare_labels(truths, {{1, 0, {10, 10, 20, 20}, 0.9}, {9, 0, {1, 1, 2, 2}, 0.9}}, {}).empty());
        QCOMPARE(compare_labels(truths, {{1, 0, {200, 10, 20, 20}, 0.9}}, {}).size(), std::size_t{1});
        QVERIFY_THROWS_EXCEPTION(UsageError, plant_errors(truths, {{100, 100}}, 1, 1));
    }
};

DESTUDIO_TEST(LabelComparisonTest)

}  // namespace destudio::label_comparison_test

#include "label_comparison_test.moc"
