// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/second_opinion.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/io/dataset_io.h"
#include "core/evaluation/coco_json.h"

namespace destudio::adaptation {

namespace {

namespace fs = std::filesystem;

using Ids = std::map<std::int64_t, std::int64_t>;

std::int64_t class_at(const std::vector<std::string>& classes, const std::string& name) {
    const auto found = std::find(classes.begin(), classes.end(), name);
    return found == classes.end() ? -1 : found - classes.begin();
}

/// Names of classes by the ids that results use.
std::map<std::int64_t, std::string> class_names_of(const PictureChoice& choice) {
    std::map<std::int64_t, std::string> names;
    if (choice.kind == PictureChoice::Kind::kDataset) {
        const auto& format =
            choice.format == "auto" ? dataset::recognise_format(choice.path) : dataset::find_format(choice.format);
        dataset::ReadOptions options;
        options.images = choice.images;
        const dataset::Dataset data = dataset::open_dataset(format, choice.path, options).dataset;
        for (std::size_t i = 0; i < data.classes.size(); ++i) {
            names[data.class_ids.empty() ? static_cast<std::int64_t>(i) + 1 : data.class_ids.at(i)] = data.classes[i];
        }
        return names;
    }
    for (const ProjectClass& entry : Project::open_for_reading(choice.path)->classes().all()) {
        names[static_cast<std::int64_t>(names.size()) + 1] = entry.name;
    }
    return names;
}

Ids rows_of(const PictureList& pictures) {
    Ids ids;
    for (std::size_t i = 0; i < pictures.pictures.size(); ++i) {
        ids[pictures.pictures[i].row] = static_cast<std::int64_t>(i);
    }
    return ids;
}

/// Of an annotation file: ids are its own, names tell what they mean.
Ids named_pictures(const nlohmann::json& images, const PictureList& pictures) {
    std::map<std::string, std::int64_t> by_name;
    for (std::size_t i = 0; i < pictures.pictures.size(); ++i) {
        by_name[pictures.pictures[i].file.filename().string()] = static_cast<std::int64_t>(i);
    }
    Ids ids;
    for (const auto& image : images) {
        const auto found = by_name.find(fs::path(image.at("file_name").get<std::string>()).filename().string());
        if (found != by_name.end()) {
            ids[image.at("id").get<std::int64_t>()] = found->second;
        }
    }
    return ids;
}

}  // namespace

SecondOpinion read_second_opinion(const fs::path& file, const PictureChoice& choice, const PictureList& pictures,
                                  const std::vector<std::string>& classes) {
    const std::string name = file.string();
    const nlohmann::json json = parse_json(read_file(file), name);
    Ids images = rows_of(pictures);
    std::map<std::int64_t, std::string> names;
    const bool has_names = json.is_object() && json.contains("images") && json.contains("categories");
    if (has_names) {
        try {
            images = named_pictures(json.at("images"), pictures);
            for (const auto& category : json.at("categories")) {
                names[category.at("id").get<std::int64_t>()] = category.at("name").get<std::string>();
            }
        } catch (const nlohmann::json::exception& error) {
            throw FormatError(name + " is no COCO file of detections: " + error.what() + ".");
        }
    } else {
        names = class_names_of(choice);
    }
    SecondOpinion opinion;
    for (evaluation::CocoResult result : evaluation::parse_results(json, name)) {
        const auto image = images.find(result.image_id);
        const auto category = names.find(result.category_id);
        const std::int64_t known = category == names.end() ? -1 : class_at(classes, category->second);
        if (image == images.end() || known < 0) {
            ++opinion.unknown;
            continue;
        }
        result.image_id = image->second;
        result.category_id = known;
        opinion.results.push_back(result);
    }
    if (opinion.results.empty()) {
        throw FormatError(name +
                          " has no detection of these pictures and classes. Its ids have to be those of the "
                          "dataset, or it has to name them under \"images\" and \"categories\".");
    }
    return opinion;
}

}  // namespace destudio::adaptation
