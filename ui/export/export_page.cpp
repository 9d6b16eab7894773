// SPDX-License-Identifier: Apache-2.0
#include "ui/export/export_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardPaths>
#include <QStyle>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/detection.h"
#include "core/dataset/io/format.h"
#include "ui/export/division_form.h"
#include "ui/export/export_preview_panel.h"
#include "ui/export/leak_panel.h"
#include "ui/session/workspace.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kFormWidth = 520;

/// The formats that loaders take directly first, then the others that hold boxes.
std::vector<const dataset::DatasetFormat*> formats_to_offer() {
    std::vector<const dataset::DatasetFormat*> formats;
    for (const char* name : {"coco", "voc", "yolo"}) {
        formats.push_back(&dataset::find_format(name));
    }
    for (const auto& format : dataset::all_formats()) {
        if (format->capabilities().boxes && std::find(formats.begin(), formats.end(), format.get()) == formats.end()) {
            formats.push_back(format.get());
        }
    }
    return formats;
}

/// What an export leaves in the folder; empty for a format that is not described here.
QString layout_of(const QString& format) {
    static const QHash<QString, QString> files{
        {QStringLiteral("coco"), QStringLiteral("annotations.json, images/")},
        {QStringLiteral("voc"), QStringLiteral("VOCdevkit/VOC2012/{Annotations, ImageSets, JPEGImages}/")},
        {QStringLiteral("yolo"), QStringLiteral("data.yaml, images/, labels/")},
        {QStringLiteral("cvat"), QStringLiteral("annotations.xml, images/")},
        {QStringLiteral("label_studio"), QStringLiteral("tasks.json, label_config.xml, images/")},
        {QStringLiteral("labelme"), QStringLiteral("NAME.png, NAME.json, labels.txt")},
        {QStringLiteral("datumaro"), QStringLiteral("annotations/default.json, images/default/")},
        {QStringLiteral("createml"), QStringLiteral("annotations.createml.json, images/")}};
    return files.value(format);
}

/// Beside the project; for the sample, which lies out of sight, among a person's documents. One that is not there yet.
QString new_folder_for(const std::filesystem::path& project, const QString& format) {
    const QFileInfo file(QString::fromStdString(project.string()));
    const bool hidden =
        file.absolutePath().startsWith(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QDir parent(hidden ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                             : file.absolutePath());
    const QString name = QStringLiteral("%1-%2").arg(file.completeBaseName(), format);
    for (int number = 1;; ++number) {
        const QString path = parent.filePath(number == 1 ? name : QStringLiteral("%1-%2").arg(name).arg(number));
        if (!QFileInfo::exists(path)) {
            return path;
        }
    }
}

}  // namespace

ExportPage::ExportPage(Workspace& workspace, ExportController& exports, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_exports(exports),
      m_format(new QComboBox(this)),
      m_layout_note(new QLabel(this)),
      m_folder(new QLineEdit(this)),
      m_threshold(new QDoubleSpinBox(this)),
      m_counts(new QLabel(this)),
      m_start(new QPushButton(widgets::icon(QStringLiteral("export"), Qt::white), tr("Export"), this)),
      m_cancel(new QPushButton(widgets::icon(QStringLiteral("cancel")), tr("Cancel"), this)),
      m_progress(new QProgressBar(this)),
      m_result(new QLabel(this)),
      m_losses(new QLabel(this)),
      m_replace(new QPushButton(tr("Repl&ace what is there"), this)),
      m_open_folder(new QPushButton(widgets::icon(QStringLiteral("folder")), tr("Open the &folder"), this)),
      m_write_report(new QPushButton(widgets::icon(QStringLiteral("charts")), tr("Write a &report"), this)),
      m_report(new QLabel(this)),
      m_division(new DivisionForm(this)),
      m_preview(new ExportPreviewPanel(workspace, this)),
      m_leaks(new LeakPanel(workspace, this)) {
    build();
    connect(m_division, &DivisionForm::changed, this, &ExportPage::refresh);
    connect(m_leaks, &LeakPanel::allowed_changed, this, [this] { check_leaks(request()); });
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportPage::suggest_folder);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportPage::check);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportPage::check);
    connect(m_start, &QPushButton::clicked, this, &ExportPage::start);
    connect(m_cancel, &QPushButton::clicked, &exports, &ExportController::cancel);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this](double threshold) {
        if (m_workspace.session() != nullptr) {
            m_workspace.session()->set_threshold(threshold);
        }
    });
    connect(&exports, &ExportController::progress, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(&exports, &ExportController::finished, this, &ExportPage::show_result);
    connect(m_replace, &QPushButton::clicked, this, [this] {
        ExportRequest again = m_written;
        again.overwrite = true;
        start_with(again);
    });
    connect(m_open_folder, &QPushButton::clicked, this, &ExportPage::open_folder);
    connect(m_write_report, &QPushButton::clicked, this, &ExportPage::write_report);
    connect(&exports, &ExportController::report_finished, this, &ExportPage::show_report);
    connect(&workspace, &Workspace::session_changed, this, &ExportPage::refresh);
    connect(&workspace, &Workspace::project_changed, this, &ExportPage::refresh);
    connect(&workspace, &Workspace::threshold_changed, this, &ExportPage::check);
    check();
}

void ExportPage::build() {
    m_format->setObjectName(QStringLiteral("export_format"));
    for (const dataset::DatasetFormat* format : formats_to_offer()) {
        m_format->addItem(QString::fromStdString(format->title()), QString::fromStdString(format->name()));
    }
    m_folder->setObjectName(QStringLiteral("export_folder"));
    m_folder->setPlaceholderText(tr("An empty or new folder"));
    m_start->setObjectName(QStringLiteral("export_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_result->setObjectName(QStringLiteral("export_result"));
    m_threshold->setObjectName(QStringLiteral("export_threshold"));
    m_threshold->setRange(kMinStoredScore, 1);
    m_threshold->setSingleStep(0.05);
    auto* browse = new QToolButton(this);
    browse->setIcon(widgets::icon(QStringLiteral("folder")));
    browse->setToolTip(tr("Choose a folder"));
    browse->setAccessibleName(browse->toolTip());
    m_folder->setAccessibleName(tr("Folder"));
    m_threshold->setAccessibleName(tr("Threshold"));
    m_progress->setAccessibleName(tr("Progress of the export"));
    connect(browse, &QToolButton::clicked, this, &ExportPage::choose_folder);
    auto* folder_row = new QHBoxLayout;
    folder_row->addWidget(m_folder, 1);
    folder_row->addWidget(browse);
    auto* states_row = new QHBoxLayout;
    states_row->setSpacing(2 * kMargin);
    const std::pair<VariantState, QString> states[] = {{VariantState::kAccepted, tr("&Accepted")},
                                                       {VariantState::kEdited, tr("E&dited")},
                                                       {VariantState::kNew, tr("&Not reviewed")},
                                                       {VariantState::kRejected, tr("&Rejected")}};
    for (const auto& [state, text] : states) {
        auto* box = new QCheckBox(text, this);
        box->setObjectName(QStringLiteral("export_%1").arg(QString::fromStdString(to_string(state))));
        box->setChecked(state == VariantState::kAccepted || state == VariantState::kEdited);
        connect(box, &QCheckBox::toggled, this, &ExportPage::check);
        m_states[state] = box;
        states_row->addWidget(box);
    }
    states_row->addStretch();
    m_layout_note->setProperty("role", QStringLiteral("dim"));
    m_counts->setProperty("role", QStringLiteral("dim"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_report->setObjectName(QStringLiteral("export_report"));
    m_report->setWordWrap(true);
    m_report->setOpenExternalLinks(true);
    m_write_report->setObjectName(QStringLiteral("export_write_report"));
    m_write_report->setToolTip(tr("One page with pictures, charts and every warning, into the same folder"));
    m_losses->setObjectName(QStringLiteral("export_losses"));
    m_losses->setProperty("role", QStringLiteral("dim"));
    m_losses->setWordWrap(true);
    m_losses->hide();
    m_open_folder->setObjectName(QStringLiteral("export_open_folder"));
    m_replace->setObjectName(QStringLiteral("export_replace"));
    m_replace->hide();
    m_open_folder->hide();
    m_write_report->hide();
    m_progress->hide();
    m_cancel->hide();

    auto* form_box = new QWidget(this);
    form_box->setMaximumWidth(kFormWidth);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(2 * kMargin);
    form->setVerticalSpacing(kMargin);
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("Format"), m_format);
    form->addRow(QString(), m_layout_note);
    form->addRow(tr("Folder"), folder_row);
    form->addRow(tr("Variants"), states_row);
    auto* threshold_row = new QHBoxLayout;
    threshold_row->addWidget(m_threshold);
    threshold_row->addStretch();
    form->addRow(tr("Threshold"), threshold_row);
    form->addRow(tr("Splits"), m_division);
    form->addRow(QString(), m_counts);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    auto* title = new QLabel(tr("Export the dataset"), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto* column = new QVBoxLayout(form_box);
    column->setSpacing(2 * kMargin);
    column->addWidget(title);
    column->addLayout(form);
    column->addLayout(buttons);
    column->addWidget(m_result);
    column->addWidget(m_losses);
    auto* afterwards = new QHBoxLayout;
    afterwards->addWidget(m_replace);
    afterwards->addWidget(m_open_folder);
    afterwards->addWidget(m_write_report);
    afterwards->addStretch();
    column->addLayout(afterwards);
    column->addWidget(m_report);
    column->addStretch(1);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(3 * kMargin, 2 * kMargin, 3 * kMargin, kMargin);
    outer->setSpacing(4 * kMargin);
    outer->addWidget(form_box, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(2 * kMargin);
    right->addWidget(m_preview, 1);
    right->addWidget(m_leaks);
    outer->addLayout(right, 1);
}

void ExportPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

bool ExportPage::settled() const {
    return m_preview->settled() && m_leaks->settled();
}

void ExportPage::refresh() {
    m_shown.reset();
    suggest_folder();
    check();
}

void ExportPage::suggest_folder() {
    const QString text = m_folder->text();
    if (!isVisible() || (!text.isEmpty() && text != m_suggested)) {
        return;
    }
    const Session* session = m_workspace.session();
    m_suggested = session == nullptr
                      ? QString()
                      : new_folder_for(m_workspace.session()->project().file(), m_format->currentData().toString());
    m_folder->setText(m_suggested);
}

ExportRequest ExportPage::request() const {
    ExportRequest request;
    request.format = m_format->currentData().toString().toStdString();
    request.folder = m_folder->text().trimmed().toStdString();
    // The project's, not what the field can show of it.
    if (m_workspace.session() != nullptr) {
        request.threshold = m_workspace.session()->threshold();
    }
    request.division = m_division->division();
    request.division.allowed = m_leaks->allowed();
    for (const auto& [state, box] : m_states) {
        if (box->isChecked()) {
            request.states.insert(state);
        }
    }
    return request;
}

void ExportPage::check() {
    Session* session = m_workspace.session();
    const ExportRequest wanted = request();
    const QString files = layout_of(QString::fromStdString(wanted.format));
    m_layout_note->setText(files.isEmpty() ? QString() : tr("Leaves in the folder: %1").arg(files));
    std::size_t images = 0;
    if (session != nullptr && isVisible()) {
        const QSignalBlocker blocker(m_threshold);  // showing it is no wish to change it
        m_threshold->setValue(session->threshold());
        session->attempt([&] {
            for (const auto& [state, count] : session->project().variants().count_by_state()) {
                images += wanted.states.contains(state) ? count : 0;
            }
        });
        m_counts->setText(images == 0 ? tr("No variant is in these states. Accept some, or choose other states.")
                                      : tr("Variants to write: %1").arg(images));
        if (!m_shown || wanted.states != m_shown->states || wanted.threshold != m_shown->threshold) {
            m_shown = wanted;
            m_preview->show_for(wanted.states, wanted.threshold);
            check_leaks(wanted);
        }
    } else if (session == nullptr) {
        m_counts->setText(tr("Open a project first."));
        m_preview->clear();
        m_leaks->clear();
    }
    m_start->setEnabled(!m_exports.busy() && images > 0 && !wanted.folder.empty());
    m_start->setToolTip(wanted.folder.empty() ? tr("Choose a folder first.") : QString());
}

void ExportPage::check_leaks(const ExportRequest& wanted) {
    if (isVisible()) {
        m_leaks->show_for(wanted.states, wanted.threshold, wanted.division);
    }
}

void ExportPage::start() {
    start_with(request());
}

void ExportPage::start_with(const ExportRequest& request) {
    m_replace->hide();
    m_result->clear();
    m_report->clear();
    m_losses->hide();
    m_open_folder->hide();
    m_write_report->hide();
    m_progress->setRange(0, 0);
    m_progress->show();
    m_cancel->show();
    m_start->setEnabled(false);
    m_written = request;
    m_exports.start(m_written);
}

void ExportPage::write_report() {
    m_report->clear();
    m_write_report->setEnabled(false);
    m_progress->setRange(0, 0);
    m_progress->show();
    m_cancel->show();
    m_start->setEnabled(false);
    m_exports.write_report(m_written.format, m_written.folder);
}

void ExportPage::open_folder() {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(m_written.folder.string())));
}

void ExportPage::choose_folder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export into"), m_folder->text());
    if (!folder.isEmpty()) {
        m_folder->setText(folder);
    }
}

void ExportPage::show_result(const ExportResult& result) {
    m_progress->hide();
    m_cancel->hide();
    m_losses->setText(result.losses.join(QLatin1Char('\n')));
    m_losses->setVisible(!result.losses.isEmpty());
    m_replace->setVisible(result.may_overwrite);
    m_open_folder->setVisible(result.written);
    m_write_report->setVisible(result.written);
    m_write_report->setEnabled(true);
    set_sentence(m_result, result.sentence, !result.ok);
    check();
}

void ExportPage::show_report(const QString& file, const QString& sentence) {
    m_progress->hide();
    m_cancel->hide();
    m_write_report->setEnabled(true);
    const QString link = QStringLiteral("<a href=\"%1\">%2</a>")
                             .arg(QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded), file.toHtmlEscaped());
    set_sentence(m_report, file.isEmpty() ? sentence.toHtmlEscaped() : tr("The report: %1").arg(link), file.isEmpty());
    check();
}

void ExportPage::set_sentence(QLabel* label, const QString& sentence, bool is_error) {
    label->setProperty("role", is_error ? QStringLiteral("error") : QString());
    label->style()->unpolish(label);
    label->style()->polish(label);
    label->setText(sentence);
}

}  // namespace destudio::ui
