// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/self_check.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <opencv2/core/mat.hpp>

#include "core/adaptation/compute_threads.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/detection/adapter.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/model/bundle_hash.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/image_tensor.h"
#include "core/engine/model/model_options.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/evaluation/coco_evaluation.h"
#include "core/image/image_io.h"
#include "core/training/detector/adapter_inputs.h"
#include "core/training/detector/adapter_start.h"

namespace destudio::adaptation {

namespace {

using evaluation::CocoBox;
using evaluation::CocoGroundTruth;

constexpr std::int64_t kTimestep = 1;
constexpr std::uint64_t kNoiseSeed = 0x5e1fc4ec;

PictureList pictures_to_check(const PictureChoice& choice) {
    PictureList list;
    switch (choice.kind) {
        case PictureChoice::Kind::kReferences:
            list = references_of(*Project::open_for_reading(choice.path));
            if (list.pictures.empty()) {
                throw UsageError(
                    "No reference has boxes to compare with. Draw or import the ground truth of some first.");
            }
            break;
        case PictureChoice::Kind::kCorrections:
            list = corrections_of(*Project::open_for_reading(choice.path));
            if (list.pictures.empty()) {
                throw UsageError("No variant is reviewed yet, so there is nothing to compare with.");
            }
            break;
        case PictureChoice::Kind::kDataset:
            list = dataset_to_compare(choice);
            break;
        case PictureChoice::Kind::kWorld:
            throw UsageError("The self-check compares with pictures of a project or a dataset.");
    }
    require_files(list);
    return list;
}

/// A box of the prepared picture in pixels of the oriented one.
Box in_picture(const Box& box, const ReferencePlan& plan) {
    const double sx = plan.crop.width() / plan.size.width;
    const double sy = plan.crop.height() / plan.size.height;
    return {plan.crop.x1 + box.x1 * sx, plan.crop.y1 + box.y1 * sy, plan.crop.x1 + box.x2 * sx,
            plan.crop.y1 + box.y2 * sy};
}

CocoBox coco_box(const Box& box) {
    return {box.x1, box.y1, box.width(), box.height()};
}

class SelfCheck {
public:
    SelfCheck(const SelfCheckRequest& request, const std::stop_token& stop, const ProgressSink& progress);
    SelfCheckReport run();

private:
    void check(std::size_t index);
    void add_truths(const LabelledPicture& picture, const ReferencePlan& plan, std::int64_t image);
    void finish();

    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    BundleInfo m_info;
    PictureList m_list;
    diffusion::StableDiffusionBundle m_bundle;
    std::unique_ptr<detection::Adapter> m_adapter;
    training::AdapterInputs m_inputs;
    std::vector<int> m_class_of;  ///< index into the report's classes of each class of the list
    evaluation::CocoGroundTruths m_truths;
    std::vector<evaluation::CocoResult> m_results;
    /// One noise level of the curve.
    struct Level {
        int timestep;
        training::AdapterInputs inputs;
        std::vector<evaluation::CocoResult> results;
    };
    std::vector<Level> m_levels;
    SelfCheckReport m_report;
};

std::filesystem::path adapter_folder(const SelfCheckRequest& request) {
    return request.adapter.empty() ? request.bundle / "adapter" : request.adapter;
}

BundleInfo checked_info(const SelfCheckRequest& request) {
    const BundleInfo info = read_bundle_info(request.bundle, request.adapter);
    if (!info.has_adapter) {
        throw UsageError(request.bundle.string() + " has no adapter to check. Choose or train one.");
    }
    return info;
}

SelfCheck::SelfCheck(const SelfCheckRequest& request, const std::stop_token& stop, const ProgressSink& progress)
    : m_stop(stop),
      m_progress(progress),
      m_info(checked_info(request)),
      m_list(pictures_to_check(request.pictures)),
      m_bundle(request.bundle, load_options(request.bundle, request.device, request.dtype)),
      m_adapter(detection::load_adapter(adapter_folder(request))),
      m_inputs(m_bundle, kTimestep, kTimestep) {
    detection::check_adapter_fit(m_adapter->config(), nn::feature_channels(m_bundle.unet_config()),
                                 (adapter_folder(request) / "config.json").string());
    m_adapter->to(m_bundle.device());
    for (const int timestep : request.timesteps) {
        m_levels.push_back({timestep, training::AdapterInputs(m_bundle, timestep, timestep), {}});
    }
    m_report.curve.adapter_hash = adapter_hash(adapter_folder(request));
    const auto& known = m_adapter->classes();
    for (const std::string& name : training::joined_classes(known, m_list.classes)) {
        m_truths.categories.push_back({static_cast<std::int64_t>(m_report.classes.size()), name});
        ClassCheck entry;
        entry.name = name;
        entry.known = m_report.classes.size() < known.size();
        m_report.classes.push_back(std::move(entry));
    }
    for (const std::string& name : m_list.classes) {
        const auto found = std::find_if(m_report.classes.begin(), m_report.classes.end(),
                                        [&name](const ClassCheck& entry) { return entry.name == name; });
        m_class_of.push_back(static_cast<int>(found - m_report.classes.begin()));
    }
    m_report.left_out = m_list.pictures.size() - std::min(m_list.pictures.size(), request.max_pictures);
    m_list.pictures.resize(m_list.pictures.size() - m_report.left_out);
}

void SelfCheck::add_truths(const LabelledPicture& picture, const ReferencePlan& plan, std::int64_t image) {
    const auto add = [&](const Box& box, int label, bool ignore) {
        const auto placed = box_in_variant(box, plan);
        if (!placed) {
            return;
        }
        CocoGroundTruth truth;
        truth.id = static_cast<std::int64_t>(m_truths.annotations.size()) + 1;
        truth.image_id = image;
        truth.category_id = m_class_of.at(static_cast<std::size_t>(label));
        const Box seen = in_picture(*placed, plan);
        truth.box = coco_box(seen);
        truth.area = seen.area();
        truth.crowd = ignore;
        m_truths.annotations.push_back(truth);
    };
    for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
        add(picture.boxes[i], picture.labels[i], false);
    }
    for (std::size_t i = 0; i < picture.ignored.size(); ++i) {
        add(picture.ignored[i], picture.ignored_labels[i], true);
    }
}

void SelfCheck::check(std::size_t index) {
    const LabelledPicture& picture = m_list.pictures[index];
    const auto image = static_cast<std::int64_t>(index);
    const cv::Mat pixels = load_image(picture.file);
    const ReferencePlan plan = plan_native({pixels.cols, pixels.rows}, m_info.native_size);
    const auto tensor = to_tensor(prepare_reference(pixels, plan));
    const auto look = [&](training::AdapterInputs& inputs, std::vector<evaluation::CocoResult>& results) {
        // Noise of its own for each picture, so that a result does not depend on what else is checked.
        torch::Generator generator =
            torch::make_generator<torch::CPUGeneratorImpl>(mix_seeds(kNoiseSeed, static_cast<std::uint64_t>(index)));
        const auto detections = m_adapter->detect(inputs.for_evaluation(tensor, {}, generator), plan.size, plan.size);
        for (const Detection& detection : detections.at(0)) {
            results.push_back(
                {image, detection.class_index, coco_box(in_picture(detection.box, plan)), detection.score});
        }
    };
    look(m_inputs, m_results);
    for (Level& level : m_levels) {
        throw_if_stopped(m_stop);
        look(level.inputs, level.results);
    }
    m_truths.image_ids.push_back(image);
    add_truths(picture, plan, image);
    m_report.pictures.push_back({picture.file, picture.row});
}

void SelfCheck::finish() {
    const auto figures = evaluation::evaluate_coco(m_truths, m_results);
    m_report.stats = figures.stats;
    for (const auto& category : figures.per_category) {
        ClassCheck& entry = m_report.classes.at(static_cast<std::size_t>(category.category_id));
        entry.ap = category.ap;
        entry.ap50 = category.ap50;
    }
    m_report.curve.images = m_report.pictures.size();
    for (const Level& level : m_levels) {
        const auto at_level = evaluation::evaluate_coco(m_truths, level.results).stats;
        m_report.curve.points.push_back({level.timestep, at_level[0], at_level[1]});
    }
    const auto scores = evaluation::judge_detections(m_truths, m_results);
    for (const evaluation::ClassScores& of_class : scores) {
        ClassCheck& entry = m_report.classes.at(static_cast<std::size_t>(of_class.category_id));
        entry.objects = of_class.objects;
        entry.best = evaluation::best_threshold(of_class);
        entry.curve = evaluation::precision_recall_curve(of_class);
    }
    m_report.all = evaluation::pooled(scores);
    m_report.best = evaluation::best_threshold(m_report.all);
    m_report.suspects = evaluation::audit_labels(m_truths, m_results);
}

SelfCheckReport SelfCheck::run() {
    const auto total = static_cast<std::int64_t>(m_list.pictures.size());
    for (std::size_t i = 0; i < m_list.pictures.size(); ++i) {
        throw_if_stopped(m_stop);
        if (m_progress) {
            m_progress({"self-check", static_cast<std::int64_t>(i), total});
        }
        check(i);
    }
    finish();
    if (m_progress) {
        m_progress({"self-check", total, total});
    }
    return std::move(m_report);
}

}  // namespace

SelfCheckReport self_check(const SelfCheckRequest& request, const std::stop_token& stop, const ProgressSink& progress) {
    throw_if_stopped(stop);
    const ComputeThreads threads(request.threads);
    return SelfCheck(request, stop, progress).run();
}

}  // namespace destudio::adaptation
