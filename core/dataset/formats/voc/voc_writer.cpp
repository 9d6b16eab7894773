// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_format.h"
#include "core/dataset/formats/voc/voc_label_map.h"
#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/images/export_names.h"
#include "core/dataset/images/image_export.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/staged_folder.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

void add(pugi::xml_node& parent, const char* name, const std::string& value) {
    parent.append_child(name).text().set(value.c_str());
}

// Readers take blanks round a name for layout, so a name that has some says that they are meant.
void add_name(pugi::xml_node& object, const std::string& name) {
    pugi::xml_node node = object.append_child("name");
    if (name.front() == ' ' || name.back() == ' ') {
        node.append_attribute("xml:space").set_value("preserve");
    }
    node.text().set(name.c_str());
}

constexpr int kFractionDigits = 3;

struct PixelRange {
    int first = 1;
    int last = 1;
};

// 1-based, maximum included: for edges a and b, round(a) + 1 to round(b), within 1..side and never empty.
PixelRange inclusive(double a, double b, int side) {
    const int first = std::clamp(static_cast<int>(std::lround(a)) + 1, 1, side);
    return {first, std::clamp(static_cast<int>(std::lround(b)), first, side)};
}

void add_box(pugi::xml_node& object, const Box& box, Size size, const VocOptions& options) {
    pugi::xml_node node = object.append_child("bndbox");
    if (options.box_style == VocBoxStyle::kZeroBased) {
        add(node, "xmin", decimal(box.x1, kFractionDigits));
        add(node, "ymin", decimal(box.y1, kFractionDigits));
        add(node, "xmax", decimal(box.x2, kFractionDigits));
        add(node, "ymax", decimal(box.y2, kFractionDigits));
        return;
    }
    const PixelRange x = inclusive(box.x1, box.x2, size.width);
    const PixelRange y = inclusive(box.y1, box.y2, size.height);
    add(node, "xmin", std::to_string(x.first));
    add(node, "ymin", std::to_string(y.first));
    add(node, "xmax", std::to_string(x.last));
    add(node, "ymax", std::to_string(y.last));
}

bool has_flag(const Annotation& annotation, const char* key) {
    return flag_at(annotation.attributes, key);
}

std::string pose_of(const Annotation& annotation) {
    const auto value = annotation.attributes.find("pose");
    return value != annotation.attributes.end() && value->is_string() ? value->get<std::string>() : "Unspecified";
}

std::string annotation_xml(const Dataset& dataset, const Image& image, const std::string& id,
                           const std::vector<std::size_t>& annotations, const VocOptions& options) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("annotation");
    add(root, "folder", kVocFolder);
    add(root, "filename", id + ".jpg");
    pugi::xml_node source = root.append_child("source");
    add(source, "database", "DiffusionEngine Studio");
    pugi::xml_node size = root.append_child("size");
    add(size, "width", std::to_string(image.size.width));
    add(size, "height", std::to_string(image.size.height));
    add(size, "depth", "3");
    add(root, "segmented", "0");
    for (const std::size_t position : annotations) {
        const Annotation* annotation = &dataset.annotations[position];
        pugi::xml_node object = root.append_child("object");
        add_name(object, dataset.classes.at(static_cast<std::size_t>(annotation->class_index)));
        add(object, "pose", pose_of(*annotation));
        add(object, "truncated", has_flag(*annotation, "truncated") ? "1" : "0");
        if (has_flag(*annotation, "occluded")) {
            add(object, "occluded", "1");
        }
        add(object, "difficult", annotation->ignore ? "1" : "0");
        add_box(object, annotation->box, image.size, options);
    }
    std::ostringstream out;
    document.save(out, "\t", pugi::format_indent | pugi::format_no_declaration);
    return out.str();
}

void write_image_sets(const Dataset& dataset, const std::vector<std::string>& ids, const fs::path& folder) {
    std::map<std::string, std::string> lists{{"train", ""}, {"val", ""}, {"trainval", ""}, {"test", ""}};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string& split = dataset.images[i].split;
        const std::string line = ids[i] + "\n";
        lists[split == "val" || split == "test" ? split : "train"] += line;
        if (split != "test") {
            lists["trainval"] += line;
        }
    }
    for (const auto& [name, lines] : lists) {
        write_file_atomically(folder / (name + ".txt"), lines);
    }
}

}  // namespace

void write_voc(const Dataset& dataset, const ImageSource& source, const fs::path& out, const VocOptions& options,
               std::stop_token stop, const ProgressSink& progress) {
    require_voc_class_names(dataset);
    StagedFolder staged(out);
    const fs::path relative = fs::path("VOCdevkit") / kVocFolder;
    const fs::path root = staged.path() / relative;
    for (const char* folder : {"Annotations", "JPEGImages", "ImageSets/Main"}) {
        fs::create_directories(root / folder);
    }
    const auto by_image = annotations_by_image(dataset);
    const auto ids = export_names(dataset.images, NameStyle::kFlatId);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        throw_if_stopped(stop);
        const Image& image = dataset.images[i];
        place_jpeg(source, image, root / "JPEGImages" / (ids[i] + ".jpg"), options.jpeg_quality);
        write_file_atomically(root / "Annotations" / (ids[i] + ".xml"),
                              annotation_xml(dataset, image, ids[i], by_image[i], options));
        tell_progress(progress, i + 1, ids.size());
    }
    write_image_sets(dataset, ids, root / "ImageSets" / "Main");
    write_file_atomically(root / kVocLabelMap, voc_label_map(dataset));
    throw_if_stopped(stop);
    std::vector<fs::path> last;
    for (const char* name : {"train", "val", "trainval", "test"}) {
        last.push_back(relative / "ImageSets" / "Main" / (std::string(name) + ".txt"));
    }
    staged.commit(last);
}

}  // namespace destudio::dataset
