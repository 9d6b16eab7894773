// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <deque>
#include <memory>

#include "core/base/log_queue.h"

namespace destudio::ui {

/// What was logged while this model lived, newest last, at most kMaxLines.
class LogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kMaxLines = 10'000;
    enum Column { kTime, kLevel, kText, kColumns };
    enum Role { kLevelRole = Qt::UserRole };

    explicit LogModel(QObject* parent = nullptr);
    ~LogModel() override;

    void clear();
    /// "12:03:44.120  warning  …"
    QString line_text(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void take();

    std::shared_ptr<LogQueue> m_queue;
    std::deque<LogLine> m_lines;
};

QString log_level_text(int level);

}  // namespace destudio::ui
