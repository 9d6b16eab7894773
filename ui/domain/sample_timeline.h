// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "core/domain/domain_samples.h"
#include "ui/base/background_task.h"

class QLabel;
class QSlider;

namespace destudio::ui {

/// The sheets of a base training, one at a time and large, with a slider over time. Follows the newest until another is
/// chosen.
class SampleTimeline : public QWidget {
    Q_OBJECT

public:
    explicit SampleTimeline(QWidget* parent = nullptr);

    void set_samples(const std::vector<domain::SampleFile>& samples);
    /// What stands there while there are none.
    void set_note(const QString& note);
    int shown() const;  ///< place of the sheet that is shown; -1: none
    bool busy() const { return m_task.busy(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void load();

    std::vector<domain::SampleFile> m_samples;
    QSlider* m_slider;
    QLabel* m_caption;
    QString m_note;
    QImage m_image;
    bool m_follows = true;
    BackgroundTask<QImage> m_task{this};
};

}  // namespace destudio::ui
