// SPDX-License-Identifier: Apache-2.0
#include "core/lora/lora_layout.h"

#include <QtTest/QtTest>

#include "core/lora/lora_names.h"
#include "tests/support/test_main.h"

namespace destudio::lora_layout_test {

using namespace destudio::lora;

namespace {

/// The only module of a file with these tensors, as "KEY role role ...".
std::string only_module(const std::vector<std::string>& names) {
    const auto layout = read_lora_layout(names);
    if (layout.modules.size() != 1) {
        return std::to_string(layout.modules.size()) + " modules";
    }
    std::string text = layout.modules.front().key;
    for (const auto& [role, name] : layout.modules.front().tensors) {
        text += " " + role;
    }
    return text;
}

/// The modules of a U-Net with two levels of two layers, of which the second attends.
std::vector<std::string> unet_paths() {
    return {"conv_in",
            "time_embedding.linear_1",
            "down_blocks.0.resnets.0.conv1",
            "down_blocks.0.resnets.1.time_emb_proj",
            "down_blocks.0.downsamplers.0.conv",
            "down_blocks.1.resnets.0.conv_shortcut",
            "down_blocks.1.attentions.1.proj_in",
            "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_out.0",
            "mid_block.resnets.1.conv2",
            "mid_block.attentions.0.transformer_blocks.0.ff.net.0.proj",
            "up_blocks.0.attentions.2.transformer_blocks.0.attn2.to_k",
            "up_blocks.0.upsamplers.0.conv",
            "up_blocks.1.resnets.2.conv1",
            "up_blocks.1.upsamplers.0.conv",
            "conv_out"};
}

}  // namespace

class LoraLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void every_way_of_writing_is_understood_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("module");
        QTest::addColumn<QString>("format");
        const auto row = [](const char* title, const QStringList& names, const char* module, const char* format) {
            QTest::newRow(title) << names << QString(module) << QString(format);
        };
        row("kohya", {"lora_unet_a_b.alpha", "lora_unet_a_b.lora_down.weight", "lora_unet_a_b.lora_up.weight"},
            "lora_unet_a_b alpha down up", "kohya");
        row("LoCon", {"lora_unet_a.lora_down.weight", "lora_unet_a.lora_mid.weight", "lora_unet_a.lora_up.weight"},
            "lora_unet_a down mid up", "LyCORIS (LoCon)");
        row("PEFT", {"unet.a.to_q.lora_A.weight", "unet.a.to_q.lora_B.weight"}, "unet.a.to_q down up", "PEFT");
        row("PEFT with the adapter's name", {"unet.a.lora_A.default.weight", "unet.a.lora_B.default.weight"},
            "unet.a down up", "PEFT");
        row("attention processors",
            {"unet.a.attn1.processor.to_out_lora.down.weight", "unet.a.attn1.processor.to_out_lora.up.weight"},
            "unet.a.attn1.to_out.0 down up", "diffusers (attention processors)");
        row("attention processors of a text encoder",
            {"text_encoder.l.0.self_attn.to_v_lora.down.weight", "text_encoder.l.0.self_attn.to_v_lora.up.weight"},
            "text_encoder.l.0.self_attn.v_proj down up", "diffusers (attention processors)");
        row("linear layers", {"unet.a.to_q.lora.down.weight", "unet.a.to_q.lora.up.weight"}, "unet.a.to_q down up",
            "diffusers (linear layers)");
        row("linear layers of a text encoder",
            {"text_encoder.a.lora_linear_layer.down.weight", "text_encoder.a.lora_linear_layer.up.weight"},
            "text_encoder.a down up", "diffusers (linear layers)");
        row("LoHa", {"m.hada_w1_a", "m.hada_w1_b", "m.hada_w2_a", "m.hada_w2_b", "m.alpha"},
            "m alpha w1_a w1_b w2_a w2_b", "LyCORIS (LoHa)");
        row("LoKr", {"m.lokr_w1", "m.lokr_w2_a", "m.lokr_w2_b"}, "m w1 w2_a w2_b", "LyCORIS (LoKr)");
        row("DoRA", {"m.lora_down.weight", "m.lora_up.weight", "m.dora_scale"}, "m dora_scale down up", "kohya");
        row("full", {"m.diff", "m.diff_b"}, "m diff diff_b", "full differences");
    }
    void every_way_of_writing_is_understood() {
        QFETCH(QStringList, names);
        QFETCH(QString, module);
        QFETCH(QString, format);
        std::vector<std::string> list;
        for (const auto& name : names) {
            list.push_back(name.toStdString());
        }
        QCOMPARE(only_module(list), module.toStdString());
        QCOMPARE(read_lora_layout(list).format, format.toStdString());
        QVERIFY(read_lora_layout(list).unknown.empty());
    }

    void what_is_incomplete_or_foreign_is_told() {
        const auto layout = read_lora_layout({"a.lora_down.weight", "b.lora_up.weight", "b.lora_down.weight", "c.alpha",
                                              "d.weight", ".lora_up.weight", "b.hada_w1_a", "b.lora_A.weight"});
        QCOMPARE(layout.modules.size(), std::size_t{1});
        QCOMPARE(layout.modules.front().key, std::string("b"));
        QCOMPARE(layout.unknown.size(), std::size_t{6});
        QVERIFY(!looks_like_lora({"model.diffusion_model.out.2.weight"}));
        QVERIFY(!looks_like_lora({}));
    }

    void original_names_are_counted_from_the_paths() {
        const auto original = original_unet_paths(unet_paths());
        const std::map<std::string, std::string> wanted{
            {"conv_in", "input_blocks.0.0"},
            {"time_embedding.linear_1", "time_embed.0"},
            {"down_blocks.0.resnets.0.conv1", "input_blocks.1.0.in_layers.2"},
            {"down_blocks.0.resnets.1.time_emb_proj", "input_blocks.2.0.emb_layers.1"},
            {"down_blocks.0.downsamplers.0.conv", "input_blocks.3.0.op"},
            {"down_blocks.1.resnets.0.conv_shortcut", "input_blocks.4.0.skip_connection"},
            {"down_blocks.1.attentions.1.proj_in", "input_blocks.5.1.proj_in"},
            {"down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_out.0",
             "input_blocks.4.1.transformer_blocks.0.attn1.to_out.0"},
            {"mid_block.resnets.1.conv2", "middle_block.2.out_layers.3"},
            {"mid_block.attentions.0.transformer_blocks.0.ff.net.0.proj",
             "middle_block.1.transformer_blocks.0.ff.net.0.proj"},
            {"up_blocks.0.attentions.2.transformer_blocks.0.attn2.to_k",
             "output_blocks.2.1.transformer_blocks.0.attn2.to_k"},
            {"up_blocks.0.upsamplers.0.conv", "output_blocks.2.2.conv"},
            {"up_blocks.1.resnets.2.conv1", "output_blocks.5.0.in_layers.2"},
            {"up_blocks.1.upsamplers.0.conv", "output_blocks.5.1.conv"},  // no attention in this block
            {"conv_out", "out.2"}};
        QVERIFY(original == wanted);
    }

    void modules_are_found_under_all_their_names() {
        ModuleNames names;
        names.add(Component::kUnet, unet_paths());
        names.add(Component::kTextEncoder, {"text_model.encoder.layers.0.self_attn.q_proj"});
        names.add(Component::kTextEncoder2, {"text_model.encoder.layers.0.self_attn.q_proj"});
        const ModulePath key{Component::kUnet, "up_blocks.0.attentions.2.transformer_blocks.0.attn2.to_k"};
        for (const char* name : {"up_blocks.0.attentions.2.transformer_blocks.0.attn2.to_k",
                                 "unet.up_blocks.0.attentions.2.transformer_blocks.0.attn2.to_k",
                                 "lora_unet_up_blocks_0_attentions_2_transformer_blocks_0_attn2_to_k",
                                 "lora_unet_output_blocks_2_1_transformer_blocks_0_attn2_to_k",
                                 "diffusion_model.output_blocks.2.1.transformer_blocks.0.attn2.to_k",
                                 "base_model.model.up_blocks.0.attentions.2.transformer_blocks.0.attn2.to_k"}) {
            QVERIFY2(names.find(name) == key, name);
        }
        const std::string flat = "text_model_encoder_layers_0_self_attn_q_proj";
        QVERIFY(names.find("lora_te_" + flat)->component == Component::kTextEncoder);
        QVERIFY(names.find("lora_te1_" + flat)->component == Component::kTextEncoder);
        QVERIFY(names.find("lora_te2_" + flat)->component == Component::kTextEncoder2);
        QVERIFY(!names.find("lora_unet_" + flat));
        QVERIFY(!names.find(""));
    }

    void odd_paths_do_no_harm() {
        for (const char* path : {"", ".", "down_blocks", "down_blocks.", "down_blocks.x.resnets.0.conv1",
                                 "down_blocks.99999999999999999999.resnets.0.conv1", "down_blocks.0.resnets.-1.conv1",
                                 "up_blocks.0.strange.0.conv", "mid_block.resnets", "mid_block.resnets.0.conv9"}) {
            QVERIFY2(original_unet_paths({path}).empty(), path);
        }
    }
};

DESTUDIO_TEST(LoraLayoutTest)

}  // namespace destudio::lora_layout_test

#include "lora_layout_test.moc"
