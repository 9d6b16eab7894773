// SPDX-License-Identifier: Apache-2.0
#include "ui/export/export_controller.h"

#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/io/format.h"
#include "core/dataset/report/html_report.h"
#include "core/project/dataset_exchange.h"
#include "ui/export/leak_panel.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

/// Why it is not written; empty where nothing leaks but what may.
QString leak_refusal(const ProjectExport& data, const ExportRequest& request, const std::stop_token& stop,
                     const ProgressSink& progress) {
    QStringList parts;
    for (const ExportLeak& leak : export_leaks(data, request.division, 0, stop, progress)) {
        parts << LeakPanel::count_sentence(leak) + QStringLiteral(", ") + LeakPanel::example_sentence(leak);
    }
    return parts.isEmpty() ? QString()
                           : ExportController::tr("Not written: %1. Tick what may leak, or divide otherwise.")
                                 .arg(parts.join(QStringLiteral("; ")));
}

ExportResult write(const ExportRequest& request, const std::filesystem::path& project,
                   const std::optional<ProjectVersion>& version, const std::stop_token& stop,
                   const ProgressSink& progress) {
    ProjectExport data = export_dataset(*Project::open_for_reading(project), request.threshold, request.states);
    ExportResult result;
    result.images = static_cast<int>(data.dataset.images.size());
    result.boxes = static_cast<int>(data.dataset.annotations.size());
    if (result.images == 0) {
        result.sentence =
            ExportController::tr("There is nothing to export: no variant is in one of the chosen states.");
        return result;
    }
    divide_export(data, request.division, stop, progress);
    result.sentence = leak_refusal(data, request, stop, progress);
    if (!result.sentence.isEmpty()) {
        result.failed = true;
        return result;
    }
    if (version) {
        name_version(data.dataset, *version);
        result.version = version->id;
    }
    const auto& format = dataset::find_format(request.format);
    const OutputRequest output{"export to " + request.format,
                               {project},
                               request.overwrite,
                               "Choose another folder, or replace what is there."};
    OutputFolder folder(request.folder, output);
    format.write({data.dataset, data.images, request.folder, {}, stop, progress});
    folder.finish();
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
    if (version) {
        result.sentence += QLatin1Char(' ') + ExportController::tr("It is version %1 of the project.").arg(version->id);
    }
    return result;
}

ExportResult write_or_say_why(const ExportRequest& request, const std::filesystem::path& project,
                              const std::optional<ProjectVersion>& version, const std::stop_token& stop,
                              const ProgressSink& progress) {
    ExportResult result;
    try {
        return write(request, project, version, stop, progress);
    } catch (const CancelledError&) {
        result.sentence = ExportController::tr("Cancelled; nothing was written.");
    } catch (const OutputRefusedError& error) {
        result.failed = true;
        result.may_overwrite = error.may_be_overwritten();
        result.sentence = QString::fromUtf8(error.what());
    } catch (const std::exception& error) {
        result.failed = true;
        result.sentence = QString::fromUtf8(error.what());
    }
    return result;
}

}  // namespace

ExportController::ExportController(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_export(this), m_report(this) {}

void ExportController::start(const ExportRequest& request) {
    if (busy() || m_workspace.session() == nullptr) {
        return;
    }
    Session& session = *m_workspace.session();
    std::optional<ProjectVersion> version;
    session.attempt([&] {
        VersionStore& versions = session.project().versions();
        version = versions.find(std::to_string(versions.keep("Before an export", session.threshold())));
    });
    const auto project = session.project().file();
    m_export.start(
        [request, project, version](const std::stop_token& stop, const ProgressSink& sink) {
            return write_or_say_why(request, project, version, stop, sink);
        },
        [this](const Progress& now) { show(now); },
        [this, request, project](const ExportResult& result) { end(request, project, result); }, [](const QString&) {});
}

void ExportController::end(const ExportRequest& request, const std::filesystem::path& project, ExportResult result) {
    Session* session = m_workspace.session();
    if (result.written && result.version != 0 && session != nullptr && session->project().file() == project) {
        session->attempt([&] {
            std::error_code ec;
            session->project().versions().add_export(
                result.version, {std::filesystem::absolute(request.folder, ec).string(), request.format, 0,
                                 static_cast<std::size_t>(result.images), static_cast<std::size_t>(result.boxes)});
        });
    }
    emit finished(result);
}

void ExportController::write_report(const std::string& format, const std::filesystem::path& folder) {
    if (busy()) {
        return;
    }
    m_report.start(
        [format, folder](const std::stop_token& stop, const ProgressSink& sink) {
            const auto file = folder / "report.html";
            Report report;
            try {
                check_output_file(file, {"report", {folder}, false, "Choose another folder."}, dataset::is_html_report);
                dataset::write_html_report(dataset::find_format(format), folder, file, {}, {}, stop, sink);
                report.file = QString::fromStdString(file.string());
            } catch (const CancelledError&) {
                report.sentence = tr("Cancelled; no report was written.");
            } catch (const std::exception& error) {
                report.failed = true;
                report.sentence = QString::fromUtf8(error.what());
            }
            return report;
        },
        [this](const Progress& now) { show(now); },
        [this](const Report& report) { emit report_finished(report.file, report.sentence, report.failed); },
        [](const QString&) {});
}

void ExportController::show(const Progress& now) {
    emit progress(static_cast<int>(now.done), static_cast<int>(now.total));
}

void ExportController::cancel() {
    m_export.cancel();
    m_report.cancel();
}

}  // namespace destudio::ui
