// SPDX-License-Identifier: Apache-2.0
#include "ui/boxes_panel.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>

#include "ui/box_model.h"
#include "ui/workspace.h"
#include "widgets/theme.h"

namespace destudio::ui {
namespace {

// Detections below this are not kept.
constexpr double kFloor = 0.05;
constexpr int kRowHeight = 24;

}  // namespace

using widgets::kMargin;

BoxesPanel::BoxesPanel(Workspace& workspace, EditController& edits, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_model(new BoxModel(workspace, edits, this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_spin(new QDoubleSpinBox(this)),
      m_title(new QLabel(this)),
      m_table(new QTableView(this)) {
    auto* threshold_title = new QLabel(tr("&Threshold"), this);
    threshold_title->setProperty("role", QStringLiteral("heading"));
    threshold_title->setBuddy(m_spin);
    m_slider->setObjectName(QStringLiteral("threshold_slider"));
    m_slider->setAccessibleName(tr("Confidence threshold"));
    m_slider->setRange(static_cast<int>(std::lround(kFloor * 100)), 100);
    m_slider->setToolTip(
        tr("Boxes with a lower score are hidden and not exported. Boxes that were edited always stay."));
    m_spin->setObjectName(QStringLiteral("threshold_spin"));
    m_spin->setRange(kFloor, 1);
    m_spin->setDecimals(2);
    m_spin->setSingleStep(0.05);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { set_threshold(value / 100.0); });
    connect(m_spin, &QDoubleSpinBox::valueChanged, this, &BoxesPanel::set_threshold);
    auto* threshold_row = new QHBoxLayout;
    threshold_row->addWidget(threshold_title);
    threshold_row->addWidget(m_slider, 1);
    threshold_row->addWidget(m_spin);

    m_title->setProperty("role", QStringLiteral("heading"));
    m_table->setObjectName(QStringLiteral("boxes"));
    m_table->setAccessibleName(tr("Boxes of the current picture"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kClassColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kScoreColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kSizeColumn, QHeaderView::ResizeToContents);
    m_table->setToolTip(tr("Double-click a class to change it."));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (index.isValid() && m_table->hasFocus()) {
            m_workspace.set_box(m_model->key_at(index.row()));
        }
    });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin / 2);
    layout->addLayout(threshold_row);
    layout->addSpacing(kMargin / 2);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);

    connect(&workspace, &Workspace::session_changed, this, &BoxesPanel::show_threshold);
    connect(&workspace, &Workspace::threshold_changed, this, &BoxesPanel::show_threshold);
    connect(&workspace, &Workspace::target_changed, this, &BoxesPanel::show_target);
    connect(&workspace, &Workspace::box_changed, this, &BoxesPanel::show_selection);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        show_target();
        show_selection();
    });
    show_threshold();
    show_target();
}

void BoxesPanel::set_threshold(double threshold) {
    if (m_workspace.session() != nullptr) {
        m_workspace.session()->set_threshold(threshold);
    }
}

void BoxesPanel::show_threshold() {
    const bool open = m_workspace.session() != nullptr;
    m_slider->setEnabled(open);
    m_spin->setEnabled(open);
    if (open) {
        const QSignalBlocker slider_blocker(m_slider);
        const QSignalBlocker spin_blocker(m_spin);
        m_slider->setValue(static_cast<int>(std::lround(m_workspace.session()->threshold() * 100)));
        m_spin->setValue(m_workspace.session()->threshold());
    }
}

void BoxesPanel::show_target() {
    const auto target = m_workspace.target();
    const int boxes = m_model->rowCount();
    if (!target) {
        m_title->setText(tr("Boxes"));
    } else {
        m_title->setText(
            (target->is_variant() ? tr("Boxes of the variant: %1") : tr("Boxes of the reference: %1")).arg(boxes));
    }
}

void BoxesPanel::show_selection() {
    const QModelIndex index = m_workspace.box() ? m_model->index_of(*m_workspace.box()) : QModelIndex();
    if (index.isValid()) {
        m_table->setCurrentIndex(index);
    } else {
        m_table->selectionModel()->clear();
    }
}

}  // namespace destudio::ui
