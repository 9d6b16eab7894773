// SPDX-License-Identifier: Apache-2.0
#include "ui/window/live_actions.h"

#include <algorithm>
#include <utility>

#include "ui/generate/generate_panel.h"
#include "ui/ladder/ladder_page.h"
#include "ui/window/generate_actions.h"
#include "ui/window/page_stack.h"
#include "ui/window/window_controllers.h"
#include "widgets/ladder/word_line.h"

namespace destudio::ui {

LiveActions::LiveActions(WindowControllers& controllers, GeneratePanel& panel, PageStack& pages,
                         GenerateActions& generating, InspectionVisit visit, QObject* parent)
    : QObject(parent),
      m_controllers(controllers),
      m_panel(panel),
      m_pages(pages),
      m_ladder(*pages.ladder()),
      m_words(std::move(visit)) {
    connect_live(generating);
    connect_words();
}

void LiveActions::connect_live(GenerateActions& generating) {
    LiveLadder& live = m_controllers.live;
    connect(&live, &LiveLadder::changed, this, [this, &live] { m_ladder.set_live(live.picture()); });
    connect(&m_panel, &GeneratePanel::live_wanted, this, &LiveActions::draw);
    connect(&m_panel, &GeneratePanel::live_ended, &live, &LiveLadder::end);
    connect(&m_panel, &GeneratePanel::validity_changed, this, &LiveActions::follow_settings);
    connect(&m_panel, &GeneratePanel::bundle_changed, this, &LiveActions::follow_settings);
    connect(&m_panel, &GeneratePanel::seeds_stepped, this, [this, &live] {
        const double current = m_ladder.current_ratio();
        const auto settings = m_panel.settings();
        if (live.picture()) {
            draw(live.picture()->rung.encode_ratio);
        } else if (current > 0) {
            draw(current);
        } else if (settings && !settings->ratios.empty()) {
            draw(settings->ratios.front());
        }
    });
    connect(&m_ladder, &LadderPage::live_seed_stepped, &m_panel, &GeneratePanel::step_seeds);
    // What is asked for now is made by the queue, and must not wait for a look.
    connect(&generating, &GenerateActions::started, &live, &LiveLadder::end);
}

void LiveActions::draw(double ratio) {
    const auto settings = m_panel.settings();
    if (!settings || m_panel.looking_up() || m_pages.page() != Page::kLadder) {
        return;
    }
    // The row that is looked at, where it is one of those that Generate would make.
    const auto row = m_ladder.current_seed();
    const auto& seeds = settings->seeds;
    const bool known = row && std::find(seeds.begin(), seeds.end(), *row) != seeds.end();
    m_controllers.live.ask(*settings, {ratio, known ? *row : seeds.front()});
}

void LiveActions::follow_settings() {
    const auto& picture = m_controllers.live.picture();
    const auto settings = m_panel.settings();
    if (picture && settings && !draw_alike(picture->settings, *settings)) {
        m_controllers.live.end();
    }
}

void LiveActions::connect_words() {
    connect(m_ladder.prompt_line(), &widgets::WordLine::word_marked, this, &LiveActions::mark_word);
    connect(&m_panel, &GeneratePanel::word_hovered, this, &LiveActions::mark_word);
    connect(&m_controllers.workspace, &Workspace::session_closing, &m_words, &WordMaps::clear);
    connect(&m_words, &WordMaps::looking, this, [this] { m_ladder.prompt_line()->set_note(tr("The model looks…")); });
    connect(&m_words, &WordMaps::tinted, this,
            [this](RowId variant, const QString& word, const widgets::Picture& picture) {
                m_ladder.prompt_line()->set_note(picture.empty() ? tr("“%1” was cut off").arg(word) : QString());
                if (!picture.empty()) {
                    m_ladder.show_tint(variant, picture);
                }
            });
    connect(&m_words, &WordMaps::failed, this,
            [this](const QString& sentence) { m_ladder.prompt_line()->set_note(sentence); });
}

void LiveActions::mark_word(const QString& word) {
    m_words.leave();
    m_ladder.clear_tint();
    m_ladder.prompt_line()->set_note({});
    Session* session = m_controllers.workspace.session();
    const auto target = m_controllers.workspace.target();
    const auto settings = m_panel.settings();
    if (word.isEmpty() || session == nullptr || !target || !target->is_variant() || !settings || m_panel.looking_up() ||
        m_pages.page() != Page::kLadder) {
        return;
    }
    session->attempt([&] {
        const InspectRequest request = make_inspect_request(*session, *target, *settings);
        const auto words = words_of_prompt(request.recipe.prompt);
        // A word of the panel's prompt may be none of this variant's.
        if (std::find(words.begin(), words.end(), word.toStdString()) != words.end()) {
            m_words.ask(request, word);
        }
    });
}

}  // namespace destudio::ui
