// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_layout.h"

#include <algorithm>
#include <initializer_list>

#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/json_head.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// All COCO files of a folder, sorted.
std::vector<fs::path> coco_files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        std::error_code unreadable;
        if (it->path().extension() == ".json" && it->is_regular_file(unreadable) && starts_like_coco(it->path())) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

fs::path named_file_in(const fs::path& folder, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        std::error_code ec;
        if (fs::is_regular_file(folder / name, ec)) {
            return folder / name;
        }
    }
    return {};
}

// The annotation file in the folder of one split.
fs::path file_of_split(const fs::path& folder) {
    const fs::path named = named_file_in(folder, {"_annotations.coco.json", "annotations.json", "labels.json"});
    if (!named.empty()) {
        return named;
    }
    for (const fs::path& place : {folder, folder / "annotations"}) {
        const auto files = coco_files_in(place);
        if (files.size() == 1) {
            return files.front();
        }
    }
    return {};
}

// Moves the files that `takes` into parts.
template <class Takes>
void choose(std::vector<fs::path>& files, const Takes& takes, std::vector<Part>& parts) {
    for (const fs::path& file : files) {
        if (takes(file)) {
            parts.push_back({file, split_in_name(file.stem().string())});
        }
    }
    std::erase_if(files, takes);
}

CocoFiles sorted_out(std::vector<fs::path> files) {
    CocoFiles out;
    out.others = std::move(files);
    for (const std::string prefix : {"instances_", "person_keypoints_", "captions_"}) {
        choose(
            out.others, [&](const fs::path& f) { return f.filename().string().starts_with(prefix); }, out.parts);
        if (!out.parts.empty()) {
            return out;
        }
    }
    choose(
        out.others, [](const fs::path& f) { return !split_in_name(f.stem().string()).empty(); }, out.parts);
    if (out.parts.empty() && out.others.size() == 1) {
        choose(
            out.others, [](const fs::path&) { return true; }, out.parts);
    }
    return out;
}

// "instances_val2017.json" belongs to the pictures in "val2017".
std::string picture_folder_of(const fs::path& annotation_file) {
    const std::string stem = annotation_file.stem().string();
    const auto underscore = stem.rfind('_');
    return underscore == std::string::npos ? stem : stem.substr(underscore + 1);
}

// How many of some of the pictures are in a folder.
std::size_t hits_in(const fs::path& folder, const std::vector<std::string>& names) {
    std::error_code ec;
    return static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [&](const std::string& name) {
        return is_relative_path(name) && fs::is_regular_file(folder / name, ec);
    }));
}

// Names of pictures from all over the file, with forward slashes.
std::vector<std::string> some_names(const Dataset& dataset) {
    constexpr std::size_t kMax = 64;
    std::vector<std::string> names;
    const std::size_t step = std::max<std::size_t>(1, dataset.images.size() / kMax);
    for (std::size_t i = 0; i < dataset.images.size(); i += step) {
        names.push_back(dataset.images[i].file_name);
        std::replace(names.back().begin(), names.back().end(), '\\', '/');
    }
    return names;
}

// Folders below that are named as the split of the annotation file is: "Validation" for instances_val.json.
void add_split_folders(const fs::path& folder, const std::string& split, std::vector<fs::path>& candidates) {
    std::error_code ec;
    std::vector<fs::path> found;
    for (fs::directory_iterator it(folder, ec), end; !split.empty() && !ec && it != end; it.increment(ec)) {
        std::error_code unreadable;
        if (it->is_directory(unreadable) && split_of_word(it->path().filename().string()) == split) {
            found.push_back(it->path());
        }
    }
    std::sort(found.begin(), found.end());
    for (const fs::path& one : found) {
        candidates.push_back(one / "images");
        candidates.push_back(one);
    }
}

}  // namespace

CocoFiles find_coco_files(const fs::path& path) {
    std::error_code ec;
    if (!fs::is_directory(path, ec)) {
        return {{{path, ""}}, {}};
    }
    const fs::path own = named_file_in(path, {"annotations.json", "_annotations.coco.json"});
    if (!own.empty()) {
        return {{{own, ""}}, {}};
    }
    CocoFiles files;
    for (const Part& part : split_folders(path, "", [](const fs::path&) { return true; })) {
        const fs::path file = file_of_split(part.path);
        if (!file.empty()) {
            files.parts.push_back({file, part.split});
        }
    }
    for (const fs::path& folder : {path / "annotations", path / "Annotations", path / "labels", path}) {
        if (files.parts.empty() && files.others.empty()) {
            files = sorted_out(coco_files_in(folder));
        }
    }
    return files;
}

bool starts_like_coco(const fs::path& file) {
    // Datumaro and labelme also know "categories" or "images" in some form.
    const JsonHead head = read_json_head(file);
    if (!head.is_object() || head.has("items") || head.has("shapes")) {
        return false;
    }
    if (head.value_of("images") == '[' || head.value_of("annotations") == '[') {
        return true;
    }
    // The notes.json of Label Studio's YOLO export has categories and nothing else; where the file goes on behind what
    // was looked at, the images may come later.
    constexpr std::uintmax_t kLooked = std::uintmax_t{64} << 10U;
    std::error_code ec;
    return fs::file_size(file, ec) > kLooked && !ec && (head.has("licenses") || head.value_of("categories") == '[');
}

namespace {

// The folder of those below `root` that holds most of the pictures, folders of the file's split first; empty when none
// holds any.
fs::path best_below(const fs::path& root, const fs::path& annotation_file, const std::vector<std::string>& names) {
    const std::string named = picture_folder_of(annotation_file);
    const std::string split = split_in_name(annotation_file.stem().string());
    std::vector<fs::path> candidates{root / "images" / named, root / named};
    add_split_folders(root / "images", split, candidates);
    add_split_folders(root, split, candidates);
    candidates.insert(candidates.end(), {root / "images", root, root / "data", root / "JPEGImages"});
    fs::path best;
    std::size_t most = 0;
    for (const fs::path& folder : candidates) {
        const std::size_t hits = hits_in(folder, names);
        if (hits > most) {
            most = hits;
            best = folder;
        }
    }
    return best;
}

}  // namespace

fs::path coco_image_folder(const fs::path& annotation_file, const Dataset& dataset) {
    const fs::path beside = fs::absolute(annotation_file).parent_path();
    const fs::path above = beside.parent_path();
    const auto names = some_names(dataset);
    for (const fs::path& root : {beside, above}) {
        const fs::path best = best_below(root, annotation_file, names);
        if (!best.empty()) {
            return best;
        }
    }
    // None is there as it stands: the first folder that may hold them under other names.
    const std::string named = picture_folder_of(annotation_file);
    for (const fs::path& folder : {beside / "images", above / named, above / "images" / named, above / "images"}) {
        std::error_code ec;
        if (fs::is_directory(folder, ec)) {
            return folder;
        }
    }
    return beside;
}

}  // namespace destudio::dataset
