// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/base/json.h"
#include "core/detection/common/nms.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

using detection::NmsBox;

torch::Tensor indices(const std::vector<std::size_t>& keep) {
    return torch::tensor(std::vector<std::int64_t>(keep.begin(), keep.end()), torch::kLong);
}

void check_soft(const Recording& golden, const std::string& kind, const detection::SoftNmsResult& result,
                const std::string& name, Checks& checks) {
    const std::string key = "soft_" + kind + "_";
    if (golden.has(key + "keep")) {
        checks.equal(name + key + "keep", indices(result.keep), golden[key + "keep"]);
        checks.within(name + key + "scores", torch::tensor(result.scores, torch::kDouble), golden[key + "scores"],
                      1e-9);
    }
}

void check_nms_case(const Recording& golden, const nlohmann::json& json, const std::string& name, Checks& checks) {
    const auto boxes_tensor = golden["boxes"].contiguous();
    const auto scores_tensor = golden["scores"].contiguous();
    const auto class_tensor = golden["class"].contiguous();
    std::vector<NmsBox> boxes;
    std::vector<float> scores;
    std::vector<int> classes;
    const float* box = boxes_tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < scores_tensor.numel(); ++i, box += 4) {
        boxes.push_back({box[0], box[1], box[2], box[3]});
        scores.push_back(scores_tensor.data_ptr<float>()[i]);
        classes.push_back(static_cast<int>(class_tensor.data_ptr<std::int64_t>()[i]));
    }
    const double threshold = json.at("iou_threshold").get<double>();
    checks.equal(name + "nms_keep", indices(detection::nms(boxes, scores, threshold)), golden["nms_keep"]);
    checks.equal(name + "batched_nms_keep", indices(detection::batched_nms(boxes, scores, classes, threshold)),
                 golden["batched_nms_keep"]);
    if (json.contains("soft") && json.at("soft").is_object()) {
        const auto& soft = json.at("soft");
        detection::SoftNmsOptions options;
        options.sigma = soft.at("sigma").get<double>();
        options.iou_threshold = soft.at("linear_iou_threshold").get<double>();
        options.min_score = soft.at("min_score").get<double>();
        options.decay = detection::SoftNmsDecay::kLinear;
        check_soft(golden, "linear", detection::soft_nms(boxes, scores, options), name, checks);
        options.decay = detection::SoftNmsDecay::kGaussian;
        check_soft(golden, "gaussian", detection::soft_nms(boxes, scores, options), name, checks);
    }
}

}  // namespace

void check_nms(const std::filesystem::path& folder, Checks& checks) {
    for (const auto& entry : read_json(folder / "cases.json")) {
        const auto file = entry.at("file").get<std::string>();
        check_nms_case(Recording(folder / file), entry, file.substr(0, file.rfind('.')) + ".", checks);
    }
}

}  // namespace destudio::verify
