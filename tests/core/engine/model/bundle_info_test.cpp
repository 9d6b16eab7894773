// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/bundle_info.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/model/bundle_hash.h"
#include "core/engine/model/few_step.h"
#include "core/engine/recipe/file_hash.h"
#include "tests/support/test_main.h"

namespace destudio::bundle_info_test {

namespace fs = std::filesystem;

namespace {

struct BundleFolder {
    QTemporaryDir folder;
    fs::path path = fs::path(folder.path().toStdString()) / "my bundle";

    BundleFolder() {
        write("model_index.json", R"({"_class_name": "StableDiffusionPipeline"})");
        write("unet/config.json", R"({"sample_size": 32})");
        write("unet/diffusion_pytorch_model.safetensors", "weights");
        write("vae/config.json", R"({"block_out_channels": [8, 8, 8]})");
    }
    void write(const std::string& name, const std::string& content) const {
        write_file_atomically(path / name, content);
    }
};

template <class Expected>
bool fails_naming(const fs::path& bundle, const std::string& part) {
    try {
        read_bundle_info(bundle);
    } catch (const Expected& error) {
        return std::string(error.what()).find(part) != std::string::npos;
    }
    return false;
}

}  // namespace

class BundleInfoTest : public QObject {
    Q_OBJECT

private slots:
    void knows_a_few_step_model_by_what_it_says() {
        const auto info = [](const std::string& unet, const std::string& scheduler) {
            const BundleFolder bundle;
            bundle.write("unet/config.json", unet);
            bundle.write("scheduler/scheduler_config.json", scheduler);
            return read_bundle_info(bundle.path);
        };
        const auto usual = info(R"({"sample_size": 32})", R"({"_class_name": "PNDMScheduler"})");
        QVERIFY(usual.few_step.empty());
        QVERIFY(usual.sampler == Sampler::kDpmpp2m);
        QCOMPARE(usual.steps, 30);
        const auto distilled = info(R"({"sample_size": 32, "time_cond_proj_dim": 256})", "{}");
        QVERIFY(distilled.sampler == Sampler::kLcm);
        QCOMPARE(distilled.steps, 4);
        QCOMPARE(distilled.guidance_scale, 8.5);
        QCOMPARE(few_step_sentence(distilled),
                 std::string("my bundle is a few-step model (its U-Net takes the guidance scale as an input): sampler "
                             "lcm, 4 steps and guidance 8.5 are set."));
        const auto merged =
            info(R"({"sample_size": 32, "time_cond_proj_dim": null})", R"({"_class_name": "TCDScheduler"})");
        QVERIFY(merged.sampler == Sampler::kTcd);
        QCOMPARE(merged.guidance_scale, 1.0);
        const std::string trailing = R"("_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing")";
        QVERIFY(info("{}", "{" + trailing + "}").sampler == Sampler::kEuler);
        // A full model with zero terminal SNR needs trailing timesteps as well.
        QVERIFY(info("{}", "{" + trailing + R"(, "rescale_betas_zero_snr": true, "prediction_type": "v_prediction"})")
                    .few_step.empty());
        const BundleFolder stated;
        stated.write("bundle.json", R"({"sampler": "lcm", "steps": 6, "guidance_scale": 1})");
        QVERIFY(read_bundle_info(stated.path).sampler == Sampler::kLcm);
        QCOMPARE(read_bundle_info(stated.path).steps, 6);
        stated.write("bundle.json", R"({"sampler": "best"})");
        QVERIFY(fails_naming<FormatError>(stated.path, "sampler"));
    }

    void knows_a_few_step_lora_by_its_metadata() {
        const auto advice = [](const char* title) { return few_step_lora({{"modelspec.title", title}}); };
        QVERIFY(!few_step_lora({}));
        QVERIFY(!advice("watercolour style"));
        QVERIFY(!advice("calcmath"));  // not a word of its own
        QVERIFY(!few_step_lora({{"ss_dataset_dirs", "lcm"}}));
        QVERIFY(advice("LCM-LoRA SD 1.5")->sampler == Sampler::kLcm);
        QCOMPARE(advice("lcm_lora")->steps, 4);
        QVERIFY(advice("TCD for SDXL")->sampler == Sampler::kTcd);
        QVERIFY(advice("Hyper-SD 4 steps")->spacing == TimestepSpacing::kTrailing);
        QCOMPARE(advice("Hyper-SD15 8steps CFG")->steps, 8);
        QVERIFY(advice("SDXL Lightning")->sampler == Sampler::kEuler);
    }

    void reads_a_plain_diffusion_folder() {
        const BundleFolder bundle;
        const auto info = read_bundle_info(bundle.path);
        QCOMPARE(info.name, std::string("my bundle"));
        QCOMPARE(info.domain, std::string("photo"));
        QVERIFY(info.native_size == (Size{128, 128}));
        QCOMPARE(info.autoencoder_factor, 4);
        QVERIFY(!info.has_adapter);
        QVERIFY(info.classes.empty());
        QCOMPARE(read_bundle_info(bundle.path / "").name, std::string("my bundle"));
    }

    void reads_bundle_json_and_adapter() {
        const BundleFolder bundle;
        bundle.write("bundle.json",
                     R"({"name": "Clipart", "domain": "clipart", "licence": "Apache-2.0", "label_step": "t1",
                        "guidance_scale": 3})");
        bundle.write("adapter/config.json", R"({"classes": ["cat", "dog"]})");
        bundle.write("unet/config.json", R"({"sample_size": [16, 32]})");
        bundle.write("vae/config.json", R"({"encoder_block_out_channels": [64, 64, 64, 64]})");
        const auto info = read_bundle_info(bundle.path);
        QCOMPARE(info.name, std::string("Clipart"));
        QCOMPARE(info.domain, std::string("clipart"));
        QCOMPARE(info.licence, std::string("Apache-2.0"));
        QVERIFY(info.label_step == LabelStep::kT1);
        QCOMPARE(info.guidance_scale, 3.0);
        QVERIFY(info.has_adapter);
        QVERIFY(info.classes == (std::vector<std::string>{"cat", "dog"}));
        QVERIFY(info.native_size == (Size{256, 128}));
        bundle.write("vae/config.json",
                     R"({"_class_name": "PatchAutoencoderKL", "patch_size": 2, "block_out_channels": [8, 8, 8]})");
        QCOMPARE(read_bundle_info(bundle.path).autoencoder_factor, 8);
    }

    void names_the_file_at_fault() {
        const BundleFolder bundle;
        QVERIFY(fails_naming<IoError>(bundle.path / "nothing", "no bundle folder"));
        QVERIFY(fails_naming<IoError>(bundle.path / "unet", "model_index.json"));
        bundle.write("bundle.json", R"({"label_step": "first"})");
        QVERIFY(fails_naming<FormatError>(bundle.path, "label_step"));
        bundle.write("bundle.json", R"({"guidance_scale": "much"})");
        QVERIFY(fails_naming<FormatError>(bundle.path, "guidance_scale"));
        bundle.write("bundle.json", "{");
        QVERIFY(fails_naming<FormatError>(bundle.path, "bundle.json"));
        fs::remove(bundle.path / "bundle.json");
        bundle.write("unet/config.json", R"({"sample_size": -3})");
        QVERIFY(fails_naming<FormatError>(bundle.path, "sample_size"));
        bundle.write("vae/config.json", R"({"patch_size": 0, "block_out_channels": [8, 8, 8]})");
        QVERIFY(fails_naming<FormatError>(bundle.path, "patch_size"));
        bundle.write("unet/config.json", "[]");
        QVERIFY(fails_naming<FormatError>(bundle.path, "config.json"));
        fs::remove(bundle.path / "vae" / "config.json");
        QVERIFY(fails_naming<IoError>(bundle.path, "vae"));
    }

    void another_adapter_replaces_the_own_one() {
        const BundleFolder bundle;
        bundle.write("adapter/config.json", R"({"classes": ["cat"]})");
        bundle.write("other/config.json", R"({"num_classes": 2})");
        const auto info = read_bundle_info(bundle.path, bundle.path / "other");
        QVERIFY(info.classes == (std::vector<std::string>{"class 0", "class 1"}));
        QVERIFY_THROWS_EXCEPTION(IoError, read_bundle_info(bundle.path, bundle.path / "none"));
    }

    void finds_the_bundle_that_the_environment_names() {
        const BundleFolder bundle;
        qputenv("DESTUDIO_MODELS", bundle.path.parent_path().c_str());
        QVERIFY(built_in_bundle() == bundle.path);
        qputenv("DESTUDIO_MODELS", bundle.path.c_str());
        QVERIFY(built_in_bundle() == bundle.path);
        qputenv("DESTUDIO_MODELS", (bundle.path / "unet").c_str());
        QVERIFY_THROWS_EXCEPTION(IoError, built_in_bundle());
        qunsetenv("DESTUDIO_MODELS");
    }

    void hash_tells_bundles_apart() {
        const BundleFolder bundle;
        const auto before = bundle_hash(bundle.path);
        QCOMPARE(before.size(), std::size_t{64});
        bundle.write("bundle.json", "{}");
        bundle.write("adapter/config.json", "{}");
        QCOMPARE(bundle_hash(bundle.path), before);
        const auto adapter = adapter_hash(bundle.path / "adapter");
        bundle.write("adapter/model.safetensors", "x");
        QVERIFY(adapter_hash(bundle.path / "adapter") != adapter);
        bundle.write("unet/diffusion_pytorch_model.safetensors", "Weights");
        QVERIFY(bundle_hash(bundle.path) != before);
    }

    void hash_ignores_where_the_bundle_lies() {
        const BundleFolder a;
        const BundleFolder b;
        QCOMPARE(bundle_hash(a.path), bundle_hash(b.path));
    }

    void check_reports_files_that_differ() {
        const BundleFolder bundle;
        const auto good = sha256_hex("weights");
        bundle.write("bundle.json", R"({"files": {"unet/diffusion_pytorch_model.safetensors": ")" + good +
                                        R"(", "../outside": ")" + good + R"(", "vae/gone.safetensors": {"sha256": ")" +
                                        good + R"("}}})");
        const auto problems = check_bundle_files(bundle.path);
        QCOMPARE(problems.size(), std::size_t{2});
        bundle.write("unet/diffusion_pytorch_model.safetensors", "other");
        QCOMPARE(check_bundle_files(bundle.path).size(), std::size_t{3});
    }

    void states_its_files_and_finds_what_changed() {
        const BundleFolder bundle;
        bundle.write("bundle.json", R"({"name": "Mine"})");
        bundle.write("adapter/config.json", R"({"classes": ["cat"]})");
        const auto hash = bundle_hash(bundle.path);
        QVERIFY(write_bundle_files(bundle.path) > 3);
        QVERIFY(check_bundle_files(bundle.path).empty());
        QCOMPARE(read_bundle_info(bundle.path).name, std::string("Mine"));
        QCOMPARE(bundle_hash(bundle.path), hash);
        bundle.write("adapter/config.json", R"({"classes": ["dog"]})");
        const auto problems = check_bundle_files(bundle.path);
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY(problems.front().find("adapter/config.json") != std::string::npos);
        bundle.write("bundle.json", "[]");
        QVERIFY_THROWS_EXCEPTION(FormatError, write_bundle_files(bundle.path));
    }

    void built_in_bundle_is_what_its_bundle_json_states() {
        const fs::path bundle = fs::path(DESTUDIO_SOURCE_DIR) / "models" / "clipart";
        const auto stated = read_json(bundle / "bundle.json");
        QVERIFY(stated.at("files").contains("unet/diffusion_pytorch_model.safetensors"));
        QVERIFY(stated.at("files").contains("adapter/model.safetensors"));
        QCOMPARE(check_bundle_files(bundle), std::vector<std::string>());
    }

    void sha256_is_the_standard_one() {
        QCOMPARE(sha256_hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QTemporaryDir folder;
        const fs::path file = folder.filePath("f").toStdString();
        // Larger than the limit below which files are always read, so that the cache answers the second time.
        write_file_atomically(file, std::string(std::size_t{33} << 20, 'a'));
        qputenv("XDG_CACHE_HOME", folder.path().toUtf8());
        const auto hash = file_sha256(file);
        QCOMPARE(cached_file_sha256(file), hash);
        QVERIFY(fs::exists(folder.filePath("destudio/file-hashes.json").toStdString()));
        QCOMPARE(cached_file_sha256(file), hash);
        write_file_atomically(file, std::string(std::size_t{33} << 20, 'b'));
        QVERIFY(cached_file_sha256(file) != hash);
        QVERIFY_THROWS_EXCEPTION(IoError, file_sha256(folder.filePath("none").toStdString()));
    }
};

DESTUDIO_CORE_TEST(BundleInfoTest)

}  // namespace destudio::bundle_info_test

#include "bundle_info_test.moc"
