// SPDX-License-Identifier: Apache-2.0
#include "core/detection/adapter.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/detection/dino/dino_adapter.h"
#include "core/nn/io/weights.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_dino.h"

namespace destudio::adapter_test {

using namespace destudio::detection;
using destudio::test::tiny_dino_config;

namespace {

FeaturePyramid tiny_pyramid(std::int64_t batch) {
    return {{"div1", torch::randn({batch, 3, 8, 12})}, {"div2", torch::randn({batch, 5, 4, 6})}};
}

}  // namespace

class AdapterTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path folder() const { return m_dir.path().toStdString(); }

private slots:
    void init() {
        torch::manual_seed(3);
        const DinoAdapter adapter(tiny_dino_config());
        nn::save_weights(adapter, folder() / "model.safetensors");
        write_file_atomically(folder() / "config.json", to_json(tiny_dino_config()).dump());
    }

    void loads_and_detects() {
        const auto adapter = load_adapter(folder());
        QCOMPARE(adapter->classes(), (std::vector<std::string>{"cat", "dog"}));
        const Size output{192, 128};
        const auto detections = adapter->detect(tiny_pyramid(2), {96, 64}, output, 0.0);
        QCOMPARE(detections.size(), std::size_t{2});
        QVERIFY(!detections[0].empty() && detections[0].size() <= 15);
        for (std::size_t i = 0; i < detections[0].size(); ++i) {
            const Detection& detection = detections[0][i];
            QVERIFY(detection.box == clamped(detection.box, output));
            QVERIFY(!detection.box.empty());
            QVERIFY(detection.class_index == 0 || detection.class_index == 1);
            QVERIFY(i == 0 || detections[0][i - 1].score >= detection.score);
        }
        QVERIFY(adapter->detect(tiny_pyramid(1), {96, 64}, output, 1.1)[0].empty());
    }

    void an_image_does_not_depend_on_its_batch() {
        const auto adapter = load_adapter(folder());
        const auto both = tiny_pyramid(2);
        FeaturePyramid second;
        for (const auto& [name, feature] : both) {
            second.emplace(name, feature.narrow(0, 1, 1));
        }
        const auto together = adapter->detect(both, {96, 64}, {96, 64}, 0.0)[1];
        const auto alone = adapter->detect(second, {96, 64}, {96, 64}, 0.0)[0];
        QCOMPARE(together.size(), alone.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            QVERIFY(std::abs(together[i].score - alone[i].score) < 1e-5);
        }
    }

    void wrong_features_are_named() {
        const auto adapter = load_adapter(folder());
        auto pyramid = tiny_pyramid(1);
        pyramid["div2"] = torch::randn({1, 6, 4, 6});
        QVERIFY_EXCEPTION_THROWN(adapter->detect(pyramid, {96, 64}, {96, 64}), ConfigError);
        pyramid.erase("div2");
        QVERIFY_EXCEPTION_THROWN(adapter->detect(pyramid, {96, 64}, {96, 64}), ConfigError);
    }

    void heads_share_their_storage() {
        const DinoAdapter adapter(tiny_dino_config());
        const auto all = adapter.named_parameters();
        QCOMPARE(all["class_embed.2.weight"].data_ptr(), all["transformer.decoder.class_embed.2.weight"].data_ptr());
        std::set<const void*> distinct;
        for (const auto& item : all) {
            distinct.insert(item.value().data_ptr());
        }
        QCOMPARE(adapter.unique_parameters().size(), distinct.size());
        QVERIFY(distinct.size() < all.size());
    }

    void broken_folders_say_what_is_wrong() {
        QVERIFY_EXCEPTION_THROWN(load_adapter(folder() / "nowhere"), IoError);
        write_file_atomically(folder() / "config.json", R"({"framework":"other"})");
        QVERIFY_EXCEPTION_THROWN(load_adapter(folder()), ConfigError);
        auto config = tiny_dino_config();
        config.embed_dim = 32;
        write_file_atomically(folder() / "config.json", to_json(config).dump());
        QVERIFY_EXCEPTION_THROWN(load_adapter(folder()), ConfigError);
        write_file_atomically(folder() / "config.json", to_json(tiny_dino_config()).dump());
        std::filesystem::resize_file(folder() / "model.safetensors", 5000);
        QVERIFY_EXCEPTION_THROWN(load_adapter(folder()), Error);
    }
};

DESTUDIO_TEST(AdapterTest)

}  // namespace destudio::adapter_test

#include "adapter_test.moc"
