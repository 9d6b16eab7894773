// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <initializer_list>

#include "ui/base/number_field_keys.h"
#include "ui/generate/adapter_chooser.h"
#include "ui/generate/bundle_menu.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/lora_list.h"
#include "ui/generate/preset_menu.h"
#include "widgets/base/elided_label.h"
#include "widgets/base/icons.h"
#include "widgets/base/ratio_track.h"
#include "widgets/base/theme.h"

// The fields of the panel: what stands where, and how each is called.
namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kPromptLines = 4;

QFormLayout* new_form() {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(kMargin);
    form->setVerticalSpacing(kMargin / 2);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

/// A tooltip that ends with the key of the field's title.
void tell_key(QWidget* field, const QString& title, const QString& text) {
    const QKeySequence key = QKeySequence::mnemonic(title);
    field->setToolTip(key.isEmpty() ? text
                                    : QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
}

/// @param row what stands beside the title: the field alone, or a layout with it
void add_row(QFormLayout* form, const QString& title, QWidget* field, const QString& tooltip, QLayout* row = nullptr) {
    auto* label = new QLabel(title);
    label->setBuddy(field);
    tell_key(field, title, tooltip);
    row != nullptr ? form->addRow(label, row) : form->addRow(label, field);
}

QPushButton* action_button(QAction* action, QWidget* parent) {
    auto* button = new QPushButton(action->icon(), action->iconText(), parent);
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());  // keys can be changed
    });
    return button;
}

}  // namespace

void GeneratePanel::build_more() {
    m_eta->setObjectName(QStringLiteral("eta"));
    m_eta->setRange(0, 1);
    m_eta->setSingleStep(0.1);
    m_rescale->setObjectName(QStringLiteral("guidance_rescale"));
    m_rescale->setRange(0, 1);
    m_rescale->setSingleStep(0.1);
    m_spacing->setObjectName(QStringLiteral("spacing"));
    m_spacing->addItem(tr("The model's choice"), -1);
    m_spacing->addItem(tr("Leading"), static_cast<int>(TimestepSpacing::kLeading));
    m_spacing->addItem(tr("Linspace"), static_cast<int>(TimestepSpacing::kLinspace));
    m_spacing->addItem(tr("Trailing"), static_cast<int>(TimestepSpacing::kTrailing));
    m_label_step->setObjectName(QStringLiteral("label_step"));
    m_label_step->addItem(tr("The bundle's choice"), -1);
    m_label_step->addItem(tr("Last step (no extra time)"), static_cast<int>(LabelStep::kLast));
    m_label_step->addItem(tr("One more call at t = 1"), static_cast<int>(LabelStep::kT1));
    m_label_step->addItem(tr("One more call at the adapter's best t"), static_cast<int>(LabelStep::kBest));
    m_precision->setObjectName(QStringLiteral("precision"));
    m_precision->addItem(tr("What suits the machine"), static_cast<int>(Precision::kAuto));
    m_precision->addItem(QStringLiteral("float32"), static_cast<int>(Precision::kFloat32));
    m_precision->addItem(QStringLiteral("bfloat16"), static_cast<int>(Precision::kBfloat16));
    m_precision->addItem(QStringLiteral("float16"), static_cast<int>(Precision::kFloat16));
    m_more->setObjectName(QStringLiteral("more_settings"));
    m_more->setText(tr("More settings"));
    m_more->setCheckable(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setAutoRaise(true);
    connect(m_more, &QToolButton::toggled, this, [this](bool shown) {
        m_more_fields->setVisible(shown);
        m_more->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    });
    auto* form = new_form();
    form->setContentsMargins(0, 0, 0, 0);
    add_row(form, tr("Et&a"), m_eta, tr("Noise that DDIM and TCD add again at each step, 0 to 1."));
    add_row(form, tr("Rescale"), m_rescale,
            tr("How far guidance is kept from raising contrast, 0 to 1. For models with zero terminal SNR: 0.7."));
    add_row(form, tr("Timesteps"), m_spacing,
            tr("How the steps lie in the schedule. Turbo, Lightning and Hyper models need Trailing."));
    add_row(form, tr("LoRA"), m_loras, tr("Files that are merged into the bundle, each with its strength."));
    add_row(form, tr("Bo&xes from"), m_label_step, tr("Which call of the model the boxes are read from."));
    add_row(form, tr("Pre&cision"), m_precision,
            tr("The arithmetic. The same seed gives other pictures in another one."));
    m_more_fields->setLayout(form);
    m_more_fields->hide();
}

void GeneratePanel::build() {
    build_more();
    m_source->setObjectName(QStringLiteral("prompt_source"));
    m_source->addItem(tr("Caption, else classes"), static_cast<int>(PromptSource::kCaption));
    m_source->addItem(tr("Classes"), static_cast<int>(PromptSource::kClasses));
    m_suffix->setObjectName(QStringLiteral("prompt_suffix"));
    m_suffix->setPlaceholderText(tr("Words after every prompt"));
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setFixedHeight(m_prompt->fontMetrics().lineSpacing() * kPromptLines + 2 * kMargin);
    m_negative->setObjectName(QStringLiteral("negative_prompt"));
    m_sampler->setObjectName(QStringLiteral("sampler"));
    m_steps->setObjectName(QStringLiteral("steps"));
    m_negative->setPlaceholderText(tr("What should not appear"));
    m_ratios->setObjectName(QStringLiteral("ratios"));
    m_seeds->setObjectName(QStringLiteral("seeds"));
    m_ratios_note->setObjectName(QStringLiteral("ratios_note"));
    m_steps->setRange(1, 1000);
    m_guidance->setObjectName(QStringLiteral("guidance"));
    m_guidance->setRange(0, 50);
    m_guidance->setDecimals(1);
    m_guidance->setSingleStep(0.5);
    m_sampler->addItem(tr("DPM-Solver++ 2M"), static_cast<int>(Sampler::kDpmpp2m));
    m_sampler->addItem(tr("DDIM"), static_cast<int>(Sampler::kDdim));
    m_sampler->addItem(tr("Euler"), static_cast<int>(Sampler::kEuler));
    m_sampler->addItem(tr("Euler ancestral"), static_cast<int>(Sampler::kEulerAncestral));
    m_sampler->addItem(tr("DPM-Solver++ 2M SDE"), static_cast<int>(Sampler::kDpmpp2mSde));
    m_sampler->addItem(tr("LCM (few steps)"), static_cast<int>(Sampler::kLcm));
    m_sampler->addItem(tr("TCD (few steps)"), static_cast<int>(Sampler::kTcd));

    auto* choose = new QToolButton(this);
    choose->setObjectName(QStringLiteral("bundle_button"));
    choose->setIcon(widgets::icon(QStringLiteral("models")));
    choose->setToolTip(tr("Choose the model that draws"));
    choose->setAccessibleName(choose->toolTip());
    choose->setMenu(m_bundle_menu);
    choose->setPopupMode(QToolButton::InstantPopup);
    choose->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto* bundle_row = new QWidget(this);
    auto* bundle_layout = new QHBoxLayout(bundle_row);
    bundle_layout->setContentsMargins(0, 0, 0, 0);
    bundle_layout->addWidget(m_bundle, 1);
    bundle_layout->addWidget(choose);

    auto* dice = new QToolButton(this);
    dice->setObjectName(QStringLiteral("roll_seed"));
    dice->setIcon(widgets::icon(QStringLiteral("dice")));
    dice->setToolTip(tr("Another seed at random"));
    dice->setAccessibleName(dice->toolTip());
    connect(dice, &QToolButton::clicked, this, &GeneratePanel::roll_seed);
    auto* seeds_row = new QHBoxLayout;
    seeds_row->setSpacing(0);
    seeds_row->addWidget(m_seeds, 1);
    seeds_row->addWidget(dice);

    auto* form = new_form();
    auto* bundle_title = new QLabel(tr("Bundle"), this);
    bundle_title->setMinimumHeight(choose->sizeHint().height());  // else the form puts it at the row's top
    form->addRow(bundle_title, bundle_row);
    auto* adapter_title = new QLabel(tr("Adapter"), this);
    adapter_title->setMinimumHeight(choose->sizeHint().height());
    form->addRow(adapter_title, m_adapter);
    add_row(form, tr("Made &of"), m_source, tr("What the prompt is made of while none is typed."));
    add_row(form, tr("S&uffix"), m_suffix, tr("Added to every prompt, typed or made."));
    add_row(form, tr("&Negative"), m_negative, tr("What the model is led away from."));
    add_row(form, tr("&Ratios"), m_ratios,
            tr("How far each variant moves from the reference: near 0 keeps it, "
               "1 forgets it."));
    m_track->setObjectName(QStringLiteral("ratio_track"));
    m_track->setAccessibleName(tr("Ratios"));
    m_track->setToolTip(
        tr("Drag a handle, or move it with the arrow keys. A double click adds one, Delete takes it away."));
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setText(tr("Live"));
    m_live->setCheckable(true);
    m_live->setToolTip(tr("Draws the picture while a ratio or a seed is moved, without keeping it."));
    auto* track_row = new QHBoxLayout;
    track_row->setSpacing(kMargin / 2);
    track_row->addWidget(m_track, 1);
    track_row->addWidget(m_live);
    form->addRow(QString(), track_row);
    form->addRow(QString(), m_ratios_note);
    add_row(form, tr("S&eeds"), m_seeds,
            tr("One row of variants for each seed; ranges such as 1-4 are fine. The wheel steps them."), seeds_row);
    form->addRow(QString(), m_seeds_note);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(kMargin);
    numbers->addWidget(m_steps, 1);
    auto* guidance_title = new QLabel(tr("Gui&dance"), this);
    guidance_title->setBuddy(m_guidance);
    tell_key(m_guidance, guidance_title->text(), tr("How closely the prompt is followed; 1 switches guidance off."));
    numbers->addWidget(guidance_title);
    numbers->addWidget(m_guidance, 1);
    add_row(form, tr("S&teps"), m_steps, tr("Steps of the whole schedule; each ratio runs its part of them."), numbers);
    add_row(form, tr("Sa&mpler"), m_sampler, tr("How noise is taken away."));

    for (QWidget* field : std::initializer_list<QWidget*>{m_ratios, m_seeds, m_steps, m_guidance, m_eta}) {
        let_letters_pass(field);
    }

    auto* title = new QLabel(tr("&Prompt"), this);
    title->setBuddy(m_prompt);
    title->setProperty("role", QStringLiteral("heading"));
    tell_key(m_prompt, title->text(), tr("What the variants show. Empty: it is made as chosen below."));
    auto* presets = new QToolButton(this);
    presets->setObjectName(QStringLiteral("presets"));
    presets->setDefaultAction(m_show_presets);
    presets->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    presets->setPopupMode(QToolButton::InstantPopup);
    presets->setMenu(m_presets);
    connect(m_show_presets, &QAction::triggered, presets, &QToolButton::showMenu);
    auto* title_row = new QHBoxLayout;
    title_row->addWidget(title, 1);
    title_row->addWidget(presets);
    auto* generate_button = action_button(m_generate, this);
    generate_button->setIcon(widgets::icon(QStringLiteral("generate"),
                                           Qt::white));  // on the accent color
    generate_button->setObjectName(QStringLiteral("generate_button"));
    generate_button->setProperty("role", QStringLiteral("primary"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(generate_button, 2);
    buttons->addWidget(action_button(m_cancel, this), 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin / 2);
    layout->addLayout(title_row);
    layout->addWidget(m_prompt);
    layout->addSpacing(kMargin / 2);
    layout->addLayout(form);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    layout->addWidget(m_more_fields);
    layout->addSpacing(kMargin / 2);
    layout->addLayout(buttons);
}

}  // namespace destudio::ui
