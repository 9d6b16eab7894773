// SPDX-License-Identifier: Apache-2.0
#include "ui/classes/classes_dialog.h"
#include "ui/base/count_text.h"

#include <QAction>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/class_palette.h"
#include "ui/classes/class_model.h"
#include "ui/commands/change_classes_command.h"
#include "ui/commands/merge_classes_command.h"
#include "ui/session/workspace.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kFieldsWidth = 290;
constexpr int kLargestBound = 1'000'000;

QString boxes_text(std::size_t count) {
    return ClassesDialog::tr("%n boxes", nullptr, static_cast<int>(count));
}

QString images_text(std::size_t count) {
    return ClassesDialog::tr("%n images", nullptr, static_cast<int>(count));
}

QString rgb_name(QRgb color) {
    return QColor(0xff000000u | color).name().toUpper();
}

QToolButton* tool_button(const char* icon, const char* name, const QString& text, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(widgets::icon(QLatin1String(icon)));
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    button->setToolTip(text);
    return button;
}

}  // namespace

ClassesDialog::ClassesDialog(Workspace& workspace, QAction* undo, QAction* redo, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_model(new ClassModel(workspace, this)),
      m_table(new QTableView(this)),
      m_add(new QPushButton(widgets::icon(QStringLiteral("new")), tr("&New class…"), this)),
      m_up(tool_button("up", "class_up", tr("Move the class up"), this)),
      m_down(tool_button("down", "class_down", tr("Move the class down"), this)),
      m_remove(tool_button("delete", "class_remove", tr("Remove the class"), this)),
      m_name(new QLineEdit(this)),
      m_color(new QPushButton(this)),
      m_bound(new QSpinBox(this)),
      m_apply(new QPushButton(tr("&Apply"), this)),
      m_into(new QComboBox(this)),
      m_merge(new QPushButton(tr("&Merge"), this)),
      m_effect(new QLabel(this)) {
    setWindowTitle(tr("Classes"));
    addActions({undo, redo});
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(2 * kMargin);
    columns->addWidget(build_list(), 1);
    columns->addWidget(build_fields());
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
    resize(860, 540);
    connect_fields();
    m_table->selectRow(0);
    show_current();
}

ClassesDialog::~ClassesDialog() {
    delete m_table;  // before the model it looks at, which would tell of its end
}

QWidget* ClassesDialog::build_list() {
    m_table->setObjectName(QStringLiteral("classes"));
    m_table->setAccessibleName(tr("Classes"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDragDropOverwriteMode(false);
    m_table->setDropIndicatorShown(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kMargin);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ClassModel::kNameColumn, QHeaderView::Stretch);
    m_add->setObjectName(QStringLiteral("class_add"));
    m_add->setAutoDefault(false);
    m_up->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Up));
    m_down->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Down));
    auto* list = new QWidget(this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addStretch();
    for (QToolButton* button : {m_up, m_down, m_remove}) {
        buttons->addWidget(button);
        button->installEventFilter(this);
    }
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    return list;
}

QWidget* ClassesDialog::build_fields() {
    m_fields = new QWidget(this);
    m_fields->setFixedWidth(kFieldsWidth);
    m_name->setObjectName(QStringLiteral("class_name"));
    m_color->setObjectName(QStringLiteral("class_color"));
    m_color->setAccessibleName(tr("Color of the class"));
    m_color->setAutoDefault(false);
    m_color->setMenu(new QMenu(m_color));
    m_bound->setObjectName(QStringLiteral("class_bound"));
    m_bound->setRange(-1, kLargestBound);
    m_apply->setObjectName(QStringLiteral("class_apply"));
    m_into->setObjectName(QStringLiteral("class_into"));
    m_into->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_merge->setObjectName(QStringLiteral("class_merge"));
    m_merge->setAutoDefault(false);
    m_effect->setObjectName(QStringLiteral("class_effect"));
    m_effect->setWordWrap(true);
    m_effect->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    const auto label = [this](const QString& text, QWidget* buddy) {
        auto* made = new QLabel(text, m_fields);
        made->setBuddy(buddy);
        return made;
    };
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(kMargin);
    form->setVerticalSpacing(kMargin / 2);
    form->addRow(label(tr("Na&me"), m_name), m_name);
    form->addRow(label(tr("&Color"), m_color), m_color);
    form->addRow(label(tr("&Lower bound"), m_bound), m_bound);
    form->addRow(QString(), m_apply);
    auto* merge_row = new QHBoxLayout;
    merge_row->addWidget(m_into, 1);
    merge_row->addWidget(m_merge);
    auto* line = new QFrame(m_fields);
    line->setFrameShape(QFrame::HLine);
    line->setProperty("role", QStringLiteral("panel-line"));
    auto* heading = new QLabel(tr("What this changes"), m_fields);
    heading->setProperty("role", QStringLiteral("heading"));
    auto* layout = new QVBoxLayout(m_fields);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kMargin);
    layout->addLayout(form);
    layout->addWidget(label(tr("Make its boxes boxes &of"), m_into));
    layout->addLayout(merge_row);
    layout->addWidget(line);
    layout->addWidget(heading);
    layout->addWidget(m_effect, 1);
    return m_fields;
}

void ClassesDialog::connect_fields() {
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClassesDialog::show_current);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { choose(m_class); });
    connect(m_model, &ClassModel::counted, this, &ClassesDialog::show_effect);
    connect(m_model, &ClassModel::move_requested, this, &ClassesDialog::move_to, Qt::QueuedConnection);
    connect(m_name, &QLineEdit::textChanged, this, &ClassesDialog::show_effect);
    connect(m_bound, &QSpinBox::valueChanged, this, &ClassesDialog::show_effect);
    connect(m_into, &QComboBox::currentIndexChanged, this, &ClassesDialog::show_effect);
    connect(m_name, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    connect(m_color->menu(), &QMenu::aboutToShow, this, &ClassesDialog::fill_colors);
    connect(m_add, &QPushButton::clicked, this, &ClassesDialog::add);
    connect(m_apply, &QPushButton::clicked, this, &ClassesDialog::apply);
    connect(m_merge, &QPushButton::clicked, this, &ClassesDialog::merge);
    connect(m_remove, &QToolButton::clicked, this, &ClassesDialog::remove);
    connect(m_up, &QToolButton::clicked, this, [this] { move_to(m_class, m_model->row_of(m_class) - 1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move_to(m_class, m_model->row_of(m_class) + 1); });
}

bool ClassesDialog::settled() const {
    return !m_model->counting();
}

QString ClassesDialog::effect() const {
    return m_effect->text();
}

void ClassesDialog::choose(RowId class_id) {
    const int row = std::max(0, m_model->row_of(class_id));
    m_table->setCurrentIndex(m_model->index(row, ClassModel::kNameColumn));
    show_current();
}

const ProjectClass* ClassesDialog::current() const {
    if (const Session* session = m_workspace.session()) {
        for (const ProjectClass& entry : session->classes()) {
            if (entry.id == m_class) {
                return &entry;
            }
        }
    }
    return nullptr;
}

void ClassesDialog::show_current() {
    m_class = m_model->class_at(m_table->currentIndex().row());
    const ProjectClass* entry = current();
    m_fields->setEnabled(entry != nullptr);
    m_add->setEnabled(m_workspace.session() != nullptr);
    m_name->setText(entry != nullptr ? QString::fromStdString(entry->name) : QString());
    int project_bound = 0;
    if (Session* session = m_workspace.session()) {
        session->attempt([&] { project_bound = session->project().settings().lower_bound(); });
    }
    m_bound->setSpecialValueText(tr("%1, as the project").arg(QLocale().toString(project_bound)));
    m_bound->setValue(entry != nullptr ? entry->lower_bound.value_or(-1) : -1);
    m_into->clear();
    m_into->addItem(tr("choose a class"), qlonglong{0});
    if (const Session* session = m_workspace.session()) {
        for (const ProjectClass& other : session->classes()) {
            if (other.id != m_class) {
                m_into->addItem(widgets::swatch(session->class_color(other.id)), QString::fromStdString(other.name),
                                qlonglong{other.id});
            }
        }
    }
    set_color(entry != nullptr ? entry->color : 0);
    show_buttons();
}

void ClassesDialog::show_buttons() {
    const int row = m_model->row_of(m_class);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_model->rowCount());
    m_remove->setEnabled(row >= 0);
    m_up->setToolTip(tr("Move the class up (Ctrl+Up)"));
    m_down->setToolTip(tr("Move the class down (Ctrl+Down)"));
}

std::optional<int> ClassesDialog::wanted_bound() const {
    return m_bound->value() < 0 ? std::nullopt : std::optional(m_bound->value());
}

QString ClassesDialog::merge_effect() const {
    const ClassUsage usage = m_model->usage(m_class);
    const QString from = m_workspace.session()->class_name(m_class);
    const QString into = m_into->currentText();
    QString text =
        tr("“%3” will be the class of %1 in %2.").arg(boxes_text(usage.boxes), images_text(usage.images), into);
    if (usage.hidden > 0) {
        text += QLatin1Char(' ') +
                tr("Detections below the threshold that change as well: %1.").arg(count_text(usage.hidden));
    }
    return text + QLatin1Char(' ') +
           tr("“%1” leaves the list; what later comes under this name counts as “%2”.").arg(from, into);
}

QStringList ClassesDialog::pending_effects() const {
    QStringList effects;
    const ProjectClass* entry = current();
    if (entry == nullptr) {
        return effects;
    }
    const ClassUsage usage = m_model->usage(m_class);
    const QString before = QString::fromStdString(entry->name);
    const QString name = m_name->text().trimmed();
    if (name != before) {
        effects << tr("“%3” will be the class of %1 in %2. What later comes as “%4” gets the new name.")
                       .arg(boxes_text(usage.boxes), images_text(usage.images), name, before);
    }
    if (m_wanted_color != entry->color) {
        effects << tr("%2 instead of %3 will be the color of %1, everywhere.")
                       .arg(boxes_text(usage.boxes), rgb_name(m_wanted_color), rgb_name(entry->color));
    }
    if (wanted_bound() != entry->lower_bound) {
        ProjectClass wanted = *entry;
        wanted.lower_bound = wanted_bound();
        const int bound = m_model->lower_bound(wanted);
        const int missing = bound - static_cast<int>(usage.accepted);
        effects << (missing > 0
                        ? tr("%1 are wanted; %2 are accepted, so %3 are missing.")
                              .arg(QLocale().toString(bound), count_text(usage.accepted), QLocale().toString(missing))
                        : tr("%1 are wanted; with %2 accepted that is reached.")
                              .arg(QLocale().toString(bound), count_text(usage.accepted)));
    }
    return effects;
}

void ClassesDialog::show_effect() {
    const QString name = m_name->text().trimmed();
    const Session* session = m_workspace.session();
    const bool taken =
        session != nullptr &&
        std::any_of(session->classes().begin(), session->classes().end(), [&](const ProjectClass& other) {
            return other.id != m_class && QString::fromStdString(other.name) == name;
        });
    const bool merging = m_into->currentData().toLongLong() != 0;
    QStringList effects = pending_effects();
    m_merge->setEnabled(merging);
    m_apply->setEnabled(!effects.isEmpty() && !taken && !name.isEmpty());
    if (taken) {
        effects = {tr("There is a class “%1” already. To make the two one, choose it below and merge.").arg(name)};
    } else if (name.isEmpty()) {
        effects = {tr("A class needs a name.")};
    }
    if (merging) {
        effects << merge_effect();
    }
    if (effects.isEmpty() && current() != nullptr) {
        const ClassUsage usage = m_model->usage(m_class);
        effects << tr("Nothing yet. This is the class of %1 in %2.")
                       .arg(boxes_text(usage.boxes), images_text(usage.images));
    }
    m_effect->setText(effects.join(QStringLiteral("\n\n")));
}

QString ClassesDialog::place_effect(int place) const {
    const QString name = m_workspace.session()->class_name(m_class);
    QString text =
        tr("“%1” becomes number %2 of %3 in lists and exports.").arg(name).arg(place + 1).arg(m_model->rowCount());
    if (place < 10) {
        text += QLatin1Char(' ') + tr("The key %1 chooses it.").arg((place + 1) % 10);
    }
    return text + QLatin1Char(' ') + tr("No box changes.");
}

bool ClassesDialog::eventFilter(QObject* watched, QEvent* event) {
    // Buttons say what they will do while the pointer or the focus is on them.
    if (event->type() == QEvent::Enter || event->type() == QEvent::FocusIn) {
        const int row = m_model->row_of(m_class);
        if (row >= 0 && watched == m_remove) {
            const std::size_t boxes = m_model->usage(m_class).boxes + m_model->usage(m_class).hidden;
            m_effect->setText(
                boxes == 0
                    ? tr("The class leaves the list; no box has it.")
                    : tr("This is the class of %1, so it stays. Merge it into another one.").arg(boxes_text(boxes)));
        } else if (row >= 0 && (watched == m_up || watched == m_down) && static_cast<QWidget*>(watched)->isEnabled()) {
            m_effect->setText(place_effect(row + (watched == m_up ? -1 : 1)));
        }
    } else if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut) {
        show_effect();
    }
    return QDialog::eventFilter(watched, event);
}

void ClassesDialog::set_color(QRgb color) {
    m_wanted_color = color & 0xffffffU;
    m_color->setIcon(widgets::swatch(QColor(0xff000000U | m_wanted_color)));
    m_color->setText(rgb_name(m_wanted_color));
    show_effect();
}

void ClassesDialog::fill_colors() {
    QMenu* menu = m_color->menu();
    menu->clear();
    const Session* session = m_workspace.session();
    for (int i = 0; session != nullptr && i < kClassPaletteSize; ++i) {
        const QRgb color = class_palette(i);
        QStringList users;
        for (const ProjectClass& entry : session->classes()) {
            if (entry.color == color) {
                users << QString::fromStdString(entry.name);
            }
        }
        menu->addAction(widgets::swatch(QColor(0xff000000U | color)),
                        users.isEmpty() ? tr("not used") : users.join(QStringLiteral(", ")), this,
                        [this, color] { set_color(color); });
    }
    menu->addSeparator();
    menu->addAction(tr("Another color…"), this, [this] {
        const QColor chosen = QColorDialog::getColor(QColor(0xff000000U | m_wanted_color), this);
        if (chosen.isValid()) {
            set_color(chosen.rgb());
        }
    });
}

void ClassesDialog::add() {
    Session* session = m_workspace.session();
    const QString name = QInputDialog::getText(this, tr("New class"), tr("Name of the class")).trimmed();
    if (session == nullptr || name.isEmpty()) {
        return;
    }
    session->undo_stack().push(new ChangeClassesCommand(
        *session, tr("new class %1").arg(name), [name](ClassList& list) { add_class(list, name.toStdString()); }));
    for (const ProjectClass& entry : session->classes()) {
        if (QString::fromStdString(entry.name) == name) {
            choose(entry.id);
        }
    }
}

void ClassesDialog::apply() {
    Session* session = m_workspace.session();
    const ProjectClass* entry = current();
    if (session == nullptr || entry == nullptr) {
        return;
    }
    const auto edit = [id = m_class, name = m_name->text().trimmed().toStdString(), color = m_wanted_color,
                       bound = wanted_bound()](ClassList& list) {
        rename_class(list, id, name);
        recolor_class(list, id, color);
        set_class_lower_bound(list, id, bound);
    };
    const QString before = QString::fromStdString(entry->name);
    session->undo_stack().push(new ChangeClassesCommand(*session, tr("change class %1").arg(before), edit));
}

void ClassesDialog::merge() {
    Session* session = m_workspace.session();
    const RowId into = m_into->currentData().toLongLong();
    if (session != nullptr && current() != nullptr && into != 0) {
        session->undo_stack().push(new MergeClassesCommand(*session, m_class, into));
        choose(into);
    }
}

void ClassesDialog::remove() {
    Session* session = m_workspace.session();
    if (const ProjectClass* entry = current(); session != nullptr && entry != nullptr) {
        session->undo_stack().push(
            new ChangeClassesCommand(*session, tr("remove class %1").arg(QString::fromStdString(entry->name)),
                                     [id = m_class](ClassList& list) { remove_class(list, id); }));
    }
}

void ClassesDialog::move_to(RowId class_id, int place) {
    Session* session = m_workspace.session();
    if (session == nullptr || place < 0 || place >= m_model->rowCount()) {
        return;
    }
    session->undo_stack().push(new ChangeClassesCommand(
        *session, tr("move class %1").arg(session->class_name(class_id)),
        [class_id, place](ClassList& list) { move_class(list, class_id, static_cast<std::size_t>(place)); }));
    choose(class_id);
}

}  // namespace destudio::ui
