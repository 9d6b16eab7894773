// SPDX-License-Identifier: Apache-2.0
#include "ui/models/models_page.h"

#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/library_controller.h"
#include "ui/models/model_table_model.h"
#include "ui/models/model_texts.h"
#include "ui/session/workspace.h"
#include "widgets/base/column_scroll.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kDetailsWidth = 380;

QStringList dropped_files(const QMimeData* data) {
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}

QString path_text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

QLabel* text_label(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

QLabel* models_heading(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", QStringLiteral("heading"));
    label->setWordWrap(true);
    return label;
}

QPushButton* model_button(const QString& text, const char* icon, const char* name, QWidget* parent) {
    auto* button = new QPushButton(widgets::icon(QLatin1String(icon)), text, parent);
    button->setObjectName(QLatin1String(name));
    return button;
}

}  // namespace

ModelsPage::ModelsPage(Workspace& workspace, LibraryController& library, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_library(library),
      m_model(new ModelTableModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_table(new QTableView(this)),
      m_summary(new QLabel(this)),
      m_note(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_folders(new QToolButton(this)),
      m_folder_menu(new QMenu(this)),
      m_name(models_heading({}, this)),
      m_details(text_label("model_details", this)),
      m_fitting(text_label("models_fitting", this)),
      m_use(model_button(tr("Use for this project"), "accept", "model_use", this)),
      m_default(model_button(tr("Set as default"), "preset", "model_default", this)),
      m_reveal(model_button(tr("Show its folder"), "folder", "model_reveal", this)),
      m_forget(model_button(tr("Forget"), "close", "model_forget", this)),
      m_vocabulary(model_button(tr("Name CLIP's vocabulary…"), "label", "model_vocabulary", this)) {
    setAcceptDrops(true);
    build();
    connect_library();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPage::show_current);
    connect(m_table, &QTableView::activated, this, &ModelsPage::use_current);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ModelsPage::show_menu);
    connect(m_use, &QPushButton::clicked, this, &ModelsPage::use_current);
    connect(m_default, &QPushButton::clicked, this, &ModelsPage::toggle_default);
    connect(m_reveal, &QPushButton::clicked, this, &ModelsPage::reveal_current);
    connect(m_forget, &QPushButton::clicked, this, &ModelsPage::forget_current);
    connect(m_vocabulary, &QPushButton::clicked, this, &ModelsPage::choose_vocabulary);
    connect(m_folder_menu, &QMenu::aboutToShow, this, &ModelsPage::fill_folders);
    connect(&workspace, &Workspace::session_changed, this, &ModelsPage::show_current);
    show_listing();
    show_busy();
}

void ModelsPage::build() {
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ModelTableModel::kSortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("models"));
    m_table->setAccessibleName(tr("Models"));
    m_table->setModel(m_sorted);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kMargin + 2);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // A name is what one looks for: it is whole up to this width, and the last column takes what is left.
    m_table->horizontalHeader()->setMaximumSectionSize(24 * m_table->fontMetrics().averageCharWidth());
    m_table->horizontalHeader()->setMinimumSectionSize(60);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);

    auto* add_file = model_button(tr("Add files…"), "new", "models_add_file", this);
    auto* add_folder = model_button(tr("Add a folder…"), "folder", "models_add_folder", this);
    connect(add_file, &QPushButton::clicked, this, &ModelsPage::choose_files);
    connect(add_folder, &QPushButton::clicked, this, &ModelsPage::choose_folder);
    m_folders->setObjectName(QStringLiteral("models_folders"));
    m_folders->setText(tr("Folders"));
    m_folders->setToolTip(tr("The folders whose models are listed"));
    m_folders->setMenu(m_folder_menu);
    m_folders->setPopupMode(QToolButton::InstantPopup);
    m_folders->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* again = new QToolButton(this);
    again->setObjectName(QStringLiteral("models_refresh"));
    again->setIcon(widgets::icon(QStringLiteral("retry")));
    again->setToolTip(tr("Look through the folders again"));
    again->setAccessibleName(again->toolTip());
    connect(again, &QToolButton::clicked, &m_library, &LibraryController::refresh);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(10);
    m_progress->setMaximumWidth(160);
    m_progress->setAccessibleName(tr("Progress of looking through the models"));
    m_summary->setObjectName(QStringLiteral("models_summary"));
    m_summary->setProperty("role", QStringLiteral("dim"));
    m_note->setObjectName(QStringLiteral("models_note"));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->hide();

    auto* bar = new QHBoxLayout;
    bar->setSpacing(kMargin);
    bar->addWidget(add_file);
    bar->addWidget(add_folder);
    bar->addWidget(m_folders);
    bar->addWidget(again);
    bar->addWidget(m_progress);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->addWidget(m_summary, 1);
    auto* left = new QWidget(this);
    auto* left_layout = new QVBoxLayout(left);
    left_layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    left_layout->setSpacing(kMargin);
    left_layout->addLayout(bar);
    left_layout->addWidget(m_note);
    left_layout->addWidget(m_table, 1);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(build_details());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({1000, kDetailsWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

QWidget* ModelsPage::build_details() {
    m_use->setProperty("role", QStringLiteral("primary"));
    m_use->setIcon(widgets::icon(QStringLiteral("accept"), Qt::white));
    m_default->setToolTip(tr("New projects begin with it, and so does the command line"));
    m_forget->setToolTip(tr("Take it off the list; nothing is deleted"));
    m_vocabulary->setToolTip(
        tr("The folder “tokenizer” of any Stable Diffusion model, with vocab.json and merges.txt"));
    m_fitting->setTextInteractionFlags(Qt::TextBrowserInteraction);
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(2 * kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addWidget(m_name);
    layout->addWidget(m_details);
    layout->addWidget(m_vocabulary);
    layout->addWidget(m_use);
    auto* first = new QHBoxLayout;
    first->setSpacing(kMargin);
    first->addWidget(m_default, 1);
    layout->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(kMargin);
    second->addWidget(m_reveal, 1);
    second->addWidget(m_forget, 1);
    layout->addLayout(second);
    layout->addSpacing(2 * kMargin);
    layout->addWidget(models_heading(tr("Which models fit"), this));
    layout->addWidget(m_fitting);
    layout->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(kDetailsWidth - 60);
    return scroll;
}

void ModelsPage::connect_library() {
    connect(&m_library, &LibraryController::changed, this, &ModelsPage::show_listing);
    connect(&m_library, &LibraryController::busy_changed, this, &ModelsPage::show_busy);
    connect(&m_library, &LibraryController::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(&m_library, &LibraryController::failed, this, [this](const QString& sentence) { say(sentence, true); });
    connect(&m_library, &LibraryController::added, this, [this](const QString& path, const QString& sentence) {
        say(sentence, false);
        select(path.toStdString());
    });
}

bool ModelsPage::settled() const {
    return !m_library.busy();
}

void ModelsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_library.refresh();  // files come and go without the window
    m_table->setFocus();
}

void ModelsPage::set_in_use(const std::filesystem::path& bundle) {
    m_model->set_in_use(bundle);
    show_current();
}

void ModelsPage::say(const QString& sentence, bool is_problem) {
    m_note->setText(sentence);
    m_note->setProperty("role", is_problem ? QStringLiteral("error") : QStringLiteral("dim"));
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
    m_note->setVisible(!sentence.isEmpty());
}

void ModelsPage::show_busy() {
    const bool busy = m_library.busy();
    m_progress->setVisible(busy);
    if (busy) {
        m_progress->setRange(0, 0);
    }
}

void ModelsPage::show_listing() {
    const ListedModel* before = current();
    std::filesystem::path keep = !m_wanted_row.empty() ? m_wanted_row
                                 : before != nullptr   ? before->path
                                                       : std::filesystem::path();
    m_wanted_row.clear();
    const auto& listing = m_library.listing();
    m_model->set_models(listing.models);
    m_fitting->setText(fitting_models_text(path_text(listing.home)));
    const auto draws = std::count_if(listing.models.begin(), listing.models.end(),
                                     [](const ListedModel& model) { return use_of(model) == ModelUse::kDraw; });
    m_summary->setText(tr("Models: %1, of which draw: %2").arg(listing.models.size()).arg(draws));
    if (m_model->row_of(keep) < 0 && !listing.models.empty()) {
        keep = listing.models.front().path;
    }
    select(keep);
    show_current();
}

void ModelsPage::select(const std::filesystem::path& path) {
    const int row = m_model->row_of(path);
    if (row >= 0) {
        m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
    }
}

const ListedModel* ModelsPage::current() const {
    const QModelIndex index = m_sorted->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->model_at(index.row()) : nullptr;
}

QString ModelsPage::use_text(const ListedModel& model) const {
    switch (use_of(model)) {
        case ModelUse::kLora:
            return tr("Add to the LoRA list");
        case ModelUse::kAdapter:
            return tr("Label with it");
        default:
            return m_workspace.session() != nullptr ? tr("Use for this project") : tr("Use in this window");
    }
}

void ModelsPage::show_current() {
    const ListedModel* model = current();
    const bool any = model != nullptr;
    for (QWidget* widget :
         {static_cast<QWidget*>(m_use), static_cast<QWidget*>(m_default), static_cast<QWidget*>(m_reveal),
          static_cast<QWidget*>(m_forget), static_cast<QWidget*>(m_details), static_cast<QWidget*>(m_name)}) {
        widget->setVisible(any);
    }
    m_vocabulary->setVisible(any && std::find(model->report.missing.begin(), model->report.missing.end(),
                                              "tokenizer") != model->report.missing.end());
    if (!any) {
        return;
    }
    const ModelUse use = use_of(*model);
    m_name->setText(QString::fromStdString(model->name()));
    m_details->setText(details_text(*model));
    m_use->setText(use_text(*model));
    m_use->setVisible(use != ModelUse::kNone);
    m_use->setEnabled(use == ModelUse::kDraw || m_workspace.session() != nullptr);
    m_default->setText(model->is_default ? tr("No longer the default") : tr("Set as default"));
    m_default->setVisible(use == ModelUse::kDraw && !model->is_built_in);
    m_forget->setEnabled(!model->is_shipped);
}

void ModelsPage::use_current() {
    const ListedModel* model = current();
    if (model == nullptr) {
        return;
    }
    switch (use_of(*model)) {
        case ModelUse::kDraw:
            emit model_wanted(model->is_built_in ? std::filesystem::path() : model->path);
            break;
        case ModelUse::kLora:
            if (m_workspace.session() != nullptr) {
                emit lora_wanted(model->path);
            }
            break;
        case ModelUse::kAdapter:
            if (m_workspace.session() != nullptr) {
                emit adapter_wanted(model->path);
            }
            break;
        case ModelUse::kNone:
            say(QString::fromStdString(model->report.sentence), true);
            break;
    }
}

void ModelsPage::toggle_default() {
    if (const ListedModel* model = current()) {
        say({}, false);
        m_library.set_default(model->is_default ? QString() : path_text(model->path));
    }
}

void ModelsPage::forget_current() {
    const ListedModel* model = current();
    if (model != nullptr && !model->is_shipped) {
        say(tr("%1 is off the list. Its files are where they were; add it again at any time.")
                .arg(QString::fromStdString(model->name())),
            false);
        m_library.forget(path_text(model->path));
    }
}

void ModelsPage::reveal_current() {
    if (const ListedModel* model = current()) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(path_text(model->path.parent_path())));
    }
}

void ModelsPage::add(const QStringList& paths) {
    if (!paths.isEmpty()) {
        say(tr("Looking at it…"), false);
        m_wanted_row = std::filesystem::path(paths.back().toStdString());
        m_library.add(paths);
    }
}

void ModelsPage::choose_files() {
    add(QFileDialog::getOpenFileNames(this, tr("Add model files"), {},
                                      tr("Models (*.safetensors *.ckpt *.pt *.pth *.bin *.gguf);;All files (*)")));
}

void ModelsPage::choose_folder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Add a model's folder, or a folder with models"));
    if (!folder.isEmpty()) {
        add({folder});
    }
}

void ModelsPage::choose_vocabulary() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Choose a folder with CLIP's vocabulary (vocab.json, merges.txt)"));
    if (!folder.isEmpty()) {
        say({}, false);
        m_library.add_vocabulary(folder);
    }
}

void ModelsPage::fill_folders() {
    m_folder_menu->clear();
    const auto& listing = m_library.listing();
    const QString home = path_text(listing.home);
    m_folder_menu->addAction(tr("Show %1").arg(home), this,
                             [home] { QDesktopServices::openUrl(QUrl::fromLocalFile(home)); });
    for (const auto& path : listing.added) {
        const QString folder = path_text(path);
        QMenu* menu = m_folder_menu->addMenu(folder);
        menu->addAction(tr("Show it"), this, [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
        menu->addAction(tr("Take it off the list"), this, [this, folder] { m_library.forget(folder); });
    }
    m_folder_menu->addSeparator();
    m_folder_menu->addAction(tr("Add a folder…"), this, &ModelsPage::choose_folder);
    m_folder_menu->addAction(tr("Name CLIP's vocabulary…"), this, &ModelsPage::choose_vocabulary);
}

void ModelsPage::show_menu(const QPoint& position) {
    const ListedModel* model = current();
    if (model == nullptr || !m_table->indexAt(position).isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("context_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QPushButton* button : {m_use, m_default, m_vocabulary, m_reveal, m_forget}) {
        if (!button->isHidden()) {
            menu->addAction(button->icon(), button->text(), button, &QPushButton::click)
                ->setEnabled(button->isEnabled());
        }
    }
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

bool ModelsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        forget_current();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool ModelsPage::is_model_name(const QString& file) {
    return file.endsWith(QStringLiteral(".safetensors"), Qt::CaseInsensitive) ||
           file.endsWith(QStringLiteral(".ckpt"), Qt::CaseInsensitive) ||
           file.endsWith(QStringLiteral(".gguf"), Qt::CaseInsensitive);
}

void ModelsPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!dropped_files(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void ModelsPage::dropEvent(QDropEvent* event) {
    add(dropped_files(event->mimeData()));
    event->acceptProposedAction();
}

}  // namespace destudio::ui
