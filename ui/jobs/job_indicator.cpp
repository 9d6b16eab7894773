// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_indicator.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "core/jobs/time_left.h"
#include "ui/actions/window_actions.h"
#include "ui/base/time_text.h"
#include "ui/jobs/job_queue_signals.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kBarWidth = 140;
constexpr int kIndicatorScale = 1000;
constexpr int kRefreshMs = 100;

}  // namespace

JobIndicator::JobIndicator(JobQueueSignals& jobs, WindowActions& actions, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_text(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_timer(new QTimer(this)) {
    setObjectName(QStringLiteral("job_indicator"));
    setCursor(Qt::PointingHandCursor);
    setToolTip(actions.jobs_page->toolTip());
    m_text->setObjectName(QStringLiteral("job_indicator_text"));
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setRange(0, kIndicatorScale);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(10);
    m_bar->setAccessibleName(tr("Progress of all jobs"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::kMargin / 2);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    for (QAction* action : {actions.pause_jobs, actions.cancel_after, actions.cancel}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setIconSize({14, 14});
        button->setAutoRaise(true);
        button->setAccessibleName(action->iconText());
        layout->addWidget(button);
    }
    m_timer->setSingleShot(true);
    m_timer->setInterval(kRefreshMs);
    connect(m_timer, &QTimer::timeout, this, &JobIndicator::refresh);
    const auto soon = [this] {
        if (!m_timer->isActive()) {
            m_timer->start();
        }
    };
    connect(&jobs, &JobQueueSignals::job_changed, this, soon);
    connect(&jobs, &JobQueueSignals::order_changed, this, soon);
    connect(&jobs, &JobQueueSignals::paused_changed, this, soon);
    refresh();
}

void JobIndicator::refresh() {
    const auto all = m_jobs.queue().jobs();
    double parts = 0;  // of one job each
    int unfinished = 0;
    int finished = 0;
    for (const JobStatus& status : all) {
        if (status.state != JobState::kQueued && status.state != JobState::kRunning) {
            ++finished;
            continue;
        }
        ++unfinished;
        if (status.progress.total > 0) {
            parts += static_cast<double>(status.progress.done) / static_cast<double>(status.progress.total);
        }
    }
    setVisible(unfinished > 0);
    if (unfinished == 0) {
        m_finished = finished;
        return;
    }
    m_finished = std::min(m_finished, finished);
    const int ended = finished - m_finished;
    const int count = ended + unfinished;
    QString text = tr("%1 of %2").arg(std::min(ended + 1, count)).arg(count);
    const auto seconds = seconds_left(all);
    if (m_jobs.queue().paused()) {
        text += tr(" · paused");
    } else if (seconds) {
        text += QStringLiteral(" · %1").arg(time_text(*seconds));
    }
    m_text->setText(text);
    m_text->setAccessibleName(tr("Job %1").arg(text));
    m_bar->setValue(static_cast<int>(std::lround((ended + parts) / count * kIndicatorScale)));
}

QString JobIndicator::text() const {
    return m_text->text();
}

void JobIndicator::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
        emit clicked();
    }
}

}  // namespace destudio::ui
