// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_batch.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::detector_batch_test {

using namespace destudio::training;

namespace {

/// Pictures whose left half is as bright as their index.
class HalfSource : public TrainingImageSource {
public:
    explicit HalfSource(std::uint64_t count) : m_count(count) {}
    const std::vector<std::string>& classes() const override { return m_classes; }
    std::uint64_t count() const override { return m_count; }
    TrainingImage get(std::uint64_t index, int size) const override {
        TrainingImage image;
        image.size = size;
        for (int i = 0; i < size * size * 3; ++i) {
            image.rgb.push_back(i / 3 % size < size / 2 ? static_cast<std::uint8_t>(index) : std::uint8_t{0});
        }
        image.boxes = {{0, 0, size / 2.0, static_cast<double>(size)}};
        image.labels = {1};
        return image;
    }

private:
    std::uint64_t m_count;
    std::vector<std::string> m_classes = {"dark", "bright"};
};

}  // namespace

class DetectorBatchTest : public QObject {
    Q_OBJECT

private slots:
    void an_epoch_sees_every_picture_once() {
        const HalfSource source(10);
        std::vector<std::uint64_t> seen;
        for (std::int64_t step = 0; step < 5; ++step) {
            for (const auto& drawn : drawn_pictures(source, static_cast<std::uint64_t>(step) * 4, 4, 3)) {
                seen.push_back(drawn.index);
            }
        }
        QCOMPARE(std::set<std::uint64_t>(seen.begin(), seen.begin() + 10).size(), std::size_t{10});
        QCOMPARE(std::set<std::uint64_t>(seen.begin() + 10, seen.end()).size(), std::size_t{10});
        QVERIFY(!std::equal(seen.begin(), seen.begin() + 10, seen.begin() + 10));
    }

    void endless_series_go_on() {
        const auto drawn = drawn_pictures(HalfSource(0), 6, 2, 9);
        QCOMPARE(drawn[0].index, std::uint64_t{6});
        QCOMPARE(drawn[1].index, std::uint64_t{7});
    }

    void what_is_drawn_does_not_depend_on_the_parts_of_a_batch() {
        const HalfSource source(5);
        const auto whole = drawn_pictures(source, 8, 8, 3);
        const auto second = drawn_pictures(source, 12, 4, 3);
        for (std::size_t i = 0; i < second.size(); ++i) {
            QCOMPARE(second[i].index, whole[i + 4].index);
            QCOMPARE(second[i].seed, whole[i + 4].seed);
        }
    }

    void a_picture_is_drawn_in_so_many_ways_and_no_more() {
        const HalfSource source(5);
        std::map<std::uint64_t, std::set<std::uint64_t>> seeds;
        std::vector<std::uint64_t> order;
        for (const auto& drawn : drawn_pictures(source, 0, 100, 3, 4)) {
            seeds[drawn.index].insert(drawn.seed);
            order.push_back(drawn.index);
        }
        QCOMPARE(seeds.size(), std::size_t{5});
        for (const auto& [index, ways] : seeds) {
            QCOMPARE(ways.size(), std::size_t{4});
        }
        QVERIFY2(!std::equal(order.begin(), order.begin() + 20, order.begin() + 20), "each epoch has its own order");
        QVERIFY_EXCEPTION_THROWN(drawn_pictures(HalfSource(0), 0, 1, 3, 4), ConfigError);
    }

    void masks_become_tensors_and_are_mirrored() {
        TrainingImage image = HalfSource(0).get(255, 8);
        image.boxes.push_back({4, 0, 8, 8});
        image.labels.push_back(0);
        QVERIFY(!image_target(image).masks.defined());
        image.masks = {fill_ring({{0, 0}, {3, 0}, {3, 8}, {0, 8}}, {8, 8}), {}};
        const auto masks = image_target(image).masks;
        QCOMPARE(masks.sizes().vec(), (std::vector<std::int64_t>{2, 8, 8}));
        QCOMPARE(masks[0].sum().item<int>(), 24);
        QCOMPARE(masks[1].min().item<int>(), detection::kMaskUnknown);
        mirror(image);
        const auto mirrored = image_target(image).masks;
        QVERIFY(torch::equal(mirrored, masks.flip(2)));
    }

    void pictures_and_boxes_become_tensors() {
        const auto batch = make_batch(HalfSource(0), {255, 51}, 8);
        QCOMPARE(batch.images.sizes().vec(), (std::vector<std::int64_t>{2, 3, 8, 8}));
        QCOMPARE(batch.images[0][0][0][0].item<float>(), 1.0F);
        QCOMPARE(batch.images[0][2][7][7].item<float>(), -1.0F);
        QCOMPARE(batch.targets[0].boxes[0][0].item<float>(), 0.25F);
        QCOMPARE(batch.targets[0].boxes[0][2].item<float>(), 0.5F);
        QCOMPARE(batch.targets[1].labels[0].item<std::int64_t>(), std::int64_t{1});
    }

    void mirroring_moves_picture_and_box() {
        const auto batch = make_batch(HalfSource(0), {255}, 8, {true});
        QCOMPARE(batch.images[0][0][0][7].item<float>(), 1.0F);
        QCOMPARE(batch.images[0][0][0][0].item<float>(), -1.0F);
        QCOMPARE(batch.targets[0].boxes[0][0].item<float>(), 0.75F);
    }
};

DESTUDIO_TEST(DetectorBatchTest)

}  // namespace destudio::detector_batch_test

#include "detector_batch_test.moc"
