// SPDX-License-Identifier: Apache-2.0
#include "core/verify/detection_recording.h"

#include <algorithm>

namespace destudio::verify {

std::vector<std::string> Recording::names() const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : m_file.entries()) {
        names.push_back(name);
    }
    return names;
}

detection::Targets Recording::targets(const std::string& boxes) const {
    detection::Targets targets;
    for (int b = 0; has("in.target." + std::to_string(b) + ".labels"); ++b) {
        const std::string prefix = "in.target." + std::to_string(b) + ".";
        targets.push_back({(*this)[prefix + "labels"], (*this)[prefix + boxes]});
    }
    return targets;
}

std::vector<std::filesystem::path> recordings(const std::filesystem::path& folder, const std::string& prefix) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".safetensors" && entry.path().stem().string().starts_with(prefix)) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace destudio::verify
