// SPDX-License-Identifier: Apache-2.0
// labelme: one JSON file beside each picture; a picture without one has not been looked at. Score, difficult and
// attributes of a shape as X-AnyLabeling writes them; labels.txt, which labelme takes for --labels, keeps the class
// list.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/json_head.h"
#include "core/dataset/text/json_text.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLabels = "labels.txt";

std::vector<fs::path> json_files(const fs::path& path) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return {fs::absolute(path)};
    }
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
        if (it->path().extension() == ".json" && it->is_regular_file(ec)) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Box enclosing(const nlohmann::json& points) {
    Box box{NAN, NAN, NAN, NAN};
    for (const auto& point : points) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number()) {
            return {NAN, NAN, NAN, NAN};
        }
        const double x = point[0].get<double>();
        const double y = point[1].get<double>();
        box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
    }
    return box;
}

class LabelmeFormat : public DatasetFormat {
public:
    std::string name() const override { return "labelme"; }
    std::string title() const override { return "labelme"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities all;
        all.ignore = all.scores = all.attributes = all.captions = all.splits = all.unlabelled = all.class_list = true;
        all.image_attributes = true;
        return all;
    }

    bool recognises(const fs::path& path) const override {
        const auto files = json_files(path);
        if (files.empty()) {
            return false;
        }
        const JsonHead head = read_json_head(files.front());
        return head.is_object() && (head.has("shapes") || head.has("imagePath"));
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto files = json_files(path);
        if (files.empty()) {
            throw IoError("There is no JSON file in " + path.string() + ", so it is no labelme dataset.");
        }
        std::error_code ec;
        const bool single = fs::is_regular_file(path, ec);
        const fs::path root = single ? fs::absolute(path).parent_path() : path;
        ReadResult result;
        result.image_folder = options.images.empty() ? root : options.images;
        read_class_list(root, result.dataset);
        const bool has_list = !result.dataset.classes.empty();
        const ImageFinder finder(result.image_folder);
        ClassTable classes(result.dataset);
        std::vector<std::string> labelled;
        Outlines outlines;
        for (const fs::path& file : files) {
            const std::string where = file.lexically_relative(root).generic_string();
            try {
                if (!single) {
                    resolve_inside(root, where);
                }
                read_one(file, root, where, finder, classes, outlines, result);
                labelled.push_back(result.dataset.images.back().file_name);
            } catch (const Error& error) {
                report(result.issues, where, std::string(error.what()) + " It was left out.");
            }
        }
        std::sort(labelled.begin(), labelled.end());
        for (const std::string& name : single ? std::vector<std::string>() : finder.names()) {
            if (!std::binary_search(labelled.begin(), labelled.end(), name)) {
                add_unlabelled(name, result);
            }
        }
        if (!has_list) {
            classes.sort();
        }
        if (outlines.count > 0) {
            result.not_kept.push_back(
                {"", std::to_string(outlines.count) + " polygons and other shapes became the boxes around them.",
                 Severity::kWarning});
        }
        return result;
    }

    void write(const Export& order) const override {
        write_with_images(order, "", [](const Dataset& dataset) {
            TextFiles files;
            const auto by_image = annotations_by_image(dataset);
            for (std::size_t i = 0; i < dataset.images.size(); ++i) {
                const Image& image = dataset.images[i];
                const bool looked_at = image.confirmed || !by_image[i].empty() || !image.caption.empty();
                if (looked_at || !image.split.empty()) {
                    fs::path file = image.file_name;
                    file.replace_extension(".json");
                    files.emplace_back(file, json_of(dataset, image, by_image[i]));
                }
            }
            std::string list;
            for (const std::string& name : dataset.classes) {
                list += name + "\n";
            }
            files.emplace_back(kLabels, list);
            return files;
        });
    }

private:
    struct Outlines {
        std::size_t count = 0;
    };

    static void read_class_list(const fs::path& root, Dataset& dataset) {
        std::error_code ec;
        if (!fs::is_regular_file(root / kLabels, ec)) {
            return;
        }
        ClassTable classes(dataset);
        std::istringstream lines(read_utf8_file(root / kLabels));
        for (std::string line; std::getline(lines, line);) {
            line.erase(line.find_last_not_of("\r") + 1);
            if (!line.empty() && line != "__ignore__" && line != "_background_") {
                classes.index_of(line);
            }
        }
    }

    static void read_one(const fs::path& file, const fs::path& root, const std::string& where,
                         const ImageFinder& finder, ClassTable& classes, Outlines& outlines, ReadResult& result) {
        const nlohmann::json json = read_dataset_json(file);
        if (!json.is_object() || !json.contains("shapes")) {
            throw FormatError(file.string() + " is no labelme file: it has no \"shapes\".");
        }
        Image image;
        image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
        image.size = {side_at(json, "imageWidth"), side_at(json, "imageHeight")};
        image.caption = text_at(json, "caption");
        image.split = text_at(json, "split");
        image.attributes = object_at(json, "attributes");
        const auto& flags = object_at(json, "flags");
        image.confirmed = flags.contains("confirmed") ? flag_at(flags, "confirmed") : true;
        // The path is meant from the JSON file's own folder.
        const std::string picture = text_at(json, "imagePath");
        std::string named = (file.parent_path().lexically_relative(root) / picture).lexically_normal().generic_string();
        settle_image(image, finder.find(named) ? named : picture, finder, result.image_folder, where, result);
        std::size_t number = 0;
        for (const auto& shape : list_at(json, "shapes")) {
            add_shape(shape, image, where + ": shape " + std::to_string(++number), classes, outlines, result);
        }
        result.dataset.images.push_back(std::move(image));
    }

    static void add_shape(const nlohmann::json& shape, const Image& image, const std::string& where,
                          ClassTable& classes, Outlines& outlines, ReadResult& result) {
        const std::string label = text_at(shape, "label");
        const std::string type = text_at(shape, "shape_type");
        const auto& points = list_at(shape, "points");
        if (label.empty() || points.size() < 2) {
            report(result.issues, where, "It has no label or fewer than two points; it was left out.");
            return;
        }
        Annotation annotation;
        annotation.class_index = classes.index_of(label);
        annotation.box = enclosing(points);
        if (type == "circle" && points.size() == 2) {  // the middle and a point on the rim
            const double r = std::hypot(annotation.box.width(), annotation.box.height());
            const double x = number_or_nan(points[0], 0);
            const double y = number_or_nan(points[0], 1);
            annotation.box = {x - r, y - r, x + r, y + r};
        }
        outlines.count += !type.empty() && type != "rectangle" ? 1 : 0;
        annotation.ignore = flag_at(shape, "difficult");
        const double score = number_at(shape, "score");
        if (std::isfinite(score)) {
            annotation.score = score;
        }
        annotation.attributes = object_at(shape, "attributes");
        add_checked(std::move(annotation), image, where, result);
    }

    static double number_or_nan(const nlohmann::json& list, std::size_t i) {
        return list.is_array() && list.size() > i && list[i].is_number() ? list[i].get<double>() : NAN;
    }

    static void add_unlabelled(const std::string& name, ReadResult& result) {
        Image image;
        image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
        image.file_name = name;
        try {
            image.size = peek_image_size(resolve_inside(result.image_folder, name));
            result.dataset.images.push_back(std::move(image));
        } catch (const Error& error) {
            report(result.issues, name, std::string(error.what()) + " It was left out.");
        }
    }

    static std::string json_of(const Dataset& dataset, const Image& image, const std::vector<std::size_t>& positions) {
        auto shapes = nlohmann::ordered_json::array();
        for (const std::size_t position : positions) {
            const Annotation& annotation = dataset.annotations[position];
            const Box& box = annotation.box;
            nlohmann::ordered_json shape = {
                {"label", dataset.classes.at(static_cast<std::size_t>(annotation.class_index))},
                {"points", {{neat(box.x1), neat(box.y1)}, {neat(box.x2), neat(box.y2)}}},
                {"group_id", nullptr},
                {"description", ""},
                {"shape_type", "rectangle"},
                {"flags", nlohmann::ordered_json::object()},
                {"difficult", annotation.ignore}};
            if (annotation.score) {
                shape["score"] = *annotation.score;
            }
            if (!annotation.attributes.empty()) {
                shape["attributes"] = annotation.attributes;
            }
            shapes.push_back(std::move(shape));
        }
        nlohmann::ordered_json json = {{"version", "5.5.0"},
                                       {"flags", {{"confirmed", image.confirmed}}},
                                       {"shapes", std::move(shapes)},
                                       {"imagePath", fs::path(image.file_name).filename().string()},
                                       {"imageData", nullptr},
                                       {"imageHeight", image.size.height},
                                       {"imageWidth", image.size.width}};
        if (!image.caption.empty()) {
            json["caption"] = image.caption;
        }
        if (!image.split.empty()) {
            json["split"] = image.split;
        }
        if (!image.attributes.empty()) {
            json["attributes"] = image.attributes;
        }
        return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_labelme_format() {
    return std::make_unique<LabelmeFormat>();
}

}  // namespace destudio::dataset
