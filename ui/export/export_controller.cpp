// SPDX-License-Identifier: Apache-2.0
#include "ui/export/export_controller.h"

#include "core/base/error.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/io/format.h"
#include "core/dataset/report/html_report.h"
#include "core/project/dataset_exchange.h"
#include "ui/base/report_throttle.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

ExportResult write(const ExportRequest& request, const std::filesystem::path& project, const std::stop_token& stop,
                   const ProgressSink& progress) {
    const ProjectExport data = export_dataset(*Project::open_for_reading(project), request.threshold, request.states);
    ExportResult result;
    result.images = static_cast<int>(data.dataset.images.size());
    result.boxes = static_cast<int>(data.dataset.annotations.size());
    if (result.images == 0) {
        result.sentence =
            ExportController::tr("There is nothing to export: no variant is in one of the chosen states.");
        return result;
    }
    const auto& format = dataset::find_format(request.format);
    format.write({data.dataset, data.images, request.folder, {}, stop, progress});
    result.written = true;
    for (const dataset::Issue& loss : dataset::losses(data.dataset, format)) {
        result.losses.append(QString::fromStdString(loss.what));
    }
    const auto issues = dataset::check_export(format, request.folder);
    if (!issues.empty()) {
        result.failed = true;
        result.sentence =
            ExportController::tr("Written, but a check found %1 problems. The first: %2: %3")
                .arg(issues.size())
                .arg(QString::fromStdString(issues.front().where), QString::fromStdString(issues.front().what));
        return result;
    }
    result.ok = true;
    result.sentence = ExportController::tr("%1 images with %2 boxes are in %3. Read back and checked: no problems.")
                          .arg(result.images)
                          .arg(result.boxes)
                          .arg(QString::fromStdString(request.folder.string()));
    return result;
}

}  // namespace

ExportController::ExportController(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_queue(std::make_unique<JobQueue>()) {}

ExportController::~ExportController() {
    m_queue.reset();
}

void ExportController::start(const ExportRequest& request) {
    if (m_busy || m_workspace.session() == nullptr) {
        return;
    }
    m_busy = true;
    const auto project = m_workspace.session()->project().file();
    add("export", [this, request, project](const std::stop_token& stop, const ProgressSink& report) {
        ExportResult result;
        try {
            result = write(request, project, stop, report);
        } catch (const CancelledError&) {
            result.sentence = tr("Cancelled; nothing was written.");
        } catch (const std::exception& error) {
            result.failed = true;
            result.sentence = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, result] { end(result); }, Qt::QueuedConnection);
    });
}

void ExportController::write_report(const std::string& format, const std::filesystem::path& folder) {
    if (m_busy) {
        return;
    }
    m_busy = true;
    add("report", [this, format, folder](const std::stop_token& stop, const ProgressSink& progress_sink) {
        const auto file = folder / "report.html";
        QString sentence;
        bool failed = false;
        try {
            dataset::write_html_report(dataset::find_format(format), folder, file, {}, {}, stop, progress_sink);
        } catch (const CancelledError&) {
            sentence = tr("Cancelled; no report was written.");
        } catch (const std::exception& error) {
            failed = true;
            sentence = QString::fromUtf8(error.what());
        }
        const QString written = sentence.isEmpty() ? QString::fromStdString(file.string()) : QString();
        QMetaObject::invokeMethod(
            this,
            [this, written, sentence, failed] {
                m_busy = false;
                emit report_finished(written, sentence, failed);
            },
            Qt::QueuedConnection);
    });
}

void ExportController::add(const char* title, std::function<void(const std::stop_token&, const ProgressSink&)> work) {
    Job job;
    job.title = title;
    job.work = [this, work = std::move(work)](const JobContext& context) {
        ReportThrottle throttle;
        work(context.stop.now, [this, &context, &throttle](const Progress& now) {
            context.progress(now);
            if (!throttle.due(now.done >= now.total)) {
                return;
            }
            const auto done = static_cast<int>(now.done);
            const auto total = static_cast<int>(now.total);
            QMetaObject::invokeMethod(
                this, [this, done, total] { emit progress(done, total); }, Qt::QueuedConnection);
        });
    };
    m_queue->add(std::move(job));
}

void ExportController::cancel() {
    m_queue->cancel_all();
}

void ExportController::end(const ExportResult& result) {
    m_busy = false;
    emit finished(result);
}

}  // namespace destudio::ui
