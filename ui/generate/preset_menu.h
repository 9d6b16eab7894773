// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>
#include <functional>
#include <optional>

#include "core/project/store/preset_store.h"

namespace destudio::ui {

/// Presets of generation settings: choose one, save the fields as one, rename
/// and delete one's own.
class PresetMenu : public QMenu {
    Q_OBJECT

public:
    explicit PresetMenu(QWidget* parent = nullptr);

    /// What is saved: the fields as they are; nothing while one is wrong.
    void set_source(std::function<std::optional<GenerationSettings>()> source) { m_source = std::move(source); }
    // The menu's entries, without their dialogs. @return whether it worked;
    // failed() says why not
    bool save(const QString& name);
    bool rename(const QString& from, const QString& to);
    bool remove(const QString& name);

signals:
    void chosen(const destudio::GenerationPreset& preset);
    void failed(const QString& sentence);

private:
    void fill();
    void ask_name_and_save();
    void ask_name_and_rename(const QString& from);
    bool attempt(const std::function<void(PresetStore&)>& change);

    std::function<std::optional<GenerationSettings>()> m_source;
};

}  // namespace destudio::ui
