// SPDX-License-Identifier: Apache-2.0
// Label Studio's JSON: a list of tasks; boxes in percent of the picture. What a model found and nobody looked at is a
// prediction, everything else an annotation; a task without either has not been looked at.
#include "core/base/error.h"
#include "core/dataset/formats/label_studio/label_studio_reader.h"
#include "core/dataset/formats/label_studio/label_studio_tasks.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTasksFile = "tasks.json";
constexpr const char* kConfig = "label_config.xml";
constexpr const char* kPlace = "/data/local-files/?d=images/";

fs::path find_tasks_file(const fs::path& path) {
    return annotation_file_in(path, {kTasksFile}, ".json", looks_like_label_studio);
}

// A path as an address takes it.
std::string percent_encoded(const std::string& path) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        out += plain ? std::string(1, c) : std::string{'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return out;
}

nlohmann::ordered_json result_of(const Dataset& dataset, const Image& image, const Annotation& annotation,
                                 const std::string& id) {
    const double w = image.size.width / 100.0;
    const double h = image.size.height / 100.0;
    const Box& box = annotation.box;
    const auto percent = [](double value) { return parse_number(decimal(value, 9)); };
    nlohmann::ordered_json item = {
        {"id", id},
        {"type", "rectanglelabels"},
        {"from_name", "label"},
        {"to_name", "image"},
        {"original_width", image.size.width},
        {"original_height", image.size.height},
        {"image_rotation", 0},
        {"value",
         {{"x", percent(box.x1 / w)},
          {"y", percent(box.y1 / h)},
          {"width", percent(box.width() / w)},
          {"height", percent(box.height() / h)},
          {"rotation", 0},
          {"rectanglelabels", {dataset.classes.at(static_cast<std::size_t>(annotation.class_index))}}}}};
    if (annotation.score) {
        item["score"] = *annotation.score;
    }
    if (annotation.ignore) {
        item["meta"]["ignore"] = true;
    }
    if (!annotation.attributes.empty()) {
        item["meta"]["attributes"] = annotation.attributes;
    }
    return item;
}

std::string tasks_of(const Dataset& dataset) {
    const auto by_image = annotations_by_image(dataset);
    auto root = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const Image& image = dataset.images[i];
        auto results = nlohmann::ordered_json::array();
        bool detected = !by_image[i].empty();
        for (const std::size_t position : by_image[i]) {
            const Annotation& annotation = dataset.annotations[position];
            detected = detected && annotation.score.has_value();
            const std::string id = "box-" + std::to_string(image.id) + "-" + std::to_string(results.size() + 1);
            results.push_back(result_of(dataset, image, annotation, id));
        }
        nlohmann::ordered_json data = {{"image", kPlace + percent_encoded(image.file_name)},
                                       {"confirmed", image.confirmed}};
        if (!image.caption.empty()) {
            data["caption"] = image.caption;
        }
        if (!image.split.empty()) {
            data["split"] = image.split;
        }
        if (!image.attributes.empty()) {
            data["attributes"] = image.attributes;
        }
        nlohmann::ordered_json task = {{"id", i + 1},
                                       {"data", std::move(data)},
                                       {"annotations", nlohmann::json::array()},
                                       {"predictions", nlohmann::json::array()}};
        if (detected && !image.confirmed) {
            task["predictions"].push_back({{"model_version", "destudio"}, {"result", std::move(results)}});
        } else if (image.confirmed || !results.empty()) {
            task["annotations"].push_back({{"result", std::move(results)}});
        }
        root.push_back(std::move(task));
    }
    return root.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

// @throws UsageError for what XML has no way to write
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20;
        if (control && c != '\n' && c != '\t' && c != '\r') {
            throw UsageError("The class \"" + text +
                             "\" has a control character, which XML cannot hold. Give it another name first "
                             "(merge --map).");
        }
        out += c == '&'   ? "&amp;"
               : c == '<' ? "&lt;"
               : c == '"' ? "&quot;"
               : control  ? "&#" + std::to_string(static_cast<int>(c)) + ";"
                          : std::string(1, c);
    }
    return out;
}

// What a project needs in Label Studio before the tasks are imported.
std::string config_of(const Dataset& dataset) {
    std::string out =
        "<View>\n  <Image name=\"image\" value=\"$image\"/>\n  <RectangleLabels name=\"label\" toName=\"image\">\n";
    for (const std::string& name : dataset.classes) {
        out += "    <Label value=\"" + escaped(name) + "\"/>\n";
    }
    return out + "  </RectangleLabels>\n</View>\n";
}

class LabelStudioFormat : public DatasetFormat {
public:
    std::string name() const override { return "label_studio"; }
    std::string title() const override { return "Label Studio"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.ignore = some.scores = some.attributes = some.captions = some.splits = some.unlabelled = true;
        some.image_attributes = true;
        return some;
    }
    bool recognises(const fs::path& path) const override { return looks_like_label_studio(find_tasks_file(path)); }
    std::string evidence(const fs::path& path) const override {
        const fs::path file = find_tasks_file(path);
        return looks_like_json_min(file) ? file.filename().string() + ", JSON_MIN" : file.filename().string();
    }
    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const fs::path file = find_tasks_file(path);
        if (file.empty()) {
            throw IoError("There is no tasks.json in " + path.string() + ". Name the exported JSON file itself.");
        }
        return read_label_studio(file, options);
    }
    void write(const Export& order) const override {
        write_with_images(order, "images", [](const Dataset& dataset) {
            return TextFiles{{kConfig, config_of(dataset)}, {kTasksFile, tasks_of(dataset)}};
        });
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_label_studio_format() {
    return std::make_unique<LabelStudioFormat>();
}

}  // namespace destudio::dataset
