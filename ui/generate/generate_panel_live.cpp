// SPDX-License-Identifier: Apache-2.0
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>

#include "ui/base/user_settings.h"
#include "ui/base/wheel_steps.h"
#include "ui/base/word_completion.h"
#include "ui/base/word_hover.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/number_list.h"
#include "ui/generate/prompt_vocabulary.h"
#include "widgets/base/ratio_track.h"

// What follows the hand: the ratios' handles, the wheel over the seeds, the words of the prompt.
namespace destudio::ui {

void GeneratePanel::connect_live() {
    m_live->setChecked(UserSettings().live());
    connect(m_live, &QToolButton::toggled, this, [this](bool live) {
        UserSettings().set_live(live);
        if (!live) {
            emit live_ended();
        }
    });
    connect(m_track, &widgets::RatioTrack::ratios_changed, this,
            [this](const std::vector<double>& ratios) { m_ratios->setText(ratios_text(ratios)); });
    connect(m_track, &widgets::RatioTrack::handle_moved, this, [this](double ratio) {
        if (m_live->isChecked()) {
            emit live_wanted(ratio);
        }
    });
    connect(m_track, &widgets::RatioTrack::drag_cancelled, this, &GeneratePanel::live_ended);
    step_by_wheel(m_seeds, [this](int direction) { step_seeds(direction); });

    auto* completion = new WordCompletion(m_prompt);
    auto* vocabulary = new PromptVocabulary(m_workspace, this);
    connect(vocabulary, &PromptVocabulary::found, completion, &WordCompletion::set_words);
    connect(new WordHover(m_prompt), &WordHover::hovered, this, &GeneratePanel::word_hovered);
}

bool GeneratePanel::live() const {
    return m_live->isChecked();
}

void GeneratePanel::step_seeds(int direction) {
    const QString stepped = stepped_seeds(m_seeds->text(), direction);
    if (stepped == m_seeds->text()) {
        return;
    }
    m_seeds->setText(stepped);
    if (m_live->isChecked()) {
        emit seeds_stepped();
    }
}

}  // namespace destudio::ui
