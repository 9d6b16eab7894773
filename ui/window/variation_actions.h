// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "ui/generate/variation.h"

class QWidget;

namespace destudio::ui {

class GeneratePanel;
class MessageBar;
struct WindowActions;
struct WindowControllers;

/// Varies the current variant, and makes variants again from their recipes.
class VariationActions : public QObject {
    Q_OBJECT

public:
    /// @param window the parent of dialogs
    VariationActions(WindowControllers& controllers, GeneratePanel& panel, MessageBar& messages, WindowActions& actions,
                     QWidget* window, QObject* parent);

private:
    void vary(Variation variation);
    void rerun();
    void rerun_file();
    /// The fields of the generate panel; while one is wrong, what the project has.
    GenerationSettings settings() const;

    WindowControllers& m_controllers;
    GeneratePanel& m_panel;
    MessageBar& m_messages;
    QWidget* m_window;
};

}  // namespace destudio::ui
