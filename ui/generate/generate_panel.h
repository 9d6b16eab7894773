// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "core/engine/model/lora_files.h"
#include "core/project/store/preset_store.h"
#include "ui/generate/bundle_lookup.h"

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace destudio::widgets {
class ElidedLabel;
class RatioTrack;
}  // namespace destudio::widgets

namespace destudio {
struct ModelListing;
}

namespace destudio::ui {

class AdapterChooser;
class BundleMenu;
class LoraList;
class PresetMenu;
class Workspace;

/// What to generate: prompts, ratios, seeds and the sampler's settings. They are kept in the project; wrong input is
/// told under its field and switches Generate off.
class GeneratePanel : public QWidget {
    Q_OBJECT

public:
    GeneratePanel(Workspace& workspace, QAction* generate, QAction* cancel, QAction* presets,
                  QWidget* parent = nullptr);

    /// None while a field holds wrong input.
    std::optional<GenerationSettings> settings() const;
    /// The bundle for every project of this window, from the command line; empty: the project's own choice. Sets the
    /// guidance scale that suits it, for this window alone.
    void set_bundle_override(const std::filesystem::path& bundle);
    /// Uses this bundle, empty: the built-in one, for the project from now on, with the guidance scale that suits it.
    void use_bundle(const std::filesystem::path& bundle);
    /// Shows where models are chosen.
    void choose_bundle();
    /// Merges a LoRA file from now on, if it fits.
    void add_lora(const std::filesystem::path& file);
    /// What the menu beside the bundle offers.
    void set_known_models(const ModelListing& listing);
    /// Labels with this adapter, empty: the bundle's own, from now on; what was in use stays when it cannot be read.
    void use_adapter(const std::filesystem::path& adapter);
    /// What is used now; an empty bundle is the built-in one, an empty adapter the bundle's own.
    std::filesystem::path bundle() const { return m_bundle_override.empty() ? m_base.bundle : m_bundle_override; }
    std::filesystem::path adapter() const { return m_base.adapter; }
    /// A bundle is being read; settings() may still change its guidance scale.
    bool looking_up() const { return m_lookup.busy(); }
    /// "Clipart"; empty when there is no bundle.
    QString bundle_name() const { return m_bundle_name; }
    PresetMenu* presets() const { return m_presets; }
    /// Every seed one higher or lower.
    void step_seeds(int direction);
    /// Pictures are to follow the hand.
    bool live() const;

signals:
    /// A handle of the ratios stands here now, and pictures are to follow the hand.
    void live_wanted(double ratio);
    /// The seeds were stepped, and pictures are to follow the hand.
    void seeds_stepped();
    /// What was live is not wanted any more.
    void live_ended();
    /// The pointer rests on a word of the prompt; empty when it left.
    void word_hovered(const QString& word);
    void validity_changed(bool valid);
    void bundle_changed();
    /// The same, with what is known of it. @param adapter empty: the bundle's own
    void bundle_found(const destudio::BundleInfo& bundle, const std::filesystem::path& adapter);
    /// There is no usable bundle: the sentence says why.
    void bundle_missing(const QString& sentence);
    /// The page with the models is wanted.
    void models_wanted();
    /// set_known_models() is wanted.
    void model_list_wanted();

private:
    /// Why a bundle is looked up: only to name it, or also to take its guidance scale.
    enum class Purpose { kShow, kOverride, kUse, kUseAdapter };

    void build();
    void build_more();
    void connect_fields();
    void connect_live();
    void load();
    void show_settings(const GenerationSettings& settings);
    void apply_preset(const GenerationPreset& preset);
    void roll_seed();
    void save();
    void check();
    Sampler sampler() const;
    /// Another sampler, another meaning of eta.
    void use_sampler_eta();
    void show_reference();
    void look_up();
    void show_bundle(const BundleInfo& info);
    void show_no_bundle(const QString& sentence);
    void adopt(const BundleInfo& info);
    void adopt_adapter(const BundleInfo& info);
    void set_few_steps(const FewStepAdvice& advice);
    void follow_lora(const std::filesystem::path& file, const LoraSummary& summary);
    void leave_lora(const std::filesystem::path& file);

    Workspace& m_workspace;
    PresetMenu* m_presets;
    QPlainTextEdit* m_prompt;
    QComboBox* m_source;
    QLineEdit* m_suffix;
    QLineEdit* m_negative;
    QLineEdit* m_ratios;
    widgets::RatioTrack* m_track;
    QToolButton* m_live;
    QLabel* m_ratios_note;
    QLineEdit* m_seeds;
    QLabel* m_seeds_note;
    QSpinBox* m_steps;
    QDoubleSpinBox* m_guidance;
    QComboBox* m_sampler;
    QToolButton* m_more;
    QWidget* m_more_fields;
    QDoubleSpinBox* m_eta;
    QDoubleSpinBox* m_rescale;
    QComboBox* m_spacing;
    QComboBox* m_label_step;
    QComboBox* m_precision;
    LoraList* m_loras;
    widgets::ElidedLabel* m_bundle;
    BundleMenu* m_bundle_menu;
    AdapterChooser* m_adapter;
    QAction* m_generate;
    QAction* m_cancel;
    QAction* m_show_presets;
    QTimer m_save_timer;
    GenerationSettings m_base;  ///< what the fields do not show
    BundleLookup m_lookup;
    Purpose m_purpose = Purpose::kShow;
    std::filesystem::path m_wanted_bundle;   ///< of kUse
    std::filesystem::path m_wanted_adapter;  ///< of kUseAdapter
    std::filesystem::path m_bundle_override;
    std::optional<double> m_override_guidance;
    QString m_bundle_name;
    std::string m_few_step;  ///< why the bundle in use is a few-step model; empty for others
    std::string m_domain;    ///< of the bundle, for the generic prompt
    /// A LoRA file that set sampler, steps and guidance, and what they were before.
    struct FewStepLora {
        std::filesystem::path file;
        FewStepAdvice before;
    };
    std::optional<FewStepLora> m_before_few_steps;
    bool m_loading = false;
};

}  // namespace destudio::ui
