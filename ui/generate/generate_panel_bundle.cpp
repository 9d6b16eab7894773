// SPDX-License-Identifier: Apache-2.0
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>

#include "core/engine/model/few_step.h"
#include "ui/generate/adapter_chooser.h"
#include "ui/generate/bundle_menu.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/lora_list.h"
#include "ui/session/workspace.h"
#include "widgets/base/elided_label.h"

// Which model, adapter and LoRA files the panel generates with, and what follows for its other fields.
namespace destudio::ui {

void GeneratePanel::set_bundle_override(const std::filesystem::path& bundle) {
    m_bundle_override = bundle;
    look_up();
}

void GeneratePanel::look_up() {
    m_purpose = m_bundle_override.empty() ? Purpose::kShow : Purpose::kOverride;
    m_lookup.look_up(bundle(), adapter());
}

void GeneratePanel::use_bundle(const std::filesystem::path& bundle) {
    if (m_workspace.session() == nullptr) {
        set_bundle_override(bundle);
    } else {
        m_purpose = Purpose::kUse;
        m_wanted_bundle = bundle;
        m_lookup.look_up(bundle);
    }
}

void GeneratePanel::use_adapter(const std::filesystem::path& adapter) {
    if (m_workspace.session() != nullptr) {
        m_purpose = Purpose::kUseAdapter;
        m_wanted_adapter = adapter;
        m_lookup.look_up(bundle(), adapter);
    }
}

void GeneratePanel::adopt_adapter(const BundleInfo& info) {
    Session* session = m_workspace.session();
    save();
    GenerationSettings changed = m_base;
    changed.adapter = m_wanted_adapter;
    if (session == nullptr || !session->attempt([&] { session->project().settings().set_generation(changed); })) {
        return;
    }
    m_base = changed;
    std::vector<std::string> names;
    for (const ProjectClass& entry : session->classes()) {
        names.push_back(entry.name);
    }
    if (const QString difference = class_difference(info.classes, names); !difference.isEmpty()) {
        m_workspace.report(tr("The adapter is in use from now on. %1").arg(difference));
    }
}

void GeneratePanel::show_bundle(const BundleInfo& info) {
    if (m_purpose == Purpose::kUseAdapter) {
        adopt_adapter(info);
    } else if (m_purpose != Purpose::kShow) {
        adopt(info);
    }
    m_adapter->set_project(m_workspace.session() != nullptr ? m_workspace.session()->project().file()
                                                            : std::filesystem::path());
    m_adapter->show_adapter(m_base.adapter, info.has_adapter ? info.classes : std::vector<std::string>());
    m_bundle_name = QString::fromStdString(info.name);
    m_domain = info.domain;
    m_few_step = info.few_step;
    m_loras->set_bundle(info.path);
    show_reference();
    m_bundle->set_full_text(info.has_adapter ? m_bundle_name : tr("%1 (finds no boxes)").arg(m_bundle_name));
    m_bundle->setToolTip(QString::fromStdString(info.path.string()));
    m_bundle_menu->set_current(bundle());
    emit bundle_found(info, adapter());
    emit bundle_changed();
}

void GeneratePanel::set_few_steps(const FewStepAdvice& advice) {
    m_loading = true;
    m_sampler->setCurrentIndex(m_sampler->findData(static_cast<int>(advice.sampler)));
    m_steps->setValue(advice.steps);
    m_eta->setValue(default_eta(advice.sampler));
    m_spacing->setCurrentIndex(m_spacing->findData(advice.spacing ? static_cast<int>(*advice.spacing) : -1));
    m_loading = false;
    m_guidance->setValue(advice.guidance_scale);
    check();
}

void GeneratePanel::adopt(const BundleInfo& info) {
    // Few-step models need their own sampler; after one, the usual models need theirs back.
    const bool other_steps = !info.few_step.empty() || !m_few_step.empty() || m_before_few_steps;
    QStringList told;
    if (!info.few_step.empty()) {
        told << QString::fromStdString(few_step_sentence(info));
    }
    if (m_purpose == Purpose::kOverride) {
        m_override_guidance = info.guidance_scale;
    } else if (Session* session = m_workspace.session()) {
        save();
        GenerationSettings changed = m_base;
        changed.bundle = m_wanted_bundle;
        if (changed.bundle != m_base.bundle) {
            // They were made for another model.
            if (!changed.adapter.empty()) {
                told << tr("The adapter was made for another model; this one's own is in use.");
            }
            if (!changed.loras.empty()) {
                told << tr("The LoRA files were taken off the list: they were added to another model.");
            }
            changed.adapter.clear();
            changed.loras.clear();
        }
        changed.guidance_scale = info.guidance_scale;
        if (other_steps) {
            changed.sampler = info.sampler;
            changed.steps = info.steps;
            changed.eta = default_eta(info.sampler);
            changed.spacing = info.spacing;
        }
        if (!session->attempt([&] { session->project().settings().set_generation(changed); })) {
            return;
        }
        m_base = changed;
        m_loras->set_loras(changed.loras);
        m_bundle_override.clear();
        m_override_guidance.reset();
    }
    m_before_few_steps.reset();
    if (other_steps) {
        set_few_steps({info.sampler, info.steps, info.guidance_scale, info.spacing, {}});
    }
    m_guidance->setValue(info.guidance_scale);
    check();
    if (!told.isEmpty()) {
        m_workspace.report(told.join(QLatin1Char(' ')));
    }
}

void GeneratePanel::add_lora(const std::filesystem::path& file) {
    if (m_workspace.session() != nullptr) {
        m_more->setChecked(true);
        m_loras->add(file);
    }
}

void GeneratePanel::follow_lora(const std::filesystem::path& file, const LoraSummary& summary) {
    QString told =
        QStringLiteral("%1: %2").arg(QString::fromStdString(file.filename().string()), lora_report_text(summary));
    // A model that is made for few steps keeps its own; of several such files the first decides.
    if (summary.few_step && m_few_step.empty() && !m_before_few_steps) {
        const int spacing = m_spacing->currentData().toInt();
        m_before_few_steps =
            FewStepLora{file,
                        {sampler(),
                         m_steps->value(),
                         m_guidance->value(),
                         spacing < 0 ? std::nullopt : std::optional(static_cast<TimestepSpacing>(spacing)),
                         {}}};
        set_few_steps(*summary.few_step);
        told += QLatin1Char(' ') + tr("It is made for few steps (%1): sampler %2, %3 steps and guidance %4 are set.")
                                       .arg(QString::fromStdString(summary.few_step->reason), m_sampler->currentText())
                                       .arg(summary.few_step->steps)
                                       .arg(QLocale().toString(summary.few_step->guidance_scale));
    }
    m_workspace.report(told);
}

void GeneratePanel::leave_lora(const std::filesystem::path& file) {
    if (!m_before_few_steps || m_before_few_steps->file != file) {
        return;
    }
    const FewStepAdvice before = m_before_few_steps->before;
    m_before_few_steps.reset();
    set_few_steps(before);
    m_workspace.report(
        tr("Without %1 the model needs its usual steps: sampler %2, %3 steps and guidance %4 are set again.")
            .arg(QString::fromStdString(file.filename().string()), m_sampler->currentText())
            .arg(before.steps)
            .arg(QLocale().toString(before.guidance_scale)));
}

void GeneratePanel::set_known_models(const ModelListing& listing) {
    m_bundle_menu->set_models(listing);
}

void GeneratePanel::show_no_bundle(const QString& sentence) {
    if (m_purpose == Purpose::kUse || m_purpose == Purpose::kUseAdapter) {
        m_workspace.report(sentence);  // what was in use stays in use
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
    emit models_wanted();
}

}  // namespace destudio::ui
