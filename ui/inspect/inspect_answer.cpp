// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_answer.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/engine/recipe/prompt_builder.h"
#include "core/image/compare.h"
#include "core/image/image_io.h"
#include "core/jobs/shared_generator.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

widgets::Picture to_picture(const cv::Mat& rgb) {
    return widgets::Picture(widgets::to_qimage(rgb));
}

widgets::Picture to_picture_of_bytes(const cv::Mat& gray) {
    cv::Mat rgb;
    cv::cvtColor(gray, rgb, cv::COLOR_GRAY2RGB);
    return to_picture(rgb);
}

/// Loads what the order names and settles what only the bundle's files tell. @return the picture to look at
cv::Mat prepare(InspectAnswer& result) {
    InspectRequest& request = result.request;
    const cv::Mat image = load_image(request.picture);
    const Size size{image.cols, image.rows};
    result.plan = {{0, 0, static_cast<double>(size.width), static_cast<double>(size.height)}, size};
    if (request.target.is_variant()) {
        return image;
    }
    const BundleInfo info = read_bundle_info(request.bundle, request.options.adapter);
    result.plan = plan_native(size, info.native_size);
    if (request.recipe.prompt.empty()) {
        request.recipe.prompt = default_prompt(request.caption, info.domain, request.reference_classes);
    }
    if (request.label_step_of_bundle) {
        request.recipe.label_step = info.label_step;
    }
    return prepare_reference(image, result.plan);
}

std::vector<KnownBox> known_boxes(const InspectAnswer& result) {
    std::vector<KnownBox> known;
    for (const KnownBox& box : result.request.boxes) {
        if (const auto moved = box_in_variant(box.box, result.plan, 0)) {
            known.push_back({box.class_name, *moved});
        }
    }
    return known;
}

widgets::CanvasBox canvas_box(const InspectRequest& request, const std::string& name, const Box& box, double score) {
    widgets::CanvasBox shown;
    const auto known = request.classes.find(name);
    shown.color = known != request.classes.end() ? known->second.color : QColor(Qt::gray);
    shown.label = QString::fromStdString(name);
    shown.box = box;
    shown.score = score;
    return shown;
}

void fill_adapter(InspectAnswer& result) {
    const InspectRequest& request = result.request;
    if (request.target.is_variant()) {
        for (const StoredDetection& detection : request.detections) {
            result.adapter.push_back(
                canvas_box(request, request.class_name(detection.class_id), detection.box, detection.score));
        }
        return;
    }
    for (const Detection& detection : result.seen->detections) {
        if (detection.score >= request.threshold) {
            const auto& name = result.seen->classes.at(static_cast<std::size_t>(detection.class_index));
            result.adapter.push_back(canvas_box(request, name, detection.box, detection.score));
        }
    }
}

void fill_classes(InspectAnswer& result, const cv::Mat& small) {
    for (const ClassAttention& attention : result.seen->attention) {
        if (attention.maps.empty()) {
            continue;
        }
        InspectAnswer::Class entry;
        entry.name = attention.class_name;
        entry.color = result.request.classes.at(attention.class_name).color;
        entry.contrast = attention.contrast;
        for (const AttentionMap& map : attention.maps) {
            entry.maps.push_back(
                {map.divisor, to_picture(heat_picture(small, map.values)), to_picture_of_bytes(map.binary), map.boxes});
        }
        result.classes.push_back(std::move(entry));
    }
    std::stable_sort(result.classes.begin(), result.classes.end(),
                     [](const auto& a, const auto& b) { return a.contrast > b.contrast; });
}

}  // namespace

InspectionVisit product_inspection(std::shared_ptr<SharedGenerator> shared) {
    return [shared = std::move(shared)](const std::filesystem::path& bundle, const GeneratorOptions& options,
                                        const InspectionRequest& request, const std::stop_token& stop) {
        Inspection seen;
        shared->run_interleaved(
            bundle, options, [&](Generator& generator) { seen = generator.inspect(request, stop); }, stop);
        return seen;
    };
}

Box InspectAnswer::in_target(const Box& box) const {
    const double sx = plan.crop.width() / std::max(1, plan.size.width);
    const double sy = plan.crop.height() / std::max(1, plan.size.height);
    return {plan.crop.x1 + box.x1 * sx, plan.crop.y1 + box.y1 * sy, plan.crop.x1 + box.x2 * sx,
            plan.crop.y1 + box.y2 * sy};
}

InspectAnswer answer(const InspectRequest& request, const InspectionVisit& visit,
                     const std::shared_ptr<const Inspection>& known, const std::stop_token& stop) {
    InspectAnswer result;
    result.request = request;
    InspectionRequest work;
    work.picture = prepare(result);
    work.recipe = result.request.recipe;
    for (const auto& [name, entry] : request.classes) {
        work.classes.push_back(name);
    }
    result.seen =
        known ? known : std::make_shared<const Inspection>(visit(request.bundle, request.options, work, stop));
    result.size = {work.picture.cols, work.picture.rows};
    const cv::Mat small = thumbnail(work.picture, kLargestMap);
    result.picture = to_picture(small);
    for (const FeatureView& view : result.seen->features) {
        result.features.push_back({view.divisor, view.channels,
                                   view.explained[0] + view.explained[1] + view.explained[2], to_picture(view.rgb)});
    }
    fill_adapter(result);
    fill_classes(result, small);
    result.missed = find_missed_objects(*result.seen, known_boxes(result));
    result.other_bundle = request.target.is_variant() && !result.seen->bundle_hash.empty() &&
                          result.seen->bundle_hash != request.recipe.bundle_hash;
    return result;
}

}  // namespace destudio::ui
