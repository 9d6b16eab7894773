// SPDX-License-Identifier: Apache-2.0
#include "core/detection/masks/mask_head.h"

#include "core/nn/torch.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/detector_inputs.h"
#include "core/detection/common/initialization.h"
#include "core/detection/common/roi_align.h"

namespace destudio::detection {

namespace {

NeckConfig mask_neck(const MaskHeadConfig& config, const std::vector<std::string>& in_features,
                     const std::map<std::string, std::int64_t>& in_channels) {
    NeckConfig neck;
    neck.in_features = in_features;
    neck.in_channels = in_channels;
    neck.num_feature_levels = static_cast<std::int64_t>(in_features.size());
    neck.embed_dim = config.channels;
    neck.group_norm_groups = config.group_norm_groups;
    return neck;
}

std::shared_ptr<nn::Conv2d> mask_conv(std::int64_t in, std::int64_t out, std::int64_t kernel) {
    auto conv = std::make_shared<nn::Conv2d>(nn::Conv2d::Options{in, out, kernel, 1, (kernel - 1) / 2, true});
    init_xavier_uniform(conv->weight);
    init_constant(conv->bias, 0);
    return conv;
}

/// Boxes as a detector may find them: up to a tenth of their sides off.
torch::Tensor jittered(const torch::Tensor& boxes, Size image, torch::Generator& generator) {
    constexpr double kOff = 0.2;  // from one end to the other
    const auto random = (torch::rand(boxes.sizes(), generator, torch::kFloat) - 0.5).to(boxes.device()) * kOff;
    const auto size = boxes.slice(1, 2, 4) - boxes.slice(1, 0, 2);
    const auto moved = boxes + torch::cat({size, size}, 1) * random;
    const auto x = moved.slice(1, 0, 4, 2).clamp(0, image.width);
    const auto y = moved.slice(1, 1, 4, 2).clamp(0, image.height);
    return torch::stack({x.select(1, 0), y.select(1, 0), x.select(1, 1), y.select(1, 1)}, -1);
}

/// The part of each mask in its own box, [n,28,28] of 0 and 1.
torch::Tensor mask_targets(const torch::Tensor& masks, const torch::Tensor& boxes) {
    RoiAlignOptions options;
    options.height = options.width = MaskHead::kSide;
    options.aligned = true;
    std::vector<torch::Tensor> parts;
    for (std::int64_t i = 0; i < boxes.size(0); ++i) {
        parts.push_back(
            roi_align(masks.slice(0, i, i + 1).to(torch::kFloat), boxes.slice(0, i, i + 1), options).squeeze(1));
    }
    return torch::cat(parts).ge(0.5).to(torch::kFloat);
}

}  // namespace

MaskHeadConfig parse_mask_head(const nlohmann::json& json, const std::string& name) {
    if (!json.is_object()) {
        throw ConfigError(name + ": \"masks\" must be an object.");
    }
    MaskHeadConfig config;
    const auto whole = [&](const char* key, std::int64_t& value, std::int64_t least) {
        const auto found = json.find(key);
        constexpr std::int64_t kMax = 4096;
        if (found == json.end()) {
            return;
        }
        if (!found->is_number_integer() || *found < least || *found > kMax) {
            throw ConfigError(name + ": \"masks." + key + "\" must be a whole number of at least " +
                              std::to_string(least) + ".");
        }
        value = found->get<std::int64_t>();
    };
    whole("channels", config.channels, 1);
    whole("convs", config.convs, 0);
    whole("group_norm_groups", config.group_norm_groups, 1);
    if (config.channels % config.group_norm_groups != 0) {
        throw ConfigError(name + ": \"masks.channels\" must be a multiple of \"masks.group_norm_groups\".");
    }
    if (const auto weight = json.find("loss_weight"); weight != json.end()) {
        if (!weight->is_number() || !(weight->get<double>() > 0)) {
            throw ConfigError(name + ": \"masks.loss_weight\" must be a number above 0.");
        }
        config.loss_weight = weight->get<double>();
    }
    return config;
}

nlohmann::json to_json(const MaskHeadConfig& config) {
    return {{"channels", config.channels},
            {"convs", config.convs},
            {"group_norm_groups", config.group_norm_groups},
            {"loss_weight", config.loss_weight}};
}

MaskHead::MaskHead(const MaskHeadConfig& config, const std::vector<std::string>& in_features,
                   const std::map<std::string, std::int64_t>& in_channels)
    : m_in_features(in_features) {
    const std::int64_t c = config.channels;
    m_mapper = register_module("mapper", std::make_shared<ChannelMapper>(mask_neck(config, in_features, in_channels)));
    m_convs = register_module("convs", std::make_shared<nn::ModuleArray<nn::Conv2d>>());
    for (std::int64_t i = 0; i < config.convs; ++i) {
        m_convs->append(mask_conv(c, c, 3));
    }
    m_upscale = register_module("upscale", mask_conv(c, 4 * c, 1));
    m_output = register_module("output", mask_conv(c, 1, 1));
}

torch::Tensor MaskHead::joined_levels(const FeaturePyramid& pyramid) {
    const auto type = m_output->weight.scalar_type();
    const auto levels = m_mapper->forward(select_inputs(pyramid, m_in_features, device(), type));
    torch::Tensor sum = levels.front();
    for (std::size_t i = 1; i < levels.size(); ++i) {
        sum = sum + torch::upsample_bilinear2d(levels[i].to(torch::kFloat), {sum.size(2), sum.size(3)}, false)
                        .to(sum.scalar_type());
    }
    return sum;
}

torch::Tensor MaskHead::forward(const FeaturePyramid& pyramid, const std::vector<torch::Tensor>& boxes, Size image) {
    const auto map = joined_levels(pyramid);
    RoiAlignOptions options;
    options.height = options.width = kPooled;
    options.scale = static_cast<double>(map.size(2)) / image.height;
    options.aligned = true;
    std::vector<torch::Tensor> pooled;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        pooled.push_back(roi_align(map[static_cast<std::int64_t>(i)], boxes[i].to(device(), torch::kFloat), options));
    }
    auto x = torch::cat(pooled);
    if (x.size(0) == 0) {
        return torch::zeros({0, kSide, kSide}, x.options().dtype(torch::kFloat));
    }
    x = x.to(m_output->weight.scalar_type());
    for (std::size_t i = 0; i < m_convs->size(); ++i) {
        x = torch::relu((*m_convs)[i].forward(x));
    }
    x = torch::relu(torch::pixel_shuffle(m_upscale->forward(x).to(torch::kFloat), 2));
    return m_output->forward(x.to(m_output->weight.scalar_type())).squeeze(1).to(torch::kFloat);
}

torch::Tensor mask_loss(MaskHead& head, const FeaturePyramid& pyramid, const Targets& targets, Size image,
                        torch::Generator& generator) {
    const auto device = head.device();
    const auto scale = torch::tensor({static_cast<float>(image.width), static_cast<float>(image.height),
                                      static_cast<float>(image.width), static_cast<float>(image.height)})
                           .to(device);
    std::vector<torch::Tensor> boxes;
    std::vector<torch::Tensor> wanted;
    for (const Target& target : targets) {
        boxes.push_back(torch::zeros({0, 4}, torch::TensorOptions().dtype(torch::kFloat).device(device)));
        if (!target.masks.defined() || target.boxes.size(0) == 0) {
            continue;
        }
        const auto masks = target.masks.to(device);
        const auto known = masks.select(1, 0).select(1, 0).ne(kMaskUnknown).nonzero().squeeze(1);
        if (known.size(0) == 0) {
            continue;
        }
        const auto all = cxcywh_to_xyxy(target.boxes.to(device, torch::kFloat)) * scale;
        boxes.back() = jittered(all.index_select(0, known), image, generator);
        wanted.push_back(mask_targets(masks.index_select(0, known), boxes.back()));
    }
    if (wanted.empty()) {
        torch::Tensor nothing = torch::zeros({}, torch::TensorOptions().device(device));
        for (const auto& parameter : head.parameters()) {
            nothing = nothing + 0 * parameter.sum().to(torch::kFloat);
        }
        return nothing;
    }
    return torch::binary_cross_entropy_with_logits(head.forward(pyramid, boxes, image), torch::cat(wanted));
}

}  // namespace destudio::detection
