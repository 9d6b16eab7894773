// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/cvat/cvat_reader.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <pugixml.hpp>

#include "core/base/error.h"
#include "core/dataset/formats/cvat/cvat_attributes.h"
#include "core/dataset/formats/cvat/cvat_pictures.h"
#include "core/dataset/formats/cvat/cvat_shapes.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/xml_entities.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxBytes = std::uintmax_t{1} << 30U;

Size size_of(const std::string& width, const std::string& height) {
    const nlohmann::json sides = {{"w", parse_number(width)}, {"h", parse_number(height)}};
    return {side_at(sides, "w"), side_at(sides, "h")};
}

// The text of an element without the layout of the file.
std::string text_of(const pugi::xml_node& node) {
    return without_layout(node.text().get());
}

std::string frame_name(int frame) {
    char name[32];
    std::snprintf(name, sizeof name, "frame_%06d", frame);
    return name;
}

// Numbers as numbers, so that they come back from formats that know the difference.
nlohmann::json number_or_text(const std::string& text) {
    std::int64_t number = 0;
    const auto end = text.data() + text.size();
    const auto [last, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && last == end ? nlohmann::json(number) : nlohmann::json(text);
}

class CvatReader {
public:
    CvatReader(const fs::path& file, const ReadOptions& options, ReadResult& result)
        : m_file(file),
          m_text(read_utf8_file(file, kMaxBytes)),
          m_result(result),
          m_finder(result.image_folder = image_folder_beside(file, options)),
          m_pictures(m_finder, result),
          m_classes(result.dataset) {}

    void run() {
        pugi::xml_document document;
        // pugixml knows only the five built-in entities and reads no external ones. A class may be a blank.
        const auto parsed =
            document.load_buffer(m_text.data(), m_text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
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
        read_meta(root.child("meta"));
        for (const auto& node : root.children("image")) {
            m_pictures.claim(task_of(node), node.attribute("name").value(), stated_size(node));
        }
        for (const auto& node : root.children("image")) {
            image(node);
        }
        if (root.child("track")) {
            tracks(root);
        }
        tell();
    }

private:
    void read_meta(const pugi::xml_node& meta) {
        for (const auto& part : meta.children()) {
            for (const auto& label : part.child("labels").children("label")) {
                // The points of a skeleton are listed as labels as well.
                const std::string name = text_of(label.child("name"));
                if (text_of(label.child("parent")).empty() && !name.empty()) {
                    m_classes.index_of(name);
                }
            }
        }
        m_only_task = read_task(meta.child("task") ? meta.child("task") : meta.child("job"));
        if (!m_only_task.size.width) {
            m_only_task.size = original_size(meta);
        }
        for (const auto& node : meta.child("project").child("tasks").children("task")) {
            const CvatTask task = read_task(node);
            m_tasks[task.id] = task;
        }
    }

    static Size original_size(const pugi::xml_node& node) {
        const auto size = node.child("original_size");
        return size_of(size.child("width").text().get(), size.child("height").text().get());
    }

    static CvatTask read_task(const pugi::xml_node& node) {
        return {text_of(node.child("id")), text_of(node.child("name")), text_of(node.child("subset")),
                text_of(node.child("source")), original_size(node)};
    }

    // The task that an element names, by itself or because there is only one.
    CvatTask task_of(const pugi::xml_node& node) const {
        const std::string id = node.attribute("task_id").value();
        const auto known = m_tasks.find(id);
        CvatTask task = known != m_tasks.end() ? known->second : m_only_task;
        if (known == m_tasks.end() && !id.empty() && !m_tasks.empty()) {
            task = {};
        }
        task.id = id.empty() ? task.id : id;
        const std::string subset = node.attribute("subset").value();
        task.subset = subset.empty() ? task.subset : subset;
        return task;
    }

    std::string place(const pugi::xml_node& node) const {
        const auto at = node.offset_debug();
        const std::string name = m_file.filename().string();
        return at < 0 ? name : name + ":" + std::to_string(line_of(m_text, static_cast<std::size_t>(at)));
    }

    static Size stated_size(const pugi::xml_node& node) {
        return size_of(node.attribute("width").value(), node.attribute("height").value());
    }

    Image new_image(const CvatTask& task, Size size, const std::string& where) {
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        image.size = size;
        image.confirmed = true;
        set_split(image, task.subset, where, m_result);
        return image;
    }

    void image(const pugi::xml_node& node) {
        const CvatTask task = task_of(node);
        const std::string where = place(node);
        Image image = new_image(task, stated_size(node), where);
        m_pictures.settle(image, task, node.attribute("name").value(), where);
        auto tags = nlohmann::json::array();
        for (const auto& child : node.children()) {
            if (std::string_view(child.name()) == "tag") {
                tags.push_back(child.attribute("label").value());
                m_tag_attributes += child.child("attribute") ? 1 : 0;
            } else if (child.type() == pugi::node_element) {
                shape(child, child.attribute("label").value(), image, {});
            }
        }
        for (const auto& tag : tags) {
            ++m_tags[tag.get<std::string>()];
        }
        if (!tags.empty()) {
            image.attributes["tags"] = std::move(tags);
        }
        m_result.dataset.images.push_back(std::move(image));
    }

    // Each frame of each task is an image of its own, whatever the numbers of other tasks.
    void tracks(const pugi::xml_node& root) {
        std::map<std::pair<std::string, int>, std::vector<std::pair<pugi::xml_node, pugi::xml_node>>> frames;
        std::map<std::string, CvatTask> tasks;
        for (const auto& track : root.children("track")) {
            const CvatTask task = task_of(track);
            tasks.emplace(task.id, task);
            for (const auto& child : track.children()) {
                if (child.type() == pugi::node_element && std::string_view(child.name()) != "attribute" &&
                    child.attribute("outside").as_int() == 0) {
                    frames[{task.id, child.attribute("frame").as_int()}].emplace_back(track, child);
                }
            }
        }
        for (const auto& [key, shapes] : frames) {
            m_pictures.claim(tasks.at(key.first), frame_name(key.second), tasks.at(key.first).size);
        }
        for (const auto& [key, shapes] : frames) {
            const CvatTask& task = tasks.at(key.first);
            const std::string where = place(shapes.front().second);
            Image image = new_image(task, task.size, where);
            m_pictures.settle(image, task, frame_name(key.second), where);
            for (const auto& [track, node] : shapes) {
                shape(node, track.attribute("label").value(), image, track);
            }
            m_result.dataset.images.push_back(std::move(image));
        }
    }

    /// @param track the shape is part of; none for shapes of an image
    void shape(const pugi::xml_node& node, const std::string& label, const Image& image, const pugi::xml_node& track) {
        const auto box = cvat_box(node);
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
        annotation.outline = cvat_outline(node, image.size);
        m_other_outlines += std::string_view(node.name()) != "box" && annotation.outline.empty() ? 1 : 0;
        const double rotation = node.attribute("rotation").as_double();
        if (rotation != 0 && std::isfinite(rotation)) {
            annotation.box = upright_around(annotation.box, rotation);
            ++m_rotated;
        }
        if (node.attribute("occluded").as_int() != 0) {
            annotation.attributes["occluded"] = true;
        }
        for (const pugi::xml_node& place : {track, node}) {
            for (const auto& child : place.children("attribute")) {
                read_cvat_attribute(child.attribute("name").value(), text_of(child), annotation);
            }
        }
        if (track) {
            annotation.attributes["track_id"] = number_or_text(track.attribute("id").value());
        }
        const std::string group = (track && !node.attribute("group_id") ? track : node).attribute("group_id").value();
        if (!group.empty() && group != "0") {
            annotation.attributes["group_id"] = number_or_text(group);
        }
        add_checked(std::move(annotation), image, place(node), m_result);
    }

    void tell() {
        const std::string name = m_file.filename().string();
        const auto lost = [&](std::size_t count, const std::string& what) {
            if (count > 0) {
                m_result.not_kept.push_back({name, std::to_string(count) + " " + what, Severity::kWarning});
            }
        };
        lost(m_others, "points, lines and other shapes.");
        lost(m_other_outlines, "ellipses and other outlines became the boxes around them.");
        lost(m_rotated, "turned boxes became the upright boxes around them.");
        lost(m_tag_attributes, "tags have attributes, which are left out.");
        if (!m_tags.empty()) {
            constexpr std::size_t kNamed = 8;
            std::size_t count = 0;
            std::size_t named = 0;
            std::string list;
            for (const auto& [label, times] : m_tags) {
                count += times;
                list += named++ < kNamed ? (list.empty() ? "" : ", ") + label : std::string();
            }
            report(m_result.issues,
                   {name,
                    std::to_string(count) + (count == 1 ? " tag of a whole image (" : " tags of whole images (") +
                        list + (named > kNamed ? ", …" : "") + ") are no boxes; kept as the image attribute \"tags\".",
                    Severity::kNote});
        }
    }

    fs::path m_file;
    std::string m_text;
    ReadResult& m_result;
    ImageFinder m_finder;
    CvatPictures m_pictures;
    ClassTable m_classes;
    CvatTask m_only_task;
    std::map<std::string, CvatTask> m_tasks;
    std::map<std::string, std::size_t> m_tags;
    std::size_t m_others = 0;
    std::size_t m_other_outlines = 0;
    std::size_t m_rotated = 0;
    std::size_t m_tag_attributes = 0;
};

}  // namespace

ReadResult read_cvat(const fs::path& file, const ReadOptions& options) {
    ReadResult result;
    CvatReader(file, options, result).run();
    return result;
}

}  // namespace destudio::dataset
