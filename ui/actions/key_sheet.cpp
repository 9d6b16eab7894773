// SPDX-License-Identifier: Apache-2.0
#include "ui/actions/key_sheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/actions/action_registry.h"
#include "ui/actions/keys_model.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kColumns = 3;

}  // namespace

KeySheet::KeySheet(const ActionRegistry& registry, QAction* change, QWidget* parent)
    : QDialog(parent), m_registry(registry), m_search(new QLineEdit(this)), m_nothing(new QLabel(this)) {
    setWindowTitle(tr("Key sheet"));
    m_search->setObjectName(QStringLiteral("key_sheet_search"));
    m_search->setPlaceholderText(tr("Search actions and keys"));
    m_search->setAccessibleName(tr("Search actions and keys"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(widgets::icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_nothing->setText(tr("No action and no key matches."));
    m_nothing->setProperty("role", QStringLiteral("dim"));
    m_nothing->hide();
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, kMargin, 0);
    grid->setHorizontalSpacing(4 * kMargin);
    grid->setVerticalSpacing(2 * kMargin);
    add_groups(grid);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setAccessibleName(tr("Actions and their keys"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* edit = buttons->addButton(tr("&Change keys…"), QDialogButtonBox::ActionRole);
    edit->setAutoDefault(false);
    connect(edit, &QPushButton::clicked, change, &QAction::trigger);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_search);
    layout->addWidget(m_nothing);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    // Wide enough for all columns, so that no key is out of sight, as far as the screen allows.
    const int wanted = content->sizeHint().width() + scroll->verticalScrollBar()->sizeHint().width() + 4 * kMargin;
    resize(std::min(std::max(980, wanted), screen()->availableSize().width() - 4 * kMargin), 640);
    connect(m_search, &QLineEdit::textChanged, this, &KeySheet::filter);
    connect(&registry, &ActionRegistry::keys_changed, this, &KeySheet::show_keys);
    m_search->setFocus();
}

void KeySheet::add_groups(QGridLayout* grid) {
    QStringList groups;
    for (const auto& entry : m_registry.entries()) {
        if (!groups.contains(entry.group)) {
            groups << entry.group;
        }
    }
    // Each group goes where the column is shortest, so that the columns end at about the same height.
    std::array<QVBoxLayout*, kColumns> columns{};
    std::array<int, kColumns> heights{};
    for (int column = 0; column < kColumns; ++column) {
        columns[static_cast<std::size_t>(column)] = new QVBoxLayout;
        columns[static_cast<std::size_t>(column)]->setSpacing(2 * kMargin);
        grid->addLayout(columns[static_cast<std::size_t>(column)], 0, column, Qt::AlignTop);
        grid->setColumnStretch(column, 1);
    }
    for (const QString& name : groups) {
        auto* group = new QWidget;
        auto* lines = new QGridLayout(group);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setHorizontalSpacing(kMargin);
        lines->setVerticalSpacing(2);
        lines->setColumnStretch(0, 1);
        auto* title = new QLabel(name, group);
        title->setProperty("role", QStringLiteral("heading"));
        lines->addWidget(title, 0, 0, 1, 2);
        int line = 1;
        for (int i = 0; i < static_cast<int>(m_registry.entries().size()); ++i) {
            if (m_registry.entries()[static_cast<std::size_t>(i)].group != name) {
                continue;
            }
            Row row{new QLabel(entry_text(m_registry, i), group), new QLabel(m_registry.keys_text(i), group), group, i};
            row.keys->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            row.keys->setProperty("role", QStringLiteral("dim"));
            lines->addWidget(row.text, line, 0);
            lines->addWidget(row.keys, line, 1);
            m_rows.push_back(row);
            ++line;
        }
        const auto shortest = std::min_element(heights.begin(), heights.end()) - heights.begin();
        columns[static_cast<std::size_t>(shortest)]->addWidget(group);
        heights[static_cast<std::size_t>(shortest)] += line + 1;
    }
}

void KeySheet::filter(const QString& text) {
    QMap<QWidget*, bool> any;
    for (const Row& row : m_rows) {
        const QString group = m_registry.entries()[static_cast<std::size_t>(row.entry)].group;
        const bool matches = row.text->text().contains(text, Qt::CaseInsensitive) ||
                             row.keys->text().contains(text, Qt::CaseInsensitive) ||
                             group.contains(text, Qt::CaseInsensitive);
        row.text->setVisible(matches);
        row.keys->setVisible(matches);
        any[row.group] = any.value(row.group) || matches;
    }
    bool nothing = true;
    for (auto it = any.cbegin(); it != any.cend(); ++it) {
        it.key()->setVisible(it.value());
        nothing = nothing && !it.value();
    }
    m_nothing->setVisible(nothing);
}

void KeySheet::show_keys(int entry) {
    for (const Row& row : m_rows) {
        if (row.entry == entry) {
            row.keys->setText(m_registry.keys_text(entry));
        }
    }
}

QStringList KeySheet::shown() const {
    QStringList texts;
    for (const Row& row : m_rows) {
        if (!row.text->isHidden()) {
            texts << QStringLiteral("%1: %2").arg(row.text->text(), row.keys->text());
        }
    }
    return texts;
}

}  // namespace destudio::ui
