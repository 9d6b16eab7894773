// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino_adapter.h"

#include "core/nn/torch.h"

#include <cmath>
#include <set>

#include "core/detection/box_ops.h"
#include "core/detection/image_mask.h"

namespace destudio::detection {

DinoAdapterImpl::DinoAdapterImpl(const DinoConfig& config) : m_config(config) {
    m_neck = register_module("neck", ChannelMapper(config));
    add_heads();
    m_transformer = register_module("transformer", DinoTransformer(config, m_class_embed, m_bbox_embed));
    register_module("class_embed", m_class_embed);
    register_module("bbox_embed", m_bbox_embed);
    m_label_enc = register_module("label_enc", torch::nn::Embedding(config.num_classes, config.embed_dim));
}

void DinoAdapterImpl::add_heads() {
    namespace init = torch::nn::init;
    const torch::NoGradGuard no_grad;
    const auto copy_parameters = [](const torch::nn::Module& from, const torch::nn::Module& to) {
        const auto source = from.parameters();
        const auto target = to.parameters();
        for (std::size_t i = 0; i < source.size(); ++i) {
            target[i].copy_(source[i]);
        }
    };
    // Focal loss wants rare foreground at the start: prior probability 0.01. All copies of a head start equal, and the
    // first boxes are the proposals themselves.
    constexpr double kPrior = 0.01;
    for (std::int64_t i = 0; i <= m_config.num_decoder_layers; ++i) {
        const torch::nn::Linear class_head(m_config.embed_dim, m_config.num_classes);
        Mlp box_head(m_config.embed_dim, m_config.embed_dim, 4, 3);
        init::constant_(class_head->bias, -std::log((1 - kPrior) / kPrior));
        init::zeros_(box_head->layer(2)->weight);
        init::zeros_(box_head->layer(2)->bias);
        if (i > 0) {
            copy_parameters(*m_class_embed->ptr(0), *class_head);
            copy_parameters(*m_bbox_embed->ptr(0), *box_head);
        }
        m_class_embed->push_back(class_head);
        m_bbox_embed->push_back(box_head);
    }
}

DinoOutput DinoAdapterImpl::forward(const FeaturePyramid& pyramid, const torch::Tensor& image_mask,
                                    const std::optional<DenoisingQueries>& denoising) {
    DinoOutput out;
    out.neck = m_neck->forward(pyramid);
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
        logits.push_back(m_class_embed->ptr<torch::nn::LinearImpl>(i)->forward(decoder.states[i]));
        boxes.push_back((m_bbox_embed->ptr<MlpImpl>(i)->forward(decoder.states[i]) +
                         inverse_sigmoid(reference, m_config.inverse_sigmoid_eps))
                            .sigmoid());
    }
    out.all_logits = torch::stack(logits);
    out.all_boxes = torch::stack(boxes);
    return out;
}

std::vector<std::pair<std::string, torch::Tensor>> DinoAdapterImpl::unique_parameters() const {
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
