// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_batch.h"

#include <QTest>
#include <algorithm>
#include <set>
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
            for (const auto index : step_indices(source, step, 4, 3)) {
                seen.push_back(index);
            }
        }
        QCOMPARE(std::set<std::uint64_t>(seen.begin(), seen.begin() + 10).size(), std::size_t{10});
        QCOMPARE(std::set<std::uint64_t>(seen.begin() + 10, seen.end()).size(), std::size_t{10});
        QVERIFY(!std::equal(seen.begin(), seen.begin() + 10, seen.begin() + 10));
    }

    void endless_series_go_on() { QCOMPARE(step_indices(HalfSource(0), 3, 2, 9), (std::vector<std::uint64_t>{6, 7})); }

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
