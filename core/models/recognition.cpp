// SPDX-License-Identifier: Apache-2.0
#include "core/models/recognition.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace destudio::models {

namespace {

constexpr const char* kOriginalUnet = "model.diffusion_model.";

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

class Recogniser {
public:
    explicit Recogniser(const TensorList& list) : m_list(list) {}

    Recognition run() {
        read_marks();
        if (lora() || other_family() || original_model() || diffusers_unet() || autoencoder() || text_encoder() ||
            adapter() || small_things()) {
            return m_found;
        }
        return m_found;
    }

private:
    bool has(const std::string& name) const { return m_list.has(name); }
    bool has_prefix(const std::string& prefix) const { return m_list.has_prefix(prefix); }
    bool any(std::string_view part) const {
        return std::any_of(m_list.tensors.begin(), m_list.tensors.end(),
                           [part](const auto& item) { return contains(item.first, part); });
    }
    bool is(Family family, std::string detail = {}) {
        m_found.family = family;
        m_found.detail = std::move(detail);
        return true;
    }

    void read_marks() {
        m_found.v_prediction_mark = has("v_pred");
        m_found.zero_snr_mark = has("ztsnr");
        m_found.has_average_copy = has_prefix("model_ema.");
    }

    // --- LoRA

    bool lora() {
        std::string format;
        for (const auto& [name, tensor] : m_list.tensors) {
            format = lora_format(name);
            if (!format.empty()) {
                break;
            }
        }
        if (format.empty()) {
            return false;
        }
        m_found.base = lora_base();
        return is(Family::kLora, format);
    }
    static std::string lora_format(const std::string& name) {
        struct Sign {
            std::string_view part;
            const char* format;
        };
        static constexpr std::array<Sign, 12> kSigns{{{".hada_w1_a", "LoHa"},
                                                      {".hada_w2_a", "LoHa"},
                                                      {".lokr_w1", "LoKr"},
                                                      {".lokr_w2", "LoKr"},
                                                      {".lora_mid.", "LoCon"},
                                                      {".processor.to_", "diffusers, old names"},
                                                      {".lora_linear_layer.", "diffusers"},
                                                      {".lora.down.", "diffusers"},
                                                      {".lora.up.", "diffusers"},
                                                      {".lora_A.", "PEFT"},
                                                      {".lora_down.", "kohya"},
                                                      {".lora_up.", "kohya"}}};
        for (const auto& sign : kSigns) {
            if (contains(name, sign.part)) {
                const bool old = sign.part == ".processor.to_";
                return old && !contains(name, "_lora.") ? std::string() : std::string(sign.format);
            }
        }
        return {};
    }
    Family lora_base() const {
        if (any("double_blocks") || any("single_transformer_blocks") || has_prefix("lora_transformer_single")) {
            return Family::kFlux;
        }
        if (any("joint_blocks") || any("attn.add_k_proj")) {
            return Family::kStableDiffusion3;
        }
        if (has_prefix("lora_te2_") || has_prefix("text_encoder_2.") || has_prefix("lora_te1_") ||
            any("transformer_blocks_2_") || any("transformer_blocks.2.")) {
            return Family::kStableDiffusionXl;
        }
        if (has_prefix("transformer.") || has_prefix("diffusion_model.blocks.")) {
            return Family::kOtherTransformer;
        }
        for (const auto& [name, tensor] : m_list.tensors) {
            const bool is_context = (contains(name, "attn2_to_k") || contains(name, "attn2.to_k") ||
                                     contains(name, "attn2.processor.to_k")) &&
                                    (contains(name, "down.weight") || contains(name, "lora_A")) &&
                                    tensor.shape.size() >= 2;
            if (is_context) {
                switch (tensor.shape[1]) {
                    case 768:
                        return Family::kStableDiffusion1;
                    case 1024:
                        return Family::kStableDiffusion2;
                    case 2048:
                        return Family::kStableDiffusionXl;
                    default:
                        return Family::kUnknown;
                }
            }
        }
        return Family::kUnknown;
    }

    // --- families that are not opened

    bool other_family() {
        if (any("double_blocks.") || any("single_transformer_blocks.")) {
            return is(Family::kFlux);
        }
        if (any("joint_blocks.") || any("attn.add_q_proj.")) {
            return is(Family::kStableDiffusion3);
        }
        if (any("time_stack.") || any("temporal_transformer_blocks.") || any("motion_modules.") || any("time_mixer.") ||
            any("temporal_attentions") || any("temp_attentions.") ||
            has_prefix("model.diffusion_model.patch_embedding.") ||
            (has("patch_embedding.weight") && m_list.shape("patch_embedding.weight").size() == 5) ||
            (any("caption_projection.") && any("transformer_blocks.0.attn1.q_norm"))) {
            return is(Family::kVideo, any("motion_modules.") ? "a motion module" : "");
        }
        if (has_prefix("control_model.") || any("controlnet_cond_embedding.") || any("input_hint_block.") ||
            any("lllite_") || any("controlnet_down_blocks.") || has_prefix("adapter.body.")) {
            return is(Family::kControlNet);
        }
        if (any("position_net.") && any(".fuser.")) {
            return is(Family::kGligen);
        }
        if (has_prefix("ip_adapter.") || (has_prefix("image_proj.") && any("to_k_ip"))) {
            return is(Family::kIpAdapter);
        }
        if (any("effnet_mapper.") || any("clip_txt_pooled_mapper.")) {
            return is(Family::kCascade);
        }
        if (any("adaln_single.") || any("x_embedder.") || any("caption_embedder.") || any("cap_embedder.") ||
            any("img_in.proj")) {
            return is(Family::kOtherTransformer);
        }
        if (any("embedder.model.visual.") || has_prefix("noise_augmentor.")) {
            return is(Family::kUnclip);
        }
        if (has_prefix("depth_model.")) {
            return is(Family::kDepth);
        }
        return false;
    }

    // --- the original layout

    bool original_model() {
        std::string prefix = kOriginalUnet;
        if (!has(prefix + "input_blocks.0.0.weight")) {
            if (!has("input_blocks.0.0.weight")) {
                return false;
            }
            prefix.clear();
        }
        m_found.original_layout = true;
        m_found.has_unet = true;
        m_found.unet_prefix = prefix;
        m_found.in_channels = m_list.size(prefix + "input_blocks.0.0.weight", 1);
        m_found.context_width = context_width(prefix, "attn2.to_k.weight");
        m_found.guidance_embedding = has(prefix + "time_embed.cond_proj.weight");
        find_original_autoencoder();
        find_original_text();
        m_found.family = original_family(prefix);
        return true;
    }
    std::int64_t context_width(const std::string& prefix, std::string_view end) const {
        for (auto at = m_list.tensors.lower_bound(prefix); at != m_list.tensors.end() && at->first.starts_with(prefix);
             ++at) {
            if (at->first.ends_with(end) && at->second.shape.size() == 2) {
                return at->second.shape[1];
            }
        }
        return 0;
    }
    void find_original_autoencoder() {
        for (const char* prefix : {"first_stage_model.", "vae."}) {
            if (has(std::string(prefix) + "decoder.conv_in.weight")) {
                m_found.has_autoencoder = true;
                m_found.autoencoder_prefix = prefix;
                m_found.latent_channels = m_list.size(std::string(prefix) + "decoder.conv_in.weight", 1);
            }
        }
    }
    void find_original_text() {
        const auto clip = [this](const std::string& prefix) {
            return has_prefix(prefix + "text_model.encoder.layers.") || has_prefix(prefix + "encoder.layers.");
        };
        const auto open_clip = [this](const std::string& prefix) {
            return has_prefix(prefix + "transformer.resblocks.");
        };
        for (const char* prefix : {"cond_stage_model.transformer.", "conditioner.embedders.0.transformer."}) {
            if (clip(prefix)) {
                m_found.has_text = true;
                m_found.text_prefix = prefix;
            }
        }
        for (const char* prefix : {"cond_stage_model.model.", "conditioner.embedders.0.model."}) {
            if (!m_found.has_text && open_clip(prefix)) {
                m_found.has_text = true;
                m_found.open_clip_text = true;
                m_found.text_prefix = prefix;
            }
        }
        if (open_clip("conditioner.embedders.1.model.")) {
            m_found.has_text_2 = true;
            m_found.text_2_prefix = "conditioner.embedders.1.model.";
        }
    }
    Family original_family(const std::string& prefix) const {
        const bool added = has(prefix + "label_emb.0.0.weight");
        if (has_prefix("edm_") || has("edm_mean") || has("edm_vpred.sigma_max")) {
            return Family::kEdm;
        }
        if (m_found.in_channels == 7) {
            return Family::kUpscaler;
        }
        if (m_found.in_channels == 5) {
            return Family::kDepth;
        }
        if (m_found.has_text_2) {
            return Family::kStableDiffusionXl;
        }
        if (added) {
            // The refiner's one text encoder is the larger one, and so is its context.
            const bool refines = m_found.has_text ? m_found.open_clip_text : m_found.context_width == 1280;
            return refines ? Family::kRefiner : Family::kStableDiffusionXl;
        }
        if (m_found.has_text) {
            return m_found.open_clip_text ? Family::kStableDiffusion2 : Family::kStableDiffusion1;
        }
        switch (m_found.context_width) {
            case 768:
                return Family::kStableDiffusion1;
            case 1024:
                return Family::kStableDiffusion2;
            case 2048:
                return Family::kStableDiffusionXl;
            default:
                return Family::kUnet;
        }
    }

    // --- parts

    bool diffusers_unet() {
        for (const char* prefix : {"", "unet."}) {
            const std::string start = prefix;
            if (has(start + "time_embedding.linear_1.weight") && has(start + "conv_in.weight") &&
                has_prefix(start + "mid_block.")) {
                m_found.has_unet = true;
                m_found.unet_prefix = start;
                m_found.in_channels = m_list.size(start + "conv_in.weight", 1);
                m_found.context_width = context_width(start, "attn2.to_k.weight");
                m_found.guidance_embedding = has(start + "time_embedding.cond_proj.weight");
                return is(Family::kUnet);
            }
        }
        return false;
    }
    bool autoencoder() {
        for (const char* prefix : {"", "first_stage_model.", "vae."}) {
            const std::string start = prefix;
            if (!has(start + "decoder.conv_in.weight") || !has(start + "encoder.conv_in.weight")) {
                continue;
            }
            m_found.has_autoencoder = true;
            m_found.autoencoder_prefix = start;
            m_found.original_layout = has_prefix(start + "encoder.down.");
            m_found.latent_channels = m_list.size(start + "decoder.conv_in.weight", 1);
            const bool video = m_list.shape(start + "decoder.conv_in.weight").size() == 5;
            return is(video ? Family::kVideo : Family::kAutoencoder);
        }
        if (has_prefix("encoder.layers.0.") && has_prefix("decoder.layers.") && !any("self_attn")) {
            m_found.has_autoencoder = true;
            return is(Family::kTinyAutoencoder);
        }
        return false;
    }
    bool text_encoder() {
        if (has_prefix("text_model.encoder.layers.") || has_prefix("text_model.embeddings.")) {
            m_found.has_text = true;
            return is(Family::kClipText, has_prefix("vision_model.") ? "with its picture half" : "");
        }
        if (has_prefix("transformer.resblocks.") || has_prefix("visual.transformer.resblocks.")) {
            m_found.has_text = has_prefix("transformer.resblocks.");
            m_found.open_clip_text = true;
            return is(Family::kOpenClipText);
        }
        if (any("encoder.block.0.layer.0.SelfAttention.") || any("enc.blk.0.attn_q.")) {
            return is(Family::kT5Text);
        }
        if (has_prefix("model.layers.0.self_attn.") || has_prefix("blk.0.attn") || any("transformer.h.0.") ||
            any("language_model.")) {
            return is(Family::kLanguageModel);
        }
        return false;
    }
    bool adapter() {
        const bool retinanet = any("head.classification_head.cls_logits.") && has_prefix("neck.convs.");
        const bool dino = any("transformer.encoder.layers.0.") && any("class_embed.") && any("bbox_embed.");
        const bool faster_rcnn = any("roi_heads.box_predictor.") && has_prefix("neck.convs.");
        if (retinanet || dino || faster_rcnn) {
            return is(Family::kAdapter, retinanet ? "RetinaNet" : dino ? "DINO" : "Faster R-CNN");
        }
        return false;
    }
    bool small_things() {
        if (has("emb_params") || has("string_to_param") || (has("clip_l") && has("clip_g"))) {
            return is(Family::kTextualInversion);
        }
        return false;
    }

    const TensorList& m_list;
    Recognition m_found;
};

}  // namespace

Recognition recognise(const TensorList& list) {
    return Recogniser(list).run();
}

}  // namespace destudio::models
