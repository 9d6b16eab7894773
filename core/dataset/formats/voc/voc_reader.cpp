// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_format.h"
#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/xml_entities.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/text_file.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxListBytes = 256U << 20U;

double number_of(const pugi::xml_node& node) {
    return parse_number(node.text().get());
}

int side_of(const pugi::xml_node& node) {
    const double value = number_of(node);
    constexpr double kMax = 10'000'000;
    return value >= 1 && value <= kMax ? static_cast<int>(value) : 0;
}

Box box_of(const pugi::xml_node& node, const VocOptions& options) {
    const double shift = options.box_style == VocBoxStyle::kInclusive1 ? 1 : 0;
    return {number_of(node.child("xmin")) - shift, number_of(node.child("ymin")) - shift, number_of(node.child("xmax")),
            number_of(node.child("ymax"))};
}

void read_object(const pugi::xml_node& node, const Image& image, const std::string& where, const VocOptions& options,
                 ClassTable& classes, ReadResult& result) {
    const std::string class_name = node.child("name").text().get();
    if (class_name.empty()) {
        report(result.issues, where, "An object has no name; it was left out.");
        return;
    }
    Annotation annotation;
    annotation.class_index = classes.index_of(class_name);
    annotation.box = box_of(node.child("bndbox"), options);
    annotation.ignore = node.child("difficult").text().as_int() != 0;
    for (const char* key : {"truncated", "occluded"}) {
        if (node.child(key).text().as_int() != 0) {
            annotation.attributes[key] = true;
        }
    }
    const std::string pose = node.child("pose").text().get();
    if (!pose.empty() && pose != "Unspecified") {
        annotation.attributes["pose"] = pose;
    }
    add_checked(std::move(annotation), image, where, result);
}

// The file name that an annotation means: the one it names, else one with its own name. Links out of the folder are
// not followed. @throws FormatError for such a link
std::string find_image(const fs::path& folder, const std::string& named, const std::string& stem) {
    std::vector<std::string> candidates{named};
    for (const std::string& extension : readable_image_extensions()) {
        candidates.push_back(stem + extension);
    }
    for (const std::string& candidate : candidates) {
        std::error_code ec;
        if (!candidate.empty() && fs::is_regular_file(folder / candidate, ec)) {
            resolve_inside(folder, candidate);
            return candidate;
        }
    }
    return {};
}

// Sizes and file names as they really are; annotation files are often wrong about both.
void settle_image(Image& image, const fs::path& image_folder, const std::string& stem, const std::string& where,
                  std::vector<Issue>& issues) {
    try {
        const std::string found = find_image(image_folder, image.file_name, stem);
        if (found.empty()) {
            report(issues, where, "Its image \"" + image.file_name + "\" is missing.");
            return;
        }
        if (!image.file_name.empty() && found != image.file_name) {
            report(issues, where, "It names the image \"" + image.file_name + "\", but " + found + " is there.");
        }
        image.file_name = found;
        if (image.size.width == 0) {
            image.size = peek_image_size(image_folder / found);
        }
    } catch (const Error& error) {
        report(issues, where, error.what());
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
        std::istringstream lines(read_utf8_file(file, kMaxListBytes));
        std::string id;
        while (lines >> id) {
            split_of.emplace(id, split);
        }
    }
    return split_of;
}

// CVAT's labelmap.txt, which we write too: name:color:parts:actions, comments with '#'.
void read_label_map(const fs::path& root, Dataset& dataset) {
    std::error_code ec;
    if (!fs::is_regular_file(root / kVocLabelMap, ec)) {
        return;
    }
    ClassTable classes(dataset);
    std::istringstream lines(read_utf8_file(root / kVocLabelMap, kMaxListBytes));
    std::string line;
    while (std::getline(lines, line)) {
        const std::string name = line.substr(0, line.find(':'));
        if (!name.empty() && name[0] != '#' && name != "background") {
            classes.index_of(name);
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

}  // namespace

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
    report_entities(text, name, result);
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
    ClassTable classes(result.dataset);
    for (const pugi::xml_node& object : root.children("object")) {
        const auto at = object.offset_debug();
        const std::string where = at < 0 ? name : name + ":" + std::to_string(line_of(text, std::size_t(at)));
        read_object(object, image, where, options, classes, result);
    }
    result.dataset.images.push_back(std::move(image));
}

namespace {

// Reads one file into `result`, whose classes grow. @throws as parse_voc_xml()
void read_voc_file(const fs::path& file, const fs::path& image_folder, const std::string& where,
                   const VocOptions& options, ReadResult& result) {
    ReadResult one;
    one.dataset.classes = result.dataset.classes;
    parse_voc_xml(read_utf8_file(file, kMaxVocXmlBytes), where, options, one);
    // The image first: its size may have to come from the picture before boxes can be checked.
    Image image = one.dataset.images.front();
    const bool size_unknown = image.size.width == 0;
    settle_image(image, image_folder, file.stem().string(), where, one.issues);
    image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
    for (Annotation& annotation : one.dataset.annotations) {
        annotation.image_id = image.id;
        if (size_unknown) {
            add_checked(std::move(annotation), image, where, result);
        } else {
            result.dataset.annotations.push_back(std::move(annotation));
        }
    }
    for (Issue& issue : one.issues) {
        report(result.issues, std::move(issue));
    }
    result.dataset.classes = std::move(one.dataset.classes);
    result.dataset.images.push_back(std::move(image));
}

}  // namespace

ReadResult read_voc(const fs::path& path, const VocOptions& options) {
    ReadResult result;
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        const fs::path beside = fs::absolute(path).parent_path();
        const fs::path devkit = beside.parent_path() / "JPEGImages";
        result.image_folder = fs::is_directory(devkit, ec) ? devkit : beside;
        read_voc_file(path, result.image_folder, path.filename().string(), options, result);
        return result;
    }
    const auto folders = find_voc_folders(path);
    if (!folders) {
        throw IoError("There is no folder Annotations in " + path.string() +
                      ", nor an annotation file, so it is no Pascal VOC dataset.");
    }
    result.image_folder = folders->images;
    read_label_map(folders->root, result.dataset);
    const bool has_label_map = !result.dataset.classes.empty();
    const auto splits = read_splits(folders->root);
    for (const fs::path& file : xml_files(folders->annotations)) {
        const std::string where = folders->name_of(file.filename().string());
        try {
            resolve_inside(folders->annotations, file.filename().string());
            read_voc_file(file, folders->images, where, options, result);
        } catch (const Error& error) {  // one bad file among thousands is told, not fatal
            report(result.issues, where, std::string(error.what()) + " It was left out.");
            continue;
        }
        const auto split = splits.find(file.stem().string());
        result.dataset.images.back().split = split == splits.end() ? "" : split->second;
    }
    if (!has_label_map) {
        ClassTable(result.dataset).sort();  // as in VOC itself
    }
    return result;
}

}  // namespace destudio::dataset
