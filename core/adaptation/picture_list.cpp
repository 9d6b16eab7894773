// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_list.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/operations/split.h"

namespace destudio::adaptation {

namespace {

nlohmann::json boxes_json(const std::vector<Box>& boxes, const std::vector<int>& labels) {
    auto list = nlohmann::json::array();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        list.push_back({boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2, labels[i]});
    }
    return list;
}

void read_boxes(const nlohmann::json& list, std::size_t classes, std::vector<Box>& boxes, std::vector<int>& labels) {
    for (const auto& entry : list) {
        boxes.push_back({entry.at(0).get<double>(), entry.at(1).get<double>(), entry.at(2).get<double>(),
                         entry.at(3).get<double>()});
        labels.push_back(static_cast<int>(
            json_integer(entry.at(4), "A class of the pictures", 0, static_cast<std::int64_t>(classes) - 1)));
    }
}

}  // namespace

std::size_t PictureList::count(bool held_out) const {
    return static_cast<std::size_t>(std::count_if(
        pictures.begin(), pictures.end(), [held_out](const auto& picture) { return picture.held_out == held_out; }));
}

PictureList list_pictures(const dataset::Dataset& dataset, const dataset::ImageSource& source) {
    PictureList list;
    list.classes = dataset.classes;
    const auto annotations = dataset::annotations_by_image(dataset);
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const dataset::Image& image = dataset.images[i];
        LabelledPicture picture;
        picture.file = source.file(image);
        if (picture.file.empty()) {
            continue;
        }
        picture.row = image.id;
        picture.caption = image.caption;
        picture.group = dataset::reference_of(image.file_name, {});
        for (const std::size_t at : annotations[i]) {
            const dataset::Annotation& annotation = dataset.annotations[at];
            (annotation.ignore ? picture.ignored : picture.boxes).push_back(annotation.box);
            (annotation.ignore ? picture.ignored_labels : picture.labels).push_back(annotation.class_index);
            if (!annotation.ignore) {
                picture.outlines.push_back(dataset::rings_of(annotation));
            }
        }
        if (std::all_of(picture.outlines.begin(), picture.outlines.end(), [](const auto& o) { return o.empty(); })) {
            picture.outlines.clear();
        }
        list.pictures.push_back(std::move(picture));
    }
    return list;
}

void drop_unused_classes(PictureList& list) {
    std::set<int> used;
    for (const LabelledPicture& picture : list.pictures) {
        used.insert(picture.labels.begin(), picture.labels.end());
        used.insert(picture.ignored_labels.begin(), picture.ignored_labels.end());
    }
    std::map<int, int> new_label;
    std::vector<std::string> classes;
    for (const int label : used) {
        new_label[label] = static_cast<int>(classes.size());
        classes.push_back(list.classes.at(static_cast<std::size_t>(label)));
    }
    list.classes = std::move(classes);
    for (LabelledPicture& picture : list.pictures) {
        for (auto* labels : {&picture.labels, &picture.ignored_labels}) {
            for (int& label : *labels) {
                label = new_label.at(label);
            }
        }
    }
}

void hold_out(PictureList& list, double share, std::uint64_t seed) {
    dataset::Dataset names;
    dataset::Lineage lineage;
    for (std::size_t i = 0; i < list.pictures.size(); ++i) {
        dataset::Image image;
        image.id = static_cast<std::int64_t>(i) + 1;
        image.file_name = std::to_string(i);
        lineage[image.file_name] = list.pictures[i].group;
        names.images.push_back(std::move(image));
    }
    dataset::assign_splits(names, {1 - share, share, 0}, seed, lineage);
    for (std::size_t i = 0; i < list.pictures.size(); ++i) {
        list.pictures[i].held_out = names.images[i].split == "val";
    }
    if (!list.pictures.empty() && list.count(true) == 0) {
        const std::string group = list.pictures.back().group;
        for (LabelledPicture& picture : list.pictures) {
            picture.held_out = picture.group == group;
        }
    }
}

void require_files(const PictureList& list) {
    std::filesystem::path first;
    std::size_t missing = 0;
    for (const LabelledPicture& picture : list.pictures) {
        std::error_code ec;
        if (!std::filesystem::is_regular_file(picture.file, ec) && ++missing == 1) {
            first = picture.file;
        }
    }
    if (missing > 0) {
        throw IoError(first.string() + " is not there" +
                      (missing > 1 ? ", nor are " + std::to_string(missing - 1) + " other pictures" : "") +
                      ". Put them back, or locate moved images in the project first.");
    }
}

void write_pictures(const std::filesystem::path& file, const PictureList& list) {
    nlohmann::json json = {{"classes", list.classes}, {"pictures", nlohmann::json::array()}};
    for (const LabelledPicture& picture : list.pictures) {
        json["pictures"].push_back({{"file", picture.file.string()},
                                    {"group", picture.group},
                                    {"row", picture.row},
                                    {"held_out", picture.held_out},
                                    {"boxes", boxes_json(picture.boxes, picture.labels)},
                                    {"ignored", boxes_json(picture.ignored, picture.ignored_labels)}});
        if (!picture.outlines.empty()) {
            auto& outlines = json["pictures"].back()["outlines"] = nlohmann::json::array();
            for (const Outline& outline : picture.outlines) {
                outlines.push_back(polygons_json(outline));
            }
        }
        if (!picture.caption.empty()) {
            json["pictures"].back()["caption"] = picture.caption;
        }
    }
    write_file_atomically(file, json.dump() + "\n");
}

PictureList read_pictures(const std::filesystem::path& file) {
    const auto json = read_json(file);
    try {
        PictureList list;
        list.classes = json.at("classes").get<std::vector<std::string>>();
        for (const auto& entry : json.at("pictures")) {
            LabelledPicture picture;
            picture.file = entry.at("file").get<std::string>();
            picture.group = entry.at("group").get<std::string>();
            picture.row =
                json_integer(entry.at("row"), "A row of the pictures", std::numeric_limits<std::int64_t>::min(),
                             std::numeric_limits<std::int64_t>::max());
            picture.held_out = entry.at("held_out").get<bool>();
            picture.caption = entry.value("caption", std::string());
            read_boxes(entry.at("boxes"), list.classes.size(), picture.boxes, picture.labels);
            for (const auto& outline : entry.value("outlines", nlohmann::json::array())) {
                picture.outlines.push_back(outline_of_polygons(outline));
            }
            picture.outlines.resize(picture.outlines.empty() ? 0 : picture.boxes.size());
            read_boxes(entry.at("ignored"), list.classes.size(), picture.ignored, picture.ignored_labels);
            list.pictures.push_back(std::move(picture));
        }
        return list;
    } catch (const std::exception&) {  // of the JSON library, or a class that is not there
        throw FormatError(file.string() + " is no list of pictures. Start the training in another folder.");
    }
}

}  // namespace destudio::adaptation
