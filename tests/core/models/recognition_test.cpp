// SPDX-License-Identifier: Apache-2.0
#include "core/models/recognition.h"

#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::recognition_test {

using models::Family;

namespace {

models::TensorList list_of(const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& tensors) {
    models::TensorList list;
    for (const auto& [name, shape] : tensors) {
        list.tensors[name] = {"F16", shape, 0};
    }
    return list;
}

const std::string kUnet = "model.diffusion_model.";
const std::pair<std::string, std::vector<std::int64_t>> kConvIn = {kUnet + "input_blocks.0.0.weight", {320, 4, 3, 3}};

}  // namespace

class RecognitionTest : public QObject {
    Q_OBJECT

private slots:
    void kinds_are_told_by_keys_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("family");
        const auto row = [](const char* family, const QStringList& names) {
            QTest::addRow("%s %s", family, qPrintable(names.front())) << names << QString(family);
        };
        const QString conv_in = QString::fromStdString(kConvIn.first);
        row("sd1", {conv_in, "cond_stage_model.transformer.text_model.encoder.layers.0.mlp.fc1.weight"});
        row("sd1", {conv_in, "cond_stage_model.transformer.encoder.layers.0.mlp.fc1.weight"});
        row("sd2", {conv_in, "cond_stage_model.model.transformer.resblocks.0.ln_1.weight"});
        row("sd2", {conv_in, "conditioner.embedders.0.model.transformer.resblocks.0.ln_1.weight"});
        row("sdxl", {conv_in, "model.diffusion_model.label_emb.0.0.weight",
                     "conditioner.embedders.0.transformer.text_model.encoder.layers.0.mlp.fc1.weight",
                     "conditioner.embedders.1.model.transformer.resblocks.0.ln_1.weight"});
        row("sdxl_refiner", {conv_in, "model.diffusion_model.label_emb.0.0.weight",
                             "conditioner.embedders.0.model.transformer.resblocks.0.ln_1.weight"});
        row("edm", {conv_in, "edm_mean", "conditioner.embedders.1.model.transformer.resblocks.0.ln_1.weight"});
        row("flux", {"model.diffusion_model.double_blocks.0.img_attn.qkv.weight"});
        row("flux", {"single_transformer_blocks.0.attn.to_q.weight"});
        row("sd3", {"model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight"});
        row("video", {conv_in, "model.diffusion_model.input_blocks.1.1.time_stack.0.norm1.weight"});
        row("video", {"down_blocks.0.motion_modules.0.temporal_transformer.norm.weight"});
        row("controlnet", {"control_model.input_blocks.0.0.weight", "control_model.input_hint_block.0.weight"});
        row("controlnet", {"controlnet_cond_embedding.conv_in.weight", "conv_in.weight"});
        row("gligen", {"position_net.linears.0.weight", "input_blocks.1.1.transformer_blocks.0.fuser.linear.weight"});
        row("ip_adapter", {"image_proj.proj.weight", "ip_adapter.1.to_k_ip.weight"});
        row("unclip", {conv_in, "embedder.model.visual.conv1.weight"});
        row("autoencoder", {"encoder.conv_in.weight", "decoder.conv_in.weight", "encoder.down.0.block.0.conv1.weight"});
        row("autoencoder", {"first_stage_model.encoder.conv_in.weight", "first_stage_model.decoder.conv_in.weight"});
        row("tiny_autoencoder", {"encoder.layers.0.weight", "decoder.layers.1.weight"});
        row("clip_text",
            {"text_model.embeddings.token_embedding.weight", "text_model.encoder.layers.0.mlp.fc1.weight"});
        row("openclip_text", {"transformer.resblocks.0.ln_1.weight"});
        row("t5_text", {"encoder.block.0.layer.0.SelfAttention.q.weight"});
        row("unet", {"conv_in.weight", "time_embedding.linear_1.weight", "mid_block.resnets.0.conv1.weight"});
        row("lora", {"lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight"});
        row("lora", {"unet.down_blocks.0.attentions.0.proj_in.lora_A.weight"});
        row("lora", {"lora_unet_mid_block_attentions_0_proj_in.hada_w1_a"});
        row("lora", {"lora_unet_mid_block_attentions_0_proj_in.lokr_w1"});
        row("lora", {"unet.mid_block.attentions.0.processor.to_q_lora.down.weight"});
        row("adapter", {"head.classification_head.cls_logits.weight", "neck.convs.0.conv.weight"});
        row("textual_inversion", {"emb_params"});
        row("language_model", {"model.layers.0.self_attn.q_proj.weight"});
        row("unknown", {"something.weight"});
    }

    void kinds_are_told_by_keys() {
        QFETCH(QStringList, names);
        QFETCH(QString, family);
        std::vector<std::pair<std::string, std::vector<std::int64_t>>> tensors;
        for (const auto& name : names) {
            tensors.emplace_back(name.toStdString(), std::vector<std::int64_t>{8, 4, 3, 3});
        }
        QCOMPARE(QString::fromStdString(models::family_word(models::recognise(list_of(tensors)).family)), family);
    }

    void channels_tell_inpainting_and_marks_tell_v_prediction() {
        auto list = list_of({{kUnet + "input_blocks.0.0.weight", {320, 9, 3, 3}},
                             {"cond_stage_model.transformer.text_model.encoder.layers.0.mlp.fc1.weight", {8, 8}},
                             {"v_pred", {0}},
                             {"ztsnr", {0}}});
        const auto found = models::recognise(list);
        QVERIFY(found.is_inpainting());
        QVERIFY(found.v_prediction_mark);
        QVERIFY(found.zero_snr_mark);
        QCOMPARE(found.text_prefix, std::string("cond_stage_model.transformer."));
    }

    void a_lora_names_its_base() {
        const auto base = [](const char* name, std::vector<std::int64_t> shape) {
            return models::recognise(list_of({{name, std::move(shape)}})).base;
        };
        QVERIFY(base("lora_unet_x_attn2_to_k.lora_down.weight", {4, 768}) == Family::kStableDiffusion1);
        QVERIFY(base("lora_unet_x_attn2_to_k.lora_down.weight", {4, 1024}) == Family::kStableDiffusion2);
        QVERIFY(base("unet.x.attn2.to_k.lora_A.weight", {4, 2048}) == Family::kStableDiffusionXl);
        QVERIFY(base("lora_te2_x.lora_down.weight", {4, 8}) == Family::kStableDiffusionXl);
        QVERIFY(base("lora_unet_double_blocks_0.lora_down.weight", {4, 8}) == Family::kFlux);
    }
};

DESTUDIO_TEST(RecognitionTest)

}  // namespace destudio::recognition_test

#include "recognition_test.moc"
