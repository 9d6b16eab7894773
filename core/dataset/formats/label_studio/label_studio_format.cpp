// SPDX-License-Identifier: Apache-2.0
// Label Studio's JSON: a list of tasks; boxes in percent of the picture. What a model found and nobody looked at is a
// prediction, everything else an annotation; a task without either has not been looked at.
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/json_head.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTasksFile = "tasks.json";
constexpr const char* kConfig = "label_config.xml";
constexpr const char* kPlace = "/data/local-files/?d=images/";

bool looks_like_tasks(const fs::path& file) {
    const JsonHead head = read_json_head(file);
    // The annotations of a task may be so long that its data does not show.
    return head.is_list() && (head.has("data") || (head.has("annotations") && head.has("id") && !head.has("image")));
}

fs::path find_tasks_file(const fs::path& path) {
    return annotation_file_in(path, {kTasksFile}, ".json", looks_like_tasks);
}

// The picture's address: the first text in "data" that ends like a picture, "image" before others.
std::string address_of(const nlohmann::json& task) {
    const auto& data = object_at(task, "data");
    const std::string image = text_at(data, "image");
    if (!image.empty()) {
        return image;
    }
    for (const auto& [key, value] : data.items()) {
        if (value.is_string() && has_image_extension(value.get<std::string>())) {
            return value.get<std::string>();
        }
    }
    return {};
}

// "/data/local-files/?d=images/a/b.png" means a/b.png here.
std::string local_name(const std::string& address) {
    const auto query = address.find("?d=");
    std::string name = query == std::string::npos ? address : address.substr(query + 3);
    if (query != std::string::npos && name.starts_with("images/")) {
        name.erase(0, 7);
    }
    return name;
}

class LabelStudioReader {
public:
    LabelStudioReader(const fs::path& file, const ReadOptions& options, ReadResult& result)
        : m_file(file),
          m_result(result),
          m_finder(result.image_folder = image_folder_beside(file, options)),
          m_classes(result.dataset) {}

    void run() {
        const nlohmann::json root = read_dataset_json(m_file);
        if (!root.is_array()) {
            throw FormatError(m_file.string() + " is no Label Studio file: it has to be a list of tasks.");
        }
        for (const auto& task : root) {
            read(task);
        }
        const std::string name = m_file.filename().string();
        if (m_outlines > 0) {
            m_result.not_kept.push_back(
                {name, std::to_string(m_outlines) + " polygons became the boxes around them.", Severity::kWarning});
        }
        if (m_others > 0) {
            m_result.not_kept.push_back(
                {name, std::to_string(m_others) + " results that are no boxes.", Severity::kWarning});
        }
        m_classes.sort();
    }

private:
    void read(const nlohmann::json& task) {
        const std::string where = m_file.filename().string() + ": task " + std::to_string(++m_number);
        const std::string address = address_of(task);
        if (address.empty()) {
            report(m_result.issues, where, "It names no image; it was left out.");
            return;
        }
        const auto& annotations = list_at(task, "annotations");
        const auto& predictions = list_at(task, "predictions");
        const auto& data = object_at(task, "data");
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        image.confirmed = data.contains("confirmed") ? flag_at(data, "confirmed") : !annotations.empty();
        image.caption = text_at(data, "caption");
        image.split = text_at(data, "split");
        image.attributes = object_at(data, "attributes");
        const auto& source = annotations.empty() ? predictions : annotations;
        // Of several annotations or predictions the first that was not cancelled counts.
        const auto chosen = std::find_if(source.begin(), source.end(),
                                         [](const auto& entry) { return !flag_at(entry, "was_cancelled"); });
        const auto& results = chosen == source.end() ? nlohmann::json::array() : list_at(*chosen, "result");
        const auto sized = std::find_if(results.begin(), results.end(), [](const auto& item) {
            return side_at(item, "original_width") > 0 && side_at(item, "original_height") > 0;
        });
        if (sized != results.end()) {
            image.size = {side_at(*sized, "original_width"), side_at(*sized, "original_height")};
        }
        settle_image(image, local_name(address), m_finder, m_result.image_folder, where, m_result);
        for (const auto& item : results) {
            add(item, image, where);
        }
        m_result.dataset.images.push_back(std::move(image));
    }

    void add(const nlohmann::json& item, const Image& image, const std::string& where) {
        const std::string type = text_at(item, "type");
        const auto& value = object_at(item, "value");
        const auto& labels = list_at(value, type.c_str());
        const bool box = type == "rectanglelabels";
        if ((!box && type != "polygonlabels") || labels.empty() || !labels.front().is_string()) {
            ++m_others;
            return;
        }
        if (image.size.width == 0) {
            report(m_result.issues, where, "Its size is not known, so its boxes in percent mean nothing.");
            return;
        }
        Annotation annotation;
        annotation.class_index = m_classes.index_of(labels.front().get<std::string>());
        annotation.box = box ? rectangle(value) : enclosing(list_at(value, "points"));
        const double x = image.size.width / 100.0;
        const double y = image.size.height / 100.0;
        annotation.box = {annotation.box.x1 * x, annotation.box.y1 * y, annotation.box.x2 * x, annotation.box.y2 * y};
        const double angle = number_at(value, "rotation");
        if (box && std::isfinite(angle) && angle != 0) {
            annotation.box = turned(annotation.box, angle);
        }
        m_outlines += !box || (std::isfinite(angle) && angle != 0) ? 1 : 0;
        const double score = number_at(item, "score");
        if (std::isfinite(score)) {
            annotation.score = score;
        }
        const auto& meta = object_at(item, "meta");
        annotation.ignore = flag_at(meta, "ignore");
        annotation.attributes = object_at(meta, "attributes");
        add_checked(std::move(annotation), image, where, m_result);
    }

    static Box rectangle(const nlohmann::json& value) {
        return Box::from_xywh(number_at(value, "x"), number_at(value, "y"), number_at(value, "width"),
                              number_at(value, "height"));
    }

    static Box enclosing(const nlohmann::json& points) {
        Box box{NAN, NAN, NAN, NAN};
        for (const auto& point : points) {
            if (point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_number()) {
                const double x = point[0].get<double>();
                const double y = point[1].get<double>();
                box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
            }
        }
        return box;
    }

    // Label Studio turns a box clockwise around its upper left corner.
    static Box turned(const Box& box, double degrees) {
        const double a = degrees * std::acos(-1.0) / 180;
        Box out{box.x1, box.y1, box.x1, box.y1};
        for (const auto& [w, h] : {std::pair{box.width(), 0.0}, {0.0, box.height()}, {box.width(), box.height()}}) {
            const double x = box.x1 + w * std::cos(a) - h * std::sin(a);
            const double y = box.y1 + w * std::sin(a) + h * std::cos(a);
            out = {std::min(out.x1, x), std::min(out.y1, y), std::max(out.x2, x), std::max(out.y2, y)};
        }
        return out;
    }

    fs::path m_file;
    ReadResult& m_result;
    ImageFinder m_finder;
    ClassTable m_classes;
    std::size_t m_number = 0;
    std::size_t m_outlines = 0;
    std::size_t m_others = 0;
};

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
        nlohmann::ordered_json data = {{"image", kPlace + image.file_name}, {"confirmed", image.confirmed}};
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

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
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
    bool recognises(const fs::path& path) const override { return looks_like_tasks(find_tasks_file(path)); }
    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const fs::path file = find_tasks_file(path);
        if (file.empty()) {
            throw IoError("There is no tasks.json in " + path.string() + ". Name the exported JSON file itself.");
        }
        ReadResult result;
        LabelStudioReader(file, options, result).run();
        return result;
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
