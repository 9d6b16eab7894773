// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/program_data.h"

#include <cstdlib>
#include <optional>
#include <string>

#include "core/base/atomic_file.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

// The build states where it installs: folders relative to the prefix.
constexpr const char* kProgramFolders[] = {DESTUDIO_BINDIR, DESTUDIO_LIBEXECDIR};
constexpr const char* kDataFolder = DESTUDIO_DATADIR "/destudio";

std::optional<fs::path> source_tree(const fs::path& program_folder) {
    std::error_code ec;
    const fs::path marker = program_folder / kSourceTreeMarker;
    if (!fs::is_regular_file(marker, ec)) {
        return std::nullopt;
    }
    const std::string text = read_file(marker);
    return fs::path(text.substr(0, text.find('\n')));
}

/// The prefix below which `program_folder` is `below`: PREFIX/bin without "bin".
std::optional<fs::path> prefix_of(const fs::path& program_folder, const fs::path& below) {
    fs::path rest = program_folder;
    for (auto part = below.end(); part != below.begin();) {
        --part;
        if (rest.filename() != *part) {
            return std::nullopt;
        }
        rest = rest.parent_path();
    }
    return rest;
}

}  // namespace

fs::path user_data_folder() {
    if (const char* const data = std::getenv("XDG_DATA_HOME"); data != nullptr && fs::path(data).is_absolute()) {
        return data;
    }
    const char* const home = std::getenv("HOME");
    return home == nullptr || *home == '\0' ? fs::path() : fs::path(home) / ".local" / "share";
}

std::vector<ProgramData> program_data(const fs::path& program_folder, const fs::path& user_data) {
    std::vector<ProgramData> found;
    if (const auto tree = source_tree(program_folder)) {
        found.push_back({*tree / "models", *tree / "resources" / "sample"});
    }
    for (const char* const folder : kProgramFolders) {
        if (const auto prefix = prefix_of(program_folder, folder)) {
            found.push_back({*prefix / kDataFolder / "models", *prefix / kDataFolder / "sample"});
        }
    }
    if (!user_data.empty()) {
        found.push_back({user_data / "destudio" / "models", user_data / "destudio" / "sample"});
    }
    return found;
}

std::vector<ProgramData> program_data() {
    std::error_code ec;
    return program_data(fs::read_symlink("/proc/self/exe", ec).parent_path(), user_data_folder());
}

std::string listed_places(const std::vector<fs::path>& places) {
    std::string text;
    for (const auto& place : places) {
        text += (text.empty() ? "" : " or ") + place.string();
    }
    return text;
}

}  // namespace destudio
