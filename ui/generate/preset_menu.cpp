// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/preset_menu.h"

#include <QInputDialog>
#include <QStandardPaths>

#include "core/base/error.h"

namespace destudio::ui {
namespace {

/// The names of the built-in presets, for the translators.
[[maybe_unused]] const char* const kBuiltInNames[] = {
    QT_TRANSLATE_NOOP("destudio::ui::PresetMenu", "Photo, the paper's words"),
    QT_TRANSLATE_NOOP("destudio::ui::PresetMenu", "Plain words"),
    QT_TRANSLATE_NOOP("destudio::ui::PresetMenu", "Quick look"),
    QT_TRANSLATE_NOOP("destudio::ui::PresetMenu", "Fine ladder"),
};

PresetStore open_store() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return PresetStore(PresetStore::default_file(folder.toStdString()));
}

}  // namespace

PresetMenu::PresetMenu(QWidget* parent) : QMenu(parent) {
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &PresetMenu::fill);
}

void PresetMenu::fill() {
    clear();
    for (const GenerationPreset& preset : built_in_presets()) {
        addAction(tr(preset.name.c_str()), this, [this, preset] { emit chosen(preset); });
    }
    const PresetStore store = open_store();
    if (!store.presets().empty()) {
        addSeparator();
    }
    for (const GenerationPreset& preset : store.presets()) {
        addAction(QString::fromStdString(preset.name), this, [this, preset] { emit chosen(preset); });
    }
    addSeparator();
    addAction(tr("&Save as a preset…"), this, &PresetMenu::ask_name_and_save)
        ->setEnabled(m_source && m_source().has_value());
    QMenu* renames = addMenu(tr("&Rename"));
    QMenu* removes = addMenu(tr("&Delete"));
    for (const GenerationPreset& preset : store.presets()) {
        const QString name = QString::fromStdString(preset.name);
        renames->addAction(name, this, [this, name] { ask_name_and_rename(name); });
        removes->addAction(name, this, [this, name] { remove(name); });
    }
    renames->setEnabled(!store.presets().empty());
    removes->setEnabled(!store.presets().empty());
    if (!store.error().empty()) {
        emit failed(QString::fromStdString(store.error()));
    }
}

bool PresetMenu::attempt(const std::function<void(PresetStore&)>& change) {
    try {
        PresetStore store = open_store();
        change(store);
        return true;
    } catch (const Error& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
}

bool PresetMenu::save(const QString& name) {
    const auto settings = m_source ? m_source() : std::nullopt;
    return settings && attempt([&](PresetStore& store) {
               store.save({name.trimmed().toStdString(), *settings, true});
           });
}

bool PresetMenu::rename(const QString& from, const QString& to) {
    return attempt([&](PresetStore& store) { store.rename(from.toStdString(), to.trimmed().toStdString()); });
}

bool PresetMenu::remove(const QString& name) {
    return attempt([&](PresetStore& store) { store.remove(name.toStdString()); });
}

void PresetMenu::ask_name_and_save() {
    const QString name = QInputDialog::getText(this, tr("Save as a preset"), tr("Name of the preset"));
    if (!name.isEmpty()) {
        save(name);
    }
}

void PresetMenu::ask_name_and_rename(const QString& from) {
    const QString to = QInputDialog::getText(this, tr("Rename the preset"), tr("New name"), QLineEdit::Normal, from);
    if (!to.isEmpty() && to != from) {
        rename(from, to);
    }
}

}  // namespace destudio::ui
