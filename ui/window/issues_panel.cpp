// SPDX-License-Identifier: Apache-2.0
#include "ui/window/issues_panel.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/window/issue_model.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kPlaceWidth = 170;
constexpr int kIssueTimeWidth = 80;

QAction* make(QWidget* parent, const char* icon, const QString& text, const QKeySequence& key) {
    auto* action = new QAction(widgets::icon(QString::fromLatin1(icon)), text, parent);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    parent->addAction(action);
    return action;
}

}  // namespace

IssuesPanel::IssuesPanel(IssueModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_view(new QTreeView(this)),
      m_stack(new QStackedLayout),
      m_go(make(this, "go", tr("Go there"), QKeySequence(Qt::Key_Return))),
      m_dismiss(make(this, "close", tr("Dismiss"), QKeySequence(Qt::Key_Delete))),
      m_dismiss_all(make(this, "clear", tr("Dismiss all"), QKeySequence(Qt::SHIFT | Qt::Key_Delete))) {
    build();
    connect(m_go, &QAction::triggered, this, [this] { go(m_view->currentIndex().row()); });
    connect(m_dismiss, &QAction::triggered, this, &IssuesPanel::dismiss_selected);
    connect(m_dismiss_all, &QAction::triggered, &m_model, &IssueModel::clear);
    connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) { go(index.row()); });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == IssueModel::kPlace) {
            go(index.row());
        }
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &IssuesPanel::update);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &IssuesPanel::update);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &IssuesPanel::update);
    connect(&model, &QAbstractItemModel::modelReset, this, &IssuesPanel::update);
    update();
}

IssuesPanel::~IssuesPanel() {
    delete m_view;  // before the model it looks at
}

void IssuesPanel::build() {
    m_view->setObjectName(QStringLiteral("issues"));
    m_view->setAccessibleName(tr("Issues"));
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(IssueModel::kSentence, QHeaderView::Stretch);
    m_view->setColumnWidth(IssueModel::kPlace, kPlaceWidth);
    m_view->setColumnWidth(IssueModel::kTime, kIssueTimeWidth);
    auto* none = new QLabel(tr("Nothing is wrong."), this);
    none->setAlignment(Qt::AlignCenter);
    none->setProperty("role", QStringLiteral("dim"));
    m_stack->addWidget(m_view);
    m_stack->addWidget(none);

    auto* buttons = new QVBoxLayout;
    buttons->setContentsMargins(kMargin / 2, kMargin / 2, kMargin / 2, kMargin / 2);
    buttons->setSpacing(2);
    for (QAction* action : {m_go, m_dismiss, m_dismiss_all}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_stack, 1);
    layout->addLayout(buttons);
}

void IssuesPanel::go(int row) {
    if (row >= 0 && row < m_model.rowCount() && !m_model.place(row).nowhere()) {
        emit go_requested(IssuePlace(m_model.place(row)));  // a copy: going there may settle the issue
    }
}

void IssuesPanel::dismiss_selected() {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::sort(rows.rbegin(), rows.rend());
    for (const int row : rows) {
        m_model.dismiss(row);
    }
}

void IssuesPanel::update() {
    m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    const int row = m_view->currentIndex().row();
    m_go->setEnabled(row >= 0 && row < m_model.rowCount() && !m_model.place(row).nowhere());
    m_dismiss->setEnabled(m_view->selectionModel()->hasSelection());
    m_dismiss_all->setEnabled(m_model.rowCount() > 0);
}

}  // namespace destudio::ui
