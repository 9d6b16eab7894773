// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "core/scaleup/scale_up_status.h"

class QGridLayout;
class QLabel;
class QProgressBar;

namespace destudio::ui {

/// One bar for each class that has a lower bound: its boxes against it; and for each cluster: its images.
class QuotaBars : public QWidget {
    Q_OBJECT

public:
    explicit QuotaBars(QWidget* parent = nullptr);

    void show_progress(const scaleup::ScaleUpStatus& status);

private:
    struct Row {
        QLabel* name;
        QProgressBar* bar;
        QLabel* count;
    };
    void make_rows(std::size_t count);

    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

}  // namespace destudio::ui
