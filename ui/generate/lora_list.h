// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "core/base/lora_choice.h"
#include "core/engine/lora_files.h"
#include "ui/base/background_task.h"

class QVBoxLayout;

namespace destudio::ui {

/// The LoRA files that are merged into the bundle, each with its strength. A file is looked at on a worker before it is
/// taken: what fits nothing is refused with the reason.
class LoraList : public QWidget {
    Q_OBJECT

public:
    explicit LoraList(QWidget* parent = nullptr);

    /// @param bundle whose modules files are compared with
    void set_bundle(const std::filesystem::path& bundle) { m_bundle = bundle; }
    void set_loras(const std::vector<LoraChoice>& loras);
    const std::vector<LoraChoice>& loras() const { return m_loras; }
    /// Looks at a file and adds it with strength 1.
    void add(const std::filesystem::path& file);

signals:
    void changed();
    /// What the file that was added is, or why none was.
    void told(const QString& sentence);

private:
    void choose();
    void rebuild();
    void add_row(std::size_t index);

    QVBoxLayout* m_rows;
    std::filesystem::path m_bundle;
    std::vector<LoraChoice> m_loras;
    BackgroundTask<LoraSummary> m_task{this};
};

}  // namespace destudio::ui
