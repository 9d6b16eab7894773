// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/generate_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <algorithm>

#include "core/engine/recipe/prompt_builder.h"
#include "ui/generate/adapter_chooser.h"
#include "ui/generate/bundle_menu.h"
#include "ui/generate/lora_list.h"
#include "ui/generate/number_list.h"
#include "ui/generate/preset_menu.h"
#include "ui/session/workspace.h"
#include "widgets/base/elided_label.h"
#include "widgets/base/ratio_track.h"

namespace destudio::ui {
namespace {

constexpr int kSaveDelayMs = 500;

void set_note(QLabel* note, const QString& text, bool error) {
    note->setText(text);
    note->setWordWrap(true);
    const QString role = error ? QStringLiteral("error") : QStringLiteral("dim");
    if (note->property("role").toString() != role) {
        note->setProperty("role", role);
        note->style()->unpolish(note);
        note->style()->polish(note);
    }
}

/// What the field was given, unless somebody changed it: it shows fewer digits, and a smaller range.
double value_of(const QDoubleSpinBox* field, double given) {
    const double shown = QString::number(given, 'f', field->decimals()).toDouble();
    return field->value() == std::clamp(shown, field->minimum(), field->maximum()) ? given : field->value();
}

}  // namespace

GeneratePanel::GeneratePanel(Workspace& workspace, QAction* generate, QAction* cancel, QAction* presets,
                             QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_presets(new PresetMenu(this)),
      m_prompt(new QPlainTextEdit(this)),
      m_source(new QComboBox(this)),
      m_suffix(new QLineEdit(this)),
      m_negative(new QLineEdit(this)),
      m_ratios(new QLineEdit(this)),
      m_track(new widgets::RatioTrack(this)),
      m_live(new QToolButton(this)),
      m_ratios_note(new QLabel(this)),
      m_seeds(new QLineEdit(this)),
      m_seeds_note(new QLabel(this)),
      m_steps(new QSpinBox(this)),
      m_guidance(new QDoubleSpinBox(this)),
      m_sampler(new QComboBox(this)),
      m_more(new QToolButton(this)),
      m_more_fields(new QWidget(this)),
      m_eta(new QDoubleSpinBox(this)),
      m_rescale(new QDoubleSpinBox(this)),
      m_spacing(new QComboBox(this)),
      m_label_step(new QComboBox(this)),
      m_precision(new QComboBox(this)),
      m_loras(new LoraList(check_lora, this)),
      m_bundle(new widgets::ElidedLabel(this)),
      m_bundle_menu(new BundleMenu(this)),
      m_adapter(new AdapterChooser(this)),
      m_generate(generate),
      m_cancel(cancel),
      m_show_presets(presets) {
    build();
    m_save_timer.setSingleShot(true);
    m_save_timer.setInterval(kSaveDelayMs);
    connect(&m_save_timer, &QTimer::timeout, this, &GeneratePanel::save);
    connect_fields();
    connect_live();
    connect(m_bundle_menu, &BundleMenu::chosen, this, &GeneratePanel::use_bundle);
    connect(m_bundle_menu, &BundleMenu::list_wanted, this, &GeneratePanel::model_list_wanted);
    connect(m_bundle_menu, &BundleMenu::page_wanted, this, &GeneratePanel::models_wanted);
    connect(m_adapter, &AdapterChooser::chosen, this, &GeneratePanel::use_adapter);
    connect(&m_lookup, &BundleLookup::found, this, &GeneratePanel::show_bundle);
    connect(&m_lookup, &BundleLookup::missing, this, &GeneratePanel::show_no_bundle);
    connect(&workspace, &Workspace::session_changed, this, &GeneratePanel::load);
    connect(&workspace, &Workspace::session_closing, this, &GeneratePanel::save);
    connect(&workspace, &Workspace::reference_changed, this, &GeneratePanel::show_reference);
    load();
}

void GeneratePanel::connect_fields() {
    for (QLineEdit* field : {m_suffix, m_negative, m_ratios, m_seeds}) {
        connect(field, &QLineEdit::textChanged, this, &GeneratePanel::check);
    }
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &GeneratePanel::check);
    connect(m_steps, &QSpinBox::valueChanged, this, &GeneratePanel::check);
    for (QDoubleSpinBox* field : {m_guidance, m_eta, m_rescale}) {
        connect(field, &QDoubleSpinBox::valueChanged, this, &GeneratePanel::check);
    }
    connect(m_sampler, &QComboBox::currentIndexChanged, this, &GeneratePanel::use_sampler_eta);
    for (QComboBox* field : {m_source, m_sampler, m_spacing, m_label_step, m_precision}) {
        connect(field, &QComboBox::currentIndexChanged, this, &GeneratePanel::check);
    }
    connect(m_loras, &LoraList::changed, this, &GeneratePanel::check);
    connect(m_loras, &LoraList::refused, this, [this](const QString& sentence) { m_workspace.report(sentence); });
    connect(m_loras, &LoraList::added, this, &GeneratePanel::follow_lora);
    connect(m_loras, &LoraList::removed, this, &GeneratePanel::leave_lora);
    connect(m_source, &QComboBox::currentIndexChanged, this, &GeneratePanel::show_reference);
    m_presets->set_source([this] { return settings(); });
    connect(m_presets, &PresetMenu::chosen, this, &GeneratePanel::apply_preset);
    connect(m_presets, &PresetMenu::failed, this, [this](const QString& sentence) { m_workspace.report(sentence); });
}

Sampler GeneratePanel::sampler() const {
    return static_cast<Sampler>(m_sampler->currentData().toInt());
}

void GeneratePanel::use_sampler_eta() {
    if (!m_loading) {
        m_eta->setValue(default_eta(sampler()));
    }
}

std::optional<GenerationSettings> GeneratePanel::settings() const {
    const RatioList ratios = parse_ratios(m_ratios->text(), m_steps->value(), sampler());
    const SeedList seeds = parse_seeds(m_seeds->text());
    if (!ratios.error.isEmpty() || !seeds.error.isEmpty()) {
        return std::nullopt;
    }
    GenerationSettings settings = m_base;
    if (!m_bundle_override.empty()) {
        settings.bundle = m_bundle_override;
    }
    settings.prompt_source = static_cast<PromptSource>(m_source->currentData().toInt());
    settings.prompt_suffix = m_suffix->text().trimmed().toStdString();
    settings.prompt = m_prompt->toPlainText().simplified().toStdString();
    settings.negative_prompt = m_negative->text().trimmed().toStdString();
    settings.ratios = ratios.ratios;
    settings.seeds = seeds.seeds;
    settings.steps = m_steps->value();
    settings.guidance_scale = value_of(m_guidance, m_override_guidance.value_or(m_base.guidance_scale));
    settings.sampler = sampler();
    settings.loras = m_loras->loras();
    settings.guidance_rescale = value_of(m_rescale, m_base.guidance_rescale);
    const int spacing = m_spacing->currentData().toInt();
    settings.spacing = spacing < 0 ? std::nullopt : std::optional(static_cast<TimestepSpacing>(spacing));
    settings.eta = value_of(m_eta, m_base.eta);
    settings.precision = static_cast<Precision>(m_precision->currentData().toInt());
    const int label_step = m_label_step->currentData().toInt();
    settings.label_step = label_step < 0 ? std::nullopt : std::optional(static_cast<LabelStep>(label_step));
    return settings;
}

void GeneratePanel::load() {
    m_loading = true;
    m_base = {};
    m_before_few_steps.reset();
    if (Session* session = m_workspace.session()) {
        session->attempt([&] { m_base = session->project().settings().generation(); });
    }
    show_settings(m_base);
    m_loading = false;
    check();
    m_save_timer.stop();
    setEnabled(m_workspace.session() != nullptr);
    show_reference();
    look_up();
}

void GeneratePanel::show_settings(const GenerationSettings& settings) {
    const auto choose = [](QComboBox* box, int value) { box->setCurrentIndex(box->findData(value)); };
    m_prompt->setPlainText(QString::fromStdString(settings.prompt));
    choose(m_source, static_cast<int>(settings.prompt_source));
    m_suffix->setText(QString::fromStdString(settings.prompt_suffix));
    m_negative->setText(QString::fromStdString(settings.negative_prompt));
    m_ratios->setText(ratios_text(settings.ratios));
    m_seeds->setText(seeds_text(settings.seeds));
    m_steps->setValue(settings.steps);
    m_guidance->setValue(settings.guidance_scale);
    choose(m_sampler, static_cast<int>(settings.sampler));
    m_eta->setValue(settings.eta);
    m_rescale->setValue(settings.guidance_rescale);
    m_loras->set_loras(settings.loras);
    choose(m_spacing, settings.spacing ? static_cast<int>(*settings.spacing) : -1);
    choose(m_label_step, settings.label_step ? static_cast<int>(*settings.label_step) : -1);
    choose(m_precision, static_cast<int>(settings.precision));
    // What is not as usual must not be hidden.
    const GenerationSettings usual;
    if (settings.eta != default_eta(settings.sampler) || settings.guidance_rescale != usual.guidance_rescale ||
        settings.spacing != usual.spacing || !settings.loras.empty() || settings.label_step != usual.label_step ||
        settings.precision != usual.precision) {
        m_more->setChecked(true);
    }
}

void GeneratePanel::apply_preset(const GenerationPreset& preset) {
    // What a wrong field holds is lost: the preset has all of them but the seeds.
    const SeedList seeds = parse_seeds(m_seeds->text());
    GenerationSettings current = m_base;
    current.seeds = seeds.error.isEmpty() ? seeds.seeds : m_base.seeds;
    current.guidance_scale = m_guidance->value();
    m_loading = true;
    show_settings(with_preset(current, preset));
    m_loading = false;
    check();
}

void GeneratePanel::roll_seed() {
    constexpr quint32 kMaxSeed = 1'000'000;  // short enough to be told to somebody
    m_seeds->setText(QString::number(QRandomGenerator::global()->bounded(kMaxSeed)));
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
    const RatioList ratios = parse_ratios(m_ratios->text(), m_steps->value(), sampler());
    const SeedList seeds = parse_seeds(m_seeds->text());
    set_note(m_ratios_note,
             ratios.error.isEmpty() ? effective_steps_text(ratios.ratios, m_steps->value(), sampler()) : ratios.error,
             !ratios.error.isEmpty());
    set_note(m_seeds_note, seeds.error, true);
    m_seeds_note->setVisible(!seeds.error.isEmpty());
    if (ratios.error.isEmpty()) {
        m_track->set_ratios(ratios.ratios);
    }
    emit validity_changed(ratios.error.isEmpty() && seeds.error.isEmpty());
    m_save_timer.start();
}

void GeneratePanel::show_reference() {
    QString made = tr("Empty: a sentence made of the reference's classes");
    Session* session = m_workspace.session();
    if (session != nullptr && m_workspace.reference() != 0) {
        session->attempt([&] {
            ReferenceStore& references = session->project().references();
            const bool captions = static_cast<PromptSource>(m_source->currentData().toInt()) == PromptSource::kCaption;
            const std::string caption = captions ? references.get(m_workspace.reference()).caption : std::string();
            std::vector<std::string> classes;
            for (const ReferenceBox& box : references.boxes(m_workspace.reference())) {
                if (!box.ignore) {
                    classes.push_back(session->class_name(box.class_id).toStdString());
                }
            }
            made = QString::fromStdString(default_prompt(caption, m_domain, classes));
        });
    }
    m_prompt->setPlaceholderText(made);
    m_prompt->viewport()->update();  // Qt paints a changed placeholder only when something else changes, too
}

}  // namespace destudio::ui
