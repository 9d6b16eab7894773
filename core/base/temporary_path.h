// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace destudio {

/// A file or folder that is being written beside its final place. Its name is short and begins with a dot, whatever the
/// final one is, and it is locked (flock) for as long as this object lives: that is how remove_leftovers() tells what a
/// killed program left from what another one is writing.
class TemporaryPath {
public:
    enum class Kind { kFile, kFolder };

    /// Makes an empty file or folder. @param extension of the name, because image writers choose the format by it
    /// @throws std::system_error when it cannot be made
    TemporaryPath(const std::filesystem::path& folder, Kind kind, const std::string& extension = {});
    /// Removes what is still there.
    ~TemporaryPath();
    TemporaryPath(const TemporaryPath&) = delete;
    TemporaryPath& operator=(const TemporaryPath&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
    int m_descriptor = -1;
};

/// Whether a file or folder of this name is one that TemporaryPath makes.
bool is_temporary_name(const std::string& name);

/// Removes temporary files and folders that killed programs left in `folder`; those in use stay.
/// @param below also in the folders below it; links are not followed
void remove_leftovers(const std::filesystem::path& folder, bool below);

}  // namespace destudio
