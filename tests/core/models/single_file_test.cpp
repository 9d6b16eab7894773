// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/models/model_conversion.h"
#include "core/models/model_description.h"
#include "core/models/model_report.h"
#include "tests/support/error_of.h"
#include "tests/support/original_checkpoint.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"
#include "tests/support/torch_checkpoint_writer.h"

namespace destudio::single_file_test {

namespace fs = std::filesystem;

class SingleFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path in(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    models::ModelFileOptions with_bundle() const {
        models::ModelFileOptions options;
        options.configuration = in("bundle");
        return options;
    }

    static std::string refusal(const fs::path& path, const models::ModelFileOptions& options = {}) {
        return test::error_of([&] { models::describe_model(path, options); });
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(in("bundle"), false);
        nn::write_safetensors(in("model.safetensors"), test::original_tensors(in("bundle")));
    }

    void cleanup() { models::set_default_model_options({}); }

    void opens_in_place_and_computes_the_same() {
        models::set_default_model_options(with_bundle());
        diffusion::StableDiffusionBundle single(in("model.safetensors"), {});
        models::set_default_model_options({});
        diffusion::StableDiffusionBundle folder(in("bundle"), {});
        QVERIFY(single.encode_prompts({"a cat"}).equal(folder.encode_prompts({"a cat"})));
        const auto image = torch::rand({1, 3, 64, 64}) * 2 - 1;
        const auto latent = folder.encode_image(image);
        QVERIFY(single.encode_image(image).equal(latent));
        QVERIFY(single.decode_latent(latent).equal(folder.decode_latent(latent)));
        const auto context = folder.encode_prompts({"a cat"});
        const auto noise = [&](diffusion::StableDiffusionBundle& bundle) {
            return bundle.predict_noise(latent, torch::full({1}, 500), context).sample;
        };
        QVERIFY(noise(single).equal(noise(folder)));
    }

    void a_checkpoint_opens_through_the_safe_reader() {
        auto tensors = test::original_tensors(in("bundle"));
        std::erase_if(tensors, [](const auto& item) { return !item.second.is_floating_point(); });
        test::write_checkpoint(in("model.ckpt"), tensors);
        const auto model = models::describe_model(in("model.ckpt"), with_bundle());
        QVERIFY(model.family == models::Family::kStableDiffusion1);
        models::set_default_model_options(with_bundle());
        diffusion::StableDiffusionBundle single(in("model.ckpt"), {});
        diffusion::StableDiffusionBundle file(in("model.safetensors"), {});
        QVERIFY(single.encode_prompts({"a cat"}).equal(file.encode_prompts({"a cat"})));
    }

    void a_conversion_gives_the_folder_back() {
        const auto model = models::describe_model(in("model.safetensors"), with_bundle());
        fs::create_directories(in("converted"));
        models::convert_model(model, in("converted"));
        for (const char* part : {"unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model", "text_encoder/model"}) {
            const nn::SafetensorsFile before(in("bundle") / (std::string(part) + ".safetensors"));
            const nn::SafetensorsFile after(in("converted") / (std::string(part) + ".safetensors"));
            QCOMPARE(after.entries().size(), before.entries().size());
            for (const auto& [name, entry] : before.entries()) {
                QVERIFY2(after.contains(name) && after.tensor(name).equal(before.tensor(name)), name.c_str());
            }
        }
        diffusion::StableDiffusionBundle converted(in("converted"), {});
        QVERIFY(converted.unet_config() == nn::read_unet_2d_condition_config(in("bundle") / "unet" / "config.json"));
    }

    void what_is_missing_is_said() {
        QVERIFY(models::describe_model(in("model.safetensors"), {}).text.tokenizer.empty());
        const auto tokenizer =
            test::error_of([&] { models::require_tokenizer(models::describe_model(in("model.safetensors"), {})); });
        QVERIFY2(tokenizer.find("--tokenizer") != std::string::npos, tokenizer.c_str());
        auto tensors = test::original_tensors(in("bundle"));
        std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("first_stage_model."); });
        nn::write_safetensors(in("no_vae.safetensors"), tensors);
        QVERIFY(refusal(in("no_vae.safetensors")).find("--vae") != std::string::npos);
        auto options = with_bundle();
        options.autoencoder = in("bundle") / "vae";
        QVERIFY(refusal(in("no_vae.safetensors"), options).empty());
        std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("cond_stage_model."); });
        nn::write_safetensors(in("unet.safetensors"), tensors);
        QVERIFY(refusal(in("unet.safetensors")).find("U-Net") != std::string::npos);
        QVERIFY(refusal(in("nothing.safetensors")).find("no bundle folder or model file") != std::string::npos);
    }

    void assumptions_are_told() {
        const auto model = models::describe_model(in("model.safetensors"), {});
        QVERIFY(!model.notes.empty());
        QVERIFY(models::describe_model(in("model.safetensors"), with_bundle()).notes.empty());
    }

    void another_autoencoder_replaces_the_own_one() {
        auto tensors = test::original_tensors(in("bundle"));
        std::map<std::string, torch::Tensor> vae;
        for (const auto& [name, tensor] : tensors) {
            if (name.starts_with("first_stage_model.")) {
                vae.emplace(name.substr(18), tensor);
            }
        }
        nn::write_safetensors(in("vae.safetensors"), vae);
        auto options = with_bundle();
        options.autoencoder = in("vae.safetensors");
        QVERIFY(models::describe_model(in("bundle"), options).autoencoder.file == in("vae.safetensors"));
        options.autoencoder = in("bundle") / "text_encoder" / "model.safetensors";
        QVERIFY(refusal(in("bundle"), options).find("no autoencoder") != std::string::npos);
        vae["decoder.conv_in.weight"] = torch::zeros({8, 16, 3, 3});
        nn::write_safetensors(in("wide.safetensors"), vae);
        options.autoencoder = in("wide.safetensors");
        QVERIFY(refusal(in("bundle"), options).find("16 channels") != std::string::npos);
    }

    void marks_and_metadata_set_the_prediction() {
        auto tensors = test::original_tensors(in("bundle"));
        tensors.emplace("v_pred", torch::zeros({0}));
        tensors.emplace("ztsnr", torch::zeros({0}));
        nn::write_safetensors(in("v.safetensors"), tensors);
        const auto model = models::describe_model(in("v.safetensors"), {});
        QCOMPARE(model.scheduler.at("prediction_type").get<std::string>(), std::string("v_prediction"));
        QCOMPARE(model.scheduler.at("rescale_betas_zero_snr").get<bool>(), true);
        QCOMPARE(model.scheduler.at("timestep_spacing").get<std::string>(), std::string("trailing"));
        nn::write_safetensors(in("meta.safetensors"), test::original_tensors(in("bundle")),
                              {{"modelspec.prediction_type", "v"}});
        QVERIFY(models::describe_model(in("meta.safetensors"), {}).prediction_source.find("metadata") !=
                std::string::npos);
        models::ModelFileOptions named;
        named.prediction = "v";
        QCOMPARE(models::describe_model(in("model.safetensors"), named).scheduler.at("prediction_type"),
                 nlohmann::json("v_prediction"));
        named.prediction = "x";
        QVERIFY_THROWS_EXCEPTION(UsageError, models::describe_model(in("model.safetensors"), named));
    }

    void any_file_gets_a_report() {
        const auto report = models::inspect_model(in("model.safetensors"), with_bundle());
        QVERIFY(report.can_draw);
        QVERIFY(report.has_average_copy);
        QCOMPARE(report.parts.size(), std::size_t{4});
        const auto json = models::to_json(report);
        QCOMPARE(json.at("family").get<std::string>(), std::string("sd1"));
        QVERIFY(models::to_text(report).find("can draw: yes") != std::string::npos);
        const auto folder = models::inspect_model(in("bundle"), {});
        QVERIFY(folder.can_draw);
        QCOMPARE(folder.layout, std::string("diffusers"));
        const auto sentence = [&](const char* name, const std::string& content) {
            write_file_atomically(in(name), content);
            const auto odd = models::inspect_model(in(name), {});
            const bool refused = !odd.can_draw && !odd.sentence.empty();
            return refused ? odd.sentence : std::string("no refusal");
        };
        const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
        QVERIFY(has(sentence("a.safetensors", "<!DOCTYPE html><html>"), "web page"));
        QVERIFY(has(sentence("b.safetensors", "version https://git-lfs.github.com/spec/v1\n"), "Git LFS"));
        QVERIFY(has(sentence("c.safetensors", ""), "empty"));
        QVERIFY(has(sentence("d.bin", "some text"), "no model file"));
        QVERIFY(has(sentence("e.gguf", std::string("GGUF\x03\0\0\0\xff\xff", 10)), "cut off"));
        QVERIFY(has(sentence("f.safetensors", std::string("\xff\0\0\0\0\0\0\0{\"a\"", 12)), "cut off"));
        const std::string f8 = R"({"model.diffusion_model.input_blocks.0.0.weight":{"dtype":"F8_E4M3","shape":[2],)"
                               R"("data_offsets":[0,2]}})";
        const std::string length(1, static_cast<char>(f8.size()));
        QVERIFY(!has(sentence("g.safetensors", length + std::string(7, '\0') + f8 + "ab"), "no refusal"));
        QVERIFY_THROWS_EXCEPTION(IoError, models::inspect_model(in("missing"), {}));
    }

    void a_file_cut_anywhere_is_refused() {
        const auto whole = read_file(in("model.safetensors"));
        for (std::size_t length = 0; length < whole.size(); length += whole.size() / 40) {
            write_file_atomically(in("cut.safetensors"), whole.substr(0, length));
            const auto report = models::inspect_model(in("cut.safetensors"), with_bundle());
            QVERIFY(!report.can_draw);
            QVERIFY(!report.sentence.empty());
        }
    }
};

DESTUDIO_TEST(SingleFileTest)

}  // namespace destudio::single_file_test

#include "single_file_test.moc"
