// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/folder_hints.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxEntries = 5000;
constexpr int kDeepest = 3;
constexpr std::size_t kNamed = 4;  ///< files of a kind that are named

// What lies in a folder, as far as one looks to tell a person.
struct Sight {
    std::vector<std::string> top;
    std::vector<fs::path> json;
    std::vector<fs::path> xml;
    std::vector<fs::path> texts;
    std::vector<fs::path> tables;
    std::vector<fs::path> records;
    std::vector<fs::path> folders;
    std::size_t pictures = 0;
    bool has_yaml = false;
    fs::path obj_data;
    fs::path class_list;
};

Sight look(const fs::path& folder) {
    Sight sight;
    std::error_code ec;
    std::size_t seen = 0;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end && seen < kMaxEntries; it.increment(ec), ++seen) {
        const fs::path& path = it->path();
        if (is_leftover(path)) {
            it.disable_recursion_pending();
            continue;
        }
        std::error_code unreadable;
        if (it.depth() == 0) {
            sight.top.push_back(path.filename().string() + (it->is_directory(unreadable) ? "/" : ""));
        }
        if (it->is_directory(unreadable)) {
            sight.folders.push_back(path);
            if (it.depth() >= kDeepest) {
                it.disable_recursion_pending();
            }
            continue;
        }
        const std::string name = path.filename().string();
        sight.pictures += has_image_extension(path) ? 1 : 0;
        sight.has_yaml = sight.has_yaml || has_extension(path, ".yaml") || has_extension(path, ".yml");
        if (has_extension(path, ".json")) {
            sight.json.push_back(path);
        } else if (has_extension(path, ".xml")) {
            sight.xml.push_back(path);
        } else if (name == "classes.txt" || name == "obj.names" || name == "_darknet.labels") {
            sight.class_list = path;
        } else if (name == "obj.data") {
            sight.obj_data = path;
        } else if (has_extension(path, ".txt")) {
            sight.texts.push_back(path);
        } else if (has_extension(path, ".csv") || has_extension(path, ".tsv")) {
            sight.tables.push_back(path);
        } else if (has_extension(path, ".tfrecord") || has_extension(path, ".record") ||
                   has_extension(path, ".parquet") || has_extension(path, ".arrow")) {
            sight.records.push_back(path);
        }
    }
    for (auto* list : {&sight.json, &sight.xml, &sight.texts, &sight.tables, &sight.records, &sight.folders}) {
        std::sort(list->begin(), list->end());
    }
    std::sort(sight.top.begin(), sight.top.end());
    return sight;
}

std::string path_below(const fs::path& path, const fs::path& folder) {
    return path.lexically_relative(folder).generic_string();
}

// "a, b, c, d and 7 more".
std::string listed(const std::vector<std::string>& names, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        out += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > most ? out + " and " + std::to_string(names.size() - most) + " more" : out;
}

// "a.json looks like COCO, b.json looks like COCO".
std::string recognised_among(const std::vector<fs::path>& files, const fs::path& folder) {
    std::vector<std::string> found;
    constexpr std::size_t kLooked = 24;
    for (std::size_t i = 0; i < std::min(files.size(), kLooked); ++i) {
        for (const auto& format : all_formats()) {
            if (format->recognises(files[i])) {
                found.push_back(path_below(files[i], folder) + " (" + format->title() + ")");
                break;
            }
        }
    }
    return listed(found, kNamed);
}

// Whole lines of numbers, the first a class: "0 0.5 0.5 0.2 0.2".
bool is_label_file(const fs::path& file) {
    std::istringstream lines(read_head(file));
    std::string line;
    bool any = false;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string word;
        std::size_t count = 0;
        while (words >> word) {
            if (!std::isfinite(parse_number(word))) {
                return false;
            }
            ++count;
        }
        if (count == 0) {
            continue;
        }
        if (count < 5) {
            return false;
        }
        any = true;
    }
    return any;
}

std::string hint_for_labels(const Sight& sight, const fs::path& folder) {
    const auto label = std::find_if(sight.texts.begin(), sight.texts.end(), is_label_file);
    if (!sight.obj_data.empty()) {
        return path_below(sight.obj_data, folder) +
               " belongs to Darknet's YOLO (\"YOLO 1.1\" in CVAT), but there is no data.yaml. Export it as Ultralytics "
               "YOLO, or write a data.yaml with train, val and the names.";
    }
    if (label != sight.texts.end() && !sight.has_yaml) {
        return path_below(*label, folder) +
               " has lines like labels of YOLO, but there is no data.yaml that names the classes and the folders of "
               "the pictures" +
               (sight.class_list.empty() ? "" : " (" + path_below(sight.class_list, folder) + " has the names)") +
               ". Write one with train, val and names.";
    }
    const auto dota = std::find_if(sight.folders.begin(), sight.folders.end(),
                                   [](const fs::path& path) { return path.filename() == "labelTxt"; });
    return dota == sight.folders.end()
               ? std::string()
               : path_below(*dota, folder) + " holds turned boxes of DOTA, which are not read. Export upright boxes.";
}

std::string hint_for_xml(const Sight& sight, const fs::path& folder) {
    if (sight.xml.empty()) {
        return {};
    }
    const std::string first = path_below(sight.xml.front(), folder);
    const std::string head = read_head(sight.xml.front());
    if (head.find("<polygon>") != std::string::npos && head.find("<annotation>") != std::string::npos) {
        return first + " is XML of the LabelMe of MIT, which is not read. Export COCO or VOC.";
    }
    const std::string known = recognised_among(sight.xml, folder);
    return known.empty() ? first + " is XML of neither VOC nor CVAT."
                         : "Annotations are there: " + known +
                               ". Name their folder, and that of the pictures with "
                               "--images.";
}

std::string hint_for_folder(const fs::path& folder) {
    const Sight sight = look(folder);
    if (sight.top.empty()) {
        return "The folder is empty.";
    }
    if (const std::string known = recognised_among(sight.json, folder); !known.empty()) {
        return "These files may be meant: " + known + ". Name one of them.";
    }
    for (const std::string& hint : {hint_for_labels(sight, folder), hint_for_xml(sight, folder)}) {
        if (!hint.empty()) {
            return hint;
        }
    }
    const std::string known = recognised_among(sight.folders, folder);
    if (!known.empty()) {
        return "Inside it look like datasets: " + known + ". Name one of them.";
    }
    std::string hint = "It holds " + listed(sight.top, 8) + ".";
    if (!sight.tables.empty()) {
        hint += " Tables (" + path_below(sight.tables.front(), folder) + ") are not read.";
    } else if (!sight.records.empty()) {
        hint += " Records (" + path_below(sight.records.front(), folder) + ") are not read; export COCO.";
    } else if (sight.pictures > 0) {
        hint += " Of it " + std::to_string(sight.pictures) + (sight.pictures == 1 ? " is a picture" : " are pictures") +
                "; the format image_folder takes them without boxes.";
    }
    return hint;
}

}  // namespace

std::string hint_for(const fs::path& path) {
    std::error_code ec;
    if (fs::is_directory(path, ec)) {
        return hint_for_folder(path);
    }
    for (const char* extension : {".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz"}) {
        if (has_extension(path, extension)) {
            return "It is an archive: unpack it and name the folder.";
        }
    }
    if (has_image_extension(path)) {
        return "It is a picture: name the folder that it lies in.";
    }
    if (has_extension(path, ".txt") && is_label_file(path)) {
        return "It has lines like labels of YOLO: name the data.yaml or the folder that it lies in.";
    }
    return {};
}

}  // namespace destudio::dataset
