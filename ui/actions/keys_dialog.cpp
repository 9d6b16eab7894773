// SPDX-License-Identifier: Apache-2.0
#include "ui/actions/keys_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <functional>

#include "ui/actions/action_registry.h"
#include "ui/actions/keys_model.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using widgets::kMargin;

namespace {

/// Takes one key and tells of it at once; Qt's own waits a second for more of a sequence.
class KeyRecorder : public QKeySequenceEdit {
public:
    KeyRecorder(std::function<void()> recorded, QWidget* parent)
        : QKeySequenceEdit(parent), m_recorded(std::move(recorded)) {}

protected:
    void keyPressEvent(QKeyEvent* event) override {
        QKeySequenceEdit::keyPressEvent(event);
        const QKeySequence pressed = keySequence();
        if (!pressed.isEmpty()) {
            setKeySequence(QKeySequence(pressed[pressed.count() - 1]));
            m_recorded();
        }
    }

private:
    std::function<void()> m_recorded;
};

}  // namespace

KeysDialog::KeysDialog(ActionRegistry& registry, QWidget* parent)
    : QDialog(parent),
      m_registry(registry),
      m_filtered(new QSortFilterProxyModel(this)),
      m_search(new QLineEdit(this)),
      m_table(new QTableView(this)),
      m_title(new QLabel(this)),
      m_record(new KeyRecorder([this] { show_conflict(); }, this)),
      m_set(new QPushButton(tr("&Set"), this)),
      m_add(new QPushButton(tr("&Add"), this)),
      m_clear(new QPushButton(tr("&No key"), this)),
      m_reset(new QPushButton(tr("&Default"), this)),
      m_conflict(new QLabel(this)) {
    setWindowTitle(tr("Keys"));
    m_search->setObjectName(QStringLiteral("keys_search"));
    m_search->setPlaceholderText(tr("Search actions and keys"));
    m_search->setAccessibleName(tr("Search actions and keys"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(widgets::icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filtered->setSourceModel(new KeysModel(registry, this));
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("keys_table"));
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setModel(m_filtered);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kMargin);
    m_table->horizontalHeader()->setSectionResizeMode(KeysModel::kActionColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(KeysModel::kKeysColumn, 200);
    m_record->setObjectName(QStringLiteral("keys_record"));
    m_record->setAccessibleName(tr("Press the new key"));
    m_set->setObjectName(QStringLiteral("keys_set"));
    m_set->setToolTip(tr("Make this the action's only key"));
    m_add->setObjectName(QStringLiteral("keys_add"));
    m_add->setToolTip(tr("Give the action this key besides those it has"));
    m_clear->setObjectName(QStringLiteral("keys_clear"));
    m_clear->setToolTip(tr("Take all keys away from the action"));
    m_reset->setObjectName(QStringLiteral("keys_reset"));
    m_reset->setToolTip(tr("Give the action the keys that it comes with"));
    m_conflict->setObjectName(QStringLiteral("keys_conflict"));
    m_conflict->setWordWrap(true);
    m_conflict->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_conflict->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto* edit = new QHBoxLayout;
    edit->addWidget(m_record, 1);
    for (QPushButton* button : {m_set, m_add, m_clear, m_reset}) {
        button->setAutoDefault(false);
        edit->addWidget(button);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* reset_all = buttons->addButton(tr("Reset a&ll"), QDialogButtonBox::ResetRole);
    reset_all->setObjectName(QStringLiteral("keys_reset_all"));
    reset_all->setToolTip(tr("Give every action the keys that it comes with"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_search);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_title);
    layout->addLayout(edit);
    layout->addWidget(m_conflict);
    layout->addWidget(buttons);
    resize(720, 560);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filtered->setFilterFixedString(text);
        if (!m_table->currentIndex().isValid()) {
            m_table->selectRow(0);
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeysDialog::show_current);
    connect(&registry, &ActionRegistry::keys_changed, this, &KeysDialog::show_current);
    connect(m_set, &QPushButton::clicked, this, [this] { give(true); });
    connect(m_add, &QPushButton::clicked, this, [this] { give(false); });
    connect(m_clear, &QPushButton::clicked, this, [this] { m_registry.set_keys(current(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_registry.reset(current()); });
    connect(reset_all, &QPushButton::clicked, this, [this] { m_registry.reset_all(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_table->selectRow(0);
    show_current();
    m_search->setFocus();
}

KeysDialog::~KeysDialog() {
    delete m_table;  // before the model it looks at, which would tell of its end
}

int KeysDialog::current() const {
    const QModelIndex index = m_filtered->mapToSource(m_table->currentIndex());
    return index.isValid() ? index.row() : -1;
}

QKeySequence KeysDialog::recorded() const {
    const QKeySequence keys = m_record->keySequence();
    return keys.isEmpty() ? keys : QKeySequence(keys[0]);
}

void KeysDialog::show_current() {
    const int entry = current();
    const bool editable = entry >= 0 && m_registry.entries()[static_cast<std::size_t>(entry)].action != nullptr;
    m_title->setText(entry < 0   ? tr("Choose an action")
                     : !editable ? tr("“%1” has a fixed key").arg(entry_text(m_registry, entry))
                                 : tr("New key for “%1”").arg(entry_text(m_registry, entry)));
    m_record->clear();
    m_record->setEnabled(editable);
    m_clear->setEnabled(editable && !m_registry.keys(entry).isEmpty());
    m_reset->setEnabled(editable && m_registry.is_changed(entry));
    show_conflict();
}

void KeysDialog::show_conflict() {
    const QKeySequence key = recorded();
    const int holder = key.isEmpty() ? -1 : m_registry.holder(key, current());
    const bool fixed = holder >= 0 && !m_registry.keys(holder).contains(key);
    m_conflict->setText(holder < 0 ? QString()
                        : fixed    ? tr("%1 is a fixed key (%2). Choose another one.")
                                      .arg(key.toString(QKeySequence::NativeText), entry_text(m_registry, holder))
                                : tr("%1 belongs to “%2”; it will be taken away there.")
                                      .arg(key.toString(QKeySequence::NativeText), entry_text(m_registry, holder)));
    const bool usable = m_record->isEnabled() && !key.isEmpty() && !fixed;
    m_set->setEnabled(usable);
    m_add->setEnabled(usable && !m_registry.keys(current()).contains(key));
}

void KeysDialog::give(bool only) {
    QList<QKeySequence> keys = only ? QList<QKeySequence>() : m_registry.keys(current());
    keys << recorded();
    m_registry.set_keys(current(), keys);
}

}  // namespace destudio::ui
