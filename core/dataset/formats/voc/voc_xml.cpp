// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_xml.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/error.h"
#include "core/dataset/io/xml_entities.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace {

std::string without_layout(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string()
               : std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

// Text of an element without the line breaks and blanks that people put round it.
std::string text_in(const pugi::xml_node& node) {
    if (std::string_view(node.attribute("xml:space").value()) == "preserve") {
        return node.text().get();
    }
    return without_layout(node.text().get());
}

double number_in(const pugi::xml_node& node) {
    return parse_number(node.text().get());
}

int side_in(const pugi::xml_node& node) {
    const double value = number_in(node);
    constexpr double kMax = 10'000'000;
    return value >= 1 && value <= kMax ? static_cast<int>(value) : 0;
}

// Nothing when it is no word for yes or no.
std::optional<bool> truth_of(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (text.empty() || text == "false" || text == "no" || text == "n" || text == "f" || text == "off" ||
        text == "none" || text == "unspecified") {
        return false;
    }
    if (text == "true" || text == "yes" || text == "y" || text == "t" || text == "on") {
        return true;
    }
    const double number = parse_number(text);
    return std::isfinite(number) ? std::optional(number != 0) : std::nullopt;
}

Box upright_box(const pugi::xml_node& node, const VocOptions& options) {
    const double shift = options.box_style == VocBoxStyle::kInclusive1 ? 1 : 0;
    return {number_in(node.child("xmin")) - shift, number_in(node.child("ymin")) - shift, number_in(node.child("xmax")),
            number_in(node.child("ymax"))};
}

// roLabelImg: the middle, the sides, and the angle in radians.
Box box_around_rotated(const pugi::xml_node& node) {
    const double cx = number_in(node.child("cx"));
    const double cy = number_in(node.child("cy"));
    const double w = number_in(node.child("w"));
    const double h = number_in(node.child("h"));
    const double angle = number_in(node.child("angle"));
    const double across = (std::abs(std::cos(angle)) * w + std::abs(std::sin(angle)) * h) / 2;
    const double down = (std::abs(std::sin(angle)) * w + std::abs(std::cos(angle)) * h) / 2;
    return {cx - across, cy - down, cx + across, cy + down};
}

std::string counted_voc(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::vector<Issue> VocExtras::told() const {
    std::vector<Issue> told;
    const auto tell = [&](std::size_t count, std::string sentence) {
        if (count > 0) {
            told.push_back({"", std::move(sentence), Severity::kWarning});
        }
    };
    tell(parts, counted_voc(parts, "part of an object is", "parts of objects are") +
                    " not kept (boxes of heads, hands and the like inside an object).");
    tell(actions, counted_voc(actions, "object has", "objects have") + " actions, which are not kept.");
    tell(rotated, counted_voc(rotated, "rotated box", "rotated boxes") + " became the upright boxes around them.");
    tell(outlines, counted_voc(outlines, "object has", "objects have") +
                       " an outline beside the box; the boxes were read, the outlines are not kept.");
    return told;
}

VocXml::VocXml(std::string_view text, std::string name) : m_text(text), m_name(std::move(name)) {
    // pugixml knows only the five built-in entities and reads no external ones.
    const auto parsed =
        m_document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!parsed) {
        throw FormatError(m_name + " is not valid XML: " + parsed.description() + " at byte " +
                          std::to_string(parsed.offset) + ".");
    }
    m_root = m_document.child("annotation");
    if (!m_root) {
        throw FormatError(m_name + " is no Pascal VOC annotation: its outermost element has to be <annotation>.");
    }
    const auto objects = m_root.children("object");
    const bool only_polygons =
        objects.begin() != objects.end() && std::all_of(objects.begin(), objects.end(), [](const pugi::xml_node& one) {
            return one.child("polygon") && !one.child("bndbox") && !one.child("robndbox");
        });
    if (only_polygons) {
        throw FormatError(m_name +
                          " is no Pascal VOC annotation but one with polygons alone, as LabelMe of the MIT writes it; "
                          "that is not read here. Turn it into VOC, COCO or labelme's JSON.");
    }
}

std::string VocXml::file_name() const {
    return text_in(m_root.child("filename"));
}

std::string VocXml::folder() const {
    return text_in(m_root.child("folder"));
}

Size VocXml::stated_size() const {
    const pugi::xml_node size = m_root.child("size");
    const Size stated{side_in(size.child("width")), side_in(size.child("height"))};
    return stated.width == 0 || stated.height == 0 ? Size{} : stated;
}

std::string VocXml::place(const pugi::xml_node& node) const {
    const auto at = node.offset_debug();
    return at < 0 ? m_name : m_name + ":" + std::to_string(line_of(m_text, static_cast<std::size_t>(at)));
}

bool VocXml::flag(const pugi::xml_node& object, const char* key, ReadResult& result) const {
    const std::string text = text_in(object.child(key));
    const auto value = truth_of(text);
    if (!value) {
        report(result.issues,
               {place(object.child(key)),
                "<" + std::string(key) + "> is \"" + text + "\", neither yes nor no; it was taken for no.",
                Severity::kError, "Write 0 or 1."});
    }
    return value.value_or(false);
}

// CVAT puts its attributes into <attributes>.
void VocXml::add_attributes(const pugi::xml_node& object, Annotation& annotation) const {
    for (const pugi::xml_node& attribute : object.child("attributes").children("attribute")) {
        const std::string key = text_in(attribute.child("name"));
        const std::string value = text_in(attribute.child("value"));
        if (key.empty() || annotation.attributes.contains(key)) {
            continue;
        }
        const bool is_truth = value == "True" || value == "true" || value == "False" || value == "false";
        if (is_truth && (value == "False" || value == "false")) {
            continue;  // as for the flags of VOC itself, what is not so is not written down
        }
        annotation.attributes[key] = is_truth ? nlohmann::json(true) : nlohmann::json(value);
    }
}

void VocXml::count_extras(const pugi::xml_node& object, VocExtras& extras) const {
    for (const pugi::xml_node& part : object.children("part")) {
        extras.parts += part.child("bndbox") ? 1 : 0;
    }
    extras.actions += object.child("actions") ? 1 : 0;
    extras.outlines += object.child("polygon") && object.child("bndbox") ? 1 : 0;
}

void VocXml::add_objects(const Image& image, const VocOptions& options, VocExtras& extras, ReadResult& result) const {
    report_entities(m_text, m_name, result);
    ClassTable classes(result.dataset);
    for (const pugi::xml_node& object : m_root.children("object")) {
        const std::string where = place(object);
        const std::string class_name = text_in(object.child("name"));
        if (class_name.empty()) {
            report(result.issues, where, "An object has no name; it was left out.");
            continue;
        }
        if (!object.child("bndbox") && !object.child("robndbox")) {
            report(result.issues, {where, "The object \"" + class_name + "\" has no box; it was left out.",
                                   Severity::kError, "Take the object out.", true});
            continue;
        }
        Annotation annotation;
        annotation.class_index = classes.index_of(class_name);
        const bool is_rotated = !object.child("bndbox");
        annotation.box =
            is_rotated ? box_around_rotated(object.child("robndbox")) : upright_box(object.child("bndbox"), options);
        extras.rotated += is_rotated ? 1 : 0;
        annotation.ignore = flag(object, "difficult", result);
        for (const char* key : {"truncated", "occluded"}) {
            if (flag(object, key, result)) {
                annotation.attributes[key] = true;
            }
        }
        const std::string pose = text_in(object.child("pose"));
        if (!pose.empty() && pose != "Unspecified") {
            annotation.attributes["pose"] = pose;
        }
        add_attributes(object, annotation);
        count_extras(object, extras);
        add_checked(std::move(annotation), image, where, result);
    }
}

}  // namespace destudio::dataset
