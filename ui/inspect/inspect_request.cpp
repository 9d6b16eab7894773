// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_request.h"

#include <QCoreApplication>

#include "ui/base/percent.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

void fill_variant(InspectRequest& request, Project& project, const VariantRecord& variant, const Reference& reference) {
    request.picture = variant.image;
    request.recipe = variant.recipe;
    request.title = QCoreApplication::translate("destudio::ui::InspectPanel", "%1 · %2 % · seed %3")
                        .arg(QString::fromStdString(reference.path.stem().string()),
                             percent(variant.recipe.encode_ratio), QString::number(variant.recipe.seed));
    for (const StoredDetection& detection : project.variants().detections(variant.id)) {
        if (detection.score >= request.threshold) {
            request.detections.push_back(detection);
        }
    }
}

void fill_reference(InspectRequest& request, const Reference& reference, const GenerationSettings& settings) {
    request.picture = reference.path;
    request.title = QCoreApplication::translate("destudio::ui::InspectPanel", "%1 · reference")
                        .arg(QString::fromStdString(reference.path.stem().string()));
    request.recipe.prompt = settings.prompt;
    request.recipe.steps = settings.steps;
    request.recipe.sampler = settings.sampler;
    request.recipe.spacing = settings.spacing;
    request.recipe.guidance_scale = settings.guidance_scale;
    request.recipe.encode_ratio = 1;
    request.recipe.seed = settings.seeds.empty() ? 1 : settings.seeds.front();
    request.recipe.label_step = settings.label_step.value_or(LabelStep::kLast);
    request.label_step_of_bundle = !settings.label_step;
}

}  // namespace

InspectRequest make_inspect_request(Session& session, BoxTarget target, const GenerationSettings& settings) {
    Project& project = session.project();
    InspectRequest request;
    request.target = target;
    request.threshold = session.threshold();
    request.bundle = settings.bundle.empty() ? built_in_bundle() : settings.bundle;
    request.options.precision = settings.precision;
    request.options.adapter = settings.adapter;
    request.options.loras = settings.loras;
    request.options.previews = true;  // as generation has it, so that both share one generator
    for (const ProjectClass& entry : session.classes()) {
        request.classes[entry.name] = {entry.id, session.class_color(entry.id)};
    }
    RowId reference_id = target.id;
    if (target.is_variant()) {
        reference_id = project.variants().get(target.id).reference_id;
    }
    const Reference reference = project.references().get(reference_id);
    request.caption = reference.caption;
    for (const ReferenceBox& box : project.references().boxes(reference_id)) {
        if (!box.ignore) {
            request.reference_classes.push_back(request.class_name(box.class_id));
        }
    }
    if (target.is_variant()) {
        fill_variant(request, project, project.variants().get(target.id), reference);
    } else {
        fill_reference(request, reference, settings);
    }
    for (const StoredAnnotation& box : load_boxes(session, target).boxes) {
        request.boxes.push_back({request.class_name(box.class_id), box.box});
    }
    return request;
}

std::string InspectRequest::class_name(RowId id) const {
    for (const auto& [name, entry] : classes) {
        if (entry.id == id) {
            return name;
        }
    }
    return {};
}

QString InspectRequest::key() const {
    QStringList parts{QString::number(static_cast<int>(target.kind)),
                      QString::number(target.id),
                      QString::fromStdString(bundle.string()),
                      QString::fromStdString(options.adapter.string()),
                      QString::fromStdString(recipe.prompt),
                      QString::fromStdString(caption),
                      QString::number(recipe.seed),
                      QString::number(recipe.steps),
                      QString::number(static_cast<int>(recipe.sampler)),
                      QString::number(static_cast<int>(recipe.label_step)),
                      QString::number(static_cast<int>(options.precision))};
    for (const auto& lora : options.loras) {
        parts << QString::fromStdString(lora.file.string()) << QString::number(lora.strength);
    }
    for (const auto& [name, entry] : classes) {
        parts << QString::fromStdString(name);
    }
    return parts.join(QLatin1Char('\n'));
}

}  // namespace destudio::ui
