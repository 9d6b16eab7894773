// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

namespace destudio::ui {
class MainWindow;
}

namespace destudio {

/// Waits until the window shows everything, saves a picture of it where one is wanted, and ends the program.
class Screenshot : public QObject {
    Q_OBJECT

public:
    /// @param file empty: end without a picture
    Screenshot(ui::MainWindow& window, QString file, QObject* parent = nullptr);

private:
    void look();
    void finish();

    ui::MainWindow& m_window;
    QString m_file;
    QTimer m_timer;
    int m_quiet = 0;
};

}  // namespace destudio
