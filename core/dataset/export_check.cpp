// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/export_check.h"

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/issue_list.h"
#include "core/dataset/voc_layout.h"
#include "core/dataset/yolo_yaml.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

using Issues = std::vector<Issue>;

void check_images(const ReadResult& read, Issues& issues) {
    for (const Image& image : read.dataset.images) {
        try {
            const Size found = peek_image_size(read.image_folder / image.file_name);
            if (found != image.size) {
                report(issues, image.file_name, "Its pixels do not have the size that the annotations say.");
            }
        } catch (const Error& error) {
            report(issues, image.file_name, error.what());
        }
    }
}

void check_ids(const nlohmann::json& list, const std::string& what, Issues& issues) {
    constexpr std::int64_t kMost = std::int64_t{1} << 53;
    std::set<std::int64_t> seen;
    for (const auto& entry : list) {
        const auto id = entry.find("id");
        if (id == entry.end() || !id->is_number_integer() || id->get<std::int64_t>() < 1 ||
            id->get<std::int64_t>() >= kMost || !seen.insert(id->get<std::int64_t>()).second) {
            report(issues, what, "An id is missing, below 1, too large or used twice.");
            return;
        }
    }
}

void check_coco_annotation(const nlohmann::json& entry, const std::string& where, Issues& issues) {
    for (const char* key : {"image_id", "category_id", "bbox", "area", "iscrowd"}) {
        if (!entry.contains(key)) {
            report(issues, where, std::string("\"") + key + "\" is missing.");
            return;
        }
    }
    if (entry.contains("ignore")) {
        report(issues, where, "\"ignore\" makes pycocotools drop it without a word.");
    }
    if (!(entry["area"].is_number() && entry["area"].get<double>() > 0)) {
        report(issues, where, "\"area\" is not a positive number.");
    }
}

void check_coco(const fs::path& file, Issues& issues) {
    const std::string text = read_file(file);
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        report(issues, file.filename().string(),
               "It is not pure ASCII; some loaders open it in the locale's encoding.");
    }
    const auto root = parse_json(text, file.string());
    for (const char* key : {"info", "licenses", "images", "annotations", "categories"}) {
        if (!root.contains(key)) {
            report(issues, file.filename().string(), std::string("\"") + key + "\" is missing.");
            return;
        }
    }
    check_ids(root["images"], "images", issues);
    check_ids(root["annotations"], "annotations", issues);
    check_ids(root["categories"], "categories", issues);
    for (const auto& category : root["categories"]) {
        if (!category.contains("supercategory")) {
            report(issues, "categories", "\"supercategory\" is missing.");
            break;
        }
    }
    std::size_t number = 0;
    for (const auto& annotation : root["annotations"]) {
        check_coco_annotation(annotation, "annotation " + std::to_string(++number), issues);
    }
}

bool is_voc_id(const std::string& id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

void check_voc_file(const fs::path& root, const std::string& id, Issues& issues) {
    const std::string where = "Annotations/" + id + ".xml";
    pugi::xml_document document;
    std::error_code ec;
    if (!is_voc_id(id)) {
        report(issues, where, "The id has letters outside A-Z, a-z, 0-9, _ and -.");
    }
    if (!fs::is_regular_file(root / "JPEGImages" / (id + ".jpg"), ec)) {
        report(issues, where, "There is no JPEGImages/" + id + ".jpg.");
    }
    if (!document.load_file((root / where).c_str())) {
        report(issues, where, "The annotation file is missing or broken.");
        return;
    }
    const pugi::xml_node top = document.child("annotation");
    for (const char* name : {"folder", "filename", "source", "size", "segmented"}) {
        if (!top.child(name)) {
            report(issues, where, std::string("<") + name + "> is missing.");
        }
    }
    const int width = top.child("size").child("width").text().as_int();
    const int height = top.child("size").child("height").text().as_int();
    for (const pugi::xml_node& object : top.children("object")) {
        for (const char* name : {"name", "pose", "truncated", "difficult", "bndbox"}) {
            if (!object.child(name)) {
                report(issues, where, std::string("An object has no <") + name + ">.");
            }
        }
        const pugi::xml_node box = object.child("bndbox");
        const auto side = [&](const char* name) { return box.child(name).text().as_int(-1); };
        if (side("xmin") < 1 || side("ymin") < 1 || side("xmax") > width || side("ymax") > height ||
            side("xmax") < side("xmin") || side("ymax") < side("ymin")) {
            report(issues, where, "A box leaves 1 to width or 1 to height.");
        }
    }
}

void check_voc(const fs::path& path, Issues& issues) {
    const fs::path root = voc_root(path);
    for (const char* split : {"train", "val", "trainval", "test"}) {
        const fs::path list = root / "ImageSets" / "Main" / (std::string(split) + ".txt");
        std::error_code ec;
        if (!fs::is_regular_file(list, ec)) {
            report(issues, "ImageSets/Main/" + std::string(split) + ".txt", "It is missing.");
            continue;
        }
        if (std::string(split) == "train" || std::string(split) == "val") {
            continue;  // trainval has them all
        }
        std::istringstream ids(read_file(list));
        std::string id;
        while (std::getline(ids, id)) {
            check_voc_file(root, id, issues);
        }
    }
}

void check_yolo(const fs::path& path, const ReadResult& read, Issues& issues) {
    std::error_code ec;
    const fs::path file = fs::is_directory(path, ec) ? path / "data.yaml" : path;
    const YoloYaml yaml = parse_yolo_yaml(read_file(file), file.string());
    if (!yaml.path.empty()) {
        report(issues, file.filename().string(), "\"path\" ties the dataset to one folder of one machine.");
    }
    if (!yaml.paths.contains("train") || !yaml.paths.contains("val")) {
        report(issues, file.filename().string(), "\"train\" or \"val\" is missing.");
    }
    for (const Image& image : read.dataset.images) {
        if (!image.confirmed) {
            report(issues, image.file_name, "It has no label file.");
        }
    }
}

}  // namespace

std::vector<Issue> check_export(Format format, const fs::path& path, const fs::path& images) {
    const ReadResult read = open_dataset(format, path, images);
    Issues issues = read.issues;
    check_images(read, issues);
    std::error_code ec;
    switch (format) {
        case Format::kCoco:
            check_coco(fs::is_directory(path, ec) ? path / "annotations.json" : path, issues);
            break;
        case Format::kVoc:
            check_voc(path, issues);
            break;
        case Format::kYolo:
            check_yolo(path, read, issues);
            break;
    }
    return issues;
}

}  // namespace destudio::dataset
