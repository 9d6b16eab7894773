// SPDX-License-Identifier: Apache-2.0
#include "ui/generate_panel.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/engine/prompt_builder.h"
#include "ui/number_list.h"
#include "ui/workspace.h"
#include "widgets/elided_label.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kSaveDelayMs = 500;
constexpr int kPromptLines = 4;

QLabel* heading(const QString& text, QWidget* buddy, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setBuddy(buddy);
    return label;
}

void set_note(QLabel* note, const QString& text, bool error) {
    note->setText(text);
    note->setWordWrap(error);
    const QString role = error ? QStringLiteral("error") : QStringLiteral("dim");
    if (note->property("role").toString() != role) {
        note->setProperty("role", role);
        note->style()->unpolish(note);
        note->style()->polish(note);
    }
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

GeneratePanel::GeneratePanel(Workspace& workspace, QAction* generate, QAction* cancel, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_prompt(new QPlainTextEdit(this)),
      m_negative(new QLineEdit(this)),
      m_ratios(new QLineEdit(this)),
      m_ratios_note(new QLabel(this)),
      m_seeds(new QLineEdit(this)),
      m_seeds_note(new QLabel(this)),
      m_steps(new QSpinBox(this)),
      m_guidance(new QDoubleSpinBox(this)),
      m_sampler(new QComboBox(this)),
      m_bundle(new widgets::ElidedLabel(this)),
      m_generate(generate),
      m_cancel(cancel) {
    build();
    m_save_timer.setSingleShot(true);
    m_save_timer.setInterval(kSaveDelayMs);
    connect(&m_save_timer, &QTimer::timeout, this, &GeneratePanel::save);
    for (QLineEdit* field : {m_negative, m_ratios, m_seeds}) {
        connect(field, &QLineEdit::textChanged, this, &GeneratePanel::check);
    }
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &GeneratePanel::check);
    connect(m_steps, &QSpinBox::valueChanged, this, &GeneratePanel::check);
    connect(m_guidance, &QDoubleSpinBox::valueChanged, this, &GeneratePanel::check);
    connect(m_sampler, &QComboBox::currentIndexChanged, this, &GeneratePanel::check);
    connect(&m_lookup, &BundleLookup::found, this, &GeneratePanel::show_bundle);
    connect(&m_lookup, &BundleLookup::missing, this, &GeneratePanel::show_no_bundle);
    connect(&workspace, &Workspace::session_changed, this, &GeneratePanel::load);
    connect(&workspace, &Workspace::session_closing, this, &GeneratePanel::save);
    connect(&workspace, &Workspace::reference_changed, this, &GeneratePanel::show_reference);
    load();
}

void GeneratePanel::build() {
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setFixedHeight(m_prompt->fontMetrics().lineSpacing() * kPromptLines + 2 * kMargin);
    m_negative->setObjectName(QStringLiteral("negative_prompt"));
    m_negative->setPlaceholderText(tr("What should not appear"));
    m_ratios->setObjectName(QStringLiteral("ratios"));
    m_ratios->setToolTip(tr("How far each variant moves from the reference: near 0 keeps it, 1 forgets it."));
    m_seeds->setObjectName(QStringLiteral("seeds"));
    m_seeds->setToolTip(tr("One row of variants for each seed; ranges such as 1-4 are fine."));
    m_ratios_note->setObjectName(QStringLiteral("ratios_note"));
    m_steps->setRange(1, 1000);
    m_guidance->setObjectName(QStringLiteral("guidance"));
    m_guidance->setRange(0, 50);
    m_guidance->setDecimals(1);
    m_guidance->setSingleStep(0.5);
    m_sampler->addItem(tr("DPM-Solver++ 2M"), static_cast<int>(Sampler::kDpmpp2m));
    m_sampler->addItem(tr("DDIM"), static_cast<int>(Sampler::kDdim));
    m_sampler->addItem(tr("Euler"), static_cast<int>(Sampler::kEuler));

    auto* choose = new QToolButton(this);
    choose->setIcon(widgets::icon(QStringLiteral("folder")));
    choose->setToolTip(tr("Choose another bundle folder"));
    choose->setAccessibleName(choose->toolTip());
    connect(choose, &QToolButton::clicked, this, &GeneratePanel::choose_bundle);
    auto* bundle_row = new QWidget(this);
    auto* bundle_layout = new QHBoxLayout(bundle_row);
    bundle_layout->setContentsMargins(0, 0, 0, 0);
    bundle_layout->addWidget(m_bundle, 1);
    bundle_layout->addWidget(choose);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(kMargin);
    form->setVerticalSpacing(kMargin / 2);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* bundle_title = new QLabel(tr("Bundle"), this);
    bundle_title->setMinimumHeight(choose->sizeHint().height());  // else the form puts it at the row's top
    form->addRow(bundle_title, bundle_row);
    form->addRow(heading(tr("&Negative"), m_negative, this), m_negative);
    form->addRow(heading(tr("&Ratios"), m_ratios, this), m_ratios);
    form->addRow(QString(), m_ratios_note);
    form->addRow(heading(tr("S&eeds"), m_seeds, this), m_seeds);
    form->addRow(QString(), m_seeds_note);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(kMargin);
    numbers->addWidget(m_steps, 1);
    numbers->addWidget(heading(tr("Gui&dance"), m_guidance, this));
    numbers->addWidget(m_guidance, 1);
    form->addRow(heading(tr("Ste&ps"), m_steps, this), numbers);
    form->addRow(heading(tr("Sa&mpler"), m_sampler, this), m_sampler);

    auto* title = heading(tr("&Prompt"), m_prompt, this);
    title->setProperty("role", QStringLiteral("heading"));
    auto* generate_button = action_button(m_generate, this);
    generate_button->setIcon(widgets::icon(QStringLiteral("generate"), Qt::white));  // on the accent colour
    generate_button->setObjectName(QStringLiteral("generate_button"));
    generate_button->setProperty("role", QStringLiteral("primary"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(generate_button, 2);
    buttons->addWidget(action_button(m_cancel, this), 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin / 2);
    layout->addWidget(title);
    layout->addWidget(m_prompt);
    layout->addSpacing(kMargin / 2);
    layout->addLayout(form);
    layout->addSpacing(kMargin / 2);
    layout->addLayout(buttons);
}

std::optional<GenerationSettings> GeneratePanel::settings() const {
    const RatioList ratios = parse_ratios(m_ratios->text(), m_steps->value());
    const SeedList seeds = parse_seeds(m_seeds->text());
    if (!ratios.error.isEmpty() || !seeds.error.isEmpty()) {
        return std::nullopt;
    }
    GenerationSettings settings = m_base;
    if (!m_bundle_override.empty()) {
        settings.bundle = m_bundle_override;
    }
    settings.prompt = m_prompt->toPlainText().simplified().toStdString();
    settings.negative_prompt = m_negative->text().trimmed().toStdString();
    settings.ratios = ratios.ratios;
    settings.seeds = seeds.seeds;
    settings.steps = m_steps->value();
    settings.guidance_scale = m_guidance->value();
    settings.sampler = static_cast<Sampler>(m_sampler->currentData().toInt());
    return settings;
}

void GeneratePanel::set_bundle_override(const std::filesystem::path& bundle) {
    m_bundle_override = bundle;
    look_up();
}

void GeneratePanel::load() {
    m_loading = true;
    m_base = {};
    if (Session* session = m_workspace.session()) {
        session->attempt([&] { m_base = session->project().settings().generation(); });
    }
    m_prompt->setPlainText(QString::fromStdString(m_base.prompt));
    m_negative->setText(QString::fromStdString(m_base.negative_prompt));
    m_ratios->setText(ratios_text(m_base.ratios));
    m_seeds->setText(seeds_text(m_base.seeds));
    m_steps->setValue(m_base.steps);
    m_guidance->setValue(m_base.guidance_scale);
    m_sampler->setCurrentIndex(m_sampler->findData(static_cast<int>(m_base.sampler)));
    m_loading = false;
    check();
    m_save_timer.stop();
    setEnabled(m_workspace.session() != nullptr);
    show_reference();
    look_up();
}

void GeneratePanel::save() {
    m_save_timer.stop();
    auto wanted = settings();
    if (m_workspace.session() == nullptr || !wanted) {
        return;
    }
    // What came with a bundle from the command line is not the project's choice.
    wanted->bundle = m_base.bundle;
    if (m_override_guidance && wanted->guidance_scale == *m_override_guidance) {
        wanted->guidance_scale = m_base.guidance_scale;
    }
    if (*wanted == m_base) {
        return;
    }
    Session& session = *m_workspace.session();
    if (session.attempt([&] { session.project().settings().set_generation(*wanted); })) {
        m_base = *wanted;
    }
}

void GeneratePanel::check() {
    if (m_loading) {
        return;
    }
    const RatioList ratios = parse_ratios(m_ratios->text(), m_steps->value());
    const SeedList seeds = parse_seeds(m_seeds->text());
    set_note(m_ratios_note,
             ratios.error.isEmpty() ? effective_steps_text(ratios.ratios, m_steps->value()) : ratios.error,
             !ratios.error.isEmpty());
    set_note(m_seeds_note, seeds.error, true);
    m_seeds_note->setVisible(!seeds.error.isEmpty());
    emit validity_changed(ratios.error.isEmpty() && seeds.error.isEmpty());
    m_save_timer.start();
}

void GeneratePanel::show_reference() {
    QString caption;
    Session* session = m_workspace.session();
    if (session != nullptr && m_workspace.reference() != 0) {
        session->attempt([&] {
            caption = QString::fromStdString(session->project().references().get(m_workspace.reference()).caption);
        });
    }
    m_prompt->setPlaceholderText(caption.isEmpty() ? tr("Empty: a sentence made of the reference's classes") : caption);
}

void GeneratePanel::look_up() {
    m_purpose = m_bundle_override.empty() ? Purpose::kShow : Purpose::kOverride;
    m_lookup.look_up(m_bundle_override.empty() ? m_base.bundle : m_bundle_override);
}

void GeneratePanel::use_bundle(const std::filesystem::path& bundle) {
    if (m_workspace.session() != nullptr) {
        m_purpose = Purpose::kUse;
        m_wanted_bundle = bundle;
        m_lookup.look_up(bundle);
    }
}

void GeneratePanel::show_bundle(const BundleInfo& info) {
    if (m_purpose != Purpose::kShow) {
        adopt(info);
    }
    m_bundle_name = QString::fromStdString(info.name);
    m_bundle->set_full_text(info.has_adapter ? m_bundle_name : tr("%1 (finds no boxes)").arg(m_bundle_name));
    m_bundle->setToolTip(QString::fromStdString(info.path.string()));
    emit bundle_changed();
}

void GeneratePanel::adopt(const BundleInfo& info) {
    if (m_purpose == Purpose::kOverride) {
        m_override_guidance = info.guidance_scale;
    } else if (Session* session = m_workspace.session()) {
        save();
        GenerationSettings changed = m_base;
        changed.bundle = m_wanted_bundle;
        changed.guidance_scale = info.guidance_scale;
        if (!session->attempt([&] { session->project().settings().set_generation(changed); })) {
            return;
        }
        m_base = changed;
        m_bundle_override.clear();
        m_override_guidance.reset();
    }
    m_guidance->setValue(info.guidance_scale);
}

void GeneratePanel::show_no_bundle(const QString& sentence) {
    if (m_purpose == Purpose::kUse) {
        emit m_workspace.issue(sentence);  // what was in use stays in use
        look_up();
        return;
    }
    m_bundle_name.clear();
    m_bundle->set_full_text(tr("none"));
    m_bundle->setToolTip(sentence);
    emit bundle_changed();
    emit bundle_missing(sentence);
}

void GeneratePanel::choose_bundle() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a bundle folder"),
                                                             QString::fromStdString(m_base.bundle.string()));
    if (!folder.isEmpty()) {
        use_bundle(folder.toStdString());
    }
}

}  // namespace destudio::ui
