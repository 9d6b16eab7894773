// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weights.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/models/autoencoder_kl.h"
#include "tests/support/test_main.h"

namespace destudio::weights_test {

namespace {

nn::AutoencoderKlConfig small_config() {
    nn::AutoencoderKlConfig config;
    config.block_out_channels = {4, 8};
    config.layers_per_block = 1;
    config.norm_num_groups = 2;
    return config;
}

using Tensors = std::map<std::string, torch::Tensor>;

}  // namespace

class WeightsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path path() const {
        return std::filesystem::path(m_folder.path().toStdString()) / "weights.safetensors";
    }
    /// The message of loading `tensors` into a small autoencoder; empty when it works.
    std::string error_of(const Tensors& tensors) const {
        nn::write_safetensors(path(), tensors);
        nn::AutoencoderKl model(small_config());
        try {
            nn::load_weights(model, path());
        } catch (const ConfigError& error) {
            return error.what();
        }
        return {};
    }
    static Tensors good() { return nn::state_dict(nn::AutoencoderKl(small_config())); }

private slots:
    void round_trip_gives_the_same_output() {
        const torch::NoGradGuard no_grad;
        nn::AutoencoderKl one(small_config());
        nn::AutoencoderKl other(small_config());
        nn::save_weights(one, path());
        nn::load_weights(other, path());
        const auto image = torch::rand({1, 3, 16, 16});
        QVERIFY(torch::equal(one.encode_moments(image), other.encode_moments(image)));
    }

    void parts_come_and_go_by_their_prefix() {
        const torch::NoGradGuard no_grad;
        nn::AutoencoderKl one(small_config());
        nn::AutoencoderKl other(small_config());
        nn::save_weights(one, path());
        const auto untouched = nn::state_dict(other).at("encoder.conv_in.weight").clone();
        nn::LoadOptions only;
        only.prefixes = {"decoder.", "post_quant_conv."};
        nn::load_weights(other, path(), only);
        const auto latent = torch::randn({1, 4, 8, 8});
        const auto expected = one.decode(latent);
        QVERIFY(torch::equal(other.decode(latent), expected));
        QVERIFY(torch::equal(nn::state_dict(other).at("encoder.conv_in.weight"), untouched));
        nn::drop_weights(other, "decoder.");
        const auto dropped = nn::state_dict(other).at("decoder.conv_in.weight");
        QCOMPARE(dropped.sizes(), nn::state_dict(one).at("decoder.conv_in.weight").sizes());
        QCOMPARE(dropped.storage().nbytes(), std::size_t{4});
        only.prefixes = {"decoder."};
        nn::load_weights(other, path(), only);
        QVERIFY(torch::equal(other.decode(latent), expected));
    }

    void half_precision_files_are_widened() {
        const torch::NoGradGuard no_grad;
        for (const auto type : {torch::kFloat16, torch::kBFloat16}) {
            nn::AutoencoderKl one(small_config());
            nn::AutoencoderKl other(small_config());
            nn::save_weights(one, path(), type);
            nn::load_weights(other, path());
            const auto expected = nn::state_dict(one);
            for (const auto& [name, tensor] : nn::state_dict(other)) {
                QCOMPARE(tensor.scalar_type(), torch::kFloat32);
                QVERIFY(torch::equal(tensor, expected.at(name).to(type).to(torch::kFloat32)));
            }
        }
    }

    void loads_into_another_precision() {
        nn::AutoencoderKl model(small_config());
        nn::save_weights(model, path());
        nn::load_weights(model, path(), {.dtype = torch::kBFloat16, .channels_last = true});
        for (const auto& [name, tensor] : nn::state_dict(model)) {
            QCOMPARE(tensor.scalar_type(), torch::kBFloat16);
        }
    }

    void old_attention_names() {
        Tensors old;
        int renamed = 0;
        for (const auto& [name, tensor] : good()) {
            std::string old_name = name;
            for (const auto& [now, before] : std::map<std::string, std::string>{{".to_q.", ".query."},
                                                                                {".to_k.", ".key."},
                                                                                {".to_v.", ".value."},
                                                                                {".to_out.0.", ".proj_attn."}}) {
                if (const auto at = old_name.find(now); at != std::string::npos) {
                    old_name.replace(at, now.size(), before);
                    ++renamed;
                }
            }
            old[old_name] = tensor;
        }
        QCOMPARE(renamed, 16);
        QCOMPARE(error_of(old), std::string());
        // Both namings at once: one of them is left over.
        old["encoder.mid_block.attentions.0.to_q.weight"] = torch::zeros({8, 8});
        QVERIFY(error_of(old).find("surplus: encoder.mid_block.attentions.0.") != std::string::npos);
    }

    void position_ids_are_ignored() {
        auto tensors = good();
        tensors["text_model.embeddings.position_ids"] = torch::arange(77).unsqueeze(0);
        QCOMPARE(error_of(tensors), std::string());
    }

    void names_the_missing_tensor() {
        auto tensors = good();
        tensors.erase("decoder.conv_in.bias");
        const auto message = error_of(tensors);
        QVERIFY2(message.find("missing: decoder.conv_in.bias") != std::string::npos, message.c_str());
        QVERIFY(message.find("weights.safetensors") != std::string::npos);
    }

    void names_the_surplus_tensor() {
        auto tensors = good();
        tensors["decoder.extra.weight"] = torch::zeros({1});
        const auto message = error_of(tensors);
        QVERIFY2(message.find("surplus: decoder.extra.weight") != std::string::npos, message.c_str());
    }

    void names_the_misshapen_tensor() {
        auto tensors = good();
        tensors["quant_conv.weight"] = torch::zeros({8, 8});
        const auto message = error_of(tensors);
        QVERIFY2(message.find("misshapen: quant_conv.weight is [8,8] instead of [8,8,1,1]") != std::string::npos,
                 message.c_str());
    }

    void whole_numbers_are_no_weights() {
        auto tensors = good();
        tensors["quant_conv.bias"] = torch::zeros({8}, torch::kInt64);
        QVERIFY(error_of(tensors).find("quant_conv.bias holds whole numbers") != std::string::npos);
    }

    void a_failed_load_changes_nothing() {
        const torch::NoGradGuard no_grad;
        nn::AutoencoderKl model(small_config());
        const auto before = nn::state_dict(model).at("quant_conv.weight").clone();
        auto tensors = good();
        tensors.erase("decoder.conv_in.bias");
        nn::write_safetensors(path(), tensors);
        QVERIFY_EXCEPTION_THROWN(nn::load_weights(model, path()), ConfigError);
        QVERIFY(torch::equal(before, nn::state_dict(model).at("quant_conv.weight")));
    }

    void long_lists_are_cut() {
        const auto message = error_of({});
        QVERIFY(message.find(" more") != std::string::npos);
        QVERIFY(message.size() < 800);
    }
};

DESTUDIO_TEST(WeightsTest)

}  // namespace destudio::weights_test

#include "weights_test.moc"
