// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace destudio {

/// SIGINT, SIGTERM and SIGHUP (unless nohup said to go on) end the window as they end destudio-cli: without a question,
/// work is cancelled and joined, and everything that was edited is in the file already. One at a time in a process.
class QuitOnSignal : public QObject {
    Q_OBJECT

public:
    /// The signals are caught from here on; ones that come before the event loop runs are not lost.
    explicit QuitOnSignal(QObject* parent = nullptr);
    ~QuitOnSignal() override;
    QuitOnSignal(const QuitOnSignal&) = delete;
    QuitOnSignal& operator=(const QuitOnSignal&) = delete;

signals:
    void asked();

private:
    int m_ends[2] = {-1, -1};
};

}  // namespace destudio
