// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/gallery_page.h"

#include <QAction>
#include <QMenu>
#include <QShortcut>
#include <QStackedLayout>
#include <QUndoStack>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <array>
#include <set>

#include "core/base/error.h"
#include "ui/base/user_settings.h"
#include "ui/commands/relabel_variants_command.h"
#include "ui/commands/set_states_command.h"
#include "ui/gallery/gallery_delegate.h"
#include "ui/gallery/gallery_filter.h"
#include "ui/gallery/gallery_model.h"
#include "ui/session/workspace.h"
#include "widgets/base/empty_state.h"
#include "widgets/grids/grid_view.h"

namespace destudio::ui {
namespace {

constexpr std::array kSides{100, 148, 220, 320, 460};  ///< pixels of a picture at least; cells fill the row

BoxTarget target_of(const QModelIndex& index) {
    return {BoxTarget::Kind::kVariant, index.data(GalleryModel::kIdRole).toLongLong()};
}

}  // namespace

GalleryPage::GalleryPage(Workspace& workspace, PictureSources& pictures, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_model(new GalleryModel(workspace, pictures, this)),
      m_filter(new GalleryFilter(workspace, this)),
      m_stack(new QStackedLayout),
      m_grid(new widgets::GridView(this)),
      m_delegate(new GalleryDelegate(workspace, *m_model, m_grid)),
      m_no_project(new widgets::EmptyState(QStringLiteral("gallery"), tr("No project is open"),
                                           tr("The variants of a project are collected here."), this)),
      m_no_variants(new widgets::EmptyState(QStringLiteral("image"), tr("No variants yet"),
                                            tr("Generate a ladder; its variants are collected here."), this)),
      m_nothing_found(new widgets::EmptyState(QStringLiteral("filter"), tr("No variant matches the search"),
                                              tr("Clear the search to see all of them."), this)) {
    m_grid->setObjectName(QStringLiteral("gallery"));
    m_grid->setAccessibleName(tr("Variants"));
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(m_delegate);
    m_grid->viewport()->installEventFilter(this);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_grid, &QWidget::customContextMenuRequested, this, &GalleryPage::show_menu);
    auto* clear = new QAction(tr("Clear the search"), this);
    connect(clear, &QAction::triggered, this, [this] {
        show_only({});
        set_filter({});
    });
    m_nothing_found->add_action_button(clear);
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_no_project);
    m_stack->addWidget(m_no_variants);
    m_stack->addWidget(m_nothing_found);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addLayout(m_stack, 1);

    // On pages with pictures the same key fits the picture; a shortcut of a hidden widget is none.
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, &GalleryPage::focus_search);
    connect(m_filter, &GalleryFilter::changed, this, &GalleryPage::refresh);
    connect(m_filter, &GalleryFilter::chosen_dropped, this, [this] { show_only({}); });
    connect(m_grid, &widgets::GridView::space_pressed, this, &GalleryPage::accept);
    connect(m_grid, &widgets::GridView::open_requested, this, &GalleryPage::open);
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GalleryPage::show_count);
    connect(&workspace, &Workspace::session_closing, this, [this] {
        m_query.forget();
        m_only.clear();
        m_filter->show_chosen(std::nullopt);
    });
    connect(&workspace, &Workspace::session_changed, this, &GalleryPage::refresh);
    connect(&workspace, &Workspace::threshold_changed, this, &GalleryPage::refresh);
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        const bool members = change.how != ProjectChange::How::kUpdated;
        if (change.what == What::kReset || change.what == What::kReferences ||
            (change.what == What::kVariants && members)) {
            refresh();
        }
    });
    set_picture_side(UserSettings().gallery_side());
    refresh();
}

GalleryPage::~GalleryPage() {
    delete m_grid;  // before the model it looks at
}

void GalleryPage::set_start_actions(const QList<QAction*>& without_project, QAction* generate) {
    for (QAction* action : without_project) {
        m_no_project->add_action_button(action);
    }
    m_no_variants->add_action_button(generate);
}

void GalleryPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) {
        refresh();
    }
    m_grid->setFocus();
}

ActionState GalleryPage::action_state() const {
    const bool open = m_workspace.session() != nullptr;
    ActionState state;
    state.pictures = open;
    state.decisions = open;
    state.search = open;
    return state;
}

void GalleryPage::set_filter(const QString& text) {
    m_filter->set_text(text);
}

void GalleryPage::show_only(const std::vector<RowId>& variants) {
    std::vector<RowId> sorted = variants;
    std::sort(sorted.begin(), sorted.end());
    if (sorted != m_only) {
        m_only = std::move(sorted);
        m_filter->show_chosen(m_only.empty() ? std::nullopt : std::optional(m_only.size()));
        refresh();
    }
}

void GalleryPage::show_review_queue() {
    m_filter->set_order(VariantOrder::kFewestEdits);
    set_filter(QStringLiteral("state:new"));
    m_grid->setFocus();
}

void GalleryPage::focus_search() {
    m_filter->focus_search();
}

void GalleryPage::refresh() {
    Session* session = m_workspace.session();
    m_stale = session != nullptr && !isVisible();
    m_filter->setEnabled(session != nullptr);
    if (session == nullptr) {
        m_filter->show_count({});
        show_empty();
    } else if (m_stack->currentWidget() == m_no_project) {
        m_stack->setCurrentWidget(m_grid);  // it takes the focus when the page is shown
    }
    if (session == nullptr || m_stale) {
        return;
    }
    VariantFilter filter;
    try {
        filter = parse_variant_filter(m_filter->text().toStdString());
    } catch (const UsageError& error) {
        show_failed(QString::fromUtf8(error.what()));
        return;
    }
    session->attempt([&] {
        m_total = 0;
        for (const auto& [state, count] : session->project().variants().count_by_state()) {
            m_total += count;
        }
    });
    m_query.ask(
        session->project().file(),
        [filter, order = m_filter->order(), threshold = session->threshold(), only = m_only](Project& project) {
            std::vector<RowId> found = project.search().find(filter, order, threshold);
            if (!only.empty()) {
                std::erase_if(found, [&only](RowId id) { return !std::binary_search(only.begin(), only.end(), id); });
            }
            return found;
        },
        [this](const std::vector<RowId>& ids) { show_found(ids); },
        [this](const QString& sentence) { show_failed(sentence); });
}

void GalleryPage::show_found(const std::vector<RowId>& ids) {
    m_filter->show_error({});
    const QVariant current = m_grid->currentIndex().data(GalleryModel::kIdRole);
    if (ids != m_model->ids()) {
        m_model->set_ids(ids);
        const QModelIndex before = current.isValid() ? m_model->index_of(current.toLongLong()) : QModelIndex();
        m_grid->setCurrentIndex(before.isValid() ? before : m_model->index(0));
    }
    show_count();
    show_empty();
}

void GalleryPage::show_failed(const QString& sentence) {
    m_query.forget();
    m_filter->show_error(sentence);
}

void GalleryPage::show_empty() {
    QWidget* shown = m_grid;
    if (m_workspace.session() == nullptr) {
        shown = m_no_project;
    } else if (m_model->ids().empty()) {
        shown = m_total == 0 ? m_no_variants : m_nothing_found;
    }
    m_stack->setCurrentWidget(shown);
}

void GalleryPage::show_count() {
    int chosen = 0;
    for (const QItemSelectionRange& range : m_grid->selectionModel()->selection()) {
        chosen += range.height();
    }
    const QLocale locale;
    QString text =
        tr("%1 of %2 variants").arg(locale.toString(m_model->rowCount()), locale.toString(qulonglong(m_total)));
    if (chosen > 1) {
        text += tr(" · %1 selected").arg(locale.toString(chosen));
    }
    m_filter->show_count(text);
}

std::vector<RowId> GalleryPage::selected() const {
    std::vector<RowId> ids;
    for (const QItemSelectionRange& range : m_grid->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            ids.push_back(m_model->ids()[static_cast<std::size_t>(row)]);
        }
    }
    if (ids.empty() && m_grid->currentIndex().isValid()) {
        ids.push_back(m_model->ids()[static_cast<std::size_t>(m_grid->currentIndex().row())]);
    }
    return ids;
}

void GalleryPage::decide(VariantState state) {
    Session* session = m_workspace.session();
    const std::vector<RowId> ids = selected();
    if (session == nullptr || ids.empty()) {
        return;
    }
    std::vector<VariantStore::Review> reviews;
    if (!session->attempt([&] { reviews = session->project().variants().reviews(ids); })) {
        return;
    }
    const bool undecide =
        std::all_of(reviews.begin(), reviews.end(), [state](const auto& review) { return review.state == state; });
    set_state(ids, undecide ? VariantState::kNew : state);
    if (ids.size() == 1 && !undecide) {
        go(1);
    }
}

void GalleryPage::decide_and_go(VariantState state) {
    const std::vector<RowId> ids = selected();
    if (m_workspace.session() != nullptr && !ids.empty()) {
        set_state(ids, state);
        go_to_unreviewed();
    }
}

void GalleryPage::set_state(const std::vector<RowId>& ids, VariantState state) {
    Session& session = *m_workspace.session();
    const int count = static_cast<int>(ids.size());
    const QString text = state == VariantState::kNew        ? tr("reopen %n variants", nullptr, count)
                         : state == VariantState::kAccepted ? tr("accept %n variants", nullptr, count)
                                                            : tr("reject %n variants", nullptr, count);
    session.undo_stack().push(new SetStatesCommand(session, ids, state, text));
}

void GalleryPage::go_to_unreviewed() {
    Session* session = m_workspace.session();
    if (session == nullptr || m_model->rowCount() == 0) {
        return;
    }
    session->attempt([&] {
        const auto here = static_cast<std::size_t>(std::max(0, m_grid->currentIndex().row()));
        const RowId next = session->project().variants().next_unreviewed_of(m_model->ids(), here);
        if (next == 0) {
            m_workspace.report(tr("Every variant of this list is reviewed."));
        } else {
            choose(m_model->index_of(next));
        }
    });
}

void GalleryPage::choose(const QModelIndex& index) {
    // Not the view's setCurrentIndex(): it goes by the modifier keys that are held, and some shortcuts have them.
    m_grid->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void GalleryPage::take_focus() {
    m_grid->setFocus();
}

void GalleryPage::show_menu(QPoint position) {
    const QModelIndex under = m_grid->indexAt(position);
    if (!under.isValid()) {
        return;
    }
    if (!m_grid->selectionModel()->isSelected(under)) {
        choose(under);
    }
    emit menu_requested(m_grid->viewport()->mapToGlobal(position));
}

void GalleryPage::go(int direction) {
    const int row = m_grid->currentIndex().row() + direction;
    if (row >= 0 && row < m_model->rowCount()) {
        choose(m_model->index(row));
    }
}

void GalleryPage::zoom(int steps) {
    const auto at = std::lower_bound(kSides.begin(), kSides.end(), m_delegate->side()) - kSides.begin();
    const auto last = static_cast<std::ptrdiff_t>(kSides.size()) - 1;
    set_picture_side(kSides[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + steps, 0, last))]);
    UserSettings().set_gallery_side(m_delegate->side());
}

void GalleryPage::set_picture_side(int side) {
    m_delegate->set_side(std::clamp(side, kSides.front(), kSides.back()));
    m_model->set_picture_side(static_cast<int>(m_delegate->side() * devicePixelRatioF()));
    m_grid->measure_again();
}

bool GalleryPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_grid->viewport() && event->type() == QEvent::Wheel) {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if (wheel->modifiers().testFlag(Qt::ControlModifier)) {
            zoom(wheel->angleDelta().y() > 0 ? 1 : -1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

std::optional<BoxTarget> GalleryPage::target_at(QPoint global_position) const {
    const QWidget* port = m_grid->viewport();
    const QPoint position = port->mapFromGlobal(global_position);
    const QModelIndex index = port->rect().contains(position) ? m_grid->indexAt(position) : QModelIndex();
    return index.isValid() ? std::optional(target_of(index)) : std::nullopt;
}

std::optional<BoxTarget> GalleryPage::current_target() const {
    const QModelIndex index = m_grid->currentIndex();
    return index.isValid() ? std::optional(target_of(index)) : std::nullopt;
}

void GalleryPage::relabel() {
    Session* session = m_workspace.session();
    const std::vector<RowId> ids = selected();
    if (session == nullptr || ids.empty()) {
        return;
    }
    // The classes of a large selection are not counted out; all are offered then.
    constexpr std::size_t kCounted = 500;
    std::set<RowId> present;
    if (ids.size() <= kCounted) {
        session->attempt([&] {
            for (const VariantSummary& summary : session->project().search().summaries(ids, session->threshold())) {
                for (const StoredAnnotation& box : summary.boxes) {
                    present.insert(box.class_id);
                }
            }
        });
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ProjectClass& from : session->classes()) {
        if (ids.size() <= kCounted && !present.contains(from.id)) {
            continue;
        }
        QMenu* targets = menu->addMenu(tr("%1 becomes").arg(QString::fromStdString(from.name)));
        for (const ProjectClass& to : session->classes()) {
            if (to.id != from.id) {
                targets->addAction(QString::fromStdString(to.name), this,
                                   [this, from = from.id, to = to.id] { relabel(from, to); });
            }
        }
    }
    if (menu->isEmpty()) {
        menu->addAction(tr("The selected variants have no boxes"))->setEnabled(false);
    }
    menu->popup(m_grid->viewport()->mapToGlobal(m_grid->visualRect(m_grid->currentIndex()).center()));
}

void GalleryPage::relabel(RowId from, RowId to) {
    if (Session* session = m_workspace.session()) {
        session->undo_stack().push(new RelabelVariantsCommand(*session, selected(), from, to));
    }
}

void GalleryPage::open(const QModelIndex& index) {
    Session* session = m_workspace.session();
    const VariantSummary* summary = m_model->summary(index.row());
    if (session == nullptr || summary == nullptr) {
        return;
    }
    const BoxTarget target{BoxTarget::Kind::kVariant, summary->id};
    m_workspace.set_reference(summary->reference_id);
    m_workspace.set_target(target);
    m_workspace.set_review_list(m_model->ids());
    emit open_requested();
}

}  // namespace destudio::ui
