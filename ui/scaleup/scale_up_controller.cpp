// SPDX-License-Identifier: Apache-2.0
#include "ui/scaleup/scale_up_controller.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>

#include "core/base/cancellation.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/prompt_server_file.h"
#include "core/prompting/chat_prompts.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/scale_up_folder.h"
#include "ui/base/throttled_reports.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/scaleup/scale_up_references.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kChunk = 32;  // variants that the window stores at a time

/// What a worker needs, with everything settled that only a look at the bundle can settle.
struct Prepared {
    scaleup::ScaleUpModel model;
    scaleup::ScaleUpRequest request;
};

Prepared prepare(const ScaleUpInput& request, const fs::path& project, const ScaleUpModelFactory& factory) {
    Prepared work;
    work.model = factory(request.bundle.empty() ? built_in_bundle() : request.bundle, request.generator);
    work.request.settings = request.settings;
    if (request.automatic_size) {
        work.request.settings.size =
            work.model.bundle.domain == "photo" ? scaleup::ReferenceSize::kPaper : scaleup::ReferenceSize::kNative;
    }
    if (request.automatic_label_step) {
        work.request.settings.label_step = work.model.bundle.label_step;
    }
    if (request.settings.prompt_kind == prompting::PromptKind::kServer) {
        const auto server = prompting::read_prompt_server(prompt_server_file());
        if (server.address.empty()) {
            throw UsageError(ScaleUpController::tr("There is no prompt server yet. Give its address with \"Server…\".")
                                 .toStdString());
        }
        work.request.settings.prompt_model = server.model;
        work.request.prompt_source =
            std::make_shared<prompting::ChatPrompts>(prompting::with_key_of_environment(server));
    }
    const auto& known = work.model.bundle.classes;
    work.request.references = scale_up_references(project, known);
    // Classes of the project that the adapter cannot find have no bound to reach.
    for (const auto& name : work.request.references.classes) {
        if (std::find(known.begin(), known.end(), name) != known.end()) {
            work.request.settings.classes.push_back(name);
        }
    }
    work.request.dataset_name = "The project";
    work.request.out = request.folder;
    work.request.log = request.folder / "log.jsonl";
    return work;
}

QString sentence_of(const scaleup::ScaleUpResult& result) {
    QStringList missing;
    for (const auto& entry : result.status.classes) {
        if (entry.bound >= 0 && entry.boxes <= entry.bound) {
            missing << QString::fromStdString(entry.name);
        }
    }
    const auto& clusters = result.status.clusters;
    const auto thin =
        std::count_if(clusters.begin(), clusters.end(), [](const auto& entry) { return entry.boxes <= entry.bound; });
    if (thin > 0) {
        missing << ScaleUpController::tr("%n clusters", nullptr, static_cast<int>(thin));
    }
    const QString made = ScaleUpController::tr("%1 images with %2 boxes.")
                             .arg(result.status.counts.images)
                             .arg(result.status.counts.boxes);
    return missing.isEmpty()
               ? ScaleUpController::tr("%1 Every class has more boxes than its lower bound.").arg(made)
               : ScaleUpController::tr("%1 Fell short: %2.").arg(made, missing.join(QStringLiteral(", ")));
}

/// Puts a picture among those of the project, without copying where the disk allows it.
fs::path place_picture(const fs::path& picture, const fs::path& files_folder, qint64 stamp) {
    const fs::path target = files_folder / ("scale-up-" + std::to_string(stamp) + "-" + picture.filename().string());
    std::error_code ec;
    fs::create_directories(files_folder, ec);
    fs::create_hard_link(picture, target, ec);
    if (ec) {
        fs::copy_file(picture, target, ec);
    }
    if (ec) {
        throw IoError("Cannot copy " + picture.string() + " into the project: " + ec.message() + ".");
    }
    return target;
}

}  // namespace

ScaleUpController::ScaleUpController(Workspace& workspace, JobQueueSignals& jobs, ScaleUpModelFactory factory,
                                     QObject* parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs), m_factory(std::move(factory)) {
    m_pool.setMaxThreadCount(1);
    connect(&jobs, &JobQueueSignals::job_changed, this, &ScaleUpController::on_job);
    connect(&workspace, &Workspace::session_closing, this, [this] {
        for (const JobId job : {m_job, m_import}) {
            m_jobs.queue().cancel(job);
        }
    });
}

ScaleUpController::~ScaleUpController() {
    m_jobs.queue().close();
    m_pool.clear();
    m_pool.waitForDone();
}

void ScaleUpController::forecast(const ScaleUpInput& request) {
    if (m_workspace.session() == nullptr) {
        return;
    }
    m_pool.start([this, request, project = m_workspace.session()->project().file(), number = ++m_question] {
        scaleup::ScaleUpStatus status;
        QString problem;
        try {
            const Prepared work = prepare(request, project, m_factory);
            status = scaleup::forecast(work.request, work.model);
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, number, status, problem] {
                if (number == m_question) {
                    emit forecast_made(status, problem);
                }
            },
            Qt::QueuedConnection);
    });
}

void ScaleUpController::start(const ScaleUpInput& request) {
    if (busy() || m_workspace.session() == nullptr) {
        return;
    }
    m_sentence.clear();
    Job job;
    job.title = request.folder.filename().string();
    job.kind = JobKind::kScaleUp;
    job.device = request.generator.device;
    set_paused(false);
    job.work = [this, request, gate = m_gate,
                project = m_workspace.session()->project().file()](const JobContext& context) {
        const Prepared work = prepare(request, project, m_factory);
        ThrottledReports<scaleup::ScaleUpStatus> reports(
            this, [this](const scaleup::ScaleUpStatus& status) { emit status_changed(status); });
        scaleup::ScaleUpHooks hooks;
        hooks.pause_point = [&] {
            context.pause_point();  // the whole queue's
            gate->wait(context.stop.now);
        };
        hooks.on_status = [&](const scaleup::ScaleUpStatus& status) {
            context.progress({"scale-up", status.counts.made, status.counts.made + status.items_left.value_or(0)});
            reports.report(status, status.paused);
        };
        const auto result = scaleup::scale_up(work.request, work.model, hooks, context.stop.now);
        QMetaObject::invokeMethod(
            this,
            [this, status = result.status, sentence = sentence_of(result)] {
                m_sentence = sentence;
                emit status_changed(status);
            },
            Qt::QueuedConnection);
    };
    m_job = m_jobs.queue().add(std::move(job));
}

void ScaleUpController::cancel() {
    if (m_job != 0) {
        m_jobs.queue().cancel(m_job);
    }
}

void ScaleUpController::set_paused(bool paused) {
    paused ? m_gate->pause() : m_gate->resume();
}

void ScaleUpController::on_job(const JobStatus& status) {
    const bool ended =
        status.state == JobState::kDone || status.state == JobState::kFailed || status.state == JobState::kCancelled;
    if (!ended || status.id == 0) {
        return;
    }
    const QString error = status.state == JobState::kCancelled ? tr("Stopped. What is finished is complete; start "
                                                                    "it again to resume.")
                                                               : QString::fromStdString(status.error);
    if (status.id == m_job) {
        m_job = 0;
        const bool done = status.state == JobState::kDone;
        emit finished(done, done ? m_sentence : error);
    } else if (status.id == m_import) {
        m_import = 0;
        if (status.state == JobState::kFailed) {
            m_workspace.report(error);
        }
        emit added(m_added);
    }
}

void ScaleUpController::add_to_project(const fs::path& folder) {
    if (m_import != 0 || m_workspace.session() == nullptr) {
        return;
    }
    m_added = 0;
    Job job;
    job.title = tr("Add to the gallery").toStdString();
    job.device = "disk";
    Project& project = m_workspace.session()->project();
    job.work = [this, folder, project_file = project.file(),
                files = project.files_folder()](const JobContext& context) {
        const scaleup::ScaleUpFolder made{folder};
        const auto manifest = scaleup::read_manifest(made.manifest());
        const qint64 stamp = std::chrono::system_clock::now().time_since_epoch().count();
        std::vector<Made> chunk;
        const auto hand_over = [&] {
            QMetaObject::invokeMethod(
                this, [this, project_file, chunk, classes = manifest.classes] { store(project_file, chunk, classes); },
                Qt::QueuedConnection);
            chunk.clear();
        };
        scaleup::ItemReader items(made.items());
        std::int64_t done = 0;
        while (auto record = items.next()) {
            throw_if_stopped(context.stop.now);
            if (record->verdict == scaleup::Verdict::kKept) {
                Made entry;
                entry.variant.recipe = scaleup::recipe_of(*record);
                entry.reference_hash = entry.variant.recipe.reference_hash;
                entry.variant.detections = record->detections;
                entry.image = place_picture(made.images() / record->file_name, files, stamp);
                chunk.push_back(std::move(entry));
            }
            context.progress({"import", ++done, 0});
            if (chunk.size() == kChunk) {
                hand_over();
            }
        }
        hand_over();
    };
    m_import = m_jobs.queue().add(std::move(job));
}

void ScaleUpController::store(const fs::path& project_file, const std::vector<Made>& made,
                              const std::vector<std::string>& classes) {
    Session* session = m_workspace.session();
    if (session == nullptr || session->project().file() != project_file) {
        return;
    }
    session->attempt([&] {
        Project& project = session->project();
        std::map<std::string, RowId> by_hash;
        for (const Reference& reference : project.references().all()) {
            by_hash.emplace(reference.hash, reference.id);
        }
        Project::Transaction transaction(project);
        int stored = 0;
        for (const Made& entry : made) {
            const auto reference = by_hash.find(entry.reference_hash);
            if (reference == by_hash.end()) {
                continue;  // removed meanwhile
            }
            const auto existing = project.variants().of_reference(reference->second);
            const bool known = std::any_of(existing.begin(), existing.end(), [&](const VariantRecord& record) {
                return record.recipe == entry.variant.recipe;
            });
            if (!known) {
                project.variants().add(reference->second, entry.variant, classes, entry.image);
                ++stored;
            }
        }
        transaction.commit();
        m_added += stored;
    });
}

}  // namespace destudio::ui
