// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <vector>

#include "core/project/store/types.h"

namespace destudio::ui {

class GeneratePanel;
class LadderPage;
class MessageBar;
class ScaleUpDialog;
struct WindowActions;
struct WindowControllers;

/// What starts and stops making variants, with what the generate panel says: ladders and scaling up. The ladder page
/// shows beforehand what would be made.
class GenerateActions : public QObject {
    Q_OBJECT

public:
    /// @param window the parent of dialogs
    GenerateActions(WindowControllers& controllers, GeneratePanel& panel, LadderPage& ladder, MessageBar& messages,
                    WindowActions& actions, QWidget* window, QObject* parent);

    /// Queues a ladder for the current reference, as soon as the bundle is known. @return whether something will be
    /// made
    bool generate();
    /// Queues a ladder with new seeds for each of these references, as many seeds as the panel has.
    void generate_more(const std::vector<RowId>& references);
    /// No bundle is being read, and nothing waits for one.
    bool settled() const;

signals:
    /// Somebody asked for variants, and they are being made.
    void started();
    /// The variants that were made are to be looked at.
    void gallery_requested();

private:
    void connect_panel();
    void connect_generation();
    void generate_all();
    bool generate_for(const std::vector<RowId>& references);
    void show_scale_up();
    void show_planned();
    void update();

    WindowControllers& m_controllers;
    GeneratePanel& m_panel;
    LadderPage& m_ladder;
    MessageBar& m_messages;
    WindowActions& m_actions;
    QWidget* m_window;
    ScaleUpDialog* m_scale_up = nullptr;
    bool m_valid = true;
    bool m_generate_later = false;
};

}  // namespace destudio::ui
