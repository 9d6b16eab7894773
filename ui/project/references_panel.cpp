// SPDX-License-Identifier: Apache-2.0
#include "ui/project/references_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/project/reference_delegate.h"
#include "ui/project/reference_model.h"
#include "ui/session/workspace.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using widgets::kMargin;

ReferencesPanel::ReferencesPanel(Workspace& workspace, PictureSources& pictures, QAction* add_images, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_model(new ReferenceModel(workspace, pictures, this)),
      m_filtered(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit(this)),
      m_list(new QListView(this)) {
    auto* title = new QLabel(tr("References"), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto* add = new QToolButton(this);
    add->setDefaultAction(add_images);
    add->setToolButtonStyle(Qt::ToolButtonIconOnly);
    auto* header = new QHBoxLayout;
    header->addWidget(title, 1);
    header->addWidget(add);

    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter references by name"));
    m_filter->addAction(widgets::icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);

    m_list->setObjectName(QStringLiteral("references"));
    m_list->setAccessibleName(tr("References"));
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new ReferenceDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        if (m_list->indexAt(position).isValid()) {  // the press made it the current one
            emit menu_requested(m_list->viewport()->mapToGlobal(position));
        }
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid()) {
            m_workspace.set_reference(index.data(ReferenceModel::kIdRole).toLongLong());
        }
    });
    connect(&workspace, &Workspace::reference_changed, this, &ReferencesPanel::show_current);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &ReferencesPanel::show_current);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin / 2, kMargin);
    layout->setSpacing(kMargin / 2);
    layout->addLayout(header);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    setMinimumWidth(160);
}

ReferencesPanel::~ReferencesPanel() {
    // A model that goes before its view resets it, which would call back into this panel.
    delete m_list;
    delete m_filtered;
}

void ReferencesPanel::show_current() {
    const QModelIndex index = m_filtered->mapFromSource(m_model->index_of(m_workspace.reference()));
    if (index.isValid() && index != m_list->currentIndex()) {
        m_list->setCurrentIndex(index);
    }
}

}  // namespace destudio::ui
