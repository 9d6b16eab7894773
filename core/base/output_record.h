// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace destudio {

/// What a run wrote into its output folder, kept there in a hidden file: so the next run knows which files are its own
/// to replace, and that nobody changed them since. A file is noted before it is written, so a killed run leaves nothing
/// that is not noted.
///
/// Not for several threads or programs at once: the folder is locked by OutputFolder.
class OutputRecord {
public:
    static constexpr const char* kFileName = ".destudio-output";

    /// An index is what names other files: it is removed first, so that it never names one that is gone.
    enum class Kind { kIndex, kFile };

    /// Reads what the folder says; a folder without a record is an empty one. Never throws for broken content: what
    /// cannot be read, or would lead out of the folder, is not ours.
    explicit OutputRecord(std::filesystem::path folder);

    bool exists() const { return !m_command.empty(); }
    /// What wrote it: "generate".
    const std::string& command() const { return m_command; }
    /// Whether files of others may be replaced as well.
    bool replaces_others() const { return m_replaces_others; }
    /// Whether a path relative to the folder is one that this run or an earlier one wrote.
    bool knows(const std::string& path) const { return m_entries.contains(path); }
    bool empty() const { return m_entries.empty(); }
    /// A label file or other text that is not as the run left it, or an empty text.
    std::string changed_file() const;

    /// A new run begins: what is noted so far becomes the earlier run's. @throws IoError
    void begin(const std::string& command, bool replaces_others);
    /// Notes files that are about to be written. @param paths relative to the folder @throws IoError
    void add(const std::vector<std::string>& paths, Kind kind);
    /// Removes what the earlier run left and this one did not name again: indexes, then texts, then pictures.
    void remove_earlier();
    /// Everything is written: notes sizes and contents. @throws IoError
    void finish();
    /// Takes the record itself away, for a run that wrote nothing.
    void discard();

private:
    struct Entry {
        Kind kind = Kind::kFile;
        bool earlier = false;
        std::uintmax_t size = 0;
        std::string hash;  ///< of the content; empty for pictures and what was not finished
    };

    bool parse(const std::string& line);
    std::string line_of(const std::string& path, const Entry& entry) const;
    void save() const;

    std::filesystem::path m_folder;
    std::string m_command;
    bool m_replaces_others = false;
    std::map<std::string, Entry> m_entries;
};

}  // namespace destudio
