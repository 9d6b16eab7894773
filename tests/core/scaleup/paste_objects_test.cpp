// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/paste_objects.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/scaleup/item_log.h"
#include "tests/support/fake_scale_up.h"
#include "tests/support/test_main.h"

namespace destudio::paste_objects_test {

using namespace destudio::scaleup;

namespace {

constexpr int kWidth = 120;
constexpr int kHeight = 90;

/// Grey ground, on the left darker; red objects.
cv::Mat ground() {
    cv::Mat picture(kHeight, kWidth, CV_8UC3, cv::Scalar(200, 200, 200));
    picture.colRange(0, kWidth / 2).setTo(cv::Scalar(60, 60, 60));
    return picture;
}

/// One red object on light ground.
cv::Mat donor() {
    cv::Mat picture(kHeight, kWidth, CV_8UC3, cv::Scalar(200, 200, 200));
    picture(cv::Rect(40, 30, 20, 24)).setTo(cv::Scalar(220, 20, 20));
    return picture;
}

std::vector<Reference> references() {
    Reference one;
    one.size = {kWidth, kHeight};
    one.boxes = {{{40, 30, 60, 54}, 2}, {{0, 30, 20, 54}, 1}, {{70, 10, 73, 13}, 1}, {{10, 60, 40, 80}, -1}};
    return {one};
}

const Box kWhole{0, 0, kWidth, kHeight};

}  // namespace

class PasteObjectsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

private slots:
    void objects_come_with_their_labels_onto_ground_like_their_own() {
        const auto pictures = [](std::size_t) { return donor(); };
        int pasted = 0;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const PastedPicture result = paste_objects(ground(), {}, kWhole, references(), pictures, 2, seed);
            pasted += result.pasted;
            QCOMPARE(result.boxes.size(), static_cast<std::size_t>(result.pasted));
            for (const KnownBox& known : result.boxes) {
                // Cut objects, tiny ones and those of unknown classes are no donors.
                QCOMPARE(known.class_index, 2);
                QVERIFY(known.box.x1 >= 0 && known.box.x2 <= kWidth && known.box.y1 >= 0 && known.box.y2 <= kHeight);
                QVERIFY(known.box.width() >= 15 && known.box.width() <= 25);
                // Light ground, where it came from.
                QVERIFY(known.box.x1 + known.box.x2 > kWidth * 0.9);
                const cv::Vec3b middle =
                    result.image.at<cv::Vec3b>(static_cast<int>((known.box.y1 + known.box.y2) / 2),
                                               static_cast<int>((known.box.x1 + known.box.x2) / 2));
                QVERIFY(middle[0] > 150 && middle[1] < 80);
            }
        }
        QVERIFY(pasted > 15);
    }

    void no_object_is_covered() {
        const std::vector<KnownBox> own{{{50, 0, kWidth, kHeight}, 0}};
        const auto pictures = [](std::size_t) { return donor(); };
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            const PastedPicture result = paste_objects(ground(), own, kWhole, references(), pictures, 3, seed);
            for (std::size_t i = 1; i < result.boxes.size(); ++i) {
                for (std::size_t k = 0; k < i; ++k) {
                    const Box& a = result.boxes[i].box;
                    const Box& b = result.boxes[k].box;
                    QVERIFY(intersection(a, b).area() <= 0.25 * std::min(a.area(), b.area()) + 1e-9);
                }
            }
        }
    }

    void the_same_seed_gives_the_same_picture_and_nothing_to_paste_none() {
        const auto pictures = [](std::size_t) { return donor(); };
        const PastedPicture a = paste_objects(ground(), {}, kWhole, references(), pictures, 2, 5);
        const PastedPicture b = paste_objects(ground(), {}, kWhole, references(), pictures, 2, 5);
        QCOMPARE(cv::norm(a.image, b.image, cv::NORM_INF), 0.0);
        QCOMPARE(cv::norm(paste_objects(ground(), {}, kWhole, {}, pictures, 2, 5).image, ground(), cv::NORM_INF), 0.0);
        const auto unreadable = [](std::size_t) { return cv::Mat(); };
        QCOMPARE(paste_objects(ground(), {}, kWhole, references(), unreadable, 2, 5).pasted, 0);
    }

    void labels_hold_where_the_picture_or_the_adapter_agrees() {
        const cv::Mat start = test::blotches(1, 64, 64);
        const cv::Mat other = test::blotches(2, 64, 64);
        const ReferencePlan plan{{0, 0, 64, 64}, {64, 64}};
        const std::vector<KnownBox> known{{{10, 10, 40, 40}, 0}, {{44, 44, 60, 60}, 1}};
        QCOMPARE(verified_labels(known, plan, start, start, {}, 0.3).size(), std::size_t{2});
        QCOMPARE(verified_labels(known, plan, start, other, {}, 0.3).size(), std::size_t{0});
        const auto found = verified_labels(known, plan, start, other, {{{44, 45, 60, 60}, 1, 0.7}}, 0.3);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].class_index, 1);
        QCOMPARE(found[0].score, 0.7);
        QVERIFY((found[0].box == Box{44, 44, 60, 60}));  // the known place
        QCOMPARE(verified_labels(known, plan, start, other, {{{44, 45, 60, 60}, 2, 0.7}}, 0.3).size(), std::size_t{0});
    }

    void scaling_up_pastes_resumes_and_repairs_alike() {
        const std::filesystem::path folder = m_dir.path().toStdString();
        const auto data = test::make_scale_up_dataset(folder / "set", 6);
        auto order = test::fake_order(data, folder / "out");
        order.settings.paste = 2;
        order.settings.lowest_ratio = 0.15;
        order.settings.highest_ratio = 0.35;  // the fake gives its start back below 0.4
        order.settings.max_images = 12;
        order.settings.lower_bound = 1000;
        const auto result = scale_up(order, test::fake_model());
        QCOMPARE(result.status.counts.made, std::int64_t{12});
        std::size_t boxes = 0;
        std::filesystem::path first;
        {
            ItemReader items(folder / "out/items.jsonl");
            while (const auto item = items.next()) {
                boxes += item->detections.size();
                for (const Detection& label : item->detections) {
                    QVERIFY(label.score >= 0.3);
                }
                if (first.empty() && item->bytes > 0) {
                    first = folder / "out/images" / item->file_name;
                }
            }
        }
        QVERIFY(boxes > 12);
        // A lost picture is pasted and redrawn again as it was.
        const auto files = test::scale_up_files(folder / "out");
        std::filesystem::remove(first);
        scale_up(order, test::fake_model());
        QCOMPARE(test::scale_up_files(folder / "out"), files);
        order.settings.paste = 3;
        QVERIFY_EXCEPTION_THROWN(scale_up(order, test::fake_model()), UsageError);
    }
};

DESTUDIO_CORE_TEST(PasteObjectsTest)

}  // namespace destudio::paste_objects_test

#include "paste_objects_test.moc"
