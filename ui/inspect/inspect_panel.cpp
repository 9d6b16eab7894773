// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/inspect/inspect_tiles.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"
#include "widgets/grids/inspect_view.h"

namespace destudio::ui {
namespace {

constexpr int kTileSide = 190;
constexpr int kMaxWordRows = 8;
constexpr int kInspectRowHeight = 20;

QLabel* dim_label(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("role", QStringLiteral("dim"));
    label->setWordWrap(true);
    return label;
}

QLabel* heading(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

}  // namespace

InspectPanel::InspectPanel(QWidget* parent)
    : QFrame(parent),
      m_title(heading({}, this)),
      m_note(dim_label(this)),
      m_view(new widgets::InspectView(this)),
      m_classes(new QListWidget(this)),
      m_missed_title(heading(tr("Strong attention, no box"), this)),
      m_missed(new QListWidget(this)),
      m_add(new QPushButton(this)) {
    setObjectName(QStringLiteral("inspect"));
    setAccessibleName(tr("Inspect"));
    m_view->setObjectName(QStringLiteral("inspect_view"));
    m_classes->setObjectName(QStringLiteral("inspect_classes"));
    m_missed->setObjectName(QStringLiteral("inspect_missed"));
    m_add->setObjectName(QStringLiteral("inspect_add"));
    m_add->setAccessibleName(tr("Add the ticked places as boxes (Return)"));
    m_classes->setAccessibleName(tr("Classes in the prompt"));
    m_missed->setAccessibleName(tr("Strong attention without a box"));
    m_add->setToolTip(tr("Add the ticked places as boxes (Return)"));
    // Keys come through handle_key(): the focus stays where it was.
    for (QWidget* widget :
         {static_cast<QWidget*>(m_classes), static_cast<QWidget*>(m_missed), static_cast<QWidget*>(m_add)}) {
        widget->setFocusPolicy(Qt::NoFocus);
    }
    auto* keys = dim_label(this);
    keys->setText(tr("↑ ↓ class · ← → resolution · Tab, Space: tick · Return: add boxes"));
    auto* side = new QVBoxLayout;
    side->setSpacing(widgets::kMargin / 2);
    side->addWidget(heading(tr("Classes in the prompt"), this));
    side->addWidget(m_classes);
    side->addSpacing(widgets::kMargin);
    side->addWidget(m_missed_title);
    side->addWidget(m_missed);
    side->addWidget(m_add);
    side->addStretch(1);
    m_classes->setFixedWidth(kTileSide);
    m_missed->setFixedWidth(kTileSide);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(2 * widgets::kMargin);
    middle->addWidget(m_view, 1);
    middle->addLayout(side);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * widgets::kMargin, widgets::kMargin, 2 * widgets::kMargin, widgets::kMargin);
    layout->setSpacing(widgets::kMargin);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addLayout(middle, 1);
    layout->addWidget(keys);
    connect(m_view, &widgets::InspectView::small_pressed, this, &InspectPanel::choose_level);
    connect(m_classes, &QListWidget::itemPressed, this, [this] { choose_class(m_classes->currentRow()); });
    connect(m_missed, &QListWidget::itemChanged, this, &InspectPanel::show_ticked);
    connect(m_missed, &QListWidget::currentRowChanged, this, [this] { fill_tiles(); });
    connect(m_add, &QPushButton::clicked, this, &InspectPanel::add_ticked);
}

void InspectPanel::show_waiting(const InspectRequest& request) {
    m_answer.reset();
    m_request = request;
    m_message = tr("The model looks at the picture…");
    m_note->clear();
    fill_lists();
    fill_tiles();
}

void InspectPanel::show_answer(std::shared_ptr<const InspectAnswer> answer) {
    m_answer = std::move(answer);
    m_request = m_answer->request;
    const auto& classes = m_answer->classes;
    const auto same = std::find_if(classes.begin(), classes.end(),
                                   [this](const InspectAnswer::Class& entry) { return entry.name == m_class_name; });
    m_class = same == classes.end() ? 0 : static_cast<int>(same - classes.begin());
    m_level = std::clamp(m_level, -1, static_cast<int>(m_answer->features.size()) - 1);
    m_message = tr("The prompt names none of the project's classes, so no words have attention.");
    m_note->setText(m_answer->other_bundle
                        ? tr("Prompt: %1 — The picture was made by another bundle than the one that looks at it.")
                              .arg(QString::fromStdString(m_answer->seen->prompt))
                        : tr("Prompt: %1").arg(QString::fromStdString(m_answer->seen->prompt)));
    fill_lists();
    fill_tiles();
}

void InspectPanel::show_failed(const QString& sentence) {
    m_answer.reset();
    m_message = sentence;
    fill_tiles();
}

void InspectPanel::fill_lists() {
    const QSignalBlocker quiet(m_missed);
    m_title->setText(m_request.title);
    m_classes->clear();
    m_missed->clear();
    for (std::size_t i = 0; m_answer && i < m_answer->classes.size(); ++i) {
        const auto& entry = m_answer->classes[i];
        const QString name = QString::fromStdString(entry.name);
        auto* item = new QListWidgetItem(widgets::swatch(entry.color), name, m_classes);
        item->setToolTip(tr("Its strongest attention is %1 times the mean.").arg(entry.contrast, 0, 'f', 1));
    }
    m_classes->setCurrentRow(m_class);
    const int rows = std::clamp(m_classes->count(), 1, kMaxWordRows);
    m_classes->setFixedHeight(rows * kInspectRowHeight + 4);
    const auto count = m_answer ? m_answer->missed.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const MissedObject& object = m_answer->missed[i];
        const QColor color = m_request.classes.at(object.class_name).color;
        auto* item = new QListWidgetItem(
            widgets::swatch(color),
            tr("%1 · %2×").arg(QString::fromStdString(object.class_name), QLocale().toString(object.strength, 'f', 1)),
            m_missed);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_missed->setVisible(count > 0);
    m_missed->setFixedHeight(std::min(static_cast<int>(count), kMaxWordRows) * kInspectRowHeight + 4);
    m_missed_title->setText(!m_answer    ? QString()
                            : count == 0 ? tr("All strong attention has a box")
                                         : tr("Strong attention, no box"));
    if (count > 0) {
        m_missed->setCurrentRow(0);
    }
    show_ticked();
}

void InspectPanel::fill_tiles() {
    const int missed = m_missed->currentRow();
    m_view->set_large(inspect_tiles(m_request, m_answer.get(), m_message, m_class, m_level, missed));
    m_view->set_small(m_answer ? feature_tiles(*m_answer) : std::vector<widgets::InspectTile>{}, m_level);
}

void InspectPanel::show_ticked() {
    const int count = static_cast<int>(ticked().size());
    m_add->setVisible(m_missed->count() > 0);
    m_add->setEnabled(count > 0);
    m_add->setText(count == 1 ? tr("Add 1 box") : tr("Add %1 boxes").arg(count));
}

std::vector<MissedObject> InspectPanel::ticked() const {
    std::vector<MissedObject> objects;
    for (int row = 0; m_answer && row < m_missed->count(); ++row) {
        if (m_missed->item(row)->checkState() == Qt::Checked) {
            objects.push_back(m_answer->missed[static_cast<std::size_t>(row)]);
        }
    }
    return objects;
}

void InspectPanel::choose_class(int index) {
    if (m_answer && index >= 0 && index < static_cast<int>(m_answer->classes.size())) {
        m_class = index;
        m_class_name = m_answer->classes[static_cast<std::size_t>(index)].name;
        m_classes->setCurrentRow(index);
        fill_tiles();
    }
}

void InspectPanel::choose_level(int index) {
    if (m_answer && index >= -1 && index < static_cast<int>(m_answer->features.size())) {
        m_level = index;
        fill_tiles();
    }
}

void InspectPanel::step_missed(int direction) {
    const int count = m_missed->count();
    if (count > 0) {
        m_missed->setCurrentRow((m_missed->currentRow() + direction + count) % count);
    }
}

void InspectPanel::tick_current() {
    if (auto* item = m_missed->currentItem()) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    }
}

void InspectPanel::add_ticked() {
    if (const auto objects = ticked(); !objects.empty()) {
        emit add_requested(objects);
    }
}

bool InspectPanel::wants_key(const QKeyEvent& event) {
    if (event.key() == Qt::Key_Backtab) {
        return true;
    }
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) {
        return false;
    }
    switch (event.key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Tab:
        case Qt::Key_Space:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return true;
        default:
            return event.key() >= Qt::Key_1 && event.key() <= Qt::Key_9;
    }
}

bool InspectPanel::handle_key(const QKeyEvent& event) {
    if (!wants_key(event)) {
        return false;
    }
    switch (event.key()) {
        case Qt::Key_Up:
            choose_class(m_class - 1);
            break;
        case Qt::Key_Down:
            choose_class(m_class + 1);
            break;
        case Qt::Key_Left:
            choose_level(m_level - 1);
            break;
        case Qt::Key_Right:
            choose_level(m_level + 1);
            break;
        case Qt::Key_Tab:
            step_missed(1);
            break;
        case Qt::Key_Backtab:
            step_missed(-1);
            break;
        case Qt::Key_Space:
            tick_current();
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            add_ticked();
            break;
        default:
            choose_class(event.key() - Qt::Key_1);
    }
    return true;
}

void InspectPanel::mousePressEvent(QMouseEvent* event) {
    event->accept();  // not for the page below
}

void InspectPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), widgets::theme_colors().panel);
    painter.setPen(widgets::theme_colors().accent);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace destudio::ui
