// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_progress_delegate.h"

#include <QPainter>

#include "ui/jobs/job_model.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kProgressBarHeight = 4;

}  // namespace

void JobProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    if (static_cast<JobState>(index.data(JobModel::kStateRole).toInt()) != JobState::kRunning) {
        return;
    }
    const QRectF track(option.rect.left() + 3, option.rect.bottom() - kProgressBarHeight - 1, option.rect.width() - 6,
                       kProgressBarHeight);
    QRectF done = track;
    done.setWidth(track.width() * index.data(JobModel::kFractionRole).toDouble());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(widgets::theme_colors().line);
    painter->drawRoundedRect(track, kProgressBarHeight / 2.0, kProgressBarHeight / 2.0);
    painter->setBrush(widgets::theme_colors().accent);
    painter->drawRoundedRect(done, kProgressBarHeight / 2.0, kProgressBarHeight / 2.0);
    painter->restore();
}

}  // namespace destudio::ui
