// SPDX-License-Identifier: Apache-2.0
#include "ui/project/assistant_classes_page.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include "ui/project/new_project_assistant.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kSourceNameRole = Qt::UserRole + 1;

}  // namespace

AssistantClassesPage::AssistantClassesPage(AssistantDraft& draft, QWidget* parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_list(new QListWidget(this)),
      m_from_bundle(new QCheckBox(tr("Also what the &bundle finds"), this)),
      m_name(new QLineEdit(this)),
      m_add(new QPushButton(tr("&Add"), this)),
      m_remove(new QPushButton(tr("&Remove"), this)),
      m_note(new QLabel(this)) {
    setTitle(tr("Which classes are there?"));
    setSubTitle(
        tr("Drag them into the order that exports should have; press F2 to rename one. All of it can be changed "
           "later."));
    m_list->setObjectName(QStringLiteral("assistant_classes"));
    m_list->setAccessibleName(tr("Classes"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_from_bundle->setObjectName(QStringLiteral("assistant_from_bundle"));
    m_name->setObjectName(QStringLiteral("assistant_class_name"));
    m_name->setAccessibleName(tr("Name of another class"));
    m_name->setPlaceholderText(tr("Name of another class"));
    m_note->setProperty("role", QStringLiteral("dim"));
    m_note->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(m_add);
    row->addWidget(m_remove);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    layout->addWidget(m_from_bundle);
    layout->addWidget(m_note);
    connect(m_from_bundle, &QCheckBox::toggled, this, &AssistantClassesPage::fill);
    const auto add_named = [this] {
        const QString name = m_name->text().trimmed();
        if (!name.isEmpty() && m_list->findItems(name, Qt::MatchExactly).isEmpty()) {
            add({}, name);
            m_name->clear();
        }
        show_note();
    };
    connect(m_add, &QPushButton::clicked, this, add_named);
    connect(m_name, &QLineEdit::returnPressed, this, add_named);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        delete m_list->currentItem();
        show_note();
    });
    connect(m_list, &QListWidget::itemChanged, this, &AssistantClassesPage::show_note);
    connect(m_list, &QListWidget::currentItemChanged, this, &AssistantClassesPage::show_note);
}

void AssistantClassesPage::initializePage() {
    // Going back and forth keeps what was arranged, unless the source is another one.
    if (m_filled_for != m_draft.source.get() || m_list->count() == 0) {
        m_filled_for = m_draft.source.get();
        m_list->clear();
        m_from_bundle->setChecked(m_draft.source == nullptr || m_draft.source->read.dataset.classes.empty());
        fill();
    }
    m_from_bundle->setEnabled(m_draft.bundle && !m_draft.bundle->classes.empty());
    show_note();
}

void AssistantClassesPage::fill() {
    QSet<QString> there;
    for (int row = 0; row < m_list->count(); ++row) {
        there.insert(m_list->item(row)->data(kSourceNameRole).toString());
        there.insert(m_list->item(row)->text());
    }
    if (m_draft.source != nullptr && m_list->count() == 0) {
        for (const std::string& name : m_draft.source->read.dataset.classes) {
            add(QString::fromStdString(name), QString::fromStdString(name));
            there.insert(QString::fromStdString(name));
        }
    }
    if (!m_draft.bundle) {
        return;
    }
    for (const std::string& of_bundle : m_draft.bundle->classes) {
        const QString name = QString::fromStdString(of_bundle);
        if (m_from_bundle->isChecked() && !there.contains(name)) {
            add({}, name);
        } else if (!m_from_bundle->isChecked()) {
            for (QListWidgetItem* item : m_list->findItems(name, Qt::MatchExactly)) {
                if (item->data(kSourceNameRole).toString().isEmpty()) {
                    delete item;
                }
            }
        }
    }
    show_note();
}

void AssistantClassesPage::add(const QString& source_name, const QString& name) {
    auto* item = new QListWidgetItem(name, m_list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled);
    item->setData(kSourceNameRole, source_name);
}

void AssistantClassesPage::show_note() {
    QSet<QString> names;
    const QSignalBlocker blocker(m_list);  // icons are changes, too
    for (int row = 0; row < m_list->count(); ++row) {
        m_list->item(row)->setIcon(widgets::swatch(widgets::class_color(row)));
        names.insert(m_list->item(row)->text().trimmed());
    }
    const QListWidgetItem* current = m_list->currentItem();
    const bool of_source = current != nullptr && !current->data(kSourceNameRole).toString().isEmpty();
    m_remove->setEnabled(current != nullptr && !of_source);
    m_remove->setToolTip(of_source ? tr("Boxes of the dataset have this class. Rename it like another one to make the "
                                        "two one.")
                                   : QString());
    m_note->setText(names.size() < m_list->count()
                        ? tr("%1 classes: rows with the same name become one class.").arg(names.size())
                        : tr("%1 classes. What the bundle finds besides is added when it is found.").arg(names.size()));
}

bool AssistantClassesPage::validatePage() {
    m_draft.classes.clear();
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* item = m_list->item(row);
        const QString source_name = item->data(kSourceNameRole).toString();
        const QString name = item->text().trimmed();
        if (name.isEmpty()) {
            m_list->setCurrentRow(row);
            m_note->setText(tr("A class needs a name."));
            return false;
        }
        m_draft.classes.emplace_back(source_name.toStdString(), name.toStdString());
    }
    return true;
}

}  // namespace destudio::ui
