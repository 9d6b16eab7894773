// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "ui/inspect/word_maps.h"

namespace destudio::ui {

class GenerateActions;
class GeneratePanel;
class LadderPage;
class PageStack;
struct WindowControllers;

/// What follows the hand: the panel's ratios and seeds lead to the live picture of the ladder, and the words of a
/// prompt to the places where the model looked for them.
class LiveActions : public QObject {
    Q_OBJECT

public:
    LiveActions(WindowControllers& controllers, GeneratePanel& panel, PageStack& pages, GenerateActions& generating,
                InspectionVisit visit, QObject* parent);

    bool settled() const { return !m_words.busy(); }

private:
    void connect_live(GenerateActions& generating);
    void connect_words();
    void draw(double ratio);
    void follow_settings();
    void mark_word(const QString& word);

    WindowControllers& m_controllers;
    GeneratePanel& m_panel;
    PageStack& m_pages;
    LadderPage& m_ladder;
    WordMaps m_words;
};

}  // namespace destudio::ui
