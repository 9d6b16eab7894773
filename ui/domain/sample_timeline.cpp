// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/sample_timeline.h"

#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include "core/image/image_io.h"
#include "widgets/base/image_conversion.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kLeastSampleHeight = 160;

}  // namespace

SampleTimeline::SampleTimeline(QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal, this)), m_caption(new QLabel(this)) {
    m_slider->setObjectName(QStringLiteral("domain_time"));
    m_slider->setAccessibleName(tr("Samples over time"));
    m_slider->setPageStep(1);
    m_caption->setObjectName(QStringLiteral("domain_sample_caption"));
    m_caption->setProperty("role", QStringLiteral("dim"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::kMargin / 2);
    layout->addStretch(1);
    layout->addWidget(m_slider);
    layout->addWidget(m_caption);
    setMinimumHeight(kLeastSampleHeight);
    connect(m_slider, &QSlider::valueChanged, this, [this](int place) {
        m_follows = place == m_slider->maximum();
        load();
    });
    set_samples({});
}

void SampleTimeline::set_note(const QString& note) {
    m_note = note;
    update();
}

int SampleTimeline::shown() const {
    return m_samples.empty() ? -1 : m_slider->value();
}

void SampleTimeline::set_samples(const std::vector<domain::SampleFile>& samples) {
    const bool same = !samples.empty() && samples == m_samples;
    m_samples = samples;
    m_slider->setVisible(m_samples.size() > 1);
    m_caption->setVisible(!m_samples.empty());
    if (same) {
        return;
    }
    {
        const QSignalBlocker quiet(m_slider);
        m_slider->setRange(0, std::max(0, static_cast<int>(m_samples.size()) - 1));
        if (m_follows) {
            m_slider->setValue(m_slider->maximum());
        }
    }
    load();
}

void SampleTimeline::load() {
    if (m_samples.empty()) {
        m_task.forget();
        m_image = {};
        m_follows = true;
        update();
        return;
    }
    const domain::SampleFile sample = m_samples.at(static_cast<std::size_t>(m_slider->value()));
    const QString part = sample.stage == "autoencoder" ? tr("Autoencoder") : tr("U-Net");
    m_caption->setText(tr("%1 after step %2: held-out pictures on the left, and what the model makes of them")
                           .arg(part)
                           .arg(sample.step));
    m_task.start([file = sample.file](const std::stop_token&) { return widgets::to_qimage(load_image(file)).copy(); },
                 [this](const QImage& image) {
                     m_image = image;
                     update();
                 },
                 [this](const QString& sentence) {
                     m_image = {};
                     set_note(sentence);
                 });
}

void SampleTimeline::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const int below = (m_slider->isHidden() ? 0 : m_slider->height() + widgets::kMargin) +
                      (m_caption->isHidden() ? 0 : m_caption->height() + widgets::kMargin);
    const QRect area = rect().adjusted(0, 0, 0, -below);
    if (m_image.isNull()) {
        painter.setPen(widgets::theme_colors().dim_text);
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, m_note);
        return;
    }
    QRect target(QPoint(), m_image.size().scaled(area.size(), Qt::KeepAspectRatio));
    target.moveCenter(area.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(target, m_image);
}

}  // namespace destudio::ui
