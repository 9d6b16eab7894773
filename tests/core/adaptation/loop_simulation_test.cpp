// SPDX-License-Identifier: Apache-2.0
// What a running loop saves a person, on pictures whose true boxes are known.
#include "core/adaptation/loop_simulation.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/training/sources/memory_image_source.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::loop_simulation_test {

using namespace destudio::adaptation;

namespace {

training::MemoryImageSource some_scenes(int count, int side) {
    std::vector<training::TrainingImage> images;
    for (int i = 0; i < count; ++i) {
        training::TrainingImage image;
        image.size = side;
        image.rgb.assign(static_cast<std::size_t>(side) * side * 3, static_cast<std::uint8_t>(20 * i));
        image.boxes = {{5, 5, 30, 30}};
        image.labels = {i % 2};
        images.push_back(std::move(image));
    }
    return {{"dog", "cat"}, std::move(images)};
}

}  // namespace

class LoopSimulationTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path m_root = m_folder.path().toStdString();

private slots:
    void both_ways_review_every_image() {
        test::write_tiny_bundle(m_root / "bundle");
        const int side = read_bundle_info(m_root / "bundle", {}).native_size.width;
        LoopSimulationOptions options;
        options.bundle = m_root / "bundle";
        options.out = m_root / "out";
        options.images = 14;
        options.every = 10;
        options.training_steps = 2;
        options.steps = 4;
        options.ratio = 0.5;
        const auto scenes = some_scenes(options.images, side);
        const LoopSimulation result = simulate_loop(options, scenes, {}, {});
        QCOMPARE(result.without.images, std::int64_t{14});
        QCOMPARE(result.with.images, std::int64_t{14});
        QVERIFY(result.without.total() > 0);  // the adapter of random weights finds no true box
        QCOMPARE(result.blocks.size(), std::size_t{2});
        QCOMPARE(result.blocks[0].images, std::int64_t{10});
        QCOMPARE(result.blocks[0].total() + result.blocks[1].total(), result.with.total());
        QCOMPARE(result.rounds.size(), std::size_t{1});
        QCOMPARE(result.rounds[0].corrections, std::int64_t{10});
        if (!result.rounds[0].used) {
            QCOMPARE(result.with.total(), result.without.total());
        }
        QVERIFY(std::filesystem::exists(options.out / "loop.destudio"));
        QVERIFY_EXCEPTION_THROWN(simulate_loop(options, scenes, {}, {}), UsageError);
    }
};

DESTUDIO_TEST(LoopSimulationTest)

}  // namespace destudio::loop_simulation_test

#include "loop_simulation_test.moc"
