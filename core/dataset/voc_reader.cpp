// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/issue_list.h"
#include "core/dataset/voc_format.h"
#include "core/dataset/voc_layout.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxXmlBytes = 16U << 20U;
constexpr std::uintmax_t kMaxListBytes = 256U << 20U;

double number_of(const pugi::xml_node& node) {
    std::string text = node.text().get();
    text.erase(0, text.find_first_not_of(" \t\r\n"));
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    double value = NAN;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : NAN;
}

int side_of(const pugi::xml_node& node) {
    const double value = number_of(node);
    constexpr double kMost = 10'000'000;
    return value >= 1 && value <= kMost ? static_cast<int>(value) : 0;
}

int class_named(Dataset& dataset, const std::string& name) {
    const auto found = std::find(dataset.classes.begin(), dataset.classes.end(), name);
    if (found != dataset.classes.end()) {
        return static_cast<int>(found - dataset.classes.begin());
    }
    dataset.classes.push_back(name);
    return static_cast<int>(dataset.classes.size()) - 1;
}

Box box_of(const pugi::xml_node& node, const VocOptions& options) {
    const double shift = options.box_style == VocBoxStyle::kInclusive1 ? 1 : 0;
    return {number_of(node.child("xmin")) - shift, number_of(node.child("ymin")) - shift, number_of(node.child("xmax")),
            number_of(node.child("ymax"))};
}

void read_object(const pugi::xml_node& node, const Image& image, const std::string& where, const VocOptions& options,
                 ReadResult& result) {
    const std::string class_name = node.child("name").text().get();
    if (class_name.empty()) {
        report(result.issues, where, "An object has no name; it was left out.");
        return;
    }
    Annotation annotation;
    annotation.class_index = class_named(result.dataset, class_name);
    annotation.box = box_of(node.child("bndbox"), options);
    annotation.ignore = node.child("difficult").text().as_int() != 0;
    if (node.child("truncated").text().as_int() != 0) {
        annotation.attributes["truncated"] = true;
    }
    const std::string pose = node.child("pose").text().get();
    if (!pose.empty() && pose != "Unspecified") {
        annotation.attributes["pose"] = pose;
    }
    add_checked(std::move(annotation), image, where, result);
}

fs::path find_image(const fs::path& folder, const std::string& named, const std::string& stem) {
    std::error_code ec;
    if (!named.empty() && fs::is_regular_file(folder / named, ec)) {
        return named;
    }
    for (const std::string& extension : readable_image_extensions()) {
        if (fs::is_regular_file(folder / (stem + extension), ec)) {
            return stem + extension;
        }
    }
    return {};
}

// Sizes and file names as they really are; annotation files are often wrong about both.
void settle_image(Image& image, const fs::path& image_folder, const std::string& stem, const std::string& where,
                  std::vector<Issue>& issues) {
    const fs::path found = find_image(image_folder, image.file_name, stem);
    if (found.empty()) {
        report(issues, where, "Its image \"" + image.file_name + "\" is missing.");
        return;
    }
    if (!image.file_name.empty() && found != image.file_name) {
        report(issues, where, "It names the image \"" + image.file_name + "\", but " + found.string() + " is there.");
    }
    image.file_name = found.generic_string();
    if (image.size.width == 0) {
        image.size = peek_image_size(image_folder / found);
    }
}

std::map<std::string, std::string> read_splits(const fs::path& root) {
    std::map<std::string, std::string> split_of;
    for (const std::string split : {"train", "val", "test"}) {
        const fs::path file = root / "ImageSets" / "Main" / (split + ".txt");
        std::error_code ec;
        if (!fs::is_regular_file(file, ec)) {
            continue;
        }
        std::istringstream lines(read_file(file, kMaxListBytes));
        std::string id;
        while (lines >> id) {
            split_of.emplace(id, split);
        }
    }
    return split_of;
}

// CVAT's labelmap.txt, which we write too: name:colour:parts:actions, comments with '#'.
void read_label_map(const fs::path& root, Dataset& dataset) {
    std::error_code ec;
    if (!fs::is_regular_file(root / kVocLabelMap, ec)) {
        return;
    }
    std::istringstream lines(read_file(root / kVocLabelMap, kMaxListBytes));
    std::string line;
    while (std::getline(lines, line)) {
        const std::string name = line.substr(0, line.find(':'));
        if (!name.empty() && name[0] != '#' && name != "background") {
            class_named(dataset, name);
        }
    }
}

std::vector<fs::path> xml_files(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".xml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Without a label map the order would depend on which file comes first: sorted by name instead, as in VOC itself.
void sort_classes(Dataset& dataset) {
    const std::vector<std::string> before = dataset.classes;
    std::sort(dataset.classes.begin(), dataset.classes.end());
    for (Annotation& annotation : dataset.annotations) {
        const auto& name = before[static_cast<std::size_t>(annotation.class_index)];
        annotation.class_index = class_named(dataset, name);
    }
}

}  // namespace

fs::path voc_root(const fs::path& path) {
    std::error_code ec;
    for (const fs::path& candidate : {path, path / kVocFolder, path / "VOCdevkit" / kVocFolder}) {
        if (fs::is_directory(candidate / "Annotations", ec)) {
            return candidate;
        }
    }
    for (const fs::path& parent : {path / "VOCdevkit", path}) {
        if (fs::is_directory(parent, ec)) {
            std::vector<fs::path> folders;
            for (const auto& entry : fs::directory_iterator(parent, ec)) {
                if (fs::is_directory(entry.path() / "Annotations", ec)) {
                    folders.push_back(entry.path());
                }
            }
            if (!folders.empty()) {
                return *std::min_element(folders.begin(), folders.end());
            }
        }
    }
    throw IoError("There is no folder Annotations in " + path.string() + ", so it is no Pascal VOC dataset.");
}

void parse_voc_xml(std::string_view text, const std::string& name, const VocOptions& options, ReadResult& result) {
    pugi::xml_document document;
    // pugixml knows only the five built-in entities and reads no external ones.
    const auto parsed = document.load_buffer(text.data(), text.size());
    if (!parsed) {
        throw FormatError(name + " is not valid XML: " + parsed.description() + " at byte " +
                          std::to_string(parsed.offset) + ".");
    }
    const pugi::xml_node root = document.child("annotation");
    if (!root) {
        throw FormatError(name + " is no Pascal VOC annotation: its outermost element has to be <annotation>.");
    }
    Image image;
    image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
    image.file_name = root.child("filename").text().get();
    if (image.file_name.empty()) {
        image.file_name = fs::path(name).stem().string() + ".jpg";
    }
    check_relative_path(image.file_name, name);
    image.size = {side_of(root.child("size").child("width")), side_of(root.child("size").child("height"))};
    if (image.size.width == 0 || image.size.height == 0) {
        image.size = {};
    }
    image.confirmed = true;
    for (const pugi::xml_node& object : root.children("object")) {
        read_object(object, image, name, options, result);
    }
    result.dataset.images.push_back(std::move(image));
}

ReadResult read_voc(const fs::path& path, const VocOptions& options) {
    ReadResult result;
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        parse_voc_xml(read_file(path, kMaxXmlBytes), path.string(), options, result);
        result.image_folder = fs::absolute(path).parent_path().parent_path() / "JPEGImages";
        return result;
    }
    const fs::path root = voc_root(path);
    result.image_folder = root / "JPEGImages";
    read_label_map(root, result.dataset);
    const bool has_label_map = !result.dataset.classes.empty();
    const auto splits = read_splits(root);
    for (const fs::path& file : xml_files(root / "Annotations")) {
        // The image first: its size may have to come from the picture before boxes can be checked.
        const std::string stem = file.stem().string();
        ReadResult one;
        one.dataset.classes = std::move(result.dataset.classes);
        const std::string where = "Annotations/" + file.filename().string();
        try {
            parse_voc_xml(read_file(file, kMaxXmlBytes), where, options, one);
        } catch (const FormatError& error) {  // one bad file among thousands is told, not fatal
            report(result.issues, where, std::string(error.what()) + " It was left out.");
            result.dataset.classes = std::move(one.dataset.classes);
            continue;
        }
        Image image = one.dataset.images.front();
        const bool size_unknown = image.size.width == 0;
        settle_image(image, root / "JPEGImages", stem, where, one.issues);
        image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
        const auto split = splits.find(stem);
        image.split = split == splits.end() ? "" : split->second;
        for (Annotation& annotation : one.dataset.annotations) {
            annotation.image_id = image.id;
            if (size_unknown) {
                add_checked(std::move(annotation), image, where, result);
            } else {
                result.dataset.annotations.push_back(std::move(annotation));
            }
        }
        for (Issue& issue : one.issues) {
            report(result.issues, std::move(issue.where), std::move(issue.what));
        }
        result.dataset.classes = std::move(one.dataset.classes);
        result.dataset.images.push_back(std::move(image));
    }
    if (!has_label_map) {
        sort_classes(result.dataset);
    }
    return result;
}

}  // namespace destudio::dataset
