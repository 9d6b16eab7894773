// SPDX-License-Identifier: Apache-2.0
// CVAT XML 1.1: annotations.xml with <image> elements (or <track> elements of a video's frames), pictures in images/.
#include <cmath>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/cvat/cvat_attributes.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/xml_entities.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCvatFile = "annotations.xml";
constexpr std::uintmax_t kMaxBytes = std::uintmax_t{1} << 30U;

bool looks_like_cvat(const fs::path& file) {
    return file.extension() == ".xml" && read_head(file).find("<annotations") != std::string::npos;
}

fs::path find_cvat_file(const fs::path& path) {
    return annotation_file_in(path, {kCvatFile}, ".xml", looks_like_cvat);
}

class CvatReader {
public:
    CvatReader(const fs::path& file, const ReadOptions& options, ReadResult& result)
        : m_file(file),
          m_text(read_utf8_file(file, kMaxBytes)),
          m_result(result),
          m_finder(result.image_folder = image_folder_beside(file, options)),
          m_classes(result.dataset) {}

    void run() {
        pugi::xml_document document;
        // pugixml knows only the five built-in entities and reads no external ones.
        const auto parsed = document.load_buffer(m_text.data(), m_text.size());
        if (!parsed) {
            throw FormatError(m_file.string() + ", line " +
                              std::to_string(line_of(m_text, static_cast<std::size_t>(parsed.offset))) +
                              " is not valid XML: " + parsed.description() + ".");
        }
        const pugi::xml_node root = document.child("annotations");
        if (!root) {
            throw FormatError(m_file.string() + " is no CVAT file: its outermost element has to be <annotations>.");
        }
        report_entities(m_text, m_file.filename().string(), m_result);
        for (const auto& task : root.child("meta").children()) {
            for (const auto& label : task.child("labels").children("label")) {
                m_classes.index_of(label.child("name").text().get());
            }
        }
        for (const auto& node : root.children("image")) {
            image(node);
        }
        if (root.child("track")) {
            tracks(root);
        }
        if (m_others > 0) {
            m_result.not_kept.push_back({m_file.filename().string(),
                                         std::to_string(m_others) + " points, lines and other shapes.",
                                         Severity::kWarning});
        }
        if (m_outlines > 0) {
            m_result.not_kept.push_back(
                {m_file.filename().string(),
                 std::to_string(m_outlines) + " polygons and masks became the boxes around them.", Severity::kWarning});
        }
        if (m_rotated > 0) {
            m_result.not_kept.push_back(
                {m_file.filename().string(),
                 std::to_string(m_rotated) + " turned boxes became the upright boxes around them.",
                 Severity::kWarning});
        }
    }

private:
    std::string place(const pugi::xml_node& node) const {
        const auto at = node.offset_debug();
        const std::string name = m_file.filename().string();
        return at < 0 ? name : name + ":" + std::to_string(line_of(m_text, static_cast<std::size_t>(at)));
    }

    void image(const pugi::xml_node& node) {
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        image.size = size_of(node.attribute("width").value(), node.attribute("height").value());
        image.confirmed = true;
        image.split = node.attribute("subset").value();
        const std::string named = node.attribute("name").value();
        const std::string within = image.split + "/" + named;
        settle_image(image, m_finder.find(within) ? within : named, m_finder, m_result.image_folder, place(node),
                     m_result);
        for (const auto& child : node.children()) {
            if (std::string_view(child.name()) != "tag") {
                shape(child, child.attribute("label").value(), image);
            }
        }
        m_result.dataset.images.push_back(std::move(image));
    }

    void tracks(const pugi::xml_node& root) {
        const auto original = root.child("meta").child("task").child("original_size");
        const Size size = size_of(original.child("width").text().get(), original.child("height").text().get());
        std::map<int, Image> frames;
        for (const auto& track : root.children("track")) {
            for (const auto& child : track.children()) {
                if (child.attribute("outside").as_int() != 0) {
                    continue;
                }
                const int frame = child.attribute("frame").as_int();
                auto entry = frames.find(frame);
                if (entry == frames.end()) {
                    entry = frames.emplace(frame, frame_image(frame, size, place(child))).first;
                }
                shape(child, track.attribute("label").value(), entry->second);
            }
        }
        for (auto& [number, image] : frames) {
            m_result.dataset.images.push_back(std::move(image));
        }
    }

    Image frame_image(int frame, Size size, const std::string& where) {
        char name[32];
        std::snprintf(name, sizeof name, "frame_%06d", frame);
        Image image;
        image.id = static_cast<std::int64_t>(frame) + 1;
        image.size = size;
        image.confirmed = true;
        const std::string png = std::string(name) + ".png";
        const std::string upper = std::string(name) + ".PNG";
        settle_image(image, m_finder.find(png) || !m_finder.find(upper) ? png : upper, m_finder, m_result.image_folder,
                     where, m_result);
        return image;
    }

    static Size size_of(const std::string& width, const std::string& height) {
        const nlohmann::json sides = {{"w", parse_number(width)}, {"h", parse_number(height)}};
        return {side_at(sides, "w"), side_at(sides, "h")};
    }

    void shape(const pugi::xml_node& node, const std::string& label, const Image& image) {
        const std::string_view kind = node.name();
        const auto box = box_of(node, kind);
        if (!box) {
            ++m_others;
            return;
        }
        if (label.empty()) {
            report(m_result.issues, place(node), "A box has no label; it was left out.");
            return;
        }
        Annotation annotation;
        annotation.class_index = m_classes.index_of(label);
        annotation.box = *box;
        m_outlines += kind == "box" ? 0 : 1;
        const double rotation = node.attribute("rotation").as_double();
        if (rotation != 0 && std::isfinite(rotation)) {
            annotation.box = upright(annotation.box, rotation);
            ++m_rotated;
        }
        if (node.attribute("occluded").as_int() != 0) {
            annotation.attributes["occluded"] = true;
        }
        for (const auto& child : node.children("attribute")) {
            read_cvat_attribute(child.attribute("name").value(), child.text().get(), annotation);
        }
        add_checked(std::move(annotation), image, place(node), m_result);
    }

    // The box, or that around another shape with an area; nothing for points and lines.
    static std::optional<Box> box_of(const pugi::xml_node& node, std::string_view kind) {
        const auto side = [&](const char* name) { return parse_number(node.attribute(name).value()); };
        if (kind == "box") {
            return Box{side("xtl"), side("ytl"), side("xbr"), side("ybr")};
        }
        if (kind == "ellipse") {
            return Box{side("cx") - side("rx"), side("cy") - side("ry"), side("cx") + side("rx"),
                       side("cy") + side("ry")};
        }
        if (kind == "mask") {
            return Box::from_xywh(side("left"), side("top"), side("width"), side("height"));
        }
        if (kind == "polygon") {
            return around(node.attribute("points").value());
        }
        return {};
    }

    // "x,y;x,y;…"
    static Box around(std::string_view points) {
        Box box{NAN, NAN, NAN, NAN};
        while (!points.empty()) {
            const auto end = std::min(points.find(';'), points.size());
            const std::string_view point = points.substr(0, end);
            const auto comma = std::min(point.find(','), point.size());
            const double x = parse_number(point.substr(0, comma));
            const double y = parse_number(point.substr(std::min(comma + 1, point.size())));
            if (!std::isfinite(x) || !std::isfinite(y)) {
                return {NAN, NAN, NAN, NAN};
            }
            box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
            points.remove_prefix(std::min(end + 1, points.size()));
        }
        return box;
    }

    static Box upright(const Box& box, double degrees) {
        const double a = degrees * std::acos(-1.0) / 180;
        const double w = box.width() * std::abs(std::cos(a)) + box.height() * std::abs(std::sin(a));
        const double h = box.width() * std::abs(std::sin(a)) + box.height() * std::abs(std::cos(a));
        return Box::from_xywh((box.x1 + box.x2 - w) / 2, (box.y1 + box.y2 - h) / 2, w, h);
    }

    fs::path m_file;
    std::string m_text;
    ReadResult& m_result;
    ImageFinder m_finder;
    ClassTable m_classes;
    std::size_t m_others = 0;
    std::size_t m_outlines = 0;
    std::size_t m_rotated = 0;
};

std::string xml_of(const Dataset& dataset) {
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
    auto root = document.append_child("annotations");
    root.append_child("version").text().set("1.1");
    auto labels = root.append_child("meta").append_child("task").append_child("labels");
    for (const std::string& name : dataset.classes) {
        labels.append_child("label").append_child("name").text().set(name.c_str());
    }
    const auto by_image = annotations_by_image(dataset);
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const Image& image = dataset.images[i];
        auto node = root.append_child("image");
        node.append_attribute("id") = i;
        node.append_attribute("name") = image.file_name.c_str();
        if (!image.split.empty()) {
            node.append_attribute("subset") = image.split.c_str();
        }
        node.append_attribute("width") = image.size.width;
        node.append_attribute("height") = image.size.height;
        for (const std::size_t position : by_image[i]) {
            const Annotation& annotation = dataset.annotations[position];
            auto box = node.append_child("box");
            box.append_attribute("label") =
                dataset.classes.at(static_cast<std::size_t>(annotation.class_index)).c_str();
            box.append_attribute("source") = annotation.score && !image.confirmed ? "auto" : "manual";
            box.append_attribute("occluded") = flag_at(annotation.attributes, "occluded") ? "1" : "0";
            constexpr int kDigits = 4;
            box.append_attribute("xtl") = decimal(annotation.box.x1, kDigits).c_str();
            box.append_attribute("ytl") = decimal(annotation.box.y1, kDigits).c_str();
            box.append_attribute("xbr") = decimal(annotation.box.x2, kDigits).c_str();
            box.append_attribute("ybr") = decimal(annotation.box.y2, kDigits).c_str();
            box.append_attribute("z_order") = "0";
            for (const auto& [name, text] : cvat_attributes(annotation)) {
                auto attribute = box.append_child("attribute");
                attribute.append_attribute("name") = name.c_str();
                attribute.text().set(text.c_str());
            }
        }
    }
    std::ostringstream out;
    document.save(out, "  ");
    return out.str();
}

class CvatFormat : public DatasetFormat {
public:
    std::string name() const override { return "cvat"; }
    std::string title() const override { return "CVAT XML"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.ignore = some.scores = some.attributes = some.splits = some.class_list = true;
        return some;
    }
    bool recognises(const fs::path& path) const override { return looks_like_cvat(find_cvat_file(path)); }
    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const fs::path file = find_cvat_file(path);
        if (file.empty()) {
            throw IoError("There is no annotations.xml in " + path.string() + ", so it is no CVAT dataset.");
        }
        ReadResult result;
        CvatReader(file, options, result).run();
        return result;
    }
    void write(const Export& order) const override {
        write_with_images(order, "images", [](const Dataset& dataset) {
            return TextFiles{{kCvatFile, xml_of(dataset)}};
        });
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_cvat_format() {
    return std::make_unique<CvatFormat>();
}

}  // namespace destudio::dataset
