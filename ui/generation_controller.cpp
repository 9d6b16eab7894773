// SPDX-License-Identifier: Apache-2.0
#include "ui/generation_controller.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/error.h"
#include "core/engine/prompt_builder.h"
#include "core/image/image_io.h"
#include "ui/picture_sources.h"
#include "ui/workspace.h"
#include "widgets/image_conversion.h"

namespace destudio::ui {
namespace {

/// The part of a request that the window knows; the worker adds the picture and, where none was typed, the prompt.
struct Order {
    std::filesystem::path reference_path;
    std::string caption;
    std::vector<std::string> reference_classes;
    std::filesystem::path bundle;
    GenerationRequest request;
    GeneratorOptions options;
};

GenerationRequest completed(const Order& order) {
    GenerationRequest request = order.request;
    request.reference = load_image(order.reference_path);
    if (request.settings.prompt.empty()) {
        const BundleInfo info = read_bundle_info(order.bundle);
        request.settings.prompt = default_prompt(order.caption, info.domain, order.reference_classes);
    }
    return request;
}

Recipe recipe_of(const GenerationSettings& settings) {
    Recipe recipe;
    recipe.prompt = settings.prompt;
    recipe.negative_prompt = settings.negative_prompt;
    recipe.guidance_scale = settings.guidance_scale;
    recipe.steps = settings.steps;
    recipe.sampler = settings.sampler;
    recipe.eta = settings.eta;
    recipe.precision = settings.precision;
    recipe.label_step = settings.label_step.value_or(LabelStep::kLast);
    return recipe;
}

bool same_rung(const Rung& a, const Rung& b) {
    return a.seed == b.seed && std::abs(a.encode_ratio - b.encode_ratio) < 1e-6;
}

/// Ratios that run the same number of steps would give the same picture: the smallest of them stands for all.
std::vector<Rung> distinct_rungs(const GenerationSettings& settings) {
    std::vector<double> ratios = settings.ratios;
    std::sort(ratios.begin(), ratios.end());
    std::set<int> seen;
    std::vector<Rung> rungs;
    for (const double ratio : ratios) {
        const int steps = effective_steps(settings.steps, ratio);
        if (steps > 0 && seen.insert(steps).second) {
            for (const std::uint64_t seed : settings.seeds) {
                rungs.push_back({ratio, seed});
            }
        }
    }
    return rungs;
}

}  // namespace

GenerationJobFactory product_job_factory(std::shared_ptr<GeneratorKeeper> keeper) {
    return [keeper = std::move(keeper)](std::string title, std::filesystem::path bundle, GeneratorOptions options,
                                        GenerationRequest request, GenerationCallbacks callbacks) {
        return make_generation_job(std::move(title), keeper, std::move(bundle), std::move(options), std::move(request),
                                   std::move(callbacks));
    };
}

GenerationController::GenerationController(Workspace& workspace, PictureSources& pictures, GenerationJobFactory factory,
                                           QObject* parent)
    : QObject(parent), m_workspace(workspace), m_pictures(pictures), m_factory(std::move(factory)) {
    JobListener listener;
    listener.on_job = [this](const JobStatus& status) {
        QMetaObject::invokeMethod(
            this, [this, status] { on_job(status); }, Qt::QueuedConnection);
    };
    listener.on_paused = [this](bool paused, const std::string& reason) {
        if (paused && !reason.empty()) {
            const QString sentence = QString::fromStdString(reason);
            QMetaObject::invokeMethod(
                this, [this, sentence] { emit m_workspace.issue(sentence); }, Qt::QueuedConnection);
        }
    };
    m_queue = std::make_unique<JobQueue>(std::move(listener));
    connect(&m_workspace, &Workspace::session_closing, this, &GenerationController::drop_all);
}

GenerationController::~GenerationController() {
    m_queue.reset();
}

void GenerationController::generate(const std::vector<RowId>& references, const GenerationSettings& settings) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    for (const RowId reference_id : references) {
        session->attempt([&] { queue_reference(*session, reference_id, settings); });
    }
    emit status_changed();
}

void GenerationController::queue_reference(Session& session, RowId reference_id, const GenerationSettings& settings) {
    Project& project = session.project();
    const Reference reference = project.references().get(reference_id);
    Order order;
    order.reference_path = reference.path;
    order.caption = reference.caption;
    for (const ReferenceBox& box : project.references().boxes(reference_id)) {
        order.reference_classes.push_back(session.class_name(box.class_id).toStdString());
    }
    order.bundle = settings.bundle.empty() ? built_in_bundle() : settings.bundle;
    order.options.precision = settings.precision;
    order.options.adapter = settings.adapter;
    order.options.previews = true;
    order.request.reference_hash = reference.hash;
    order.request.settings = recipe_of(settings);
    const auto waiting = pending(reference_id);
    for (const Rung& rung : distinct_rungs(settings)) {
        const bool known = std::any_of(waiting.begin(), waiting.end(),
                                       [&rung](const PendingRung& other) { return same_rung(other.rung, rung); });
        if (!known) {
            order.request.rungs.push_back(rung);
        }
    }
    if (order.request.rungs.empty()) {
        return;
    }
    const std::uint64_t run_id = m_next_run++;
    Run run;
    run.reference_id = reference_id;
    run.title = QString::fromStdString(reference.path.stem().string());
    run.steps = settings.steps;
    for (const Rung& rung : order.request.rungs) {
        run.rungs.push_back({rung, 0, effective_steps(settings.steps, rung.encode_ratio), {}});
        m_failed.forget(reference_id, rung);
    }
    run.finished.assign(run.rungs.size(), false);
    Job job;
    job.title = run.title.toStdString();
    job.work = [factory = m_factory, order, callbacks = make_callbacks(run_id), title = job.title](
                   std::stop_token stop, const ProgressSink& progress) {
        factory(title, order.bundle, order.options, completed(order), callbacks).work(stop, progress);
    };
    m_runs.emplace(run_id, std::move(run));
    // Reports of the new job are queued to this thread, so they come after the next line.
    m_run_of_job[m_queue->add(std::move(job))] = run_id;
    emit pending_changed(reference_id);
}

GenerationCallbacks GenerationController::make_callbacks(std::uint64_t run_id) {
    GenerationCallbacks callbacks;
    const std::filesystem::path folder = m_workspace.session()->project().files_folder();
    callbacks.on_bundle = [this, run_id](const BundleInfo& info) {
        QMetaObject::invokeMethod(
            this,
            [this, run_id, classes = info.classes] {
                const auto run = m_runs.find(run_id);
                if (run != m_runs.end()) {
                    run->second.bundle_loaded = true;
                    m_classes = classes;
                    set_status(tr("%1: preparing").arg(run->second.title));
                }
            },
            Qt::QueuedConnection);
    };
    callbacks.on_step = [this, run_id](const GenerationStep& step) {
        const widgets::Picture preview(widgets::to_qimage(step.preview));
        QMetaObject::invokeMethod(
            this, [this, run_id, step, preview] { on_step(run_id, step, preview); }, Qt::QueuedConnection);
    };
    callbacks.on_variant = [this, run_id, folder](std::size_t rung, const Variant& variant) {
        // Encoding and building the picture's smaller copies take tens of milliseconds: here, not in the window.
        const std::filesystem::path image = save_variant_image(folder, variant);
        const widgets::Picture picture(widgets::to_qimage(variant.image));
        QMetaObject::invokeMethod(
            this, [this, run_id, rung, variant, image, picture] { on_variant(run_id, rung, variant, image, picture); },
            Qt::QueuedConnection);
    };
    return callbacks;
}

void GenerationController::cancel_all() {
    m_queue->cancel_all();
    if (busy()) {
        set_status(tr("Cancelling…"));
    }
}

void GenerationController::drop_all() {
    m_runs.clear();
    m_run_of_job.clear();
    m_failed.clear();
    m_queue->cancel_all();
    set_status({});
}

std::vector<PendingRung> GenerationController::pending(RowId reference_id) const {
    std::vector<PendingRung> result;
    for (const auto& [id, run] : m_runs) {
        for (std::size_t i = 0; run.reference_id == reference_id && i < run.rungs.size(); ++i) {
            if (!run.finished[i]) {
                result.push_back(run.rungs[i]);
            }
        }
    }
    return result;
}

int GenerationController::pending_steps(RowId reference_id) const {
    int steps = 0;
    for (const auto& [id, run] : m_runs) {
        steps = run.reference_id == reference_id ? run.steps : steps;
    }
    return steps;
}

double GenerationController::progress() const {
    double done = 0;
    double total = 0;
    for (const auto& [id, run] : m_runs) {
        for (const PendingRung& rung : run.rungs) {
            done += rung.step;
            total += rung.total_steps;
        }
    }
    return total > 0 ? done / total : 0;
}

void GenerationController::on_job(const JobStatus& status) {
    const auto known = m_run_of_job.find(status.id);
    if (known == m_run_of_job.end()) {
        return;
    }
    const std::uint64_t run_id = known->second;
    Run& run = m_runs.at(run_id);
    const JobState before = run.state;
    run.state = status.state;
    switch (status.state) {
        case JobState::kQueued:
            break;
        case JobState::kRunning:
            if (before != JobState::kRunning && !run.bundle_loaded) {
                set_status(tr("Loading bundle…"));
                emit pending_changed(run.reference_id);
            }
            break;
        case JobState::kFailed:
            emit m_workspace.issue(tr("%1: %2").arg(run.title, QString::fromStdString(status.error)));
            for (std::size_t i = 0; i < run.rungs.size(); ++i) {
                if (!run.finished[i]) {
                    m_failed.remember(run.reference_id,
                                      {run.rungs[i].rung, run.steps, QString::fromStdString(status.error)});
                }
            }
            [[fallthrough]];
        case JobState::kDone:
        case JobState::kCancelled:
            m_run_of_job.erase(known);
            end_run(run_id);
            break;
    }
}

void GenerationController::on_step(std::uint64_t run_id, const GenerationStep& step_report,
                                   const widgets::Picture& preview) {
    const auto found = m_runs.find(run_id);
    if (found == m_runs.end() || step_report.rung < 0 ||
        step_report.rung >= static_cast<int>(found->second.rungs.size())) {
        return;
    }
    Run& run = found->second;
    PendingRung& rung = run.rungs[static_cast<std::size_t>(step_report.rung)];
    rung.step = step_report.step;
    rung.total_steps = step_report.total;
    if (!preview.empty()) {
        rung.preview = preview;
    }
    int done = 0;
    int total = 0;
    for (const PendingRung& each : run.rungs) {
        done += each.step;
        total += each.total_steps;
    }
    set_status(tr("%1: %2 of %3 steps").arg(run.title).arg(done).arg(total));
    emit step(run.reference_id, rung);
}

void GenerationController::on_variant(std::uint64_t run_id, std::size_t rung, const Variant& variant,
                                      const std::filesystem::path& image, const widgets::Picture& picture) {
    const auto found = m_runs.find(run_id);
    Session* session = m_workspace.session();
    if (found == m_runs.end() || session == nullptr || rung >= found->second.finished.size()) {
        return;
    }
    const RowId reference_id = found->second.reference_id;
    found->second.finished[rung] = true;
    try {
        // The same recipe gives the same bytes, so a variant that is there already keeps its place with its edits.
        const auto existing = session->project().variants().of_reference(reference_id);
        const auto same = std::find_if(existing.begin(), existing.end(), [&variant](const VariantRecord& record) {
            return record.state != VariantState::kFailed && record.recipe == variant.recipe;
        });
        RowId id = 0;
        if (same != existing.end()) {
            id = same->id;
        } else {
            id = session->project().variants().add(reference_id, variant, m_classes, image).id;
            m_pictures.insert_variant(id, picture);
        }
        emit variant_added(reference_id, id);
    } catch (const Error& error) {
        emit m_workspace.issue(QString::fromUtf8(error.what()));
    }
    emit pending_changed(reference_id);
}

void GenerationController::end_run(std::uint64_t run_id) {
    const RowId reference_id = m_runs.at(run_id).reference_id;
    m_runs.erase(run_id);
    emit pending_changed(reference_id);
    if (m_runs.empty()) {
        set_status({});
        emit finished();
    }
}

void GenerationController::set_status(const QString& status) {
    m_status = status;
    emit status_changed();
}

}  // namespace destudio::ui
