// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/dataset.h"

#include "core/base/error.h"

namespace destudio::dataset {

void check_relative_path(const std::string& name, const std::string& source) {
    bool sound = !name.empty() && name.front() != '/' && name.find('\\') == std::string::npos &&
                 name.find('\0') == std::string::npos && name.find("//") == std::string::npos && name.back() != '/';
    std::size_t start = 0;
    while (sound && start <= name.size()) {
        const std::size_t end = std::min(name.find('/', start), name.size());
        const auto part = std::string_view(name).substr(start, end - start);
        sound = part != ".." && part != ".";
        start = end + 1;
    }
    // A drive letter is a path from the root on other systems.
    if (sound && name.size() >= 2 && name[1] == ':') {
        sound = false;
    }
    if (!sound) {
        throw FormatError(source + " names the image \"" + name +
                          "\"; it has to be a relative path with forward slashes inside the image folder.");
    }
}

}  // namespace destudio::dataset
