// SPDX-License-Identifier: Apache-2.0
#include "ui/export_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/workspace.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

namespace destudio::ui {
namespace {

using dataset::Format;
using widgets::kMargin;

constexpr int kFormWidth = 640;

QString layout_of(Format format) {
    switch (format) {
        case Format::kCoco:
            return ExportPage::tr("annotations.json and images/");
        case Format::kVoc:
            return ExportPage::tr("VOCdevkit/VOC2012/ with Annotations, ImageSets and JPEGImages");
        case Format::kYolo:
            return ExportPage::tr("data.yaml, images/ and labels/");
    }
    return {};
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
      m_result(new QLabel(this)) {
    build();
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
    connect(&workspace, &Workspace::session_changed, this, &ExportPage::check);
    connect(&workspace, &Workspace::threshold_changed, this, &ExportPage::check);
    check();
}

void ExportPage::build() {
    m_format->setObjectName(QStringLiteral("export_format"));
    m_format->addItem(tr("COCO"), static_cast<int>(Format::kCoco));
    m_format->addItem(tr("Pascal VOC"), static_cast<int>(Format::kVoc));
    m_format->addItem(tr("YOLO"), static_cast<int>(Format::kYolo));
    m_folder->setObjectName(QStringLiteral("export_folder"));
    m_folder->setPlaceholderText(tr("An empty or new folder"));
    m_start->setObjectName(QStringLiteral("export_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_result->setObjectName(QStringLiteral("export_result"));
    m_threshold->setRange(0.05, 1);
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
        box->setChecked(state != VariantState::kRejected);
        connect(box, &QCheckBox::toggled, this, &ExportPage::check);
        m_states[state] = box;
        states_row->addWidget(box);
    }
    states_row->addStretch();
    m_layout_note->setProperty("role", QStringLiteral("dim"));
    m_counts->setProperty("role", QStringLiteral("dim"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
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
    column->addStretch(1);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(3 * kMargin, 2 * kMargin, 3 * kMargin, kMargin);
    outer->addWidget(form_box, 1);
    outer->addStretch(0);
}

void ExportPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    check();
}

ExportOrder ExportPage::order() const {
    ExportOrder order;
    order.format = static_cast<Format>(m_format->currentData().toInt());
    order.folder = m_folder->text().trimmed().toStdString();
    order.threshold = m_threshold->value();
    for (const auto& [state, box] : m_states) {
        if (box->isChecked()) {
            order.states.insert(state);
        }
    }
    return order;
}

void ExportPage::check() {
    Session* session = m_workspace.session();
    const ExportOrder wanted = order();
    m_layout_note->setText(tr("Leaves %1 in the folder").arg(layout_of(wanted.format)));
    std::size_t images = 0;
    if (session != nullptr && isVisible()) {
        m_threshold->setValue(session->threshold());
        session->attempt([&] {
            for (const auto& [state, count] : session->project().variants().count_by_state()) {
                images += wanted.states.contains(state) ? count : 0;
            }
        });
        m_counts->setText(images == 0 ? tr("No variant is in these states.") : tr("Variants to write: %1").arg(images));
    }
    m_start->setEnabled(!m_exports.busy() && images > 0 && !wanted.folder.empty());
    m_start->setToolTip(wanted.folder.empty() ? tr("Choose a folder first.") : QString());
}

void ExportPage::start() {
    m_result->clear();
    m_progress->setRange(0, 0);
    m_progress->show();
    m_cancel->show();
    m_start->setEnabled(false);
    m_exports.start(order());
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
    m_result->setProperty("role", result.ok ? QString() : QStringLiteral("error"));
    m_result->style()->unpolish(m_result);
    m_result->style()->polish(m_result);
    m_result->setText(result.sentence);
    check();
}

}  // namespace destudio::ui
