// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_layout.h"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/yolo/yolo_format.h"
#include "core/dataset/formats/yolo/yolo_root.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/label_text.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxClassListBytes = 16U << 20U;
constexpr std::array kImageFolders{"images", "Images", "JPEGImages", "image", "imgs", "img"};
constexpr std::array kLabelFolders{"labels", "Labels", "labelTxt", "label", "annotations", "Annotations"};
constexpr std::array kClassLists{"classes.txt", "obj.names", "predefined_classes.txt", "classes.names", "names.txt"};

bool is_one_of(const std::string& word, const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_yaml_file(const fs::path& file) {
    return has_extension(file, ".yaml") || has_extension(file, ".yml");
}

std::string trimmed_line(std::string_view line) {
    constexpr std::string_view kBlanks = " \t\r\n\f\v";
    const auto first = line.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string()
               : std::string(line.substr(first, line.find_last_not_of(kBlanks) - first + 1));
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::istringstream text(read_utf8_file(file, kMaxClassListBytes));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        lines.push_back(trimmed_line(line));
    }
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

bool describes_pictures(const fs::path& yaml) {
    try {
        const auto document = YamlDocument::parse(read_utf8_file(yaml, YamlDocument::kMaxBytes), yaml.string());
        const auto has = [&](const char* key) { return document.find(document.root(), key) != nullptr; };
        return (has("names") || has("nc")) && (has("train") || has("val") || has("valid") || has("test"));
    } catch (const Error&) {
        return false;
    }
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (!is_leftover(it->path()) && it->is_regular_file(ec)) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> other_yamls(const fs::path& folder) {
    auto files = files_in(folder);
    std::erase_if(files, [](const fs::path& file) { return !is_yaml_file(file) || !describes_pictures(file); });
    return files;
}

fs::path darknet_file(const fs::path& path) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return has_extension(path, ".data") ? path : fs::path();
    }
    fs::path found;
    for (const fs::path& file : files_in(path)) {
        if (has_extension(file, ".data") && (found.empty() || file.filename() == "obj.data")) {
            found = file;
        }
    }
    return found;
}

// The list of classes of a folder without a yaml: in it, or where LabelImg leaves it, beside the label files.
fs::path class_list_of(const fs::path& root) {
    std::error_code ec;
    for (const char* below : {"", "labels", "images", "train/labels", "labels/train", "train"}) {
        for (const char* name : kClassLists) {
            if (fs::is_regular_file(root / below / name, ec)) {
                return root / below / name;
            }
        }
    }
    auto names = files_in(root);
    std::erase_if(names, [](const fs::path& file) { return !has_extension(file, ".names"); });
    return names.size() == 1 ? names.front() : fs::path();
}

// Walks over a folder that may be one of pictures and label files alone.
class FolderScan {
public:
    /// @param thorough false: stops as soon as it is clear whether there are labels
    FolderScan(const fs::path& root, bool thorough) : m_root(root) {
        std::error_code ec;
        for (fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, ec), end;
             !ec && it != end; it.increment(ec)) {
            const fs::path& path = it->path();
            if (is_leftover(path)) {
                it.disable_recursion_pending();
            } else if (has_extension(path, ".txt")) {
                m_has_texts = true;
            } else if (has_extension(path, ".xml") ||
                       (has_extension(path, ".json") && path.filename() != "notes.json")) {
                m_has_others = true;
            } else if (has_image_extension(path) && it->is_regular_file(ec)) {
                m_pictures.push_back(path.lexically_relative(root).generic_string());
            }
            if (!thorough && m_has_others) {
                return;
            }
        }
        std::sort(m_pictures.begin(), m_pictures.end());
    }

    const std::vector<std::string>& pictures() const { return m_pictures; }

    /// Whether label files lie where those of the pictures would be, and no annotations of other formats.
    bool has_labels() const {
        if (m_has_others || !m_has_texts) {
            return false;
        }
        constexpr int kMaxTexts = 200;
        int texts = 0;
        for (const std::string& picture : m_pictures) {
            for (const fs::path& place : yolo_label_places(picture)) {
                std::error_code ec;
                if (!fs::is_regular_file(m_root / place, ec)) {
                    continue;
                }
                const TextKind kind = text_file_kind(m_root / place);
                if (kind == TextKind::kLabels) {
                    return true;
                }
                if (kind != TextKind::kEmpty && ++texts > kMaxTexts) {
                    return false;
                }
            }
        }
        return false;
    }

private:
    fs::path m_root;
    std::vector<std::string> m_pictures;
    bool m_has_texts = false;
    bool m_has_others = false;
};

// The split that a picture's folders tell.
std::string split_of_folders(const std::string& picture) {
    const fs::path folder = fs::path(picture).parent_path();
    for (const fs::path& part : folder) {
        if (const std::string split = split_of_word(part.string()); !split.empty()) {
            return split;
        }
    }
    return {};
}

YoloSource open_darknet(const fs::path& file) {
    YoloSource source;
    source.layout = YoloLayout::kDarknet;
    source.file = file;
    source.root = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::string names = "obj.names";
    for (const std::string& line : lines_of(file)) {
        const auto equals = line.find('=');
        if (equals == std::string::npos) {
            continue;
        }
        const std::string key = trimmed_line(line.substr(0, equals));
        const std::string value = trimmed_line(line.substr(equals + 1));
        if (key == "names") {
            names = value;
        } else if (key == "classes") {
            source.description.class_count = value;
        } else if (const std::string split = split_of_word(key); !split.empty() && !value.empty()) {
            source.description.paths[split].push_back(value);
        }
    }
    const fs::path list = find_inside(source.root, names);
    if (list.empty()) {
        throw FormatError(file.string() + " names the class list " + names + ", which is not there.");
    }
    source.description.names = lines_of(list);
    return source;
}

YoloSource open_folder(const fs::path& root, const fs::path& images) {
    YoloSource source;
    source.layout = YoloLayout::kFolder;
    source.root = root;
    source.file = class_list_of(root);
    if (!source.file.empty()) {
        source.description.names = lines_of(source.file);
    }
    source.open_classes = source.description.names.empty();
    const std::string where = source.name();
    report(source.issues,
           {where,
            source.open_classes
                ? "There is no data.yaml and no list of classes (classes.txt, obj.names); the classes are called after "
                  "their numbers."
                : "There is no data.yaml, which Ultralytics asks for; the pictures were taken from the folder and the "
                  "class names from " +
                      where + ".",
            Severity::kError, "Write a data.yaml.", true});
    const FolderScan scan(images.empty() ? root : images, true);
    // Lists beside the pictures say more than folders do.
    std::map<std::string, std::vector<std::string>> lists;
    for (const fs::path& file : files_in(root)) {
        const std::string split = has_extension(file, ".txt") ? split_of_word(file.stem().string()) : std::string();
        if (!split.empty()) {
            const auto lines = lines_of(file);
            if (!lines.empty() && has_image_extension(lines.front())) {
                lists[split].push_back(file.filename().string());
            }
        }
    }
    if (!lists.empty()) {
        source.description.paths = std::move(lists);
        return source;
    }
    for (const std::string& picture : scan.pictures()) {
        source.pictures.emplace_back(picture, split_of_folders(picture));
    }
    return source;
}

}  // namespace

std::vector<fs::path> yolo_label_places(const fs::path& image) {
    std::vector<fs::path> places{yolo_label_file(image)};
    const auto add = [&](fs::path place) {
        place.replace_extension(".txt");
        if (std::find(places.begin(), places.end(), place) == places.end()) {
            places.push_back(std::move(place));
        }
    };
    add(image);
    std::vector<fs::path> parts(image.begin(), image.end());
    bool in_image_folder = false;
    for (std::size_t i = parts.size() - 1; i-- > 0;) {
        if (!is_one_of(parts[i].string(), kImageFolders)) {
            continue;
        }
        in_image_folder = true;
        for (const char* labels : kLabelFolders) {
            fs::path place;
            for (std::size_t k = 0; k < parts.size(); ++k) {
                place /= k == i ? fs::path(labels) : parts[k];
            }
            add(place);
        }
    }
    if (!in_image_folder) {
        for (const char* labels : kLabelFolders) {
            add(fs::path(labels) / image);
            add(image.parent_path() / labels / image.filename());
        }
    }
    return places;
}

fs::path find_yolo_yaml(const fs::path& path) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return is_yaml_file(path) ? path : fs::path();
    }
    for (const char* name : {"data.yaml", "data.yml", "dataset.yaml", "dataset.yml", "config.yaml"}) {
        if (fs::is_regular_file(path / name, ec)) {
            return path / name;
        }
    }
    const auto others = other_yamls(path);
    if (others.size() > 1) {
        throw FormatError(path.string() + " has several descriptions: " + others[0].filename().string() + ", " +
                          others[1].filename().string() + (others.size() > 2 ? " and others" : "") +
                          ". Name the yaml file itself.");
    }
    return others.empty() ? fs::path() : others.front();
}

bool is_yolo(const fs::path& path) {
    try {
        std::error_code ec;
        if (!find_yolo_yaml(path).empty() || !darknet_file(path).empty()) {
            return true;
        }
        return fs::is_directory(path, ec) && FolderScan(path, false).has_labels();
    } catch (const FormatError&) {
        return true;  // several yaml files: YOLO, but which one is for a person to say
    }
}

YoloSource open_yolo_source(const fs::path& path, const fs::path& images) {
    YoloSource source;
    const fs::path yaml = find_yolo_yaml(path);
    if (!yaml.empty()) {
        source.file = yaml;
        source.description = parse_yolo_yaml(read_utf8_file(yaml, YamlDocument::kMaxBytes), yaml.string());
        source.issues = source.description.issues;
        settle_yolo_root(source, images);
        if (source.description.names_are_a_word) {  // the name of a list, as Darknet has it, or one class
            const fs::path list = find_inside(source.root, source.description.names.front());
            std::error_code ec;
            if (!list.empty() && fs::is_regular_file(list, ec)) {
                source.description.names = lines_of(list);
            }
        }
        return source;
    }
    if (const fs::path darknet = darknet_file(path); !darknet.empty()) {
        return open_darknet(darknet);
    }
    std::error_code ec;
    if (fs::is_directory(path, ec) && (FolderScan(path, true).has_labels() || !class_list_of(path).empty())) {
        return open_folder(path, images);
    }
    throw IoError("There is no data.yaml in " + path.string() +
                  ", no obj.data, and no picture with a label file beside it or in \"labels\", so it is no YOLO "
                  "dataset.");
}

}  // namespace destudio::dataset
