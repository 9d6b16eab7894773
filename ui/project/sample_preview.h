// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QPushButton>
#include <vector>

#include "core/engine/model/sample_sets.h"
#include "ui/base/background_task.h"

namespace destudio::ui {

/// A sample as a row of pictures: one of its references and that one's first ladder, with boxes. Pressing it is meant
/// to open the sample. The pictures are read on a worker.
class SamplePreview : public QPushButton {
    Q_OBJECT

public:
    /// @param title what stands above the pictures
    SamplePreview(const SampleSet& sample, const QString& title, QWidget* parent = nullptr);

    /// Reads the pictures, once.
    void load();
    bool busy() const { return m_task.busy(); }
    std::size_t pictures() const { return m_pictures.size(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SampleSet m_sample;
    bool m_asked = false;
    std::vector<QImage> m_pictures;
    BackgroundTask<std::vector<QImage>> m_task{this};
};

}  // namespace destudio::ui
