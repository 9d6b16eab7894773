// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <set>
#include <unordered_map>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/coco_format.h"
#include "core/dataset/export_names.h"
#include "core/dataset/staged_folder.h"

namespace destudio::dataset {

namespace {

using Json = nlohmann::ordered_json;

// Whole ten-thousandths of a pixel, so that the text has no digits from binary rounding and x + w stays inside.
std::int64_t fine(double pixels) {
    return std::llround(pixels * 1e4);
}
double coarse(std::int64_t ten_thousandths) {
    return static_cast<double>(ten_thousandths) / 1e4;
}

std::vector<std::int64_t> category_ids(const Dataset& dataset, const CocoWriteOptions& options) {
    std::vector<std::int64_t> ids = !options.category_ids.empty() ? options.category_ids : dataset.class_ids;
    if (ids.empty()) {
        for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
            ids.push_back(static_cast<std::int64_t>(i) + 1);
        }
    }
    constexpr std::int64_t kMost = (std::int64_t{1} << 53) - 1;  // what a JSON number holds everywhere
    const std::set<std::int64_t> unique(ids.begin(), ids.end());
    if (ids.size() != dataset.classes.size() || unique.size() != ids.size()) {
        throw UsageError("There has to be exactly one category id for each class.");
    }
    if (!ids.empty() && (*unique.begin() < 1 || *unique.rbegin() > kMost)) {
        // Ids from 0 are common in files, but loaders take 0 for "no match"; the order of the classes stays.
        for (std::size_t i = 0; i < ids.size(); ++i) {
            ids[i] = static_cast<std::int64_t>(i) + 1;
        }
    }
    return ids;
}

Json info_of(const Dataset& dataset) {
    Json info = {{"description", "Made with DiffusionEngine Studio"}, {"version", "1.0"}};
    for (const auto& [key, value] : dataset.info.items()) {
        info[key] = value;
    }
    return info;
}

Json image_entry(const Image& image) {
    Json entry = {
        {"id", image.id}, {"file_name", image.file_name}, {"width", image.size.width}, {"height", image.size.height}};
    if (!image.caption.empty()) {
        entry["caption"] = image.caption;
    }
    if (image.confirmed) {
        entry["confirmed"] = true;
    }
    if (!image.split.empty()) {
        entry["split"] = image.split;
    }
    return entry;
}

Json annotation_entry(const Annotation& annotation, std::int64_t id, std::int64_t category) {
    const auto x1 = fine(annotation.box.x1);
    const auto y1 = fine(annotation.box.y1);
    const double w = coarse(fine(annotation.box.x2) - x1);
    const double h = coarse(fine(annotation.box.y2) - y1);
    Json entry = {{"id", id},
                  {"image_id", annotation.image_id},
                  {"category_id", category},
                  {"bbox", {coarse(x1), coarse(y1), w, h}},
                  {"area", std::round(w * h * 1e4) / 1e4},
                  {"iscrowd", annotation.ignore ? 1 : 0}};
    if (annotation.score) {
        entry["score"] = *annotation.score;
    }
    if (!annotation.attributes.empty()) {
        entry["attributes"] = annotation.attributes;
    }
    return entry;
}

void check_images(const Dataset& dataset) {
    std::set<std::int64_t> ids;
    for (const Image& image : dataset.images) {
        check_relative_path(image.file_name, "The dataset");
        if (image.id < 1 || !ids.insert(image.id).second) {
            throw FormatError("The image \"" + image.file_name + "\" needs an id of its own, 1 or more.");
        }
    }
    for (const Annotation& annotation : dataset.annotations) {
        if (!ids.contains(annotation.image_id)) {
            throw FormatError("An annotation belongs to image " + std::to_string(annotation.image_id) +
                              ", which is not in the dataset.");
        }
        if (annotation.class_index < 0 || static_cast<std::size_t>(annotation.class_index) >= dataset.classes.size()) {
            throw FormatError("An annotation has class " + std::to_string(annotation.class_index) + ", but there are " +
                              std::to_string(dataset.classes.size()) + " classes.");
        }
    }
}

// Files may number images from 0; loaders want 1 and more.
void number_images(Dataset& dataset) {
    const bool sound =
        std::all_of(dataset.images.begin(), dataset.images.end(), [](const Image& image) { return image.id >= 1; });
    if (sound) {
        return;
    }
    std::unordered_map<std::int64_t, std::int64_t> new_ids;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        new_ids[dataset.images[i].id] = static_cast<std::int64_t>(i) + 1;
        dataset.images[i].id = static_cast<std::int64_t>(i) + 1;
    }
    for (Annotation& annotation : dataset.annotations) {
        annotation.image_id = new_ids[annotation.image_id];
    }
}

std::string captions_json(const Dataset& dataset) {
    auto images = Json::array();
    auto annotations = Json::array();
    std::int64_t id = 0;
    for (const Image& image : dataset.images) {
        if (!image.caption.empty()) {
            images.push_back({{"id", image.id},
                              {"file_name", image.file_name},
                              {"width", image.size.width},
                              {"height", image.size.height}});
            annotations.push_back({{"id", ++id}, {"image_id", image.id}, {"caption", image.caption}});
        }
    }
    const Json all = {
        {"info", info_of(dataset)}, {"licenses", Json::array()}, {"images", images}, {"annotations", annotations}};
    return all.dump(1, ' ', true) + "\n";
}

}  // namespace

std::string coco_json(const Dataset& dataset, const CocoWriteOptions& options) {
    check_images(dataset);
    const auto ids = category_ids(dataset, options);
    auto categories = Json::array();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        categories.push_back({{"id", ids[i]}, {"name", dataset.classes[i]}, {"supercategory", "object"}});
    }
    auto images = Json::array();
    for (const Image& image : dataset.images) {
        images.push_back(image_entry(image));
    }
    auto annotations = Json::array();
    std::int64_t id = 0;
    for (const Annotation& annotation : dataset.annotations) {
        annotations.push_back(
            annotation_entry(annotation, ++id, ids[static_cast<std::size_t>(annotation.class_index)]));
    }
    const Json all = {{"info", info_of(dataset)},
                      {"licenses", Json::array()},
                      {"images", images},
                      {"annotations", annotations},
                      {"categories", categories}};
    // ASCII with \u escapes: some loaders open the file in the locale's encoding.
    return all.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n";
}

void write_coco(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                const CocoWriteOptions& options, std::stop_token stop, const ProgressSink& progress) {
    StagedFolder staged(out);
    Dataset exported = dataset;
    if (options.write_images) {
        const auto names = export_names(dataset.images, NameStyle::kKeepFolders);
        for (std::size_t i = 0; i < names.size(); ++i) {
            throw_if_stopped(stop);
            const auto extension = place_image(source, dataset.images[i], staged.path() / "images" / names[i]);
            exported.images[i].file_name = names[i] + extension;
            if (progress) {
                progress({"export", static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(names.size())});
            }
        }
        std::filesystem::create_directories(staged.path() / "images");
    }
    number_images(exported);
    throw_if_stopped(stop);
    write_file_atomically(staged.path() / "annotations.json", coco_json(exported, options));
    std::vector<std::filesystem::path> last;
    if (options.write_captions) {
        write_file_atomically(staged.path() / "captions.json", captions_json(exported));
        last.emplace_back("captions.json");
    }
    last.emplace_back("annotations.json");
    staged.commit(last);
}

}  // namespace destudio::dataset
