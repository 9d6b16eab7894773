// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/models/model_report.h"

namespace destudio::models {

struct LibraryEntry {
    std::filesystem::path path;
    ModelReport report;
    bool is_default = false;
};

/// The models that a person has: what lies in a folder of theirs, in folders that they added, and single models that
/// they added. An index beside keeps which folders and models these are, the default, and what they do not want to see.
/// Files are never moved, changed or deleted.
class ModelLibrary {
public:
    /// @param index the file that keeps the list; it need not exist  @param home a folder that always belongs to it
    /// @throws FormatError for an index that is no such file
    ModelLibrary(std::filesystem::path index, std::filesystem::path home);

    const std::filesystem::path& home() const { return m_home; }
    /// Folders whose models are listed, `home` first.
    std::vector<std::filesystem::path> folders() const;
    /// Folders and single models that were added.
    const std::vector<std::filesystem::path>& added() const { return m_added; }
    /// Empty when none was chosen.
    const std::filesystem::path& default_model() const { return m_default; }

    /// Every model, sorted by path. Only headers are read. @throws CancelledError between two models
    std::vector<LibraryEntry> list(const ProgressSink& progress = {}, const std::stop_token& stop = {}) const;

    /// A model, or a folder with models. A forgotten one is seen again. @throws IoError when there is nothing
    void add(const std::filesystem::path& path);
    /// @throws UsageError when the library does not have it
    void forget(const std::filesystem::path& path);
    /// An empty path: none. @throws IoError, ConfigError when the model cannot draw
    void set_default(const std::filesystem::path& path);

private:
    void write() const;
    bool holds(const std::filesystem::path& path) const;

    std::filesystem::path m_index;
    std::filesystem::path m_home;
    std::vector<std::filesystem::path> m_added;
    std::vector<std::filesystem::path> m_forgotten;
    std::filesystem::path m_default;
};

}  // namespace destudio::models
