// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio::dataset {

/// A folder beside the target in which an export grows. commit() moves it into place; without it nothing remains.
class StagedFolder {
public:
    /// @throws IoError when the folder cannot be made
    explicit StagedFolder(std::filesystem::path target);
    ~StagedFolder();
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    const std::filesystem::path& path() const { return m_staging; }

    /// When the target does not exist yet, one rename. Else every file is renamed to its place, `last` ones at the end,
    /// so that an index never names a file that is not there; files of the target that are not part of the export stay.
    /// @param last paths relative to the folder
    void commit(const std::vector<std::filesystem::path>& last = {});

private:
    std::filesystem::path m_target;
    std::filesystem::path m_staging;
};

}  // namespace destudio::dataset
