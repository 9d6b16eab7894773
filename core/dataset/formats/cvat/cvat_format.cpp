// SPDX-License-Identifier: Apache-2.0
// CVAT XML 1.1: annotations.xml with <image> elements (or <track> elements of a video's frames), pictures in images/.
#include <pugixml.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/cvat/cvat_attributes.h"
#include "core/dataset/formats/cvat/cvat_reader.h"
#include "core/dataset/formats/cvat/cvat_shapes.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/xml_entities.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCvatFile = "annotations.xml";

bool looks_like_cvat(const fs::path& file) {
    return has_extension(file, ".xml") && read_head(file).find("<annotations") != std::string::npos;
}

fs::path find_cvat_file(const fs::path& path) {
    return annotation_file_in(path, {kCvatFile}, ".xml", looks_like_cvat);
}

std::string xml_of(const Dataset& dataset) {
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
    auto root = document.append_child("annotations");
    root.append_child("version").text().set("1.1");
    auto labels = root.append_child("meta").append_child("task").append_child("labels");
    for (const std::string& name : dataset.classes) {
        check_xml_text(name, "The class");
        labels.append_child("label").append_child("name").text().set(name.c_str());
    }
    const auto by_image = annotations_by_image(dataset);
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const Image& image = dataset.images[i];
        check_xml_text(image.file_name, "The picture");
        auto node = root.append_child("image");
        node.append_attribute("id") = i;
        node.append_attribute("name") = image.file_name.c_str();
        const std::string subset = image.split.empty() ? text_at(image.attributes, "subset") : image.split;
        if (!subset.empty()) {
            check_xml_text(subset, "The subset");
            node.append_attribute("subset") = subset.c_str();
        }
        node.append_attribute("width") = image.size.width;
        node.append_attribute("height") = image.size.height;
        for (const auto& tag : list_at(image.attributes, "tags")) {
            auto tagged = node.append_child("tag");
            tagged.append_attribute("label") = tag.is_string() ? tag.get<std::string>().c_str() : "";
            tagged.append_attribute("source") = "manual";
        }
        for (const std::size_t position : by_image[i]) {
            const Annotation& annotation = dataset.annotations[position];
            auto box = node.append_child(cvat_shape_name(annotation));
            box.append_attribute("label") =
                dataset.classes.at(static_cast<std::size_t>(annotation.class_index)).c_str();
            box.append_attribute("source") = annotation.score && !image.confirmed ? "auto" : "manual";
            box.append_attribute("occluded") = flag_at(annotation.attributes, "occluded") ? "1" : "0";
            write_cvat_shape(annotation, image.size, box);
            box.append_attribute("z_order") = "0";
            if (const auto group = cvat_group(annotation); !group.empty()) {
                box.append_attribute("group_id") = group.c_str();
            }
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
        some.outlines = some.run_lengths = true;
        return some;
    }
    bool holds_image_attribute(const std::string& key) const override { return key == "tags" || key == "subset"; }
    bool recognises(const fs::path& path) const override { return looks_like_cvat(find_cvat_file(path)); }
    std::string evidence(const fs::path& path) const override { return find_cvat_file(path).filename().string(); }
    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const fs::path file = find_cvat_file(path);
        if (file.empty()) {
            throw IoError("There is no annotations.xml in " + path.string() + ", so it is no CVAT dataset.");
        }
        return read_cvat(file, options);
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
