// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/detection.h"

namespace destudio::adaptation {

/// What was found in one picture.
struct LabelledFile {
    std::string name;          ///< dataset::Image::file_name
    std::uintmax_t bytes = 0;  ///< size of the picture's file, by which a replaced one is noticed
    Size size;                 ///< oriented pixels
    std::vector<Detection> detections;
};

/// JSON lines, one for each picture that was looked at, so that a run that was stopped goes on. A picture counts when
/// its whole line is there.
class LabelLog {
public:
    /// Reads what is there; an unfinished last line is cut off. @param settings all that decides what is found
    /// @throws UsageError when the file was begun with other settings; IoError, FormatError
    LabelLog(std::filesystem::path file, const nlohmann::json& settings);

    /// Null when it was not looked at, or its file has another size now.
    const LabelledFile* find(const std::string& name, std::uintmax_t bytes) const;
    /// @throws IoError
    const LabelledFile& append(LabelledFile entry);

private:
    void read(const nlohmann::json& settings);
    void write_line(const nlohmann::json& line);

    std::filesystem::path m_file;
    std::ofstream m_out;
    std::map<std::string, LabelledFile> m_known;
};

}  // namespace destudio::adaptation
