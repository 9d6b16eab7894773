// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/class_popup.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/session.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kWidth = 220;
constexpr int kMaxPopupRows = 12;
constexpr int kSmallestRow = 16;
constexpr int kNameRole = Qt::UserRole;

}  // namespace

ClassPopup::ClassPopup(const Session& session, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_line(new QLineEdit(this)), m_list(new QListWidget(this)) {
    setObjectName(QStringLiteral("class_popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    for (const ProjectClass& entry : session.classes()) {
        m_classes.push_back({entry.id, QString::fromStdString(entry.name), session.class_color(entry.id)});
    }
    m_line->setPlaceholderText(tr("Class name"));
    m_line->setAccessibleName(tr("Class name"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_list->setAccessibleName(tr("Classes that match"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(widgets::kMargin / 2, widgets::kMargin / 2, widgets::kMargin / 2, widgets::kMargin / 2);
    layout->setSpacing(widgets::kMargin / 2);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    setFixedWidth(kWidth);
    connect(m_line, &QLineEdit::textChanged, this, &ClassPopup::fill);
    connect(m_line, &QLineEdit::returnPressed, this, &ClassPopup::take);
    connect(m_list, &QListWidget::itemClicked, this, &ClassPopup::take);
}

void ClassPopup::open(RowId current, QPoint global_position) {
    m_current = current;
    fill();
    QRect place(global_position, sizeHint());
    if (const QScreen* screen = QGuiApplication::screenAt(global_position)) {
        const QRect room = screen->availableGeometry();
        place.moveLeft(std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - place.width())));
        place.moveTop(std::clamp(place.top(), room.top(), std::max(room.top(), room.bottom() - place.height())));
    }
    move(place.topLeft());
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void ClassPopup::fill() {
    const QString text = m_line->text().trimmed();
    std::vector<const Entry*> begins;
    std::vector<const Entry*> contains;
    bool exact = text.isEmpty();
    for (const Entry& entry : m_classes) {
        exact = exact || entry.name == text;
        if (entry.name.startsWith(text, Qt::CaseInsensitive)) {
            begins.push_back(&entry);
        } else if (entry.name.contains(text, Qt::CaseInsensitive)) {
            contains.push_back(&entry);
        }
    }
    begins.insert(begins.end(), contains.begin(), contains.end());
    m_list->clear();
    int chosen = 0;
    for (const Entry* entry : begins) {
        const auto number = static_cast<int>(entry - m_classes.data()) + 1;
        auto* item = new QListWidgetItem(widgets::swatch(entry->color), entry->name, m_list);
        item->setData(kNameRole, entry->name);
        if (number <= 10) {
            item->setToolTip(tr("Key %1").arg(number % 10));
        }
        if (text.isEmpty() && entry->id == m_current) {
            chosen = m_list->count() - 1;
        }
    }
    if (!exact) {
        auto* item = new QListWidgetItem(tr("New class “%1”").arg(text), m_list);
        item->setData(kNameRole, text);
    }
    m_list->setCurrentRow(m_list->count() > 0 ? chosen : -1);
    const int row = std::max(m_list->sizeHintForRow(0), kSmallestRow);
    m_list->setFixedHeight(row * std::clamp(m_list->count(), 1, kMaxPopupRows) + 2);
    adjustSize();
}

void ClassPopup::take() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr) {
        return;
    }
    const QString name = item->data(kNameRole).toString();
    close();
    emit chosen(name);
}

bool ClassPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_line && event->type() == QEvent::KeyPress && m_list->count() > 0) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
            return true;
        }
        if (key == Qt::Key_Tab) {  // completes
            m_line->setText(m_list->currentItem()->data(kNameRole).toString());
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace destudio::ui
