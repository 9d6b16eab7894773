// SPDX-License-Identifier: Apache-2.0
#include "ui/scaleup/scale_up_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <cmath>

#include "core/base/detection.h"
#include "core/engine/model/prompt_server_file.h"
#include "ui/scaleup/prompt_server_dialog.h"
#include "ui/scaleup/quota_bars.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using prompting::PromptKind;
using scaleup::ReferenceSize;
using scaleup::ScaleUpStatus;
using scaleup::Selection;
using widgets::kMargin;

constexpr int kForecastMs = 300;
constexpr int kBarsHeight = 180;
constexpr int kMaxImages = 100'000'000;

QHBoxLayout* row(std::initializer_list<QWidget*> widgets) {
    auto* layout = new QHBoxLayout;
    layout->setSpacing(kMargin);
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch();
    return layout;
}

void set_role(QLabel* label, const QString& role) {
    label->setProperty("role", role);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QString rough_duration(double seconds) {
    constexpr double kMinute = 60;
    constexpr double kHour = 3600;
    return seconds < kHour ? ScaleUpDialog::tr("%1 min").arg(std::ceil(seconds / kMinute))
                           : ScaleUpDialog::tr("%1 h").arg(QLocale().toString(seconds / kHour, 'f', 1));
}

QString bytes_text(std::uintmax_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

}  // namespace

ScaleUpDialog::ScaleUpDialog(ScaleUpController& controller, QWidget* parent)
    : QDialog(parent),
      m_controller(controller),
      m_folder(new QLineEdit(this)),
      m_bound(new QSpinBox(this)),
      m_clusters(new QSpinBox(this)),
      m_cluster_bound(new QSpinBox(this)),
      m_lowest(new QDoubleSpinBox(this)),
      m_highest(new QDoubleSpinBox(this)),
      m_selection(new QComboBox(this)),
      m_size(new QComboBox(this)),
      m_prompts(new QComboBox(this)),
      m_seed(new QSpinBox(this)),
      m_max_images(new QSpinBox(this)),
      m_max_hours(new QDoubleSpinBox(this)),
      m_threshold(new QDoubleSpinBox(this)),
      m_near_duplicates(new QSpinBox(this)),
      m_keep_empty(new QCheckBox(tr("&Keep images without a box"), this)),
      m_note(new QLabel(this)),
      m_bars(new QuotaBars(this)),
      m_progress(new QLabel(this)),
      m_start(new QPushButton(widgets::icon(QStringLiteral("generate"), Qt::white), tr("&Start"), this)),
      m_pause(new QPushButton(tr("&Pause"), this)),
      m_cancel(new QPushButton(widgets::icon(QStringLiteral("cancel")), tr("&Cancel"), this)),
      m_add(new QPushButton(widgets::icon(QStringLiteral("gallery")), tr("Add to the &gallery"), this)),
      m_open(new QPushButton(widgets::icon(QStringLiteral("folder")), tr("&Open the folder"), this)) {
    setWindowTitle(tr("Scale up"));
    setObjectName(QStringLiteral("scale_up"));
    build();
    m_forecast_timer.setSingleShot(true);
    m_forecast_timer.setInterval(kForecastMs);
    connect(&m_forecast_timer, &QTimer::timeout, this, &ScaleUpDialog::ask_for_forecast);
    const auto soon = [this] { m_forecast_timer.start(); };
    connect(m_folder, &QLineEdit::textChanged, this, soon);
    for (QSpinBox* box : {m_bound, m_max_images, m_clusters, m_cluster_bound}) {
        connect(box, &QSpinBox::valueChanged, this, soon);
    }
    for (QDoubleSpinBox* box : {m_lowest, m_highest}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, soon);
    }
    for (QComboBox* box : {m_size, m_prompts}) {
        connect(box, &QComboBox::currentIndexChanged, this, soon);
    }
    connect(m_start, &QPushButton::clicked, this, &ScaleUpDialog::start);
    connect(m_pause, &QPushButton::clicked, this, &ScaleUpDialog::toggle_paused);
    connect(m_cancel, &QPushButton::clicked, &controller, &ScaleUpController::cancel);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_add->setEnabled(false);
        m_controller.add_to_project(m_made);
    });
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(m_made.string()))); });
    connect(&controller, &ScaleUpController::forecast_made, this, &ScaleUpDialog::show_forecast);
    connect(&controller, &ScaleUpController::status_changed, this, &ScaleUpDialog::show_status);
    connect(&controller, &ScaleUpController::finished, this, &ScaleUpDialog::show_end);
    connect(&controller, &ScaleUpController::added, this, [this](int count) {
        m_progress->setText(tr("%n variants are new in the gallery.", nullptr, count));
        emit gallery_requested();
    });
    update_buttons();
}

QWidget* ScaleUpDialog::build_form() {
    const scaleup::ScaleUpSettings defaults;
    m_folder->setObjectName(QStringLiteral("scale_up_folder"));
    m_folder->setPlaceholderText(tr("A new folder, or one to be continued"));
    m_bound->setObjectName(QStringLiteral("scale_up_bound"));
    m_bound->setRange(1, 100'000'000);
    m_bound->setValue(static_cast<int>(defaults.lower_bound));
    m_bound->setToolTip(tr("Every class shall have more boxes than this."));
    m_clusters->setObjectName(QStringLiteral("scale_up_clusters"));
    m_clusters->setRange(0, scaleup::kMaxClusters);
    m_clusters->setSpecialValueText(tr("None"));
    m_clusters->setAccessibleName(tr("Clusters of references"));
    m_clusters->setToolTip(
        tr("References that look alike are put into so many clusters, so that variety has a lower bound, too."));
    m_cluster_bound->setObjectName(QStringLiteral("scale_up_cluster_bound"));
    m_cluster_bound->setRange(1, 100'000'000);
    m_cluster_bound->setValue(20);
    m_cluster_bound->setEnabled(false);
    m_cluster_bound->setAccessibleName(tr("More images per cluster than"));
    m_cluster_bound->setToolTip(tr("Every cluster of references shall have more images than this."));
    connect(m_clusters, &QSpinBox::valueChanged, this,
            [this](int clusters) { m_cluster_bound->setEnabled(clusters > 0); });
    for (QDoubleSpinBox* box : {m_lowest, m_highest}) {
        box->setRange(0.01, 1);
        box->setSingleStep(0.05);
    }
    m_lowest->setValue(defaults.lowest_ratio);
    m_lowest->setAccessibleName(tr("Lowest encode ratio"));
    m_highest->setValue(defaults.highest_ratio);
    m_highest->setAccessibleName(tr("Highest encode ratio"));
    m_selection->setObjectName(QStringLiteral("scale_up_selection"));
    m_selection->addItem(tr("By what is still lacking"), static_cast<int>(Selection::kQuota));
    m_selection->addItem(tr("One after the other, as the paper does"), static_cast<int>(Selection::kUniform));
    m_size->addItem(tr("Automatic: the paper's for photos"), -1);
    m_size->addItem(tr("The bundle's native size"), static_cast<int>(ReferenceSize::kNative));
    m_size->addItem(tr("The paper's: 512 to 768 pixels, random crop"), static_cast<int>(ReferenceSize::kPaper));
    m_prompts->setObjectName(QStringLiteral("scale_up_prompts"));
    m_prompts->addItem(tr("Captions, else the classes"), static_cast<int>(PromptKind::kCaptions));
    m_prompts->addItem(tr("The classes"), static_cast<int>(PromptKind::kClasses));
    m_prompts->addItem(tr("Classes with places, light and viewpoints"), static_cast<int>(PromptKind::kGrammar));
    m_prompts->addItem(tr("A language model's, from a server"), static_cast<int>(PromptKind::kServer));
    m_seed->setRange(0, 2'000'000'000);
    m_seed->setValue(static_cast<int>(defaults.seed));
    m_max_images->setObjectName(QStringLiteral("scale_up_max_images"));
    m_max_images->setRange(1, kMaxImages);
    m_max_images->setValue(10'000);
    m_max_images->setToolTip(tr("It ends there even when a class still lacks boxes."));
    m_max_hours->setRange(0, 10'000);
    m_max_hours->setSpecialValueText(tr("No limit"));
    m_threshold->setObjectName(QStringLiteral("scale_up_threshold"));
    m_threshold->setRange(kMinStoredScore, 1);
    m_threshold->setSingleStep(0.05);
    m_threshold->setValue(defaults.threshold);
    m_near_duplicates->setRange(-1, 1'000'000);
    m_near_duplicates->setSpecialValueText(tr("All"));
    m_near_duplicates->setValue(-1);
    m_near_duplicates->setToolTip(
        tr("So many images of a reference may look like it, or like another "
           "image that is kept."));
    auto* browse = new QToolButton(this);
    browse->setIcon(widgets::icon(QStringLiteral("folder")));
    browse->setToolTip(tr("Choose a folder"));
    connect(browse, &QToolButton::clicked, this, &ScaleUpDialog::choose_folder);
    auto* server = new QToolButton(this);
    server->setObjectName(QStringLiteral("scale_up_prompt_server"));
    server->setText(tr("Server…"));
    server->setToolTip(tr("Address, model and key of the server that writes prompts"));
    connect(server, &QToolButton::clicked, this, [this] {
        PromptServerDialog(prompt_server_file(), this).exec();
        m_forecast_timer.start();
    });
    auto* prompts_row = new QHBoxLayout;
    prompts_row->addWidget(m_prompts, 1);
    prompts_row->addWidget(server);
    auto* folder_row = new QHBoxLayout;
    folder_row->addWidget(m_folder, 1);
    folder_row->addWidget(browse);

    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * kMargin);
    form->setVerticalSpacing(kMargin);
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("Folder"), folder_row);
    form->addRow(tr("More boxes per class than"), row({m_bound}));
    form->addRow(tr("Clusters of references"),
                 row({m_clusters, new QLabel(tr("more images per cluster than"), this), m_cluster_bound}));
    form->addRow(tr("Encode ratios"), row({m_lowest, new QLabel(tr("to"), this), m_highest}));
    form->addRow(tr("References"), m_selection);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Prompts"), prompts_row);
    form->addRow(tr("Seed"), row({m_seed}));
    form->addRow(tr("Most images"), row({m_max_images}));
    form->addRow(tr("Most hours"), row({m_max_hours}));
    form->addRow(tr("Threshold"), row({m_threshold}));
    form->addRow(tr("Near-duplicates per reference"), row({m_near_duplicates}));
    form->addRow(QString(), m_keep_empty);
    return box;
}

void ScaleUpDialog::build() {
    m_form = build_form();
    m_start->setObjectName(QStringLiteral("scale_up_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_cancel->setObjectName(QStringLiteral("scale_up_cancel"));
    m_add->setObjectName(QStringLiteral("scale_up_add"));
    m_progress->setObjectName(QStringLiteral("scale_up_progress"));
    m_note->setObjectName(QStringLiteral("scale_up_note"));
    for (QLabel* label : {m_note, m_progress}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_note->setProperty("role", QStringLiteral("dim"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_bars);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumHeight(kBarsHeight);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_start, m_pause, m_cancel}) {
        buttons->addWidget(button);
    }
    buttons->addStretch();
    buttons->addWidget(m_open);
    buttons->addWidget(m_add);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(2 * kMargin);
    column->setContentsMargins(2 * kMargin, 2 * kMargin, 2 * kMargin, 2 * kMargin);
    column->addWidget(m_form);
    column->addWidget(m_note);
    column->addWidget(scroll, 1);
    column->addWidget(m_progress);
    column->addLayout(buttons);
}

void ScaleUpDialog::set_generation(const GenerationSettings& settings) {
    m_generation = settings;
    m_forecast_timer.start();
}

void ScaleUpDialog::set_lower_bound(int bound) {
    if (bound > 0 && !m_controller.busy()) {
        m_bound->setValue(bound);
    }
}

void ScaleUpDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    m_forecast_timer.start();
}

ScaleUpInput ScaleUpDialog::request() const {
    ScaleUpInput request;
    auto& settings = request.settings;
    settings.lower_bound = m_bound->value();
    settings.clusters = m_clusters->value();
    settings.cluster_bound = settings.clusters > 0 ? m_cluster_bound->value() : 0;
    settings.lowest_ratio = m_lowest->value();
    settings.highest_ratio = m_highest->value();
    settings.selection = static_cast<Selection>(m_selection->currentData().toInt());
    settings.seed = static_cast<std::uint64_t>(m_seed->value());
    settings.max_images = m_max_images->value();
    if (m_max_hours->value() > 0) {
        settings.max_hours = m_max_hours->value();
    }
    settings.threshold = m_threshold->value();
    if (m_near_duplicates->value() >= 0) {
        settings.max_near_duplicates = m_near_duplicates->value();
    }
    settings.keep_empty = m_keep_empty->isChecked();
    settings.prompt_kind = static_cast<PromptKind>(m_prompts->currentData().toInt());
    settings.prompts.negative = m_generation.negative_prompt;
    settings.guidance_scale = m_generation.guidance_scale;
    settings.guidance_rescale = m_generation.guidance_rescale;
    settings.spacing = m_generation.spacing;
    settings.steps = m_generation.steps;
    settings.sampler = m_generation.sampler;
    settings.eta = uses_eta(m_generation.sampler) ? m_generation.eta : 0;
    settings.label_step = m_generation.label_step.value_or(LabelStep::kLast);
    request.automatic_size = m_size->currentData().toInt() < 0;
    if (!request.automatic_size) {
        settings.size = static_cast<ReferenceSize>(m_size->currentData().toInt());
    }
    request.automatic_label_step = !m_generation.label_step.has_value();
    request.bundle = m_generation.bundle;
    request.generator.adapter = m_generation.adapter;
    request.generator.loras = m_generation.loras;
    request.generator.precision = m_generation.precision;
    request.folder = m_folder->text().trimmed().toStdString();
    return request;
}

void ScaleUpDialog::ask_for_forecast() {
    if (isVisible() && !m_controller.busy()) {
        m_controller.forecast(request());
    }
    update_buttons();
}

void ScaleUpDialog::show_forecast(const ScaleUpStatus& status, const QString& problem) {
    if (m_controller.busy()) {
        return;
    }
    m_problem = problem;
    set_role(m_note, problem.isEmpty() ? QStringLiteral("dim") : QStringLiteral("error"));
    if (!problem.isEmpty()) {
        m_note->setText(problem);
    } else if (status.items_left) {
        const QString text = tr("About %1 images and %2, if variants show what their references "
                                "show; %3 are free.")
                                 .arg(QLocale().toString(static_cast<qlonglong>(*status.items_left)),
                                      bytes_text(*status.bytes_left), bytes_text(status.bytes_free));
        m_note->setText(*status.bytes_left > status.bytes_free ? tr("%1 It will wait when the disk is full.").arg(text)
                                                               : text);
    } else {
        m_note->clear();
    }
    if (problem.isEmpty()) {
        m_bars->show_progress(status);
    }
    update_buttons();
}

void ScaleUpDialog::show_status(const ScaleUpStatus& status) {
    m_bars->show_progress(status);
    QString text = tr("%1 made, %2 images, %3 boxes, %4 a minute")
                       .arg(status.counts.made)
                       .arg(status.counts.images)
                       .arg(status.counts.boxes)
                       .arg(QLocale().toString(status.images_per_minute, 'f', 1));
    if (status.paused) {
        text = QString::fromStdString(status.pause_reason);
    } else if (status.seconds_left && m_controller.busy()) {
        text = tr("%1, %2 left").arg(text, rough_duration(*status.seconds_left));
    }
    set_role(m_progress, status.paused ? QStringLiteral("error") : QString());
    m_progress->setText(text);
}

void ScaleUpDialog::show_end(bool ok, const QString& sentence) {
    set_role(m_progress, ok ? QString() : QStringLiteral("error"));
    m_progress->setText(sentence);
    update_buttons();
}

void ScaleUpDialog::choose_folder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Scale up into"), m_folder->text());
    if (!folder.isEmpty()) {
        m_folder->setText(folder);
    }
}

void ScaleUpDialog::start() {
    const ScaleUpInput wanted = request();
    m_made = wanted.folder;
    m_progress->setText(tr("Loading bundle…"));
    m_controller.start(wanted);
    update_buttons();
}

void ScaleUpDialog::toggle_paused() {
    m_controller.set_paused(!m_controller.paused());
    if (m_controller.paused()) {
        m_progress->setText(tr("Paused after the image in progress."));
    }
    update_buttons();
}

void ScaleUpDialog::update_buttons() {
    const bool busy = m_controller.busy();
    const bool folder = !m_folder->text().trimmed().isEmpty();
    m_form->setEnabled(!busy);
    m_start->setEnabled(!busy && folder && m_problem.isEmpty());
    m_start->setToolTip(folder ? QString() : tr("Choose a folder first."));
    m_pause->setEnabled(busy);
    m_pause->setText(m_controller.paused() ? tr("&Resume") : tr("&Pause"));
    m_cancel->setEnabled(busy);
    m_add->setEnabled(!busy && !m_made.empty());
    m_open->setEnabled(!m_made.empty());
}

}  // namespace destudio::ui
