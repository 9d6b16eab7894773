// SPDX-License-Identifier: Apache-2.0
#include "core/verify/verify_tree.h"

#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::verify_tree_test {

namespace fs = std::filesystem;

namespace {

struct Outcome {
    verify::TreeTotals totals;
    std::vector<verify::TensorResult> results;

    /// The results that failed, one a line.
    QByteArray failures() const {
        std::string text;
        for (const auto& result : results) {
            if (!result.passed && !result.informative) {
                text += result.name + " " + std::to_string(result.max_error) + " > " + std::to_string(result.bound) +
                        " " + result.note + "\n";
            }
        }
        return QByteArray::fromStdString(text);
    }
    const verify::TensorResult* find(const std::string& name) const {
        for (const auto& result : results) {
            if (result.name == name) {
                return &result;
            }
        }
        return nullptr;
    }
};

Outcome run(const fs::path& root) {
    Outcome outcome;
    outcome.totals =
        verify::verify_tree(root, [&](const verify::TensorResult& result) { outcome.results.push_back(result); });
    return outcome;
}

const fs::path kData = DESTUDIO_TEST_DATA_DIR "/diffusion";

}  // namespace

class VerifyTreeTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path root() const { return fs::path(m_folder.path().toStdString()); }
    /// A fresh, writable copy of the recorded bundle.
    fs::path copy_bundle() const {
        fs::remove_all(root() / "copy");
        fs::copy(kData / "sd15", root() / "copy", fs::copy_options::recursive);
        return root() / "copy";
    }

private slots:
    void recorded_bundle_passes() {
        const auto outcome = run(kData / "sd15");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        QCOMPARE(outcome.totals.cases, std::size_t{1});
        QVERIFY(outcome.totals.passed > 150);
        for (const char* name : {"sd15/text.last_hidden_state", "sd15/text.hidden.3", "sd15/vae.2.decode_out",
                                 "sd15/time.embedding", "sd15/unet.cfg.div8", "sd15/debug.unet.mid_block",
                                 "sd15/adapter.0.div1", "sd15/e2e.0.image", "sd15/e2e.11.latents (step by step)"}) {
            const auto* result = outcome.find(name);
            QVERIFY2(result != nullptr, name);
            QVERIFY(result->bound > 0);
        }
    }

    void recorded_tokens_pass() {
        const auto outcome = run(kData / "tokenizer");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        for (const char* name :
             {"tokenizer/tokens.ids", "tokenizer/tokens.attention_mask", "tokenizer/tokens.untruncated_lengths"}) {
            QVERIFY2(outcome.find(name) != nullptr, name);
        }
    }

    /// Half precision, two files of weights, linear projections, predictions of the velocity.
    void recorded_half_precision_bundle_passes() {
        const auto outcome = run(kData / "sd21-v-half");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        for (const char* name :
             {"sd21-v-half/text.last_hidden_state", "sd21-v-half/vae.0.decode_out", "sd21-v-half/unet.1.div8",
              "sd21-v-half/e2e.0.image", "sd21-v-half/e2e.1.latents (step by step)"}) {
            QVERIFY2(outcome.find(name) != nullptr, name);
        }
    }

    void recorded_tiny_autoencoder_passes() {
        const auto outcome = run(kData / "autoencoder_tiny");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        QCOMPARE(outcome.totals.passed, std::size_t{4});
    }

    void recorded_schedulers_pass() {
        const auto outcome = run(kData / "scheduler");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        QVERIFY(outcome.totals.passed > 80);
    }

    void recorded_few_step_samplers_pass() {
        const auto outcome = run(kData / "few_step_scheduler");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        for (const char* name :
             {"few_step_scheduler/tables.zero_snr.euler_alphas_cumprod", "few_step_scheduler/tables.lcm.c_skip",
              "few_step_scheduler/guidance.embedding.7", "few_step_scheduler/steps.13.timesteps",
              "few_step_scheduler/traj.9.pred_noised", "few_step_scheduler/traj.19.prev_samples"}) {
            QVERIFY2(outcome.find(name) != nullptr, name);
        }
    }

    void recorded_detection_passes() {
        const auto outcome = run(DESTUDIO_TEST_DATA_DIR "/detection");
        QVERIFY2(outcome.totals.failed == 0, outcome.failures());
        QVERIFY(outcome.totals.cases >= 10);
    }

    void a_tree_is_searched() {
        const auto outcome = run(kData);
        QCOMPARE(outcome.totals.cases, std::size_t{6});
        QCOMPARE(outcome.results.front().name.substr(0, 17), std::string("autoencoder_tiny/"));
    }

    void a_wrong_weight_is_noticed() {
        const auto bundle = copy_bundle();
        const auto file = bundle / "unet" / "diffusion_pytorch_model.safetensors";
        auto content = read_file(file);
        // The last tensors of the file belong to the up blocks; turn the sign of a few of their numbers.
        for (std::size_t i = 1; i <= 64; ++i) {
            content[content.size() - 4 * i + 3] = static_cast<char>(content[content.size() - 4 * i + 3] ^ 0x80);
        }
        write_file_atomically(file, content);
        const auto outcome = run(bundle);
        QVERIFY(outcome.totals.failed > 0);
        QVERIFY(!outcome.find("copy/unet.2.div1")->passed);
        QVERIFY(outcome.find("copy/vae.2.moments")->passed);
    }

    void broken_parts_fail_with_a_sentence() {
        const auto bundle = copy_bundle();
        write_file_atomically(bundle / "vae" / "diffusion_pytorch_model.safetensors", "nonsense");
        fs::remove(bundle / "unet" / "config.json");
        const auto outcome = run(bundle);
        QVERIFY(outcome.totals.failed >= 2);
        QVERIFY(outcome.find("copy/vae") != nullptr);
        QVERIFY(outcome.find("copy/vae")->note.find("diffusion_pytorch_model.safetensors") != std::string::npos);
        QVERIFY(outcome.find("copy/unet")->note.find("config.json") != std::string::npos);
        QVERIFY(outcome.find("copy/text.last_hidden_state")->passed);
    }

    void broken_recordings_fail_with_a_sentence() {
        const auto bundle = copy_bundle();
        for (const char* content :
             {"{", "[]", R"({"unet_cases":3})", R"({"unet_cases":[{}]})", R"({"unet_cases":[{"name":"unet.7"}]})",
              R"({"tensors":4,"vae_cases":[{"name":7}]})"}) {
            write_file_atomically(bundle / "golden.json", content);
            const auto outcome = run(bundle);
            QVERIFY2(outcome.totals.failed > 0, content);
        }
        fs::resize_file(bundle / "golden.safetensors", 1000);
        const auto outcome = run(bundle);
        QCOMPARE(outcome.totals.failed, std::size_t{1});
        QVERIFY(outcome.results.front().note.find("golden.") != std::string::npos);
    }

    void a_recorded_tensor_that_nothing_computes_fails() {
        const auto bundle = copy_bundle();
        write_file_atomically(bundle / "golden.json", "{}");
        const auto outcome = run(bundle);
        QVERIFY(!outcome.find("copy/unet.2.out")->passed);
    }

    void folders_without_recordings() {
        fs::create_directories(root() / "empty" / "below");
        QCOMPARE(run(root() / "empty").totals.cases, std::size_t{0});
        QVERIFY_EXCEPTION_THROWN(run(root() / "absent"), IoError);
    }

    void cancelling_stops() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(verify::verify_tree(
                                     kData, [](const verify::TensorResult&) {}, stop.get_token()),
                                 CancelledError);
    }
};

DESTUDIO_TEST(VerifyTreeTest)

}  // namespace destudio::verify_tree_test

#include "verify_tree_test.moc"
