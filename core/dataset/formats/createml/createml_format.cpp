// SPDX-License-Identifier: Apache-2.0
// Create ML: a list of {image, annotations: [{label, coordinates: {x, y, width, height}}]}, where x and y are the
// middle of the box in pixels.
#include <map>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/split_folders.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/json_head.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCreateMlFile = "annotations.createml.json";
constexpr const char* kRoboflowFile = "_annotations.createml.json";
constexpr int kCreateMlDigits = 6;  // the middle has one more than the edges

class CreatemlFormat : public DatasetFormat {
public:
    std::string name() const override { return "createml"; }
    std::string title() const override { return "Create ML"; }
    FormatCapabilities capabilities() const override { return {}; }
    bool recognises(const fs::path& path) const override {
        const auto parts = find(path);
        return !parts.empty() &&
               (looks_right(parts.front().path) || parts.front().path.filename().string().ends_with(".createml.json"));
    }

    std::string evidence(const fs::path& path) const override {
        const auto parts = find(path);
        return parts.empty() ? std::string() : parts.front().path.lexically_relative(path).generic_string();
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto parts = find(path);
        if (parts.empty()) {
            throw IoError("There is no *.createml.json in " + path.string() + ". Name the annotation file itself.");
        }
        return read_parts(parts, options.images, [&](const fs::path& file) { return read_file(file, options); });
    }

    void write(const Export& order) const override {
        write_with_images(order, "images", [](const Dataset& dataset) {
            const auto by_image = annotations_by_image(dataset);
            auto root = nlohmann::ordered_json::array();
            for (std::size_t i = 0; i < dataset.images.size(); ++i) {
                auto list = nlohmann::ordered_json::array();
                for (const std::size_t position : by_image[i]) {
                    const Annotation& annotation = dataset.annotations[position];
                    const Box& box = annotation.box;
                    if (annotation.ignore) {
                        continue;
                    }
                    list.push_back({{"label", dataset.classes.at(static_cast<std::size_t>(annotation.class_index))},
                                    {"coordinates",
                                     {{"x", neat((box.x1 + box.x2) / 2, kCreateMlDigits)},
                                      {"y", neat((box.y1 + box.y2) / 2, kCreateMlDigits)},
                                      {"width", neat(box.width())},
                                      {"height", neat(box.height())}}}});
                }
                root.push_back({{"image", dataset.images[i].file_name}, {"annotations", std::move(list)}});
            }
            return TextFiles{
                {kCreateMlFile, root.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"}};
        });
    }

private:
    static ReadResult read_file(const fs::path& file, const ReadOptions& options) {
        const nlohmann::json root = read_dataset_json(file);
        if (!root.is_array()) {
            throw FormatError(file.string() + " is no Create ML file: it has to be a list of images.");
        }
        ReadResult result;
        result.image_folder = image_folder_beside(file, options);
        const ImageFinder finder(result.image_folder);
        ClassTable classes(result.dataset);
        std::size_t number = 0;
        std::map<std::string, std::size_t> unknown;
        for (const auto& entry : root) {
            const std::string where = file.filename().string() + ": entry " + std::to_string(++number);
            std::string named = text_at(entry, "image");
            named = named.empty() ? text_at(entry, "imagefilename") : named;
            if (named.empty()) {
                report(result.issues, where, "It names no image; it was left out.");
                continue;
            }
            Image image;
            image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
            image.confirmed = true;
            settle_image(image, {named}, finder, where, result);
            const auto& list =
                entry.contains("annotations") ? list_at(entry, "annotations") : list_at(entry, "annotation");
            for (const auto& item : list) {
                note_unknown(item, unknown);
                add(item, image, where, classes, result);
            }
            result.dataset.images.push_back(std::move(image));
        }
        for (const auto& [key, count] : unknown) {
            if (count > 0) {
                result.not_kept.push_back({file.filename().string(),
                                           std::to_string(count) + " times \"" + key + "\", which has no place here.",
                                           Severity::kWarning});
            }
        }
        classes.sort();
        return result;
    }

    static void note_unknown(const nlohmann::json& item, std::map<std::string, std::size_t>& unknown) {
        if (item.is_object()) {
            for (const auto& [key, value] : item.items()) {
                unknown[key] += key != "label" && key != "coordinates" && !value.is_null() ? 1 : 0;
            }
        }
    }

    static void add(const nlohmann::json& item, const Image& image, const std::string& where, ClassTable& classes,
                    ReadResult& result) {
        const std::string label = text_at(item, "label");
        if (label.empty()) {
            report(result.issues, where, "A box has no label; it was left out.");
            return;
        }
        const auto& at = object_at(item, "coordinates");
        const double w = number_at(at, "width");
        const double h = number_at(at, "height");
        Annotation annotation;
        annotation.class_index = classes.index_of(label);
        annotation.box = Box::from_xywh(number_at(at, "x") - w / 2, number_at(at, "y") - h / 2, w, h);
        add_checked(std::move(annotation), image, where, result);
    }

    // The first image's keys: other lists of images are Label Studio's, which has JSON_MIN as well.
    static bool looks_right(const fs::path& file) {
        const JsonHead head = read_json_head(file);
        return head.is_list() && (head.has("image") || head.has("imagefilename")) &&
               (head.has("annotations") || head.has("annotation")) && !head.has("data") && !head.has("annotator");
    }

    static std::vector<Part> find(const fs::path& path) {
        const fs::path file = annotation_file_in(path, {kCreateMlFile, kRoboflowFile}, ".json", looks_right);
        if (!file.empty()) {
            return {{file, ""}};
        }
        return split_folders(path, kRoboflowFile, [](const fs::path& part) {
            std::error_code ec;
            return fs::is_regular_file(part, ec);
        });
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_createml_format() {
    return std::make_unique<CreatemlFormat>();
}

}  // namespace destudio::dataset
