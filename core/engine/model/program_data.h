// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio {

/// Where the files that come with the program may lie.
struct ProgramData {
    std::filesystem::path models;  ///< the built-in bundle, the judge, recipes
    std::filesystem::path sample;  ///< the sample references
};

/// Beside a program of a build folder: a file with this name holds the path of the source tree.
inline constexpr const char* kSourceTreeMarker = "destudio-source-tree";

/// The places to look at, in this order, and no others:
/// - a program of a build folder: its source tree, which the marker beside it names
/// - an installed program, in PREFIX/bin or PREFIX/libexec: PREFIX/share/destudio
/// - `user_data`/destudio
/// What came with the program is first, so that an old copy of the user's never replaces it unseen.
/// @param user_data  $XDG_DATA_HOME; may be empty
std::vector<ProgramData> program_data(const std::filesystem::path& program_folder,
                                      const std::filesystem::path& user_data);

/// $XDG_DATA_HOME, else ~/.local/share; empty when there is no home.
std::filesystem::path user_data_folder();

/// Those of this process.
std::vector<ProgramData> program_data();

/// "A or B", for the sentence that says where something was not found.
std::string listed_places(const std::vector<std::filesystem::path>& places);

}  // namespace destudio
