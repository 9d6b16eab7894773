// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/boxes_panel.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>

#include "core/base/detection.h"
#include "ui/editing/box_model.h"
#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kBoxRowHeight = 24;
constexpr int kMarksWidth = 24;

}  // namespace

using widgets::kMargin;

BoxesPanel::BoxesPanel(Workspace& workspace, EditController& edits, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_edits(edits),
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
    m_slider->setRange(static_cast<int>(std::lround(kMinStoredScore * 100)), 100);
    m_slider->setToolTip(
        tr("Boxes with a lower score are hidden and not exported. Boxes that were edited always stay."));
    m_spin->setObjectName(QStringLiteral("threshold_spin"));
    m_spin->setRange(kMinStoredScore, 1);
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
    m_table->verticalHeader()->setDefaultSectionSize(kBoxRowHeight);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kClassColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kScoreColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kSizeColumn, QHeaderView::ResizeToContents);
    m_table->setToolTip(tr("Double-click a class to change it."));
    m_table->horizontalHeader()->setSectionResizeMode(BoxModel::kMarksColumn, QHeaderView::Fixed);
    m_table->horizontalHeader()->setMinimumSectionSize(kMarksWidth);
    m_table->horizontalHeader()->resizeSection(BoxModel::kMarksColumn, kMarksWidth);
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BoxesPanel::take_selection);

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
    const int boxes = m_model->box_count();
    if (!target) {
        m_title->setText(tr("Boxes"));
    } else {
        m_title->setText(
            (target->is_variant() ? tr("Boxes of the variant: %1") : tr("Boxes of the reference: %1")).arg(boxes));
    }
}

void BoxesPanel::show_selection() {
    m_showing = true;
    QItemSelection selection;
    QModelIndex last;
    for (const qint64 key : m_workspace.boxes().ids()) {
        if (const QModelIndex index = m_model->index_of(key); index.isValid()) {
            selection.select(index, index);
            last = index;
        }
    }
    using Flag = QItemSelectionModel;
    if (last.isValid()) {
        m_table->selectionModel()->setCurrentIndex(last, Flag::NoUpdate);
        m_table->scrollTo(last);
    }
    m_table->selectionModel()->select(selection, Flag::ClearAndSelect | Flag::Rows);
    m_showing = false;
}

void BoxesPanel::take_selection() {
    if (m_showing || !m_table->hasFocus()) {
        return;
    }
    widgets::BoxSelection selection;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        selection.add(m_model->key_at(index.row()));
    }
    if (const QModelIndex current = m_table->currentIndex();
        current.isValid() && selection.contains(m_model->key_at(current.row()))) {
        selection.add(m_model->key_at(current.row()));  // the primary one
    }
    m_workspace.set_boxes(selection);
}

bool BoxesPanel::eventFilter(QObject* watched, QEvent* event) {
    // Digits relabel here as they do on the canvas.
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (plain && key->key() >= Qt::Key_0 && key->key() <= Qt::Key_9) {
            m_edits.choose_class_by_digit(key->key() - Qt::Key_0);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace destudio::ui
