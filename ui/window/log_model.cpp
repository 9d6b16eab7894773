// SPDX-License-Identifier: Apache-2.0
#include "ui/window/log_model.h"

#include <QBrush>
#include <QDateTime>
#include <QTimer>
#include <algorithm>

#include "core/base/log.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kTakeMs = 100;  // what is logged in bursts comes in one step

QString time_text(const LogLine& line) {
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(line.time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("hh:mm:ss.zzz"));
}

}  // namespace

QString log_level_text(int level) {
    switch (level) {
        case spdlog::level::trace:
        case spdlog::level::debug:
            return LogModel::tr("Detail");
        case spdlog::level::info:
            return LogModel::tr("Note");
        case spdlog::level::warn:
            return LogModel::tr("Warning");
        default:
            return LogModel::tr("Error");
    }
}

LogModel::LogModel(QObject* parent)
    : QAbstractTableModel(parent), m_queue(std::make_shared<LogQueue>(kMaxLines, [this] {
          QMetaObject::invokeMethod(
              this, [this] { QTimer::singleShot(kTakeMs, this, &LogModel::take); }, Qt::QueuedConnection);
      })) {
    add_log_sink(m_queue);
}

LogModel::~LogModel() {
    remove_log_sink(m_queue);  // waits for a line that is just being logged
}

void LogModel::take() {
    std::vector<LogLine> lines = m_queue->take();
    if (lines.empty()) {
        return;
    }
    const int too_many = rowCount() + static_cast<int>(lines.size()) - kMaxLines;
    if (too_many > 0 && rowCount() > 0) {
        const int gone = std::min(too_many, rowCount());
        beginRemoveRows({}, 0, gone - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + gone);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(lines.size()) - 1);
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
    endInsertRows();
}

void LogModel::clear() {
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

QString LogModel::line_text(int row) const {
    const LogLine& line = m_lines[static_cast<std::size_t>(row)];
    return QStringLiteral("%1  %2  %3")
        .arg(time_text(line), log_level_text(line.level), QString::fromStdString(line.text));
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const LogLine& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
        case kLevelRole:
            return static_cast<int>(line.level);
        case Qt::ForegroundRole:
            if (index.column() == kTime || line.level < spdlog::level::info) {
                return QBrush(widgets::theme_colors().dim_text);
            }
            if (index.column() == kLevel && line.level >= spdlog::level::warn) {
                return QBrush(line.level == spdlog::level::warn ? widgets::theme_colors().warn
                                                                : widgets::theme_colors().bad);
            }
            return {};
        case Qt::ToolTipRole:
            return QString::fromStdString(line.text);
        case Qt::DisplayRole:
            return index.column() == kTime    ? time_text(line)
                   : index.column() == kLevel ? log_level_text(line.level)
                                              : QString::fromStdString(line.text);
        default:
            return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    return section == kTime ? tr("Time") : section == kLevel ? tr("Level") : tr("Message");
}

}  // namespace destudio::ui
