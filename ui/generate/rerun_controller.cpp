// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/rerun_controller.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/engine/model/lora_files.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/recipe_file.h"
#include "core/image/image_io.h"
#include "ui/base/percent.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/session/workspace.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

std::optional<Reference> find_reference(Project& project, const std::string& hash) {
    for (const Reference& reference : project.references().all()) {
        if (reference.hash == hash) {
            return reference;
        }
    }
    return std::nullopt;
}

std::vector<NamedDetection> named_detections(Session& session, RowId variant_id) {
    std::vector<NamedDetection> named;
    for (const StoredDetection& detection : session.project().variants().detections(variant_id)) {
        named.push_back({session.class_name(detection.class_id).toStdString(), detection.box, detection.score});
    }
    return named;
}

/// The files in use, their folders, and the bundle's neighbours.
std::vector<std::filesystem::path> lora_places(Session& session, const std::filesystem::path& bundle) {
    std::vector<std::filesystem::path> places;
    for (const LoraChoice& lora : session.project().settings().generation().loras) {
        places.push_back(lora.file);
        places.push_back(lora.file.parent_path());
    }
    if (!bundle.empty()) {
        places.push_back(bundle.parent_path());
    }
    return places;
}

}  // namespace

/// Everything the worker needs.
struct RerunController::Order {
    QString title;
    Recipe recipe;
    RowId reference_id = 0;
    std::filesystem::path reference;
    std::filesystem::path bundle;
    std::filesystem::path adapter;
    std::vector<std::filesystem::path> lora_places;  ///< where the recipe's LoRA files are looked for
    std::filesystem::path original;                  ///< empty: nothing to compare with
    std::optional<std::vector<NamedDetection>> detections;
    std::filesystem::path files_folder;  ///< where a new variant's picture goes;
                                         ///< empty: it is only compared
};

RerunController::RerunController(Workspace& workspace, JobQueueSignals& jobs, GenerationJobFactory factory,
                                 QObject* parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs), m_factory(std::move(factory)) {
    connect(&workspace, &Workspace::session_closing, this, [this] {
        ++m_session;
        for (const JobId id : m_running) {
            m_jobs.queue().cancel(id);
        }
    });
    connect(&jobs, &JobQueueSignals::job_changed, this, [this](const JobStatus& status) {
        if (status.state == JobState::kQueued || status.state == JobState::kRunning || !m_running.contains(status.id)) {
            return;
        }
        m_running.erase(status.id);
        if (status.state == JobState::kFailed) {
            m_workspace.report(QStringLiteral("%1: %2").arg(QString::fromStdString(status.title),
                                                            QString::fromStdString(status.error)),
                               IssuePlace::job(status.id));
        }
    });
}

RerunController::~RerunController() {
    m_jobs.queue().close();
}

void RerunController::rerun_variant(RowId variant_id, const std::filesystem::path& bundle,
                                    const std::filesystem::path& adapter) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    session->attempt([&] {
        const VariantRecord variant = session->project().variants().get(variant_id);
        const Reference reference = session->project().references().get(variant.reference_id);
        Order order;
        order.recipe = variant.recipe;
        order.reference_id = reference.id;
        order.reference = reference.path;
        order.bundle = bundle;
        order.adapter = adapter;
        order.lora_places = lora_places(*session, bundle);
        order.original = variant.image;
        order.detections = named_detections(*session, variant_id);
        start(order);
    });
}

void RerunController::rerun_file(const std::filesystem::path& file, const std::filesystem::path& bundle,
                                 const std::filesystem::path& adapter) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    session->attempt([&] {
        Order order;
        order.recipe = read_recipe(file);
        const auto reference = find_reference(session->project(), order.recipe.reference_hash);
        if (!reference) {
            throw UsageError("None of this project's references is the image that " + file.filename().string() +
                             " was made of. Add that image first.");
        }
        order.reference_id = reference->id;
        order.reference = reference->path;
        order.bundle = bundle;
        order.adapter = adapter;
        order.lora_places = lora_places(*session, bundle);
        order.lora_places.push_back(file.parent_path());
        const auto variants = session->project().variants().of_reference(reference->id);
        const auto same = std::find_if(variants.begin(), variants.end(), [&order](const VariantRecord& variant) {
            return variant.state != VariantState::kFailed && variant.recipe == order.recipe;
        });
        if (same != variants.end()) {
            order.original = same->image;
            order.detections = named_detections(*session, same->id);
        } else {
            order.files_folder = session->project().files_folder();
        }
        if (file.extension() == ".png") {
            order.original = file;
        }
        start(order);
    });
}

void RerunController::start(const Order& wanted) {
    Order order = wanted;
    order.title = tr("%1, seed %2 at %3 %")
                      .arg(QString::fromStdString(order.reference.stem().string()), QString::number(order.recipe.seed),
                           percent(order.recipe.encode_ratio));
    Job job;
    job.title = tr("Re-run of %1").arg(order.title).toStdString();
    job.kind = JobKind::kGenerate;
    job.units = effective_steps(order.recipe.sampler, order.recipe.steps, order.recipe.encode_ratio);
    job.can_run_smaller = true;
    job.work = [this, order, factory = m_factory, session = m_session](const JobContext& context) {
        GenerationRequest request =
            rerun_request(order.recipe, load_image(order.reference), file_sha256(order.reference));
        GeneratorOptions options = rerun_options(order.recipe);
        options.adapter = order.adapter;
        options.loras = find_loras(order.recipe.loras, order.lora_places);
        std::vector<std::string> classes;
        GenerationCallbacks callbacks;
        callbacks.on_bundle = [&classes](const BundleInfo& info) { classes = info.classes; };
        callbacks.on_step = [](const GenerationStep&) {};
        callbacks.on_variant = [&, this](std::size_t, const Variant& variant) {
            if (!order.original.empty()) {
                RerunResult result;
                result.title = order.title;
                result.comparison = compare_rerun(order.original, order.recipe, order.detections, variant, classes);
                result.original = widgets::to_qimage(load_image(order.original));
                result.rerun = widgets::to_qimage(variant.image);
                if (!result.comparison.picture.image.empty()) {
                    result.difference = widgets::to_qimage(result.comparison.picture.image);
                }
                QMetaObject::invokeMethod(
                    this,
                    [this, session, result] {
                        if (session == m_session) {
                            emit finished(result);
                        }
                    },
                    Qt::QueuedConnection);
            }
            if (!order.files_folder.empty()) {
                const auto image = save_variant_image(order.files_folder, variant);
                QMetaObject::invokeMethod(
                    this, [=, this] { on_made(session, order, variant, classes, image); }, Qt::QueuedConnection);
            }
        };
        factory(order.bundle.empty() ? built_in_bundle() : order.bundle, options, request, callbacks)(context);
    };
    m_running.insert(m_jobs.queue().add(std::move(job)));
}

void RerunController::on_made(quint64 session, const Order& order, const Variant& variant,
                              const std::vector<std::string>& classes, const std::filesystem::path& image) {
    Session* current = m_workspace.session();
    if (session != m_session || current == nullptr) {
        return;
    }
    current->attempt([&] {
        const RowId id = current->project().variants().add(order.reference_id, variant, classes, image).id;
        emit variant_added(order.reference_id, id);
    });
}

}  // namespace destudio::ui
