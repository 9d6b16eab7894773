// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_adapter.h"

#include "core/nn/torch.h"

#include <cmath>
#include <set>

#include "core/base/error.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/detector_inputs.h"
#include "core/detection/common/image_mask.h"
#include "core/detection/common/initialization.h"

namespace destudio::detection {

namespace {

/// What the neck calls a stage of the backbone.
std::string stage_name(std::size_t index) {
    return "stage" + std::to_string(index);
}

}  // namespace

DinoAdapter::DinoAdapter(const DinoConfig& config) : m_config(config) {
    NeckConfig neck = config.neck();
    if (config.backbone) {
        m_body = register_module("backbone", std::make_shared<torch::nn::Module>())
                     ->register_module("body", std::make_shared<Resnet>(*config.backbone));
        neck.in_features.clear();
        neck.in_channels.clear();
        for (const std::int64_t channels : m_body->channels()) {
            neck.in_features.push_back(stage_name(neck.in_features.size()));
            neck.in_channels[neck.in_features.back()] = channels;
        }
    }
    m_neck = register_module("neck", std::make_shared<ChannelMapper>(neck));
    add_heads();
    m_transformer = register_module("transformer", std::make_shared<DinoTransformer>(config, m_heads));
    register_module("class_embed", m_heads.class_embed);
    register_module("bbox_embed", m_heads.bbox_embed);
    m_label_enc = register_module("label_enc", std::make_shared<torch::nn::Module>())
                      ->register_parameter("weight", torch::randn({config.num_classes, config.embed_dim}));
}

void DinoAdapter::add_heads() {
    const torch::NoGradGuard no_grad;
    const auto copy_parameters = [](const torch::nn::Module& from, const torch::nn::Module& to) {
        const auto source = from.parameters();
        const auto target = to.parameters();
        for (std::size_t i = 0; i < source.size(); ++i) {
            target[i].detach().copy_(source[i]);
        }
    };
    m_heads.class_embed = std::make_shared<nn::ModuleArray<nn::Linear>>();
    m_heads.bbox_embed = std::make_shared<nn::ModuleArray<Mlp>>();
    // Focal loss wants rare foreground at the start: prior probability 0.01. All copies of a head start equal, and the
    // first boxes are the proposals themselves.
    constexpr double kPrior = 0.01;
    for (std::int64_t i = 0; i <= m_config.num_decoder_layers; ++i) {
        const auto class_head =
            m_heads.class_embed->append(std::make_shared<nn::Linear>(m_config.embed_dim, m_config.num_classes));
        const auto box_head =
            m_heads.bbox_embed->append(std::make_shared<Mlp>(m_config.embed_dim, m_config.embed_dim, 4, 3));
        init_constant(class_head->bias, -std::log((1 - kPrior) / kPrior));
        init_constant(box_head->layer(2).weight, 0);
        init_constant(box_head->layer(2).bias, 0);
        if (i > 0 && !nn::SkipInitialization::active()) {
            copy_parameters((*m_heads.class_embed)[0], *class_head);
            copy_parameters((*m_heads.bbox_embed)[0], *box_head);
        }
    }
}

std::vector<torch::Tensor> DinoAdapter::stages(const torch::Tensor& images) {
    return m_body->forward(normalised_pictures(images, *m_config.backbone)
                               .to(m_body->type(), false, false, torch::MemoryFormat::ChannelsLast));
}

torch::Tensor DinoAdapter::third_stage(const torch::Tensor& images) {
    if (!m_body) {
        throw ConfigError("This DINO reads a diffusion model's features and has no backbone of its own.");
    }
    return stages(images).at(m_body->third_stage());
}

FeaturePyramid DinoAdapter::features(const FeaturePyramid& pyramid) {
    if (!m_body) {
        return pyramid;
    }
    FeaturePyramid by_name;
    for (const torch::Tensor& stage : stages(checked_input(pyramid, kImageFeature, 3))) {
        by_name.emplace(stage_name(by_name.size()), stage);
    }
    return by_name;
}

DinoOutput DinoAdapter::forward(const FeaturePyramid& pyramid, const torch::Tensor& image_mask,
                                const std::optional<DenoisingQueries>& denoising) {
    DinoOutput out;
    out.neck = m_neck->forward(features(pyramid));
    for (const torch::Tensor& level : out.neck) {
        out.level_masks.push_back(downsample_mask(image_mask, {level.size(2), level.size(3)}));
    }
    out.transformer = m_transformer->forward(out.neck, out.level_masks, denoising);
    if (denoising) {
        out.denoising = denoising->layout;
    }
    const DecoderOutput& decoder = out.transformer.decoder;
    std::vector<torch::Tensor> logits;
    std::vector<torch::Tensor> boxes;
    for (std::size_t i = 0; i < decoder.states.size(); ++i) {
        const auto& reference = i == 0 ? out.transformer.init_reference : decoder.references[i - 1];
        logits.push_back((*m_heads.class_embed)[i].forward(decoder.states[i]));
        boxes.push_back(((*m_heads.bbox_embed)[i].forward(decoder.states[i]) +
                         inverse_sigmoid(reference, m_config.inverse_sigmoid_eps))
                            .sigmoid());
    }
    out.all_logits = torch::stack(logits);
    out.all_boxes = torch::stack(boxes);
    return out;
}

std::vector<std::pair<std::string, torch::Tensor>> DinoAdapter::unique_parameters() const {
    std::vector<std::pair<std::string, torch::Tensor>> unique;
    std::set<const void*> seen;
    const std::string alias = "transformer.decoder.";
    for (const auto& item : named_parameters()) {
        const bool is_alias =
            item.key().starts_with(alias + "class_embed.") || item.key().starts_with(alias + "bbox_embed.");
        if (!is_alias && seen.insert(item.value().unsafeGetTensorImpl()).second) {
            unique.emplace_back(item.key(), item.value());
        }
    }
    return unique;
}

}  // namespace destudio::detection
