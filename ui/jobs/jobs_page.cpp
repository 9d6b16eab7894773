// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/jobs_page.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

#include "core/jobs/time_left.h"
#include "ui/actions/window_actions.h"
#include "ui/base/time_text.h"
#include "ui/jobs/job_model.h"
#include "ui/jobs/job_progress_delegate.h"
#include "ui/jobs/job_queue_signals.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kJobRowHeight = 30;
constexpr int kColumnWidths[] = {260, 90, 180, 80};

}  // namespace

QString jobs_summary(const JobQueueSignals& jobs) {
    const auto all = jobs.queue().jobs();
    const auto count = [&all](JobState state) {
        return static_cast<int>(
            std::count_if(all.begin(), all.end(), [state](const JobStatus& status) { return status.state == state; }));
    };
    const int running = count(JobState::kRunning);
    const int waiting = count(JobState::kQueued);
    if (running + waiting == 0) {
        return {};
    }
    QString text = JobsPage::tr("%1 running, %2 waiting").arg(running).arg(waiting);
    if (jobs.queue().paused()) {
        text += JobsPage::tr(" · paused");
    } else if (const auto seconds = seconds_left(all)) {
        text += JobsPage::tr(" · %1 left").arg(time_text(*seconds));
    }
    return text;
}

JobsPage::JobsPage(JobQueueSignals& jobs, WindowActions& actions, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_actions(actions),
      m_model(new JobModel(jobs, this)),
      m_view(new QTreeView(this)),
      m_summary(new QLabel(this)),
      m_stack(new QStackedLayout),
      m_empty(new widgets::EmptyState(QStringLiteral("jobs"), tr("No jobs yet"),
                                      tr("Ladders and trainings that were started are listed here while they wait and "
                                         "run, and after they ended."),
                                      this)) {
    build();
    connect_actions();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_model, signal, this, &JobsPage::update);
    }
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        if (m_model->rowCount() == last - first + 1) {  // not when a job only moves
            select_one();
        }
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &JobsPage::update);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobsPage::update);
    connect(&jobs, &JobQueueSignals::paused_changed, this, &JobsPage::update);
    update();
}

JobsPage::~JobsPage() {
    delete m_view;  // before the model it looks at
}

void JobsPage::build() {
    m_view->setObjectName(QStringLiteral("jobs"));
    m_view->setAccessibleName(tr("Jobs"));
    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragEnabled(true);
    m_view->setAcceptDrops(true);
    m_view->setDropIndicatorShown(true);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setDragDropOverwriteMode(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setStyleSheet(QStringLiteral("QTreeView::item { height: %1px; }").arg(kJobRowHeight));
    m_view->setItemDelegateForColumn(JobModel::kProgress, new JobProgressDelegate(m_view));
    m_view->header()->setStretchLastSection(true);
    for (int column = 0; column < JobModel::kState; ++column) {
        m_view->setColumnWidth(column, kColumnWidths[column]);
    }
    m_view->installEventFilter(this);
    connect(m_view, &QTreeView::activated, this,
            [this](const QModelIndex& index) { emit open_requested(m_model->id_at(index.row())); });
    m_summary->setObjectName(QStringLiteral("jobs_summary"));
    m_summary->setProperty("role", QStringLiteral("heading"));

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kMargin, kMargin / 2, kMargin, kMargin / 2);
    bar->setSpacing(2);
    bar->addWidget(m_summary);
    bar->addStretch();
    for (QAction* action : {m_actions.pause_jobs, m_actions.cancel_job, m_actions.cancel_job_after, m_actions.retry_job,
                            m_actions.job_first, m_actions.job_up, m_actions.job_down, m_actions.clear_jobs}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setIconSize({18, 18});
        button->setAccessibleName(action->iconText());
        bar->addWidget(button);
    }
    auto* list = new QWidget(this);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_view, 1);
    m_stack->addWidget(list);
    m_stack->addWidget(m_empty);
    setLayout(m_stack);
}

void JobsPage::connect_actions() {
    connect(m_actions.pause_jobs, &QAction::triggered, &m_jobs, &JobQueueSignals::toggle_paused);
    connect(m_actions.cancel_job, &QAction::triggered, this, [this] { cancel_selected(false); });
    connect(m_actions.cancel_job_after, &QAction::triggered, this, [this] { cancel_selected(true); });
    connect(m_actions.retry_job, &QAction::triggered, this, &JobsPage::retry_selected);
    connect(m_actions.job_first, &QAction::triggered, this, &JobsPage::move_selected_first);
    connect(m_actions.job_up, &QAction::triggered, this, [this] { move_selected(-1); });
    connect(m_actions.job_down, &QAction::triggered, this, [this] { move_selected(1); });
    connect(m_actions.clear_jobs, &QAction::triggered, this, [this] { m_jobs.queue().clear_finished(); });
}

void JobsPage::set_start_action(QAction* action) {
    m_empty->add_action_button(action);
}

void JobsPage::show_job(JobId id) {
    if (const int row = m_model->row_of(id); row >= 0) {
        m_view->setCurrentIndex(m_model->index(row, 0));
    }
}

void JobsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_view->setFocus();
    select_one();
    update();
}

void JobsPage::select_one() {
    if (isVisible() && !m_view->selectionModel()->hasSelection()) {
        m_view->setCurrentIndex(m_model->index(std::max(m_view->currentIndex().row(), 0), 0));
    }
}

void JobsPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    update();
}

bool JobsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete) {  // what hands do in every list, beside the action's own key
            (key->modifiers() & Qt::ShiftModifier ? m_actions.cancel_job_after : m_actions.cancel_job)->trigger();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

std::vector<JobId> JobsPage::selected() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    std::vector<JobId> ids;
    for (const int row : rows) {
        ids.push_back(m_model->id_at(row));
    }
    return ids;
}

void JobsPage::cancel_selected(bool after_unit) {
    for (const JobId id : selected()) {
        const JobStatus* status = m_model->status_at(m_model->row_of(id));
        if (status != nullptr && status->state != JobState::kQueued && status->state != JobState::kRunning) {
            if (!after_unit) {
                m_jobs.queue().remove(id);
            }
        } else if (!after_unit) {
            m_jobs.queue().cancel(id);
        } else {
            m_jobs.queue().cancel_after_unit(id);
        }
    }
}

void JobsPage::retry_selected() {
    for (const JobId id : selected()) {
        m_jobs.queue().retry(id);
    }
}

void JobsPage::move_selected(int places) {
    std::vector<JobId> ids = selected();
    const auto all = m_jobs.queue().jobs();
    std::vector<JobId> waiting;
    for (const JobStatus& status : all) {
        if (status.state == JobState::kQueued) {
            waiting.push_back(status.id);
        }
    }
    if (places > 0) {
        std::reverse(ids.begin(), ids.end());
    }
    // One place each, from the side they move to: a block stays a block, and stops at the end of the list.
    for (const JobId id : ids) {
        const auto at = std::find(waiting.begin(), waiting.end(), id);
        if (at == waiting.end()) {
            continue;
        }
        const auto other = places < 0 ? (at == waiting.begin() ? waiting.end() : at - 1) : at + 1;
        if (other == waiting.end() || std::find(ids.begin(), ids.end(), *other) != ids.end()) {
            continue;
        }
        places < 0 ? m_jobs.queue().move(id, *other) : m_jobs.queue().move(*other, id);
        std::iter_swap(at, other);
    }
}

void JobsPage::move_selected_first() {
    std::vector<JobId> ids = selected();
    std::reverse(ids.begin(), ids.end());
    for (const JobId id : ids) {
        m_jobs.queue().move_to_front(id);
    }
}

void JobsPage::update() {
    m_summary->setText(jobs_summary(m_jobs));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    bool finished = false;
    for (int row = 0; row < m_model->rowCount() && !finished; ++row) {
        const JobState state = m_model->status_at(row)->state;
        finished = state != JobState::kQueued && state != JobState::kRunning;
    }
    bool any = false;
    bool queued = false;
    bool after = false;
    bool retry = false;
    for (const JobId id : isVisible() ? selected() : std::vector<JobId>()) {
        const JobStatus* status = m_model->status_at(m_model->row_of(id));
        if (status == nullptr) {
            continue;
        }
        any = true;
        queued |= status->state == JobState::kQueued;
        after |= status->state == JobState::kRunning && status->stops_after_unit;
        retry |= status->state == JobState::kFailed || status->state == JobState::kCancelled;
    }
    m_actions.cancel_job->setEnabled(any);
    m_actions.cancel_job_after->setEnabled(after || queued);
    m_actions.retry_job->setEnabled(retry);
    for (QAction* action : {m_actions.job_first, m_actions.job_up, m_actions.job_down}) {
        action->setEnabled(queued);
    }
    m_actions.clear_jobs->setEnabled(finished && isVisible());
    const bool paused = m_jobs.queue().paused();
    m_actions.pause_jobs->setChecked(paused);
    m_actions.pause_jobs->setEnabled(paused || m_jobs.queue().unfinished() > 0);
}

}  // namespace destudio::ui
