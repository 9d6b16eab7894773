// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/export_names.h"
#include "core/dataset/staged_folder.h"
#include "core/dataset/voc_format.h"
#include "core/dataset/voc_layout.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

void add(pugi::xml_node& parent, const char* name, const std::string& value) {
    parent.append_child(name).text().set(value.c_str());
}

struct PixelRange {
    int first = 1;
    int last = 1;
};

// 1-based, maximum included: for edges a and b, round(a) + 1 to round(b), within 1..side and never empty.
PixelRange inclusive(double a, double b, int side) {
    const int first = std::clamp(static_cast<int>(std::lround(a)) + 1, 1, side);
    return {first, std::clamp(static_cast<int>(std::lround(b)), first, side)};
}

std::string fraction(double value) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << std::round(value * 1e3) / 1e3;
    return out.str();
}

void add_box(pugi::xml_node& object, const Box& box, Size size, const VocOptions& options) {
    pugi::xml_node node = object.append_child("bndbox");
    if (options.box_style == VocBoxStyle::kZeroBased) {
        add(node, "xmin", fraction(box.x1));
        add(node, "ymin", fraction(box.y1));
        add(node, "xmax", fraction(box.x2));
        add(node, "ymax", fraction(box.y2));
        return;
    }
    const PixelRange x = inclusive(box.x1, box.x2, size.width);
    const PixelRange y = inclusive(box.y1, box.y2, size.height);
    add(node, "xmin", std::to_string(x.first));
    add(node, "ymin", std::to_string(y.first));
    add(node, "xmax", std::to_string(x.last));
    add(node, "ymax", std::to_string(y.last));
}

bool is_truncated(const Annotation& annotation) {
    const auto value = annotation.attributes.find("truncated");
    return value != annotation.attributes.end() && value->is_boolean() && value->get<bool>();
}

std::string pose_of(const Annotation& annotation) {
    const auto value = annotation.attributes.find("pose");
    return value != annotation.attributes.end() && value->is_string() ? value->get<std::string>() : "Unspecified";
}

std::string annotation_xml(const Dataset& dataset, const Image& image, const std::string& id,
                           const std::vector<const Annotation*>& annotations, const VocOptions& options) {
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
    for (const Annotation* annotation : annotations) {
        pugi::xml_node object = root.append_child("object");
        add(object, "name", dataset.classes.at(static_cast<std::size_t>(annotation->class_index)));
        add(object, "pose", pose_of(*annotation));
        add(object, "truncated", is_truncated(*annotation) ? "1" : "0");
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

std::string label_map(const Dataset& dataset) {
    std::string out = "# label:color_rgb:parts:actions\nbackground:0,0,0::\n";
    for (const std::string& name : dataset.classes) {
        out += name + ":::\n";
    }
    return out;
}

}  // namespace

void write_voc(const Dataset& dataset, const ImageSource& source, const fs::path& out, const VocOptions& options,
               std::stop_token stop, const ProgressSink& progress) {
    StagedFolder staged(out);
    const fs::path relative = fs::path("VOCdevkit") / kVocFolder;
    const fs::path root = staged.path() / relative;
    for (const char* folder : {"Annotations", "JPEGImages", "ImageSets/Main"}) {
        fs::create_directories(root / folder);
    }
    std::map<std::int64_t, std::vector<const Annotation*>> by_image;
    for (const Annotation& annotation : dataset.annotations) {
        by_image[annotation.image_id].push_back(&annotation);
    }
    const auto ids = export_names(dataset.images, NameStyle::kFlatId);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        throw_if_stopped(stop);
        const Image& image = dataset.images[i];
        save_jpeg(root / "JPEGImages" / (ids[i] + ".jpg"), load_pixels(source, image), options.jpeg_quality);
        write_file_atomically(root / "Annotations" / (ids[i] + ".xml"),
                              annotation_xml(dataset, image, ids[i], by_image[image.id], options));
        if (progress) {
            progress({"export", static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(ids.size())});
        }
    }
    write_image_sets(dataset, ids, root / "ImageSets" / "Main");
    write_file_atomically(root / kVocLabelMap, label_map(dataset));
    throw_if_stopped(stop);
    std::vector<fs::path> last;
    for (const char* name : {"train", "val", "trainval", "test"}) {
        last.push_back(relative / "ImageSets" / "Main" / (std::string(name) + ".txt"));
    }
    staged.commit(last);
}

}  // namespace destudio::dataset
