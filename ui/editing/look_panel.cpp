// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/look_panel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::CanvasLook;

constexpr int kSliderWidth = 150;
constexpr int kWidthSteps = 2;  // of the slider, per pixel of line width

const auto kBrightnessKey = QStringLiteral("canvas/brightness");
const auto kContrastKey = QStringLiteral("canvas/contrast");
const auto kLineWidthKey = QStringLiteral("canvas/line_width");
const auto kLabelsKey = QStringLiteral("canvas/labels");
const auto kMinimapKey = QStringLiteral("canvas/minimap");
const auto kCrosshairKey = QStringLiteral("canvas/crosshair");

}  // namespace

LookPanel::LookPanel(CanvasLook& look, QWidget* parent) : QFrame(parent, Qt::Popup), m_look(look) {
    setObjectName(QStringLiteral("look_panel"));
    setFrameShape(QFrame::StyledPanel);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(widgets::kMargin, widgets::kMargin, widgets::kMargin, widgets::kMargin);
    grid->setSpacing(widgets::kMargin / 2);
    m_brightness = add_slider(grid, tr("Brightness"), -100, 100);
    m_contrast = add_slider(grid, tr("Contrast"), -100, 100);
    m_width = add_slider(grid, tr("Line width"), static_cast<int>(CanvasLook::kMinLineWidth * kWidthSteps),
                         static_cast<int>(CanvasLook::kMaxLineWidth * kWidthSteps));
    m_labels = new QComboBox(this);
    m_labels->addItem(tr("All labels"), static_cast<int>(CanvasLook::Labels::kAll));
    m_labels->addItem(tr("Label of the selected box"), static_cast<int>(CanvasLook::Labels::kSelected));
    m_labels->addItem(tr("No labels"), static_cast<int>(CanvasLook::Labels::kNone));
    auto* labels_title = new QLabel(tr("Labels"), this);
    labels_title->setBuddy(m_labels);
    grid->addWidget(labels_title, grid->rowCount(), 0);
    grid->addWidget(m_labels, grid->rowCount() - 1, 1);
    auto* reset = new QPushButton(tr("Neutral"), this);
    reset->setToolTip(tr("Brightness and contrast as in the file"));
    grid->addWidget(reset, grid->rowCount(), 1);
    connect(m_brightness, &QSlider::valueChanged, this, [this](int value) {
        m_look.set_tone({value, m_look.tone().contrast});
    });
    connect(m_contrast, &QSlider::valueChanged, this, [this](int value) {
        m_look.set_tone({m_look.tone().brightness, value});
    });
    connect(m_width, &QSlider::valueChanged, this,
            [this](int value) { m_look.set_line_width(static_cast<double>(value) / kWidthSteps); });
    connect(m_labels, &QComboBox::activated, this,
            [this] { m_look.set_labels(static_cast<CanvasLook::Labels>(m_labels->currentData().toInt())); });
    connect(reset, &QPushButton::clicked, this, [this] { m_look.set_tone({}); });
    connect(&m_look, &CanvasLook::changed, this, &LookPanel::show_look);
    show_look();
}

QSlider* LookPanel::add_slider(QGridLayout* grid, const QString& name, int least, int most) {
    auto* slider = new QSlider(Qt::Horizontal, this);
    slider->setRange(least, most);
    slider->setFixedWidth(kSliderWidth);
    slider->setAccessibleName(name);
    auto* title = new QLabel(name, this);
    title->setBuddy(slider);
    const int row = grid->rowCount();
    grid->addWidget(title, row, 0);
    grid->addWidget(slider, row, 1);
    return slider;
}

void LookPanel::show_look() {
    const QSignalBlocker brightness(m_brightness);
    const QSignalBlocker contrast(m_contrast);
    const QSignalBlocker width(m_width);
    m_brightness->setValue(m_look.tone().brightness);
    m_contrast->setValue(m_look.tone().contrast);
    m_width->setValue(static_cast<int>(std::lround(m_look.line_width() * kWidthSteps)));
    m_labels->setCurrentIndex(m_labels->findData(static_cast<int>(m_look.labels())));
}

void remember_look(CanvasLook& look) {
    const QSettings settings;
    look.set_tone({settings.value(kBrightnessKey, 0).toInt(), settings.value(kContrastKey, 0).toInt()});
    look.set_line_width(settings.value(kLineWidthKey, look.line_width()).toDouble());
    look.set_labels(static_cast<CanvasLook::Labels>(std::clamp(settings.value(kLabelsKey, 0).toInt(), 0, 2)));
    look.set_minimap(settings.value(kMinimapKey, true).toBool());
    look.set_crosshair(settings.value(kCrosshairKey, false).toBool());
    QObject::connect(&look, &CanvasLook::changed, &look, [&look] {
        QSettings kept;
        kept.setValue(kBrightnessKey, look.tone().brightness);
        kept.setValue(kContrastKey, look.tone().contrast);
        kept.setValue(kLineWidthKey, look.line_width());
        kept.setValue(kLabelsKey, static_cast<int>(look.labels()));
        kept.setValue(kMinimapKey, look.minimap());
        kept.setValue(kCrosshairKey, look.crosshair());
    });
}

}  // namespace destudio::ui
