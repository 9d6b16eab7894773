// SPDX-License-Identifier: Apache-2.0
// Faster R-CNN against recordings of torchvision's: every part on its own, on recorded inputs.
#include "core/nn/torch.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/detection/common/anchors.h"
#include "core/detection/common/resnet_fpn.h"
#include "core/detection/common/roi_align.h"
#include "core/detection/faster_rcnn/faster_rcnn.h"
#include "core/detection/faster_rcnn/image_transform.h"
#include "core/nn/io/weights.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify::faster_rcnn {

using namespace destudio::detection;
using nlohmann::json;

namespace {

std::string numbered(const std::string& name, std::size_t number) {
    return name + "_" + std::to_string(number);
}

CodeWeights code_weights(const json& list) {
    return list.get<CodeWeights>();
}

FasterRcnnConfig recorded_config(const json& config) {
    FasterRcnnConfig result;
    result.inputs.embed_dim = config.at("channels");
    result.anchors.sizes = config.at("anchor_sizes").get<std::vector<std::int64_t>>();
    result.anchors.ratios = config.at("aspect_ratios").get<std::vector<double>>();
    auto& proposals = result.proposals;
    proposals.convs = config.at("rpn_conv_depth");
    proposals.batch = config.at("rpn_batch");
    proposals.candidates = config.at("pre_nms");
    proposals.candidates_train = config.at("pre_nms_train");
    proposals.proposals = config.at("post_nms");
    proposals.proposals_train = config.at("post_nms_train");
    proposals.nms_iou = config.at("rpn_nms_thresh");
    proposals.min_score = config.at("rpn_score_thresh");
    proposals.min_size = config.at("rpn_min_size");
    proposals.foreground_iou = config.at("rpn_fg_iou");
    proposals.background_iou = config.at("rpn_bg_iou");
    auto& boxes = result.boxes;
    boxes.pool_size = config.at("pool");
    boxes.pool_sampling = config.at("roi_sampling_ratio");
    boxes.representation = config.at("rep");
    boxes.code_weights = code_weights(config.at("box_coder_weights"));
    boxes.foreground_iou = config.at("box_fg_iou");
    boxes.background_iou = config.at("box_bg_iou");
    boxes.nms_iou = config.at("box_nms_thresh");
    boxes.min_size = config.at("box_min_size");
    boxes.max_detections = config.at("detections");
    result.num_classes = config.at("classes").get<std::int64_t>() - 1;
    return result;
}

/// What model.safetensors holds: no ResNet.
class RecordedFasterRcnn : public torch::nn::Module {
public:
    RecordedFasterRcnn(const FasterRcnnConfig& config, const std::vector<std::int64_t>& inputs) {
        fpn = register_module("backbone", std::make_shared<torch::nn::Module>())
                  ->register_module("fpn", std::make_shared<FeaturePyramidNetwork>(inputs, config.inputs.embed_dim, 0));
        proposals = register_module("rpn", std::make_shared<torch::nn::Module>())
                        ->register_module("head", std::make_shared<RegionProposalHead>(
                                                      config.inputs.embed_dim,
                                                      static_cast<std::int64_t>(config.anchors.ratios.size()),
                                                      config.proposals.convs));
        const auto heads = register_module("roi_heads", std::make_shared<torch::nn::Module>());
        const BoxHeadConfig& boxes = config.boxes;
        head = heads->register_module(
            "box_head", std::make_shared<BoxHead>(config.inputs.embed_dim * boxes.pool_size * boxes.pool_size,
                                                  boxes.representation));
        predictor = heads->register_module(
            "box_predictor", std::make_shared<BoxPredictor>(boxes.representation, config.num_classes + 1));
    }

    std::shared_ptr<FeaturePyramidNetwork> fpn;
    std::shared_ptr<RegionProposalHead> proposals;
    std::shared_ptr<BoxHead> head;
    std::shared_ptr<BoxPredictor> predictor;
};

/// One case on its recording.
class FasterRcnnCase {
public:
    FasterRcnnCase(const GoldenRecording& golden, Checks& checks)
        : m_golden(golden), m_checks(checks), m_json(golden.index().at("config")), m_config(recorded_config(m_json)) {
        for (const auto& size : golden.list("image_sizes")) {
            m_images.push_back({size.at(1).get<int>(), size.at(0).get<int>()});
            m_largest = {std::max(m_largest.width, m_images.back().width),
                         std::max(m_largest.height, m_images.back().height)};
        }
        m_pool.height = m_pool.width = m_config.boxes.pool_size;
        m_pool.sampling = m_config.boxes.pool_sampling;
    }

    void run() {
        guarded(m_checks, "roi_align", [this] { check_roi_align(); });
        guarded(m_checks, "coder", [this] { check_coder(); });
        guarded(m_checks, "matcher", [this] { check_matcher(); });
        guarded(m_checks, "transform", [this] { check_transform(); });
        guarded(m_checks, "network", [this] {
            m_network = std::make_shared<RecordedFasterRcnn>(
                m_config, m_json.at("backbone_channels").get<std::vector<std::int64_t>>());
            nn::load_weights(*m_network, m_golden.folder() / "model.safetensors");
            check_pyramid();
            check_first_stage();
            check_second_stage();
        });
        m_golden.fail_unused(m_checks);
    }

private:
    void compare(const std::string& name, const torch::Tensor& actual) { m_golden.compare(m_checks, name, actual); }
    torch::Tensor boxes_of(std::size_t image) const { return m_golden[numbered("gt.boxes", image)]; }

    void check_roi_align() {
        const auto feature = m_golden["roi_align.feature"];
        const auto rois = m_golden["roi_align.rois"];
        for (const auto& entry : m_golden.list("roi_align_cases")) {
            RoiAlignOptions options;
            options.height = entry.at("output_size").at(0);
            options.width = entry.at("output_size").at(1);
            options.scale = entry.at("spatial_scale");
            options.sampling = entry.at("sampling_ratio");
            options.aligned = entry.at("aligned");
            std::vector<torch::Tensor> pooled;
            for (std::int64_t i = 0; i < rois.size(0); ++i) {
                pooled.push_back(
                    roi_align(feature[rois[i][0].item<std::int64_t>()], rois[i].slice(0, 1).unsqueeze(0), options));
            }
            compare(entry.at("name").get<std::string>() + ".out", torch::cat(pooled));
        }
    }

    void check_coder() {
        for (const auto& entry : m_golden.list("box_coder_cases")) {
            const auto name = entry.at("name").get<std::string>();
            const auto weights = code_weights(entry.at("weights"));
            const auto boxes = m_golden["coder.boxes"];
            compare(name + ".encoded", encode_boxes(m_golden["coder.targets"], boxes, weights));
            compare(name + ".decoded", decode_boxes(m_golden["coder.codes"], boxes, weights));
        }
    }

    void check_matcher() {
        const auto iou = box_iou(m_golden["matcher.gt"], m_golden["matcher.boxes"]);
        compare("matcher.iou", iou);
        for (const auto& entry : m_golden.list("matcher_cases")) {
            compare(entry.at("name").get<std::string>() + ".matches",
                    match_boxes(iou, {entry.at("high").get<double>(), entry.at("low").get<double>(),
                                      entry.at("allow_low_quality").get<bool>()}));
        }
    }

    void check_transform() {
        ImageTransform transform;
        transform.min_size = m_json.at("min_size");
        transform.max_size = m_json.at("max_size");
        transform.mean = m_json.at("image_mean").get<std::array<double, 3>>();
        transform.deviation = m_json.at("image_std").get<std::array<double, 3>>();
        std::vector<torch::Tensor> images;
        const auto count = m_golden.index().at("transform_images").get<std::size_t>();
        for (std::size_t i = 0; i < count; ++i) {
            images.push_back(m_golden[numbered("transform.image", i)]);
        }
        const auto transformed = transform_images(images, transform);
        compare("transform.batch", transformed.batch);
        std::vector<std::int64_t> sizes;
        for (std::size_t i = 0; i < count; ++i) {
            const Size own{static_cast<int>(images[i].size(2)), static_cast<int>(images[i].size(1))};
            const Size now = transformed.sizes[i];
            sizes.insert(sizes.end(), {now.height, now.width});
            const auto boxes = resize_boxes(m_golden[numbered("transform.boxes", i)], own, now);
            compare(numbered("transform.resized_boxes", i), boxes);
            // The recordings map the original boxes here, with the two sizes exchanged.
            compare(numbered("transform.boxes_back", i),
                    resize_boxes(m_golden[numbered("transform.boxes", i)], own, now));
        }
        compare("transform.sizes", torch::tensor(sizes, torch::kLong).view({-1, 2}));
    }

    void check_pyramid() {
        std::vector<torch::Tensor> inputs;
        for (int stage = 2; m_golden.has("backbone.c" + std::to_string(stage)); ++stage) {
            inputs.push_back(m_golden["backbone.c" + std::to_string(stage)]);
        }
        m_levels = m_network->fpn->forward(inputs);
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            compare("fpn." + std::to_string(i), m_levels[i]);
        }
        compare("fpn.pool", pool_level(m_levels.back()));
        const auto boxes = m_golden["levels.boxes"];
        const auto scales = level_scales(m_levels, m_largest);
        const LevelRule rule{m_config.boxes.canonical_size, m_config.boxes.canonical_level};
        compare("levels.scales", torch::tensor(scales, torch::kFloat32));
        compare("levels.index", level_indices(boxes, scales, rule));
        compare("levels.pooled", pool_boxes(m_levels, {boxes}, m_largest, m_pool, rule));
    }

    void check_first_stage() {
        const auto& size = m_golden.index().at("batch_size_hw");
        const Size batch{size.at(1).get<int>(), size.at(0).get<int>()};
        std::vector<RegionProposalHead::Output> outputs;
        LevelShapes shapes;
        for (std::size_t i = 0; i <= m_levels.size(); ++i) {
            const auto level = i < m_levels.size() ? m_levels[i] : pool_level(m_levels.back());
            outputs.push_back(m_network->proposals->forward(level));
            shapes.push_back({level.size(2), level.size(3)});
            compare(numbered("rpn.cell_anchors", i), cell_anchors(m_config.anchors, m_config.anchors.sizes.at(i)));
            compare(numbered("rpn.objectness", i), outputs.back().objectness);
            compare(numbered("rpn.deltas", i), outputs.back().codes);
        }
        const auto anchors = torch::cat(make_anchors(m_config.anchors, batch, shapes));
        compare("rpn.anchors", anchors);
        const auto predictions = flatten(outputs);
        const auto weights = code_weights(m_json.at("rpn_box_coder_weights"));
        compare("rpn.decoded", decode_boxes(predictions.codes, anchors.unsqueeze(0), weights));
        for (const bool training : {false, true}) {
            const std::string prefix = training ? "rpn.train." : "rpn.test.";
            const auto proposals = filter_proposals(predictions, anchors, m_images, m_config.proposals, training);
            for (std::size_t b = 0; b < proposals.size(); ++b) {
                compare(numbered(prefix + "proposals", b), proposals[b].boxes);
                compare(numbered(prefix + "scores", b), proposals[b].scores);
            }
        }
        std::vector<AnchorTargets> targets;
        std::vector<BalancedSample> samples;
        for (std::size_t b = 0; b < m_images.size(); ++b) {
            targets.push_back(anchor_targets(anchors, boxes_of(b), {}, m_config.proposals));
            compare(numbered("rpn.labels", b), targets.back().labels);
            compare(numbered("rpn.matched_gt", b), targets.back().matched);
            samples.push_back({m_golden[numbered("rpn.sampled_pos", b)], m_golden[numbered("rpn.sampled_neg", b)]});
        }
        const auto losses = region_losses(predictions, anchors, targets, samples, m_config.smooth_l1_beta);
        compare("rpn.loss_objectness", losses.objectness.view({1}));
        compare("rpn.loss_box", losses.boxes.view({1}));
    }

    BoxPredictor::Output predict(const std::vector<torch::Tensor>& boxes, bool recorded) {
        const LevelRule rule{m_config.boxes.canonical_size, m_config.boxes.canonical_level};
        const auto pooled = pool_boxes(m_levels, boxes, m_largest, m_pool, rule);
        const auto representation = m_network->head->forward(pooled);
        const auto output = m_network->predictor->forward(representation);
        if (recorded) {
            compare("heads.pooled", pooled);
            compare("heads.representation", representation);
            compare("heads.class_logits", output.logits);
            compare("heads.box_regression", output.codes);
        }
        return output;
    }

    void check_detections(const BoxPredictor::Output& rows, const torch::Tensor& proposals, std::size_t image) {
        const auto detections = box_detections(rows, proposals, m_images[image], m_config.boxes,
                                               m_json.at("box_score_thresh").get<double>());
        std::vector<float> boxes;
        std::vector<float> scores;
        std::vector<std::int64_t> labels;
        for (const auto& [box, class_index, score, outline] : detections) {
            for (const double edge : {box.x1, box.y1, box.x2, box.y2}) {
                boxes.push_back(static_cast<float>(edge));
            }
            scores.push_back(static_cast<float>(score));
            labels.push_back(class_index + 1);
        }
        compare(numbered("heads.boxes", image), torch::tensor(boxes).view({-1, 4}));
        compare(numbered("heads.scores", image), torch::tensor(scores));
        compare(numbered("heads.labels", image), torch::tensor(labels, torch::kLong));
    }

    void check_second_stage() {
        std::vector<torch::Tensor> proposals;
        for (std::size_t b = 0; b < m_images.size(); ++b) {
            proposals.push_back(m_golden[numbered("heads.proposals", b)]);
        }
        const auto output = predict(proposals, true);
        std::vector<torch::Tensor> sampled;
        std::vector<torch::Tensor> labels;
        std::vector<torch::Tensor> codes;
        std::int64_t first = 0;
        for (std::size_t b = 0; b < proposals.size(); ++b) {
            const std::int64_t last = first + proposals[b].size(0);
            check_detections({output.logits.slice(0, first, last), output.codes.slice(0, first, last)}, proposals[b],
                             b);
            first = last;
            const auto boxes = boxes_of(b);
            const auto candidates = torch::cat({proposals[b], boxes});
            const auto targets =
                proposal_targets(candidates, boxes, m_golden[numbered("gt.labels", b)], {}, m_config.boxes);
            compare(numbered("train.matched_index", b), targets.matched);
            compare(numbered("train.labels", b), targets.labels);
            const auto chosen = m_golden[numbered("train.sampled", b)];
            sampled.push_back(candidates.index_select(0, chosen));
            labels.push_back(targets.labels.index_select(0, chosen));
            auto wanted = torch::zeros_like(sampled.back());
            if (boxes.size(0) > 0) {
                const auto matched = boxes.index_select(0, targets.matched.index_select(0, chosen));
                wanted = torch::where((labels.back() > 0).unsqueeze(1),
                                      encode_boxes(matched, sampled.back(), m_config.boxes.code_weights), wanted);
            }
            codes.push_back(wanted);
            compare(numbered("train.regression_targets", b), wanted);
        }
        const auto losses =
            box_losses(predict(sampled, false), torch::cat(labels), torch::cat(codes), m_config.smooth_l1_beta);
        compare("train.loss_classifier", losses.classes.view({1}));
        compare("train.loss_box", losses.boxes.view({1}));
    }

    const GoldenRecording& m_golden;
    Checks& m_checks;
    const json& m_json;
    FasterRcnnConfig m_config;
    RoiAlignOptions m_pool;
    std::vector<Size> m_images;
    Size m_largest;
    std::shared_ptr<RecordedFasterRcnn> m_network;
    std::vector<torch::Tensor> m_levels;
};

}  // namespace

void run(const GoldenRecording& golden, Checks& checks) {
    const torch::NoGradGuard no_grad;
    FasterRcnnCase(golden, checks).run();
}

}  // namespace destudio::verify::faster_rcnn

namespace destudio::verify {

void run_faster_rcnn_case(const GoldenRecording& golden, Checks& checks) {
    faster_rcnn::run(golden, checks);
}

}  // namespace destudio::verify
