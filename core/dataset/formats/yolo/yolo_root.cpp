// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_root.h"

#include <algorithm>
#include <optional>

#include "core/dataset/formats/yolo/yolo_format.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// A folder that a yaml may mean by its "path", and whether it lies in the yaml's own folder.
struct RootCandidate {
    fs::path folder;
    bool inside = true;
};

fs::path plain_absolute(const fs::path& path) {
    const fs::path normal = fs::absolute(path).lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

bool is_below(const fs::path& path, const fs::path& folder) {
    const fs::path relative = plain_absolute(path).lexically_relative(plain_absolute(folder));
    return !relative.empty() && *relative.begin() != "..";
}

std::size_t leading_dots(const std::string& named) {
    std::size_t dots = 0;
    for (const fs::path& part : fs::path(named).lexically_normal()) {
        if (part != "..") {
            break;
        }
        ++dots;
    }
    return dots;
}

std::vector<RootCandidate> root_candidates(const fs::path& beside, const std::string& path) {
    std::vector<RootCandidate> candidates;
    const auto add = [&](const fs::path& folder) {
        std::error_code ec;
        if (fs::is_directory(folder, ec)) {
            candidates.push_back({folder.lexically_normal(), is_below(folder, beside)});
        }
    };
    if (!path.empty() && path != ".") {
        std::string slashes = path;
        std::replace(slashes.begin(), slashes.end(), '\\', '/');
        if (const fs::path here = find_inside(beside, path); !here.empty()) {
            add(here);
        }
        // Ultralytics takes a relative path from the folder that it is started in, which is often the one above.
        if (fs::path(slashes).is_absolute()) {
            add(slashes);
        } else {
            add(beside / slashes);
            add(plain_absolute(beside).parent_path() / slashes);
        }
    }
    add(beside);
    return candidates;
}

// Whether pictures of a folder have label files.
bool has_labelled_pictures(const fs::path& root, const fs::path& folder) {
    constexpr int kMax = 200;
    int seen = 0;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end && seen < kMax; it.increment(ec)) {
        if (has_image_extension(it->path())) {
            ++seen;
            if (fs::is_regular_file(root / yolo_label_file(it->path().lexically_relative(root)), ec)) {
                return true;
            }
        }
    }
    return false;
}

// Whether a description's paths are in a folder. Outside the yaml's own folder the pictures have to have labels: a
// description from elsewhere must not bring in just any folder of the machine.
bool holds_paths(const RootCandidate& candidate, const YoloYaml& description) {
    for (const auto& [split, entries] : description.paths) {
        for (const std::string& entry : entries) {
            const fs::path found = find_inside(candidate.folder, entry);
            std::error_code ec;
            if (!found.empty() && (candidate.inside || fs::is_regular_file(found, ec) ||
                                   has_labelled_pictures(candidate.folder, found))) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

fs::path find_inside(const fs::path& root, const std::string& named) {
    std::vector<std::string> readings{named};
    if (named.find('\\') != std::string::npos) {
        readings.push_back(named);
        std::replace(readings.back().begin(), readings.back().end(), '\\', '/');
    }
    const fs::path here = plain_absolute(root);
    std::error_code ec;
    for (const std::string& reading : readings) {
        const fs::path normal = fs::path(reading).lexically_normal();
        const bool drive = reading.size() > 1 && reading[1] == ':';
        const bool from_root = normal.is_absolute() || drive;
        if (normal.is_absolute()) {
            const fs::path back = normal.lexically_relative(here);
            if (!back.empty() && *back.begin() != ".." && fs::exists(root / back, ec)) {
                return back == "." ? root : root / back;
            }
        }
        std::vector<fs::path> parts;
        for (const fs::path& part : normal.relative_path()) {
            if (part != ".." && !part.empty()) {
                parts.push_back(part);
            }
        }
        for (std::size_t first = 0; first < parts.size(); ++first) {
            // Of a relative path one part alone says too little, unless what is before it is the folder's own name.
            const bool alone = first > 0 && first + 1 == parts.size();
            if (alone && !from_root && parts[first - 1] != "data" && parts[first - 1] != here.filename()) {
                break;
            }
            fs::path end;
            for (std::size_t i = first; i < parts.size(); ++i) {
                end /= parts[i];
            }
            if (fs::exists(root / end, ec)) {
                return end == "." ? root : root / end;
            }
        }
    }
    return {};
}

void settle_yolo_root(YoloSource& source, const fs::path& images) {
    const fs::path beside = source.file.has_parent_path() ? source.file.parent_path() : fs::path(".");
    const YoloYaml& description = source.description;
    const auto candidates = root_candidates(beside, description.path);
    source.root = candidates.empty() ? beside : candidates.front().folder;
    if (!images.empty()) {
        return;
    }
    if (!candidates.empty() && !candidates.front().inside) {
        source.root = beside;
    }
    auto found = std::find_if(candidates.begin(), candidates.end(),
                              [&](const RootCandidate& candidate) { return holds_paths(candidate, description); });
    std::optional<RootCandidate> above;
    if (found == candidates.end()) {  // "../images/train" from a folder of configurations beside the pictures
        std::size_t dots = 0;
        for (const auto& [split, entries] : description.paths) {
            for (const std::string& entry : entries) {
                dots = std::max(dots, leading_dots(entry));
            }
        }
        fs::path folder = plain_absolute(beside);
        for (; dots > 0; --dots) {
            folder = folder.parent_path();
            const RootCandidate candidate{folder, false};
            if (holds_paths(candidate, description)) {
                above = candidate;
                break;
            }
        }
        if (!above) {
            return;
        }
    }
    const RootCandidate chosen = above ? *above : *found;
    source.root = chosen.folder;
    const bool expected = description.path.empty() || description.path == "." || found == candidates.begin();
    if (!chosen.inside || !expected) {
        report(source.issues,
               {source.name(), "The pictures that it names were found from " + chosen.folder.string() + " on.",
                Severity::kNote});
    }
}

}  // namespace destudio::dataset
