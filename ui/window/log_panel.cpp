// SPDX-License-Identifier: Apache-2.0
#include "ui/window/log_panel.h"

#include <spdlog/common.h>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

#include "ui/window/log_model.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kLogTimeWidth = 100;
constexpr int kLevelWidth = 80;

/// Lines of a level and above that contain a text.
class LogFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void set(int level, const QString& text) {
        m_level = level;
        m_text = text;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        const QModelIndex index = sourceModel()->index(row, LogModel::kText, parent);
        return index.data(LogModel::kLevelRole).toInt() >= m_level &&
               (m_text.isEmpty() || index.data().toString().contains(m_text, Qt::CaseInsensitive));
    }

private:
    int m_level = spdlog::level::info;
    QString m_text;
};

}  // namespace

LogPanel::LogPanel(QWidget* parent)
    : QWidget(parent),
      m_model(new LogModel(this)),
      m_shown(new LogFilter(this)),
      m_level(new QComboBox(this)),
      m_search(new QLineEdit(this)),
      m_view(new QTreeView(this)) {
    build();
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPanel::filter);
    connect(m_search, &QLineEdit::textChanged, this, &LogPanel::filter);
    // One who reads further up is not pulled away.
    connect(m_shown, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar* bar = m_view->verticalScrollBar();
        m_at_end = bar->value() == bar->maximum();
    });
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, &LogPanel::follow_end);
}

LogPanel::~LogPanel() {
    delete m_view;  // before the models it looks at
}

void LogPanel::build() {
    m_shown->setSourceModel(m_model);
    m_level->setObjectName(QStringLiteral("log_level"));
    m_level->setAccessibleName(tr("Least level shown"));
    m_level->setToolTip(tr("Shows lines of this level and above"));
    for (const int level : {spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err}) {
        m_level->addItem(log_level_text(level), level);
    }
    m_level->setCurrentIndex(1);
    m_search->setObjectName(QStringLiteral("log_search"));
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setClearButtonEnabled(true);
    m_view->setObjectName(QStringLiteral("log"));
    m_view->setAccessibleName(tr("Log"));
    m_view->setModel(m_shown);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setColumnWidth(LogModel::kTime, kLogTimeWidth);
    m_view->setColumnWidth(LogModel::kLevel, kLevelWidth);
    auto* copy_lines = new QAction(widgets::icon(QStringLiteral("duplicate")), tr("Copy lines"), this);
    copy_lines->setShortcut(QKeySequence::Copy);
    copy_lines->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    copy_lines->setToolTip(tr("Copy lines (%1): the selected ones, else all that are shown")
                               .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));
    connect(copy_lines, &QAction::triggered, this, &LogPanel::copy);
    m_view->addAction(copy_lines);
    auto* clear_lines = new QAction(widgets::icon(QStringLiteral("clear")), tr("Clear the log"), this);
    connect(clear_lines, &QAction::triggered, m_model, &LogModel::clear);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kMargin, kMargin / 2, kMargin, kMargin / 2);
    bar->setSpacing(kMargin / 2);
    bar->addWidget(m_level);
    bar->addWidget(m_search, 1);
    for (QAction* action : {copy_lines, clear_lines}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        bar->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
}

void LogPanel::filter() {
    static_cast<LogFilter*>(m_shown)->set(m_level->currentData().toInt(), m_search->text().trimmed());
    m_view->scrollToBottom();
}

void LogPanel::follow_end() {
    if (m_at_end) {
        m_view->scrollToBottom();
    }
}

void LogPanel::focus_search() {
    m_search->setFocus();
    m_search->selectAll();
}

void LogPanel::copy() {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    if (rows.empty()) {
        rows.resize(static_cast<std::size_t>(m_shown->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    QStringList lines;
    for (const int row : rows) {
        lines << m_model->line_text(m_shown->mapToSource(m_shown->index(row, 0)).row());
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace destudio::ui
