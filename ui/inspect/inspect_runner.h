// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCache>
#include <QObject>
#include <QThreadPool>
#include <memory>
#include <stop_token>

#include "ui/inspect/inspect_answer.h"

namespace destudio::ui {

/// Looks at pictures on a thread of its own, the newest order alone, and remembers what was seen last.
class InspectRunner : public QObject {
    Q_OBJECT

public:
    explicit InspectRunner(InspectionVisit visit, QObject* parent = nullptr);
    /// Stops and joins, at most one U-Net call later.
    ~InspectRunner() override;

    void ask(const InspectRequest& request);
    /// Gives up what is asked for; nothing will be answered.
    void stop();
    /// Gives up, and forgets what was seen.
    void clear();
    bool busy() const { return m_busy; }

signals:
    void answered(std::shared_ptr<const destudio::ui::InspectAnswer> answer);
    void failed(const QString& sentence);

private:
    void finish(quint64 number, const QString& key, const std::shared_ptr<const InspectAnswer>& answer,
                const QString& sentence);

    InspectionVisit m_visit;
    QThreadPool m_pool;
    std::stop_source m_stop;
    quint64 m_number = 0;
    bool m_busy = false;
    QCache<QString, std::shared_ptr<const Inspection>> m_seen;
};

}  // namespace destudio::ui
