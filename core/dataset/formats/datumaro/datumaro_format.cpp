// SPDX-License-Identifier: Apache-2.0
// Datumaro's JSON: annotations/<subset>.json with categories and items, pictures in images/<subset>.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/picture_paths.h"
#include "core/dataset/model/caption.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/json_head.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/leftovers.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kNoSubset = "default";

bool looks_like_datumaro(const fs::path& file) {
    const JsonHead head = read_json_head(file);
    return head.is_object() &&
           (head.has("dm_format_version") || head.has("items") || head.value_of("categories") == '{');
}

// The files of the subsets; other JSON files may lie beside them.
std::vector<fs::path> subset_files(const fs::path& path) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return {path};
    }
    std::vector<fs::path> files;
    for (fs::directory_iterator it(path / "annotations", ec), end; !ec && it != end; it.increment(ec)) {
        std::error_code unreadable;
        if (has_extension(it->path(), ".json") && !is_leftover(it->path()) && it->is_regular_file(unreadable)) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    // Where none looks right, reading will say what is wrong with them.
    if (std::any_of(files.begin(), files.end(), looks_like_datumaro)) {
        std::erase_if(files, [](const fs::path& file) { return !looks_like_datumaro(file); });
    }
    return files;
}

class DatumaroFormat : public DatasetFormat {
public:
    std::string name() const override { return "datumaro"; }
    std::string title() const override { return "Datumaro"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities all;
        all.ignore = all.scores = all.attributes = all.captions = all.more_captions = all.splits = all.unlabelled =
            all.class_list = all.outlines = all.run_lengths = all.box_beside_outline = true;
        all.image_attributes = true;
        return all;
    }

    bool recognises(const fs::path& path) const override {
        const auto files = subset_files(path);
        if (files.empty()) {
            return false;
        }
        return looks_like_datumaro(files.front());
    }
    std::string evidence(const fs::path& path) const override {
        const auto files = subset_files(path);
        return files.empty() ? std::string() : "annotations/" + files.front().filename().string();
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto files = subset_files(path);
        if (files.empty()) {
            throw IoError("There is no annotations/*.json in " + path.string() + ", so it is no Datumaro dataset.");
        }
        ReadResult result;
        const fs::path root = fs::absolute(files.front()).parent_path().parent_path();
        result.image_folder = options.images.empty() ? root / "images" : options.images;
        const ImageFinder finder(result.image_folder);
        for (const fs::path& file : files) {
            read_subset(file, finder, result);
        }
        if (files.size() == 1) {
            enter_subset_folder(files.front().stem().string() + "/", result);
        }
        return result;
    }

    void write(const Export& order) const override {
        write_with_images(order, fs::path("images") / kNoSubset, [](const Dataset& dataset) {
            const auto by_image = annotations_by_image(dataset);
            nlohmann::ordered_json labels = nlohmann::ordered_json::array();
            for (const std::string& name : dataset.classes) {
                labels.push_back({{"name", name}, {"parent", ""}, {"attributes", nlohmann::json::array()}});
            }
            auto items = nlohmann::ordered_json::array();
            for (std::size_t i = 0; i < dataset.images.size(); ++i) {
                items.push_back(item_of(dataset, dataset.images[i], by_image[i]));
            }
            const nlohmann::ordered_json root = {{"dm_format_version", "1.0"},
                                                 {"media_type", 2},
                                                 {"infos", nlohmann::json::object()},
                                                 {"categories",
                                                  {{"label",
                                                    {{"labels", std::move(labels)},
                                                     {"label_groups", nlohmann::json::array()},
                                                     {"attributes", nlohmann::json::array()}}}}},
                                                 {"items", std::move(items)}};
            return TextFiles{{fs::path("annotations") / (std::string(kNoSubset) + ".json"),
                              root.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"}};
        });
    }

private:
    // With one subset its folder is the image folder.
    static void enter_subset_folder(const std::string& prefix, ReadResult& result) {
        auto& images = result.dataset.images;
        if (!images.empty() && std::all_of(images.begin(), images.end(),
                                           [&](const Image& i) { return i.file_name.starts_with(prefix); })) {
            result.image_folder /= prefix;
            for (Image& image : images) {
                image.file_name.erase(0, prefix.size());
            }
        }
    }

    static void read_subset(const fs::path& file, const ImageFinder& finder, ReadResult& result) {
        const nlohmann::json root = read_dataset_json(file);
        if (!root.is_object() || !root.contains("items")) {
            throw FormatError(file.string() + " is no Datumaro file: it has no \"items\".");
        }
        ClassTable classes(result.dataset);
        const std::vector<int> index_of = read_labels(root, file.filename().string(), classes, result);
        const std::string subset = file.stem().string();
        std::map<std::string, std::size_t> others;
        std::size_t unclear = 0;
        for (const auto& item : list_at(root, "items")) {
            Image image;
            image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
            const std::string where = file.filename().string() + ": item \"" + text_at(item, "id") + "\"";
            const auto& media = item.contains("image") ? object_at(item, "image") : object_at(item, "media");
            const auto& size = list_at(media, "size");
            if (size.size() >= 2 && size[0].is_number() && size[1].is_number()) {
                const nlohmann::json sides = {{"h", size[0]}, {"w", size[1]}};
                image.size = {side_at(sides, "w"), side_at(sides, "h")};
            }
            const std::string path = text_at(media, "path");
            const std::string named = path.empty() ? text_at(item, "id") : path;
            // An item's id is the path without its extension.
            settle_image(image, {with_extension(finder, subset + "/" + named), with_extension(finder, named)}, finder,
                         where, result);
            const auto& attributes = object_at(item, "attr");
            image.confirmed = attributes.contains("confirmed") ? flag_at(attributes, "confirmed") : true;
            image.attributes = attributes;
            for (const char* key : {"confirmed", "split"}) {
                image.attributes.erase(key);
            }
            const std::string split = text_at(attributes, "split");
            set_split(image, split.empty() ? subset : split, where, result);
            const auto& entries = list_at(item, "annotations");
            for (const auto& entry : entries) {
                const std::string type = text_at(entry, "type");
                const bool beside = is_outline(entry) && first_of_object(entry, entries) != &entry;
                unclear += beside && is_of_several_boxes(entry, entries) ? 1 : 0;
                if (!beside && !add(entry, entries, index_of, image, where, result)) {
                    ++others[type];
                }
            }
            result.dataset.images.push_back(std::move(image));
        }
        const auto lost = [&](std::size_t count, const std::string& what) {
            if (count > 0) {
                result.not_kept.push_back(
                    {file.filename().string(), std::to_string(count) + " " + what, Severity::kWarning});
            }
        };
        lost(unclear, "outlines of groups with several boxes were left out; the boxes stay.");
        for (const auto& [type, count] : others) {
            lost(count, "annotations of type \"" + type + "\" were left out.");
        }
    }

    // Which class each label is.
    static std::vector<int> read_labels(const nlohmann::json& root, const std::string& name, ClassTable& classes,
                                        ReadResult& result) {
        std::vector<int> index_of;
        std::set<std::string> seen;
        for (const auto& label : list_at(object_at(object_at(root, "categories"), "label"), "labels")) {
            const std::string title = label.is_string() ? label.get<std::string>() : text_at(label, "name");
            if (!seen.insert(title).second) {
                report(result.issues,
                       {name, "The class \"" + title + "\" is listed twice; both are one class.", Severity::kWarning});
            }
            index_of.push_back(classes.index_of(title));
        }
        return index_of;
    }

    static Box box_of(const nlohmann::json& list) {
        double xywh[4] = {NAN, NAN, NAN, NAN};
        for (std::size_t i = 0; list.size() == 4 && i < 4; ++i) {
            xywh[i] = list[i].is_number() ? list[i].get<double>() : NAN;
        }
        return Box::from_xywh(xywh[0], xywh[1], xywh[2], xywh[3]);
    }

    static bool is_outline(const nlohmann::json& entry) {
        const std::string type = text_at(entry, "type");
        return type == "polygon" || (type == "mask" && !object_at(entry, "rle").empty());
    }

    // The corners of a polygon [x1, y1, x2, y2, …]; none where one is no number.
    static Ring ring_of(const nlohmann::json& points) {
        Ring ring;
        for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
            if (!points[i].is_number() || !points[i + 1].is_number()) {
                return {};
            }
            ring.push_back({points[i].get<double>(), points[i + 1].get<double>()});
        }
        return ring;
    }

    // One object's box and the parts of its outline share a group.
    static bool same_object(const nlohmann::json& a, const nlohmann::json& b) {
        return &a == &b || (number_at(a, "group") > 0 && number_at(a, "group") == number_at(b, "group") &&
                            number_at(a, "label_id") == number_at(b, "label_id"));
    }

    // The entry that stands for the whole object: its box, else the first part of its outline.
    static const nlohmann::json* first_of_object(const nlohmann::json& entry, const nlohmann::json& entries) {
        const nlohmann::json* first = nullptr;
        for (const auto& other : entries) {
            const std::string type = text_at(other, "type");
            if (type == "bbox" && same_object(other, entry)) {
                return &other;
            }
            first = first == nullptr && is_outline(other) && same_object(other, entry) ? &other : first;
        }
        return first;
    }

    // Two boxes of one group are two objects, whose outlines cannot be told apart.
    static bool is_of_several_boxes(const nlohmann::json& entry, const nlohmann::json& entries) {
        return std::count_if(entries.begin(), entries.end(), [&](const nlohmann::json& other) {
                   return text_at(other, "type") == "bbox" && same_object(other, entry);
               }) > 1;
    }

    // The outline of the object that `entry` stands for, as JSON of COCO; a mask counts before polygons.
    static void take_outline(const nlohmann::json& entry, const nlohmann::json& entries, const Image& image,
                             const std::string& where, ReadResult& result, Annotation& annotation) {
        const bool unclear = is_of_several_boxes(entry, entries);
        Outline outline;
        for (const auto& other : entries) {
            const std::string type = text_at(other, "type");
            if (unclear || !is_outline(other) || !same_object(other, entry)) {
                continue;
            }
            if (type == "polygon") {
                outline.push_back(ring_of(list_at(other, "points")));
                continue;
            }
            const nlohmann::json rle = object_at(other, "rle");
            const auto mask = mask_of_json(rle, image.size);
            if (!mask) {
                report(result.issues, where, "A mask does not fit the picture; it was left out.");
                continue;
            }
            annotation.outline = outline_json(*mask);
        }
        if (annotation.outline.empty()) {
            annotation.outline = outline_json(outline);
        }
        if (text_at(entry, "type") != "bbox") {
            const auto mask = has_runs(annotation) ? mask_of(annotation, image.size) : std::nullopt;
            const Box around = mask ? bounds_of(*mask) : bounds_of(outline);
            annotation.box = around.empty() ? Box{NAN, NAN, NAN, NAN} : around;
        }
    }

    // False for a kind that is not kept.
    static bool add(const nlohmann::json& entry, const nlohmann::json& entries, const std::vector<int>& index_of,
                    Image& image, const std::string& where, ReadResult& result) {
        const std::string type = text_at(entry, "type");
        if (type == "caption") {
            add_caption(image, text_at(entry, "caption"));
            return true;
        }
        const double label = number_at(entry, "label_id");
        const bool has_label = label >= 0 && label < double(index_of.size());
        if (type == "label" && has_label) {  // of the whole picture
            auto& tags = image.attributes["tags"];
            tags = tags.is_array() ? std::move(tags) : nlohmann::json::array();
            tags.push_back(
                result.dataset.classes.at(static_cast<std::size_t>(index_of[static_cast<std::size_t>(label)])));
            return true;
        }
        if (type != "bbox" && !is_outline(entry)) {
            return false;
        }
        if (!has_label) {
            report(result.issues, where, "A box has no label; it was left out.");
            return true;
        }
        Annotation annotation;
        annotation.class_index = index_of[static_cast<std::size_t>(label)];
        annotation.box = box_of(list_at(entry, "bbox"));
        take_outline(entry, entries, image, where, result, annotation);
        annotation.attributes = object_at(entry, "attributes");
        annotation.ignore = flag_at(annotation.attributes, "is_crowd") || flag_at(annotation.attributes, "difficult");
        const double score = number_at(annotation.attributes, "score");
        if (std::isfinite(score)) {
            annotation.score = score;
        }
        for (const char* key : {"is_crowd", "difficult", "score"}) {
            annotation.attributes.erase(key);
        }
        add_checked(std::move(annotation), image, where, result);
        return true;
    }

    static nlohmann::ordered_json item_of(const Dataset& dataset, const Image& image,
                                          const std::vector<std::size_t>& positions) {
        auto list = nlohmann::ordered_json::array();
        int group = 0;
        for (const std::size_t position : positions) {
            const Annotation& annotation = dataset.annotations[position];
            const Box& box = annotation.box;
            nlohmann::json attributes = annotation.attributes;
            attributes["is_crowd"] = annotation.ignore;
            if (annotation.score) {
                attributes["score"] = *annotation.score;
            }
            const nlohmann::ordered_json common = {{"id", 0},
                                                   {"type", "bbox"},
                                                   {"attributes", std::move(attributes)},
                                                   {"group", annotation.outline.empty() ? 0 : ++group},
                                                   {"label_id", annotation.class_index},
                                                   {"z_order", 0}};
            const auto add_part = [&](const char* type, const char* key, nlohmann::json value) {
                auto part = common;
                part["id"] = list.size();
                part["type"] = type;
                part[key] = std::move(value);
                list.push_back(std::move(part));
            };
            add_part("bbox", "bbox", {neat(box.x1), neat(box.y1), neat(box.width()), neat(box.height())});
            const auto mask = has_runs(annotation) ? mask_of(annotation, image.size) : std::nullopt;
            if (mask) {
                add_part("mask", "rle",
                         {{"counts", compressed_counts(*mask)}, {"size", {mask->size.height, mask->size.width}}});
                continue;
            }
            for (const Ring& ring : rings_of(annotation)) {
                auto points = nlohmann::json::array();
                for (const Corner& corner : ring) {
                    points.push_back(neat(corner.x));
                    points.push_back(neat(corner.y));
                }
                add_part("polygon", "points", std::move(points));
            }
        }
        const auto add_text = [&list](const std::string& caption) {
            list.push_back({{"id", list.size()},
                            {"type", "caption"},
                            {"attributes", nlohmann::json::object()},
                            {"group", 0},
                            {"caption", caption}});
        };
        if (!image.caption.empty()) {
            add_text(image.caption);
            std::for_each(image.more_captions.begin(), image.more_captions.end(), add_text);
        }
        nlohmann::json attributes = image.attributes;
        attributes["confirmed"] = image.confirmed;
        if (!image.split.empty()) {
            attributes["split"] = image.split;
        }
        return {{"id", fs::path(image.file_name).replace_extension().generic_string()},
                {"annotations", std::move(list)},
                {"attr", std::move(attributes)},
                {"image", {{"path", image.file_name}, {"size", {image.size.height, image.size.width}}}}};
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_datumaro_format() {
    return std::make_unique<DatumaroFormat>();
}

}  // namespace destudio::dataset
