// SPDX-License-Identifier: Apache-2.0
// What is in memory when: parts whose weights are large make room for each other.
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/process_memory.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/model/lazy_adapter.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::memory_order_test {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kMegabyte = 1'000'000;

/// A text encoder of real depth and some width: 12 layers of 4.7 MB and a vocabulary of 0.8 MB in float32.
nn::ClipTextConfig deep_text_config() {
    nn::ClipTextConfig config;
    config.vocab_size = 514;
    config.hidden_size = 384;
    config.intermediate_size = 768;
    config.num_hidden_layers = 12;
    config.num_attention_heads = 6;
    return config;
}

std::int64_t bytes_of(const torch::nn::Module& module) {
    std::int64_t bytes = 0;
    for (const auto& parameter : module.parameters()) {
        bytes += static_cast<std::int64_t>(parameter.nbytes());
    }
    return bytes;
}

}  // namespace

class MemoryOrderTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle = fs::path(m_folder.path().toStdString()) / "bundle";
    std::int64_t m_text_bytes = 0;

    /// @return what the text part and the first U-Net call after it found, in bytes above the start
    struct Growth {
        std::int64_t text_peak = 0;
        std::int64_t at_unet = 0;
        torch::Tensor embeddings;
    };
    Growth grow(bool release_text_encoder) {
        Growth growth;
        diffusion::BundleLoadOptions options;
        options.release_text_encoder = release_text_encoder;
        std::int64_t start = 0;
        options.on_part = [&](WorkPart part) {
            const auto now = process_memory();
            if (part == WorkPart::kText) {
                growth.text_peak = now.peak - start;
            } else if (part == WorkPart::kUnet) {
                growth.at_unet = now.resident - start;
            }
        };
        diffusion::StableDiffusionBundle bundle(m_bundle, options);
        give_back_free_memory();
        restart_peak_memory();
        start = process_memory().resident;
        growth.embeddings = bundle.encode_prompts({"", "a cat"});
        give_back_free_memory();
        bundle.predict_noise(torch::zeros({2, 4, 16, 16}), torch::ones({2}), growth.embeddings);
        return growth;
    }

private slots:
    void initTestCase() {
        at::set_num_threads(1);
        test::write_tiny_bundle(m_bundle);
        const auto config = deep_text_config();
        auto unet_config = test::tiny_unet_config();
        unet_config.cross_attention_dim = config.hidden_size;
        const nn::ClipTextEncoder text(config);
        m_text_bytes = bytes_of(text);
        nn::save_weights(text, m_bundle / "text_encoder" / "model.safetensors");
        test::write_json_file(m_bundle / "text_encoder" / "config.json", nn::to_json(config));
        nn::save_weights(nn::Unet2dCondition(unet_config), m_bundle / "unet" / "diffusion_pytorch_model.safetensors");
        test::write_json_file(m_bundle / "unet" / "config.json", nn::to_json(unet_config));
    }

    void the_text_encoder_is_gone_before_the_first_unet_call() {
        grow(false);  // whatever libraries set up once
        const auto kept = grow(false);
        const auto released = grow(true);
        qInfo("text encoder %.1f MB; kept: text %.1f, U-Net %.1f; released: text %.1f, U-Net %.1f",
              static_cast<double>(m_text_bytes) / kMegabyte, static_cast<double>(kept.text_peak) / kMegabyte,
              static_cast<double>(kept.at_unet) / kMegabyte, static_cast<double>(released.text_peak) / kMegabyte,
              static_cast<double>(released.at_unet) / kMegabyte);
        QVERIFY(m_text_bytes > 50 * kMegabyte);
        QVERIFY(kept.at_unet > m_text_bytes * 4 / 5);
        QVERIFY(released.at_unet < m_text_bytes / 4);
        // A layer at a time: never the whole encoder.
        QVERIFY(released.text_peak < m_text_bytes / 2);
        QVERIFY(released.embeddings.equal(kept.embeddings));
    }

    void a_large_adapter_is_in_memory_only_while_it_looks() {
        const auto channels = nn::feature_channels(test::tiny_unet_config());
        LazyAdapter small(m_bundle / "adapter", channels, "cpu");
        QVERIFY(small.is_in_memory());
        LazyAdapter large(m_bundle / "adapter", channels, "cpu", /*large_bytes=*/1);
        QVERIFY(!large.is_in_memory());
        QCOMPARE(large.classes(), small.classes());
        detection::FeaturePyramid pyramid;
        for (std::size_t level = 0; level < channels.size(); ++level) {
            const std::int64_t side = 16 >> level;
            pyramid.emplace("div" + std::to_string(1 << level), torch::randn({1, channels[level], side, side}));
        }
        const auto look = [&](const detection::Adapter& adapter) {
            return adapter.detect(pyramid, {64, 64}, {64, 64});
        };
        const auto expected = small.with(look).at(0);
        const auto found = large.with([&](const detection::Adapter& adapter) {
            [&] { QVERIFY(large.is_in_memory()); }();
            return look(adapter);
        });
        QVERIFY(!large.is_in_memory());
        QVERIFY(!expected.empty());
        QCOMPARE(found.at(0).size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(found[0][i].box == expected[i].box && found[0][i].score == expected[i].score);
        }
    }
};

DESTUDIO_CORE_TEST(MemoryOrderTest)

}  // namespace destudio::memory_order_test

#include "memory_order_test.moc"
