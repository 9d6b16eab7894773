// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/output_record.h"
#include "core/base/temporary_path.h"

namespace destudio::dataset {

/// A folder in or beside the target in which an export grows. commit() moves it into place; without it nothing
/// remains, and what a killed program left is cleaned up by the next run (remove_leftovers).
class StagedFolder {
public:
    /// @throws IoError when the folder cannot be made
    explicit StagedFolder(std::filesystem::path target);
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    const std::filesystem::path& path() const { return m_staging->path(); }

    /// What is noted of the target: in its own record, or in that of the folder it lies in.
    struct Claim {
        OutputRecord record;
        std::filesystem::path below;  ///< where the target lies in the folder that was claimed
        /// Whether a file is an earlier run's, which commit() takes away. @param file relative to the target
        bool knows(const std::filesystem::path& file) const { return record.knows((below / file).generic_string()); }
    };
    Claim claim() const;

    /// When the target does not exist yet, one rename. Else every file is renamed to its place: pictures first, then
    /// what describes them, `last` ones at the end, so that an index never names a file that is not there. In a folder
    /// that an OutputFolder holds, or one in such a folder, what its earlier run left is removed before, and all is
    /// noted in its record; a file of somebody else in the way is an error, and then nothing was moved. Other files of
    /// the target stay.
    /// @param last paths relative to the folder
    /// @throws IoError
    void commit(const std::vector<std::filesystem::path>& last = {});

private:
    std::vector<std::filesystem::path> files_in_order(const std::vector<std::filesystem::path>& last) const;
    void note(OutputRecord& record, const std::filesystem::path& below, const std::vector<std::filesystem::path>& files,
              const std::vector<std::filesystem::path>& last) const;

    std::filesystem::path m_target;
    std::optional<TemporaryPath> m_staging;
};

}  // namespace destudio::dataset
