// SPDX-License-Identifier: Apache-2.0
#include "ui/versions/versions_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/base/count_text.h"
#include "ui/session/workspace.h"
#include "ui/versions/diff_delegate.h"
#include "ui/versions/diff_model.h"
#include "ui/versions/version_model.h"
#include "ui/versions/version_texts.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kReadDelayMs = 400;  // many changes come together
constexpr int kListWidth = 440;

}  // namespace

VersionsDialog::VersionsDialog(Workspace& workspace, PictureSources& pictures, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_versions(new VersionModel(this)),
      m_diff(new DiffModel(workspace, pictures, this)),
      m_table(new QTableView(this)),
      m_name(new QLineEdit(this)),
      m_make(new QPushButton(widgets::icon(QStringLiteral("new")), tr("&Keep"), this)),
      m_exports(new QLabel(this)),
      m_to(new QComboBox(this)),
      m_summary(new QLabel(this)),
      m_pictures(new QListView(this)),
      m_back(new QPushButton(widgets::icon(QStringLiteral("undo")), tr("&Go back to this version…"), this)),
      m_back_chosen(new QPushButton(tr("Only the &chosen pictures…"), this)),
      m_overview_query(this),
      m_compare_task(this) {
    setWindowTitle(tr("Versions"));
    setModal(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(2 * kMargin);
    columns->addWidget(build_list());
    columns->addWidget(build_comparison(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
    resize(1120, 660);
    m_read_later.setSingleShot(true);
    m_read_later.setInterval(kReadDelayMs);
    connect(&m_read_later, &QTimer::timeout, this, &VersionsDialog::read);
    connect(&workspace, &Workspace::project_changed, this, [this] { m_read_later.start(); });
    connect(&workspace, &Workspace::threshold_changed, this, [this] { m_read_later.start(); });
    connect(&workspace, &Workspace::session_closing, this, [this] {
        m_overview_query.forget();
        m_compare_task.forget();
        m_diff->clear();
    });
    connect(&workspace, &Workspace::session_changed, this, &VersionsDialog::read);
    read();
}

VersionsDialog::~VersionsDialog() {
    delete m_table;  // before the models that they look at, which would tell of their end
    delete m_pictures;
}

QWidget* VersionsDialog::build_list() {
    m_table->setObjectName(QStringLiteral("versions"));
    m_table->setAccessibleName(tr("Versions"));
    m_table->setModel(m_versions);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kMargin);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(VersionModel::kName, QHeaderView::Stretch);
    m_exports->setObjectName(QStringLiteral("version_exports"));
    m_exports->setProperty("role", QStringLiteral("dim"));
    m_exports->setWordWrap(true);
    m_name->setObjectName(QStringLiteral("version_name"));
    m_name->setPlaceholderText(tr("A name for the project as it is now"));
    m_name->setAccessibleName(m_name->placeholderText());
    m_make->setObjectName(QStringLiteral("version_make"));
    m_make->setAutoDefault(false);
    m_make->setToolTip(tr("Makes a version of the project as it is now, to compare with and to go back to"));
    connect(m_make, &QPushButton::clicked, this, &VersionsDialog::make);
    connect(m_name, &QLineEdit::returnPressed, this, &VersionsDialog::make);
    connect(m_name, &QLineEdit::textChanged, this, &VersionsDialog::show_buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_filling) {
            follow_version();
        }
    });
    auto* list = new QWidget(this);
    list->setFixedWidth(kListWidth);
    auto* name_row = new QHBoxLayout;
    name_row->addWidget(m_name, 1);
    name_row->addWidget(m_make);
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(name_row);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_exports);
    return list;
}

QWidget* VersionsDialog::build_comparison() {
    auto* label = new QLabel(tr("Compare the version &with"), this);
    label->setBuddy(m_to);
    m_to->setObjectName(QStringLiteral("version_to"));
    m_to->setAccessibleName(tr("Compare with"));
    m_summary->setObjectName(QStringLiteral("version_summary"));
    m_summary->setWordWrap(true);
    m_pictures->setObjectName(QStringLiteral("version_pictures"));
    m_pictures->setAccessibleName(tr("Pictures that differ"));
    m_pictures->setModel(m_diff);
    m_pictures->setItemDelegate(new DiffDelegate(m_workspace, *m_diff, m_pictures));
    m_pictures->setUniformItemSizes(true);
    m_pictures->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_pictures->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_back->setObjectName(QStringLiteral("version_back"));
    m_back->setAutoDefault(false);
    m_back_chosen->setObjectName(QStringLiteral("version_back_chosen"));
    m_back_chosen->setAutoDefault(false);
    connect(m_to, &QComboBox::currentIndexChanged, this, &VersionsDialog::compare);
    connect(m_pictures, &QListView::activated, this, [this](const QModelIndex& index) { open_row(index.row()); });
    connect(m_pictures->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VersionsDialog::show_buttons);
    connect(m_back, &QPushButton::clicked, this, &VersionsDialog::go_back);
    connect(m_back_chosen, &QPushButton::clicked, this, &VersionsDialog::go_back_for_chosen);
    auto* with = new QHBoxLayout;
    with->addWidget(label);
    with->addWidget(m_to, 1);
    auto* back = new QHBoxLayout;
    back->addWidget(m_back);
    back->addWidget(m_back_chosen);
    back->addStretch();
    auto* comparison = new QWidget(this);
    auto* layout = new QVBoxLayout(comparison);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(with);
    layout->addWidget(m_summary);
    layout->addWidget(m_pictures, 1);
    layout->addLayout(back);
    return comparison;
}

bool VersionsDialog::settled() const {
    return !m_overview_query.busy() && !m_compare_task.busy() && !m_read_later.isActive() && m_diff->settled();
}

void VersionsDialog::read() {
    m_read_later.stop();
    const Session* session = m_workspace.session();
    if (session == nullptr) {
        show_overview({});
        return;
    }
    m_overview_query.ask(
        m_workspace.session()->project().file(), [](Project& project) { return version_overview(project); },
        [this](const VersionOverview& overview) { show_overview(overview); },
        [this](const QString& sentence) { m_summary->setText(sentence); });
}

void VersionsDialog::show_overview(const VersionOverview& overview) {
    const RowId wanted = m_select != 0 ? m_select : version();
    m_select = 0;
    m_now = overview.now;
    {
        const QScopedValueRollback filling(m_filling, true);
        m_versions->set_lines(overview.versions);
        const int row = std::max(0, m_versions->row_of(wanted));
        if (m_versions->rowCount() > 0) {
            m_table->selectRow(row);
        }
    }
    follow_version();
}

void VersionsDialog::choose(RowId wanted) {
    if (const int row = m_versions->row_of(wanted); row >= 0) {
        m_table->selectRow(row);
    } else {
        m_select = wanted;
    }
}

RowId VersionsDialog::version() const {
    const VersionLine* line = m_versions->line(m_table->currentIndex().row());
    return line == nullptr ? 0 : line->version.id;
}

void VersionsDialog::make() {
    Session* session = m_workspace.session();
    const QString name = m_name->text().trimmed();
    if (session == nullptr || name.isEmpty()) {
        return;
    }
    if (session->attempt(
            [&] { m_select = session->project().versions().add(name.toStdString(), session->threshold()); })) {
        m_name->clear();
        read();
    }
}

void VersionsDialog::follow_version() {
    const RowId from = version();
    const QVariant before = m_to->currentData();
    {
        const QSignalBlocker blocker(m_to);
        m_to->clear();
        m_to->addItem(tr("The project as it is now (%1 variants, %2 accepted)")
                          .arg(count_text(m_now.variants), count_text(m_now.accepted)),
                      QVariant::fromValue<qlonglong>(0));
        QStringList exports;
        for (const VersionLine& line : m_versions->lines()) {
            if (line.version.id > from) {
                m_to->addItem(
                    QStringLiteral("%1 (%2)").arg(version_name(line.version), moment_text(line.version.created)),
                    QVariant::fromValue<qlonglong>(line.version.id));
            }
            for (const VersionExport& made : line.exports) {
                if (line.version.id == from) {
                    exports << tr("Exported: %1").arg(export_text(made));
                }
            }
        }
        m_to->setCurrentIndex(std::max(0, m_to->findData(before)));
        m_exports->setText(exports.join(QLatin1Char('\n')));
        m_exports->setVisible(!exports.isEmpty());
    }
    compare();
}

void VersionsDialog::compare() {
    const RowId from = version();
    const Session* session = m_workspace.session();
    if (session == nullptr || from == 0) {
        m_compare_task.forget();
        m_diff->clear();
        m_summary->setText(session == nullptr ? tr("Open a project first.")
                                              : tr("There are no versions yet. Give the project as it is a name, or "
                                                   "decide on many variants: the program makes one before."));
        show_buttons();
        return;
    }
    const RowId other = m_to->currentData().toLongLong();
    const std::optional<RowId> to = other == 0 ? std::nullopt : std::optional(other);
    m_summary->setText(tr("Comparing…"));
    show_buttons();
    m_compare_task.start(
        [file = m_workspace.session()->project().file(), from, to](const std::stop_token& stop) {
            const auto project = Project::open_for_reading(file);
            const VersionDiff diff = diff_versions(*project, from, to, stop);
            return Comparison{diff_summary(diff), std::make_shared<const std::vector<DiffRow>>(diff_rows(diff))};
        },
        [this, from, to](const Comparison& comparison) {
            m_summary->setText(comparison.summary);
            m_diff->set_rows(comparison.rows, from, to);
            show_buttons();
        },
        [this](const QString& sentence) {
            m_diff->clear();
            m_summary->setText(sentence);
        });
}

void VersionsDialog::show_buttons() {
    const bool open = m_workspace.session() != nullptr;
    m_make->setEnabled(open && !m_name->text().trimmed().isEmpty());
    m_back->setEnabled(open && version() != 0);
    m_back_chosen->setEnabled(open && version() != 0 && !chosen_variants().empty());
}

std::set<RowId> VersionsDialog::chosen_variants() const {
    std::set<RowId> variants;
    for (const QModelIndex& index : m_pictures->selectionModel()->selectedRows()) {
        const DiffRow* row = m_diff->row(index.row());
        if (row != nullptr && !row->is_reference) {
            variants.insert(row->id);
        }
    }
    return variants;
}

void VersionsDialog::open_row(int at) {
    const DiffRow* row = m_diff->row(at);
    if (row == nullptr) {
        return;
    }
    // What is gone cannot be opened.
    if (row->change == DiffRow::Change::kRemoved && m_to->currentData().toLongLong() == 0) {
        return;
    }
    emit picture_wanted({row->is_reference ? BoxTarget::Kind::kReference : BoxTarget::Kind::kVariant, row->id});
}

bool VersionsDialog::confirmed(const QString& question, const QString& what) {
    QMessageBox box(QMessageBox::Question, windowTitle(), question, QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("version_question"));
    box.setInformativeText(what);
    auto* back = box.addButton(tr("&Go back"), QMessageBox::AcceptRole);
    auto* keep = box.addButton(tr("&Stay"), QMessageBox::RejectRole);
    box.setDefaultButton(keep);
    box.setEscapeButton(keep);
    box.exec();
    return box.clickedButton() == back;
}

void VersionsDialog::go_back() {
    const VersionLine* line = m_versions->line(m_table->currentIndex().row());
    if (line == nullptr) {
        return;
    }
    const RowId wanted = line->version.id;
    if (confirmed(
            tr("Make the project what it was at version %1, “%2”?").arg(wanted).arg(version_name(line->version)),
            tr("What it is now becomes a version first, so that you can come back. Variants that came later leave "
               "the project; their pictures stay on the disk. The steps of undo end here."))) {
        emit go_back_wanted(wanted, {});
    }
}

void VersionsDialog::go_back_for_chosen() {
    const VersionLine* line = m_versions->line(m_table->currentIndex().row());
    const std::set<RowId> variants = chosen_variants();
    if (line == nullptr || variants.empty()) {
        return;
    }
    const RowId wanted = line->version.id;
    if (confirmed(tr("Give %n variants the decisions and boxes that they had at version %1, “%2”?", nullptr,
                     static_cast<int>(variants.size()))
                      .arg(wanted)
                      .arg(version_name(line->version)),
                  tr("What the project is now becomes a version first, so that you can come back. Those that are gone "
                     "come back; those that came later stay as they are. The steps of undo end here."))) {
        emit go_back_wanted(wanted, variants);
    }
}

}  // namespace destudio::ui
