// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_order.h"

#include <QCoreApplication>

#include "ui/base/percent.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

void fill_variant(InspectOrder& order, Project& project, const VariantRecord& variant, const Reference& reference) {
    order.picture = variant.image;
    order.recipe = variant.recipe;
    order.title = QCoreApplication::translate("destudio::ui::InspectPanel", "%1 · %2 % · seed %3")
                      .arg(QString::fromStdString(reference.path.stem().string()), percent(variant.recipe.encode_ratio),
                           QString::number(variant.recipe.seed));
    for (const StoredDetection& detection : project.variants().detections(variant.id)) {
        if (detection.score >= order.threshold) {
            order.detections.push_back(detection);
        }
    }
}

void fill_reference(InspectOrder& order, const Reference& reference, const GenerationSettings& settings) {
    order.picture = reference.path;
    order.title = QCoreApplication::translate("destudio::ui::InspectPanel", "%1 · reference")
                      .arg(QString::fromStdString(reference.path.stem().string()));
    order.recipe.prompt = settings.prompt;
    order.recipe.steps = settings.steps;
    order.recipe.sampler = settings.sampler;
    order.recipe.encode_ratio = 1;
    order.recipe.seed = settings.seeds.empty() ? 1 : settings.seeds.front();
    order.recipe.label_step = settings.label_step.value_or(LabelStep::kLast);
    order.label_step_of_bundle = !settings.label_step;
}

}  // namespace

InspectOrder make_inspect_order(Session& session, BoxTarget target, const GenerationSettings& settings) {
    Project& project = session.project();
    InspectOrder order;
    order.target = target;
    order.threshold = session.threshold();
    order.bundle = settings.bundle.empty() ? built_in_bundle() : settings.bundle;
    order.options.precision = settings.precision;
    order.options.adapter = settings.adapter;
    order.options.previews = true;  // as generation has it, so that both share one generator
    for (const ProjectClass& entry : session.classes()) {
        order.classes[entry.name] = {entry.id, session.class_color(entry.id)};
    }
    RowId reference_id = target.id;
    if (target.is_variant()) {
        reference_id = project.variants().get(target.id).reference_id;
    }
    const Reference reference = project.references().get(reference_id);
    order.caption = reference.caption;
    for (const ReferenceBox& box : project.references().boxes(reference_id)) {
        if (!box.ignore) {
            order.reference_classes.push_back(order.class_name(box.class_id));
        }
    }
    if (target.is_variant()) {
        fill_variant(order, project, project.variants().get(target.id), reference);
    } else {
        fill_reference(order, reference, settings);
    }
    for (const Annotation& box : load_boxes(session, target).boxes) {
        order.boxes.push_back({order.class_name(box.class_id), box.box});
    }
    return order;
}

std::string InspectOrder::class_name(RowId id) const {
    for (const auto& [name, entry] : classes) {
        if (entry.id == id) {
            return name;
        }
    }
    return {};
}

QString InspectOrder::key() const {
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
    for (const auto& [name, entry] : classes) {
        parts << QString::fromStdString(name);
    }
    return parts.join(QLatin1Char('\n'));
}

}  // namespace destudio::ui
