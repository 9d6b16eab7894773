// SPDX-License-Identifier: Apache-2.0
#include "core/lora/merged_weights.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/lora/lora_report.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::merged_weights_test {

using namespace destudio::lora;
namespace fs = std::filesystem;
using Tensors = std::map<std::string, torch::Tensor>;

namespace {

constexpr const char* kLinear = "down_blocks.0.attentions.0.proj_in";
constexpr const char* kConv = "down_blocks.0.resnets.0.conv1";
constexpr const char* kFlatLinear = "lora_unet_down_blocks_0_attentions_0_proj_in";
constexpr const char* kFlatConv = "lora_unet_down_blocks_0_resnets_0_conv1";

double largest(const torch::Tensor& difference) {
    return difference.abs().max().item<double>();
}

}  // namespace

class MergedWeightsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Parts m_parts;
    torch::Tensor m_linear;
    torch::Tensor m_conv;

    fs::path file(const std::string& name, const Tensors& tensors,
                  const std::map<std::string, std::string>& metadata = {}) const {
        const auto path = fs::path(m_folder.path().toStdString()) / name;
        nn::write_safetensors(path, tensors, metadata);
        return path;
    }
    torch::Tensor changed(const fs::path& path, const char* module, double strength = 1) const {
        return merged(m_parts, {{path, strength}}).at(Component::kUnet)->tensor(std::string(module) + ".weight");
    }

private slots:
    void initTestCase() {
        torch::manual_seed(1);
        m_linear = torch::randn({6, 4});
        m_conv = torch::randn({6, 4, 3, 3});
        const auto path = file("unet.safetensors", {{std::string(kLinear) + ".weight", m_linear.to(torch::kFloat16)},
                                                    {std::string(kLinear) + ".bias", torch::zeros({6})},
                                                    {std::string(kConv) + ".weight", m_conv}});
        m_linear = m_linear.to(torch::kFloat16).to(torch::kFloat32);
        m_parts[Component::kUnet] = nn::open_weights(path);
    }

    void low_rank_is_scaled_by_alpha_over_rank() {
        const auto down = torch::randn({2, 4});
        const auto up = torch::randn({6, 2});
        const std::string key = kFlatLinear;
        Tensors tensors{{key + ".lora_down.weight", down}, {key + ".lora_up.weight", up}};
        const auto plain = file("a.safetensors", tensors);
        QVERIFY(largest(changed(plain, kLinear, 0.6) - (m_linear + 0.6 * up.matmul(down))) < 1e-6);
        tensors[key + ".alpha"] = torch::tensor(5.0F);
        const auto scaled = file("b.safetensors", tensors);
        QVERIFY(largest(changed(scaled, kLinear, -0.6) - (m_linear - 0.6 * 2.5 * up.matmul(down))) < 1e-5);
        // Two files add up, and what nobody touches is handed through.
        const auto both = merged(m_parts, {{plain, 1.0}, {scaled, 0.5}}).at(Component::kUnet);
        QVERIFY(largest(both->tensor(std::string(kLinear) + ".weight") - (m_linear + 2.25 * up.matmul(down))) < 1e-5);
        QVERIFY(both->tensor(std::string(kConv) + ".weight").equal(m_conv));
        QVERIFY(both->describe(std::string(kLinear) + ".weight").type == torch::kFloat32);
    }

    void convolutions_are_products_of_their_own_kind() {
        const std::string key = kFlatConv;
        const auto down = torch::randn({2, 4, 3, 3});
        const auto up = torch::randn({6, 2, 1, 1});
        const auto plain = file("c.safetensors", {{key + ".lora_down.weight", down}, {key + ".lora_up.weight", up}});
        const auto product = torch::einsum("or,riyx->oiyx", {up.flatten(1), down});
        QVERIFY(largest(changed(plain, kConv) - (m_conv + product)) < 1e-5);
        const auto mid = torch::randn({3, 2, 3, 3});
        const auto wide = torch::randn({6, 3, 1, 1});
        const auto narrow = torch::randn({2, 4, 1, 1});
        const auto tucker = file(
            "d.safetensors",
            {{key + ".lora_down.weight", narrow}, {key + ".lora_mid.weight", mid}, {key + ".lora_up.weight", wide}});
        const auto expected = torch::einsum("oa,abyx,bi->oiyx", {wide.flatten(1), mid, narrow.flatten(1)});
        QVERIFY(largest(changed(tucker, kConv) - (m_conv + expected)) < 1e-5);
    }

    void hadamard_and_kronecker_products() {
        const std::string key = kFlatLinear;
        const auto a = torch::randn({6, 2});
        const auto b = torch::randn({2, 4});
        const auto c = torch::randn({6, 2});
        const auto d = torch::randn({2, 4});
        const auto loha = file("e.safetensors", {{key + ".hada_w1_a", a},
                                                 {key + ".hada_w1_b", b},
                                                 {key + ".hada_w2_a", c},
                                                 {key + ".hada_w2_b", d},
                                                 {key + ".alpha", torch::tensor(1.0F)}});
        QVERIFY(largest(changed(loha, kLinear) - (m_linear + 0.5 * a.matmul(b) * c.matmul(d))) < 1e-5);
        const auto w1 = torch::randn({3, 2});
        const auto w2 = torch::randn({2, 2});
        Tensors whole{{key + ".lokr_w1", w1}, {key + ".lokr_w2", w2}, {key + ".alpha", torch::tensor(7.0F)}};
        // Whole factors have no rank: alpha does not count.
        QVERIFY(largest(changed(file("f.safetensors", whole), kLinear) - (m_linear + torch::kron(w1, w2))) < 1e-6);
        const auto core = torch::randn({2, 2, 3, 3});
        const auto out = torch::randn({2, 3});
        const auto in = torch::randn({2, 2});
        const std::string conv = kFlatConv;
        const auto lokr = file("g.safetensors", {{conv + ".lokr_w1", torch::randn({2, 2}).fill_(0.5)},
                                                 {conv + ".lokr_t2", core},
                                                 {conv + ".lokr_w2_a", out},
                                                 {conv + ".lokr_w2_b", in},
                                                 {conv + ".alpha", torch::tensor(1.0F)}});
        const auto small = torch::einsum("abyx,ao,bi->oiyx", {core, out, in});
        QVERIFY(largest(changed(lokr, kConv) - (m_conv + 0.25 * small.repeat({2, 2, 1, 1}))) < 1e-5);
    }

    void lengths_of_rows_and_full_differences() {
        const std::string key = kFlatLinear;
        const auto down = torch::randn({2, 4});
        const auto up = torch::randn({6, 2});
        const auto lengths = torch::rand({6, 1}) + 0.5;
        const auto dora =
            file("h.safetensors",
                 {{key + ".lora_down.weight", down}, {key + ".lora_up.weight", up}, {key + ".dora_scale", lengths}});
        const auto result = changed(dora, kLinear);
        QVERIFY(largest(result.square().sum(1, true).sqrt() - lengths) < 1e-5);
        QVERIFY(largest(changed(dora, kLinear, 0.5) - (0.5 * m_linear + 0.5 * result)) < 1e-5);
        const auto full =
            file("i.safetensors", {{key + ".diff", torch::ones({6, 4})}, {key + ".diff_b", torch::ones({6})}});
        QVERIFY(largest(changed(full, kLinear, 2) - (m_linear + 2)) < 1e-6);
        QVERIFY(merged(m_parts, {{full, 2}})
                    .at(Component::kUnet)
                    ->tensor(std::string(kLinear) + ".bias")
                    .equal(torch::full({6}, 2.0F)));
    }

    void alpha_of_the_header_counts() {
        const std::string key = std::string("unet.") + kLinear;
        const auto down = torch::randn({2, 4});
        const auto up = torch::randn({6, 2});
        const Tensors tensors{{key + ".lora_A.weight", down}, {key + ".lora_B.weight", up}};
        const auto scaled = [&](const char* name, const char* metadata) {
            return changed(file(name, tensors, {{"lora_adapter_metadata", metadata}}), kLinear) - m_linear;
        };
        const auto product = up.matmul(down);
        QVERIFY(largest(scaled("j.safetensors", R"({"unet.lora_alpha": 4, "unet.r": 2})") - 2 * product) < 1e-5);
        QVERIFY(largest(scaled("k.safetensors",
                               R"({"unet.lora_alpha": 4, "unet.alpha_pattern": {"attentions.0.proj_in": 1}})") -
                        0.5 * product) < 1e-5);
        QVERIFY(largest(scaled("l.safetensors", R"({"unet.lora_alpha": 4, "unet.use_rslora": true})") -
                        4 / std::sqrt(2.0) * product) < 1e-5);
        QVERIFY_EXCEPTION_THROWN(scaled("m.safetensors", "[1"), Error);
    }

    void what_does_not_fit_is_one_sentence() {
        const std::string key = kFlatLinear;
        const auto refused = [&](const fs::path& path) {
            return test::error_of([&] { merged(m_parts, {{path, 1.0}}); });
        };
        const auto wide = file("wide.safetensors", {{key + ".lora_down.weight", torch::randn({2, 8})},
                                                    {key + ".lora_up.weight", torch::randn({6, 2})}});
        QVERIFY2(refused(wide).find("made for [6,8], and the model has [6,4]") != std::string::npos,
                 refused(wide).c_str());
        const auto torn = file("torn.safetensors", {{key + ".lora_down.weight", torch::randn({3, 4})},
                                                    {key + ".lora_up.weight", torch::randn({6, 2})}});
        QVERIFY(refused(torn).find("factors do not fit each other") != std::string::npos);
        const auto foreign = file("foreign.safetensors",
                                  {{"transformer.single_transformer_blocks.0.lora_A.weight", torch::randn({2, 8})},
                                   {"transformer.single_transformer_blocks.0.lora_B.weight", torch::randn({6, 2})}});
        QVERIFY2(refused(foreign).find("made for Flux") != std::string::npos, refused(foreign).c_str());
        QVERIFY(refused(foreign).find("changes nothing") != std::string::npos);
        const auto checkpoint = file("whole.safetensors", {{"model.diffusion_model.out.2.weight", torch::zeros({1})}});
        QVERIFY(refused(checkpoint).find("it is a whole model") != std::string::npos);
        const auto alphas = file("alphas.safetensors", {{key + ".lora_down.weight", torch::randn({2, 4})},
                                                        {key + ".lora_up.weight", torch::randn({6, 2})},
                                                        {key + ".alpha", torch::ones({2})}});
        QVERIFY(refused(alphas).find("alpha") != std::string::npos);
    }

    void a_report_tells_what_would_change() {
        const std::string key = kFlatLinear;
        const auto path = file("report.safetensors",
                               {{key + ".diff", m_linear * 0.5},
                                {"lora_te_a.lora_down.weight", torch::randn({2, 8})},
                                {"lora_te_a.lora_up.weight", torch::randn({6, 2})},
                                {"something", torch::zeros({1})}},
                               {{"ss_base_model_version", "sd_v1"}});
        const LoraFile lora(path);
        const auto report = compare(lora, m_parts);
        QCOMPARE(report.modules, std::size_t{2});
        QCOMPARE(report.used, std::size_t{1});
        QCOMPARE(report.unused, (std::vector<std::string>{"lora_te_a"}));
        QCOMPARE(report.unknown, (std::vector<std::string>{"something"}));
        QCOMPARE(report.stated_base, std::string("sd_v1"));
        QVERIFY(report.problem.empty());
        QCOMPARE(report.blocks.size(), std::size_t{1});
        QCOMPARE(report.blocks.front().block, std::string("down_blocks.0"));
        QVERIFY(std::abs(report.blocks.front().relative - 0.5) < 1e-5);
    }
};

DESTUDIO_TEST(MergedWeightsTest)

}  // namespace destudio::merged_weights_test

#include "merged_weights_test.moc"
