// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>
#include <deque>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/base/lora_choice.h"
#include "core/engine/model/lora_files.h"
#include "ui/base/background_task.h"

class QLabel;
class QVBoxLayout;

namespace destudio::ui {

/// The LoRA files that are merged into the bundle, each with its strength. A file is looked at on a worker before it is
/// taken: what fits nothing is refused with the reason. Files can be dropped on it.
class LoraList : public QWidget {
    Q_OBJECT

public:
    using Check = std::function<LoraSummary(const std::filesystem::path& bundle, const std::filesystem::path& file)>;

    /// @param check  compares a file with a bundle; check_lora() in the program
    explicit LoraList(Check check, QWidget* parent = nullptr);

    /// @param bundle whose modules files are compared with
    void set_bundle(const std::filesystem::path& bundle);
    /// Files that wait to be looked at are given up.
    void set_loras(const std::vector<LoraChoice>& loras);
    const std::vector<LoraChoice>& loras() const { return m_loras; }
    /// Looks at a file and adds it with strength 1; several, one after the other.
    void add(const std::filesystem::path& file);
    bool busy() const { return m_task.busy(); }

signals:
    void changed();
    /// A file was looked at and added.
    void added(const std::filesystem::path& file, const destudio::LoraSummary& summary);
    void removed(const std::filesystem::path& file);
    /// Why a file was not added.
    void refused(const QString& sentence);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Row {
        QString summary;  ///< what the file is; empty until it was looked at
    };

    void choose();
    void check_next();
    void take(const std::filesystem::path& file, const LoraSummary& summary);
    void rebuild();
    void add_row(std::size_t index);
    void remove(std::size_t index);

    Check m_check;
    QVBoxLayout* m_rows;
    QLabel* m_busy;
    std::filesystem::path m_bundle;
    std::vector<LoraChoice> m_loras;
    std::vector<Row> m_known;  ///< as m_loras
    std::deque<std::filesystem::path> m_waiting;
    BackgroundTask<LoraSummary> m_task{this};
};

/// "kohya for Stable Diffusion 1.x: changes 192 modules by 2.40 % of their weights, most in down_blocks.1; 3 modules
/// fit nowhere."
QString lora_report_text(const LoraSummary& summary);

}  // namespace destudio::ui
