// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/dataset.h"

#include <unordered_map>

#include "core/base/error.h"

namespace destudio::dataset {

const char* to_string(Severity severity) {
    switch (severity) {
        case Severity::kError:
            return "error";
        case Severity::kWarning:
            return "warning";
        case Severity::kNote:
            return "note";
    }
    return "error";
}

Dataset without_images(const Dataset& dataset) {
    Dataset out;
    out.classes = dataset.classes;
    out.class_ids = dataset.class_ids;
    out.class_extra = dataset.class_extra;
    out.info = dataset.info;
    out.licenses = dataset.licenses;
    return out;
}

std::vector<std::vector<std::size_t>> annotations_by_image(const Dataset& dataset) {
    std::unordered_map<std::int64_t, std::size_t> position;
    position.reserve(dataset.images.size());
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        position.emplace(dataset.images[i].id, i);
    }
    std::vector<std::vector<std::size_t>> out(dataset.images.size());
    for (std::size_t i = 0; i < dataset.annotations.size(); ++i) {
        const auto found = position.find(dataset.annotations[i].image_id);
        if (found != position.end()) {
            out[found->second].push_back(i);
        }
    }
    return out;
}

bool is_relative_path(const std::string& name) {
    bool sound = !name.empty() && name.front() != '/' && name.find('\\') == std::string::npos &&
                 name.find('\0') == std::string::npos && name.find("//") == std::string::npos && name.back() != '/';
    std::size_t start = 0;
    while (sound && start <= name.size()) {
        const std::size_t end = std::min(name.find('/', start), name.size());
        const auto part = std::string_view(name).substr(start, end - start);
        sound = part != ".." && part != ".";
        start = end + 1;
    }
    // A drive letter with a slash is a path from the root on other systems; "f:1.jpg" is a name.
    return sound && !(name.size() >= 2 && name[1] == ':' && (name.size() == 2 || name[2] == '/'));
}

void check_relative_path(const std::string& name, const std::string& source) {
    if (!is_relative_path(name)) {
        throw FormatError(source + " names the image \"" + name +
                          "\"; it has to be a relative path with forward slashes inside the image folder.");
    }
}

}  // namespace destudio::dataset
