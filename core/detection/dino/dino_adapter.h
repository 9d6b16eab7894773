// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/detection/common/channel_mapper.h"
#include "core/detection/common/detector.h"
#include "core/detection/common/resnet.h"
#include "core/detection/dino/dino_transformer.h"

namespace destudio::detection {

/// Predictions of every decoder layer and of the two-stage selection, with what led to them.
struct DinoOutput {
    std::vector<torch::Tensor> neck;         ///< [B,C,h,w] for each level
    std::vector<torch::Tensor> level_masks;  ///< [B,h,w] bool for each level
    TransformerOutput transformer;
    DenoisingLayout denoising;  ///< the first pad_size() queries of all_logits and all_boxes
    torch::Tensor all_logits;   ///< [N,B,P+Q,K]
    torch::Tensor all_boxes;    ///< [N,B,P+Q,4] (cx,cy,w,h) in [0,1]

    /// The matching part, [N,B,Q,..].
    torch::Tensor pred_logits() const { return all_logits.slice(2, denoising.pad_size()); }
    torch::Tensor pred_boxes() const { return all_boxes.slice(2, denoising.pad_size()); }
    /// The denoising part, [N,B,P,..].
    torch::Tensor dn_logits() const { return all_logits.slice(2, 0, denoising.pad_size()); }
    torch::Tensor dn_boxes() const { return all_boxes.slice(2, 0, denoising.pad_size()); }
    const torch::Tensor& enc_logits() const { return transformer.selection.logits; }
    const torch::Tensor& enc_boxes() const { return transformer.selection.boxes; }
};

/// The DINO Detection-Adapter as a module, with the parameter names of official checkpoints (there below the key
/// "model"). The heads appear twice, as "class_embed" / "bbox_embed" and inside "transformer.decoder": one storage.
/// With a backbone it is the detector on pictures: the stages of "backbone.body" (torchvision's names) go through the
/// same neck.
class DinoAdapter : public torch::nn::Module {
public:
    explicit DinoAdapter(const DinoConfig& config);

    const DinoConfig& config() const { return m_config; }

    /// @param image_mask [B,H,W] bool, true = padding (make_image_mask)
    /// @param denoising queries of contrastive denoising, in training only
    DinoOutput forward(const FeaturePyramid& pyramid, const torch::Tensor& image_mask,
                       const std::optional<DenoisingQueries>& denoising = {});

    /// What the backbone's third stage says, see Resnet::third_stage(). @param images [B,3,H,W] in [-1,1]
    /// @throws ConfigError where there is no backbone
    torch::Tensor third_stage(const torch::Tensor& images);

    /// Content embedding of labels for denoising, [K,C].
    const torch::Tensor& label_embedding() const { return m_label_enc; }

    DinoTransformer& transformer() { return *m_transformer; }

    /// Every parameter once, in registration order with the official top-level name: what an optimiser needs.
    std::vector<std::pair<std::string, torch::Tensor>> unique_parameters() const;

private:
    void add_heads();
    std::vector<torch::Tensor> stages(const torch::Tensor& images);
    FeaturePyramid features(const FeaturePyramid& pyramid);

    DinoConfig m_config;
    std::shared_ptr<Resnet> m_body;  ///< null in an adapter
    std::shared_ptr<ChannelMapper> m_neck;
    PredictionHeads m_heads;
    std::shared_ptr<DinoTransformer> m_transformer;
    torch::Tensor m_label_enc;  ///< [K,C]
};

}  // namespace destudio::detection
