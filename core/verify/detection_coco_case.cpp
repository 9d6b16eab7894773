// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <map>

#include "core/base/json.h"
#include "core/evaluation/coco_json.h"
#include "core/evaluation/coco_matching.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

constexpr double kCocoBound = 1e-9;

torch::Tensor as_tensor(const std::vector<double>& values, const torch::Tensor& like) {
    const auto flat = torch::tensor(values, torch::kDouble);
    return flat.numel() == like.numel() ? flat.view(like.sizes()) : flat;
}

void check_parameters(const std::filesystem::path& path, Checks& checks) {
    const auto thresholds = read_json(path).at("iou_thresholds").get<std::vector<double>>();
    const auto& own = evaluation::coco_iou_thresholds();
    checks.holds("parameters.iou_thresholds", std::equal(own.begin(), own.end(), thresholds.begin(), thresholds.end()));
}

void check_arrays(const Recording& golden, const evaluation::CocoFigures& figures, const std::string& name,
                  Checks& checks) {
    const std::pair<const char*, const std::vector<double>*> arrays[] = {
        {"precision", &figures.precision}, {"scores", &figures.scores}, {"recall", &figures.recall}};
    for (const auto& [key, values] : arrays) {
        if (golden.has(key)) {
            checks.within(name + key, as_tensor(*values, golden[key]), golden[key], kCocoBound);
        }
    }
}

void check_case(const std::filesystem::path& folder, const std::string& name, Checks& checks) {
    const auto truths = evaluation::read_ground_truths(folder / "gt.json");
    const auto results = evaluation::read_results(folder / "dt.json");
    const auto figures = evaluation::evaluate_coco(truths, results);
    const auto expected = read_json(folder / "expected.json");
    const auto& names = expected.at("stat_names");
    for (std::size_t i = 0; i < figures.stats.size(); ++i) {
        checks.number(name + names.at(i).get<std::string>(), figures.stats[i], expected.at("stats").at(i).get<double>(),
                      kCocoBound);
    }
    std::map<std::string, evaluation::CocoCategoryFigures> own;
    for (const auto& category : figures.per_category) {
        own.emplace(std::to_string(category.category_id), category);
    }
    for (const auto& [id, entry] : expected.at("per_category").items()) {
        checks.number(name + id + ".AP", own[id].ap, entry.at("AP").get<double>(), kCocoBound);
        checks.number(name + id + ".AP50", own[id].ap50, entry.at("AP50").get<double>(), kCocoBound);
        checks.number(name + id + ".AR100", own[id].ar100, entry.at("AR100").get<double>(), kCocoBound);
    }
    if (std::filesystem::exists(folder / "expected.safetensors")) {
        check_arrays(Recording(folder / "expected.safetensors"), figures, name, checks);
    }
}

}  // namespace

void check_coco_evaluation(const std::filesystem::path& folder, Checks& checks) {
    if (std::filesystem::exists(folder / "parameters.json")) {
        check_parameters(folder / "parameters.json", checks);
    }
    std::vector<std::filesystem::path> cases;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (std::filesystem::exists(entry.path() / "gt.json")) {
            cases.push_back(entry.path());
        }
    }
    std::sort(cases.begin(), cases.end());
    for (const auto& path : cases) {
        check_case(path, path.filename().string() + ".", checks);
    }
}

}  // namespace destudio::verify
