// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>
#include <ostream>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/images/image_export.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/staged_folder.h"

namespace destudio::dataset {

namespace {

// Whole ten-thousandths of a pixel, so that the text has no digits from binary rounding and x + w stays inside.
constexpr int kDigits = 4;
std::int64_t fine(double pixels) {
    return std::llround(pixels * 1e4);
}
double coarse(std::int64_t ten_thousandths) {
    return static_cast<double>(ten_thousandths) / 1e4;
}

constexpr const char* kImages = "\"images\":[";
constexpr const char* kAnnotations = "],\n\"annotations\":[";

std::vector<std::int64_t> category_ids(const Dataset& dataset, const CocoWriteOptions& options) {
    std::vector<std::int64_t> ids = !options.category_ids.empty() ? options.category_ids : dataset.class_ids;
    if (ids.empty()) {
        for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
            ids.push_back(static_cast<std::int64_t>(i) + 1);
        }
    }
    constexpr std::int64_t kMax = (std::int64_t{1} << 53) - 1;  // what a JSON number holds everywhere
    std::set<std::string> names;
    for (const std::string& name : dataset.classes) {
        if (!names.insert(name).second) {
            throw UsageError("Two classes are called \"" + name + "\", which COCO files cannot tell apart.");
        }
    }
    const std::set<std::int64_t> unique(ids.begin(), ids.end());
    if (ids.size() != dataset.classes.size() || unique.size() != ids.size()) {
        throw UsageError("There has to be exactly one category id for each class.");
    }
    if (!ids.empty() && (*unique.begin() < 1 || *unique.rbegin() > kMax)) {
        // Ids from 0 are common in files, but loaders take 0 for "no match"; the order of the classes stays.
        for (std::size_t i = 0; i < ids.size(); ++i) {
            ids[i] = static_cast<std::int64_t>(i) + 1;
        }
    }
    return ids;
}

// Appended in place: a large file has ten million numbers.
void append_integer(std::string& out, std::int64_t value) {
    char text[24];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

std::string ascii_json(const nlohmann::json& value) {
    return value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

void append_info(std::string& out, const Dataset& dataset) {
    nlohmann::ordered_json info = {{"description", "Made with DiffusionEngine Studio"}, {"version", "1.0"}};
    for (const auto& [key, value] : dataset.info.items()) {
        info[key] = value;
    }
    out += "{\"info\":" + info.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) +
           ",\"licenses\":" + ascii_json(dataset.licenses) + ",\n";
}

// Members that were read from another COCO file, as they stood there.
void append_extra(std::string& out, const std::string& extra) {
    if (!extra.empty()) {
        out += ',';
        out += extra;
    }
}

void append_size(std::string& out, const Image& image) {
    out += "{\"id\":";
    append_integer(out, image.id);
    out += ",\"file_name\":";
    append_json_string(out, image.file_name);
    out += ",\"width\":";
    append_integer(out, image.size.width);
    out += ",\"height\":";
    append_integer(out, image.size.height);
}

void append_image(std::string& out, const Image& image) {
    append_size(out, image);
    if (!image.caption.empty()) {
        out += ",\"caption\":";
        append_json_string(out, image.caption);
    }
    if (image.confirmed) {
        out += ",\"confirmed\":true";
    }
    if (!image.split.empty()) {
        out += ",\"split\":";
        append_json_string(out, image.split);
    }
    if (!image.attributes.empty()) {
        out += ",\"attributes\":" + ascii_json(image.attributes);
    }
    append_extra(out, image.extra);
    out += '}';
}

void append_annotation(std::string& out, const Annotation& annotation, std::int64_t id, std::int64_t category) {
    const auto x1 = fine(annotation.box.x1);
    const auto y1 = fine(annotation.box.y1);
    const double w = coarse(fine(annotation.box.x2) - x1);
    const double h = coarse(fine(annotation.box.y2) - y1);
    out += "{\"id\":";
    append_integer(out, id);
    out += ",\"image_id\":";
    append_integer(out, annotation.image_id);
    out += ",\"category_id\":";
    append_integer(out, category);
    out += ",\"bbox\":[";
    append_decimal(out, coarse(x1), kDigits);
    out += ',';
    append_decimal(out, coarse(y1), kDigits);
    out += ',';
    append_decimal(out, w, kDigits);
    out += ',';
    append_decimal(out, h, kDigits);
    out += "],\"area\":";
    append_decimal(out, annotation.area > 0 ? annotation.area : w * h, kDigits);
    out += annotation.ignore ? ",\"iscrowd\":1" : ",\"iscrowd\":0";
    if (annotation.score) {
        constexpr int kScoreDigits = 9;
        out += ",\"score\":";
        append_decimal(out, *annotation.score, kScoreDigits);
    }
    if (!annotation.attributes.empty()) {
        out += ",\"attributes\":" + ascii_json(annotation.attributes);
    }
    if (!annotation.outline.empty()) {
        out += ",\"segmentation\":";
        append_ascii_json(out, annotation.outline.view());
    }
    append_extra(out, annotation.extra);
    out += '}';
}

void append_categories(std::string& out, const Dataset& dataset, const std::vector<std::int64_t>& ids) {
    out += "],\n\"categories\":[";
    for (std::size_t i = 0; i < ids.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        out += "{\"id\":" + std::to_string(ids[i]) + ",\"name\":";
        append_json_string(out, dataset.classes[i]);
        const auto extra = dataset.class_extra.find(dataset.classes[i]);
        append_extra(out, extra == dataset.class_extra.end() ? std::string() : extra->second);
        if (extra == dataset.class_extra.end() || extra->second.find("\"supercategory\":") == std::string::npos) {
            out += ",\"supercategory\":\"object\"";
        }
        out += '}';
    }
    out += "]}\n";
}

void check_class(const Annotation& annotation, std::size_t classes) {
    if (annotation.class_index < 0 || static_cast<std::size_t>(annotation.class_index) >= classes) {
        throw FormatError("An annotation has class " + std::to_string(annotation.class_index) + ", but there are " +
                          std::to_string(classes) + " classes.");
    }
}

void check_parts(const Dataset& dataset) {
    std::unordered_set<std::int64_t> ids;
    for (const Image& image : dataset.images) {
        check_relative_path(image.file_name, "The dataset");
        if (image.id < 1 || !ids.insert(image.id).second) {
            throw FormatError("The image \"" + image.file_name + "\" needs an id of its own, 1 or more.");
        }
    }
    for (const Annotation& annotation : dataset.annotations) {
        if (!ids.contains(annotation.image_id)) {
            throw FormatError("An annotation belongs to image " + std::to_string(annotation.image_id) +
                              ", which is not in the dataset.");
        }
        check_class(annotation, dataset.classes.size());
    }
}

// Files may number images from 0; loaders want 1 and more.
void number_images(Dataset& dataset) {
    const bool sound =
        std::all_of(dataset.images.begin(), dataset.images.end(), [](const Image& image) { return image.id >= 1; });
    if (sound) {
        return;
    }
    std::unordered_map<std::int64_t, std::int64_t> new_ids;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        new_ids[dataset.images[i].id] = static_cast<std::int64_t>(i) + 1;
        dataset.images[i].id = static_cast<std::int64_t>(i) + 1;
    }
    for (Annotation& annotation : dataset.annotations) {
        annotation.image_id = new_ids[annotation.image_id];
    }
}

}  // namespace

std::string coco_captions_json(const Dataset& dataset) {
    std::string out;
    append_info(out, dataset);
    std::string annotations;
    std::int64_t id = 0;
    out += "\"images\":[";
    for (const Image& image : dataset.images) {
        if (!image.caption.empty()) {
            out += id == 0 ? "\n" : ",\n";
            append_size(out, image);
            out += '}';
            const auto append_caption = [&](const std::string& caption) {
                annotations += id == 0 ? "\n" : ",\n";
                annotations +=
                    "{\"id\":" + std::to_string(++id) + ",\"image_id\":" + std::to_string(image.id) + ",\"caption\":";
                append_json_string(annotations, caption);
                annotations += '}';
            };
            append_caption(image.caption);
            for (const std::string& caption : image.more_captions) {
                append_caption(caption);
            }
        }
    }
    return out + "],\n\"annotations\":[" + annotations + "]}\n";
}

std::string coco_json(const Dataset& dataset, const CocoWriteOptions& options) {
    check_parts(dataset);
    const auto ids = category_ids(dataset, options);
    // ASCII with \u escapes: some loaders open the file in the locale's encoding.
    std::string out;
    constexpr std::size_t kBytesOfAnnotation = 140;
    constexpr std::size_t kBytesOfImage = 90;
    std::size_t size = dataset.annotations.size() * kBytesOfAnnotation + dataset.images.size() * kBytesOfImage + 4096;
    for (const Annotation& annotation : dataset.annotations) {
        size += annotation.outline.view().size() + annotation.extra.size();
    }
    for (const Image& image : dataset.images) {
        size += image.extra.size();
    }
    out.reserve(size);
    append_info(out, dataset);
    out += kImages;
    for (const Image& image : dataset.images) {
        out += &image == dataset.images.data() ? "\n" : ",\n";
        append_image(out, image);
    }
    out += kAnnotations;
    std::int64_t id = 0;
    for (const Annotation& annotation : dataset.annotations) {
        out += id == 0 ? "\n" : ",\n";
        ++id;
        append_annotation(out, annotation, id, ids[static_cast<std::size_t>(annotation.class_index)]);
    }
    append_categories(out, dataset, ids);
    return out;
}

CocoBuilder::CocoBuilder(const Dataset& frame) : m_category_ids(category_ids(frame, {})) {
    append_info(m_head, frame);
    append_categories(m_tail, frame, m_category_ids);
}

void CocoBuilder::add(const Image& image) {
    m_images += m_images.empty() ? "\n" : ",\n";
    append_image(m_images, image);
}

void CocoBuilder::add(const Annotation& annotation) {
    check_class(annotation, m_category_ids.size());
    m_annotations += m_annotation_count == 0 ? "\n" : ",\n";
    append_annotation(m_annotations, annotation, ++m_annotation_count,
                      m_category_ids[static_cast<std::size_t>(annotation.class_index)]);
}

void CocoBuilder::write(std::ostream& out) const {
    out << m_head << kImages << m_images << kAnnotations << m_annotations << m_tail;
}

void write_coco(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                const CocoWriteOptions& options, std::stop_token stop, const ProgressSink& progress) {
    StagedFolder staged(out);
    Dataset exported = options.write_images ? place_images(dataset, source, staged.path() / "images",
                                                           NameStyle::kKeepFolders, stop, progress)
                                            : dataset;
    number_images(exported);
    throw_if_stopped(stop);
    write_file_atomically(staged.path() / "annotations.json", coco_json(exported, options));
    std::vector<std::filesystem::path> last;
    if (options.write_captions) {
        write_file_atomically(staged.path() / "captions.json", coco_captions_json(exported));
        last.emplace_back("captions.json");
    }
    last.emplace_back("annotations.json");
    staged.commit(last);
}

}  // namespace destudio::dataset
