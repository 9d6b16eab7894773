// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/formats/coco/coco_walk.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/caption.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/outline.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace {

// Builds a Dataset. Annotations come before the categories in most files, so their classes are settled at the end.
class DatasetBuilder : public CocoVisitor {
public:
    DatasetBuilder(std::shared_ptr<const PaddedText> text, std::string name, ReadResult& result)
        : m_text(std::move(text)),
          m_name(std::move(name)),
          m_short_name(std::filesystem::path(m_name).filename().string()),
          m_result(result),
          m_dataset(result.dataset) {}

    void info(std::string_view raw) override {
        if (!raw.empty()) {
            m_dataset.info = parse_dataset_json(raw, m_name);
        }
    }

    void licenses(std::string_view raw) override {
        if (!raw.empty()) {
            m_dataset.licenses = parse_dataset_json(raw, m_name);
        }
    }

    void category(const CocoCategory& entry) override {
        const std::string where = "category " + std::to_string(entry.number);
        const std::int64_t id = required(entry.id, "id", where);
        if (entry.name.empty()) {
            fail(where + " has no name.");
        }
        const auto [known, is_new] = m_class_named.emplace(entry.name, static_cast<int>(m_dataset.classes.size()));
        if (!m_class_of.emplace(id, known->second).second) {
            fail("the category id " + std::to_string(id) + " appears twice.");
        }
        if (!is_new) {
            report(m_result.issues, m_short_name + ": " + where,
                   "The name \"" + entry.name + "\" appears twice; both became one class.");
            return;
        }
        m_dataset.classes.push_back(entry.name);
        m_dataset.class_ids.push_back(id);
        keep_extra(entry);
    }

    void image(const CocoImage& entry) override {
        Image image;
        image.id = required(entry.id, "id", "image " + std::to_string(entry.number));
        image.file_name = entry.file_name;
        constexpr double kMax = 10'000'000;
        if (entry.width >= 1 && entry.width <= kMax && entry.height >= 1 && entry.height <= kMax) {
            image.size = {static_cast<int>(entry.width), static_cast<int>(entry.height)};
        }
        image.caption = trimmed_caption(entry.caption);
        image.confirmed = entry.confirmed;
        image.extra = entry.extra;
        if (!entry.attributes.empty()) {
            image.attributes = parse_dataset_json(entry.attributes, m_name);
        }
        if (!entry.split.empty()) {
            set_split(image, entry.split, place(image), m_result);
        }
        if (!m_image_of.emplace(image.id, m_dataset.images.size()).second) {
            fail("the image id " + std::to_string(image.id) + " appears twice.");
        }
        m_dataset.images.push_back(std::move(image));
    }

    void annotation(const CocoAnnotation& entry) override {
        if (entry.id && !m_annotation_ids.insert(*entry.id).second) {
            report(m_result.issues, place(entry.id, entry.number),
                   "The id " + std::to_string(*entry.id) + " appears twice.");
        }
        const bool has_outline = !entry.segmentation.empty();
        const bool is_caption = !entry.has_box && !has_outline && !entry.caption.empty();
        if (!entry.image_id || (!is_caption && !entry.category_id)) {
            leave_out(entry, std::string("It has no whole number as \"") +
                                 (entry.image_id ? "category_id" : "image_id") + "\"; it was left out.");
            return;
        }
        if (is_caption) {
            m_captions.emplace_back(*entry.image_id, trimmed_caption(entry.caption));
            return;
        }
        if (!entry.has_box && !has_outline) {
            leave_out(entry, "It has neither bbox nor segmentation; it was left out.");
            return;
        }
        Annotation annotation;
        annotation.image_id = *entry.image_id;
        annotation.box = Box::from_xywh(entry.box[0], entry.box[1], entry.box[2], entry.box[3]);
        annotation.ignore = (entry.has_crowd && entry.crowd > 0) || entry.ignore;
        annotation.score = entry.score;
        annotation.extra = entry.extra;
        if (has_outline) {
            annotation.outline = RawJson(m_text, entry.segmentation);
        }
        annotation.area = entry.has_area ? entry.area : 0;
        if (!entry.attributes.empty()) {
            annotation.attributes = parse_dataset_json(entry.attributes, m_name);
        }
        if (!entry.has_box ||
            std::isnan(annotation.box.x1 + annotation.box.y1 + annotation.box.x2 + annotation.box.y2)) {
            take_box_of_outline(annotation, entry);
        }
        m_dataset.annotations.push_back(std::move(annotation));
        m_pending.push_back({*entry.category_id, entry.id, static_cast<std::uint32_t>(entry.number)});
    }

    /// Finds the pictures in `folder`, so that names and missing sizes are known before boxes are checked. A picture
    /// that is plainly not there is left to whoever needs it: many read annotations without pictures.
    void settle_pictures(const std::filesystem::path& folder) {
        m_folder = folder;
        const ImageFinder finder(folder);
        for (Image& image : m_dataset.images) {
            if (finder.has(image.file_name)) {
                if (image.size.width == 0) {
                    settle_size(image, folder / image.file_name, place(image), m_result);
                }
                continue;
            }
            const FoundImage found = finder.locate(image.file_name);
            if (!found.name.empty() || !found.doubt.empty()) {
                settle_image(image, {image.file_name}, finder, place(image), m_result);
            }
        }
        measure_where_boxes_do_not_fit();
    }

    void finish() {
        for (Image& image : m_dataset.images) {
            check_entry(image);
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_pending.size(); ++i) {
            if (resolve(m_dataset.annotations[i], m_pending[i])) {
                if (kept != i) {
                    m_dataset.annotations[kept] = std::move(m_dataset.annotations[i]);
                }
                ++kept;
            }
        }
        m_dataset.annotations.resize(kept);
        if (m_from_outlines > 0) {
            report(m_result.issues,
                   {m_short_name,
                    std::to_string(m_from_outlines) + (m_from_outlines == 1 ? " annotation has" : " annotations have") +
                        " a segmentation but no bbox; the box around the outline was taken.",
                    Severity::kWarning, "Write the boxes.", true});
        }
        for (auto& [image_id, caption] : m_captions) {
            const auto image = m_image_of.find(image_id);
            if (image == m_image_of.end()) {
                report(m_result.issues, m_short_name,
                       "A caption belongs to image " + std::to_string(image_id) + ", which is not there.");
            } else {
                add_caption(m_dataset.images[image->second], std::move(caption));
            }
        }
    }

private:
    void keep_extra(const CocoCategory& entry) {
        std::string extra;
        if (entry.supercategory) {
            extra = "\"supercategory\":";
            append_json_string(extra, *entry.supercategory);
        }
        extra += extra.empty() || entry.extra.empty() ? "" : ",";
        extra += entry.extra;
        if (!extra.empty()) {
            m_dataset.class_extra.emplace(entry.name, std::move(extra));
        }
    }

    void leave_out(const CocoAnnotation& entry, std::string why) {
        report(m_result.issues, {place(entry.id, entry.number), std::move(why), Severity::kError,
                                 "Take the annotation out, or complete it.", true});
    }

    void take_box_of_outline(Annotation& annotation, const CocoAnnotation& entry) {
        const auto box = entry.segmentation.empty() ? std::nullopt : m_outline_check.bounds(annotation.outline.view());
        if (box) {
            annotation.box = *box;
            ++m_from_outlines;
        }
    }

    // Boxes that leave the size that is stated may be right, and the size wrong: the picture tells. All images are
    // measured before the first box is cut, because one box does not fit a wrong size and the next one does.
    void measure_where_boxes_do_not_fit() {
        std::unordered_set<std::size_t> measured;
        for (const Annotation& annotation : m_dataset.annotations) {
            const auto found = m_image_of.find(annotation.image_id);
            if (found == m_image_of.end()) {
                continue;
            }
            Image& image = m_dataset.images[found->second];
            Box cut;
            const BoxFault fault = check_box(annotation.box, image.size, cut);
            std::error_code ec;
            if ((fault == BoxFault::kOutside || fault == BoxFault::kSticksOut) &&
                measured.insert(found->second).second && is_relative_path(image.file_name) &&
                std::filesystem::is_regular_file(m_folder / image.file_name, ec)) {
                settle_size(image, m_folder / image.file_name, place(image), m_result);
            }
        }
    }

    void check_entry(Image& image) {
        if (image.size.width == 0) {
            report(m_result.issues, place(image), "Width or height is missing.");
        }
        if (!is_relative_path(image.file_name)) {
            report(m_result.issues, place(image),
                   "It names the image \"" + image.file_name +
                       "\"; it has to be a relative path with forward slashes inside the image folder.");
            image.file_name = missing_name(image.file_name, image.id);
        }
    }

    struct Pending {
        std::int64_t category = 0;
        std::optional<std::int64_t> id;
        std::uint32_t number = 0;
    };

    [[noreturn]] void fail(const std::string& what) const { throw FormatError(m_name + ": " + what); }

    std::int64_t required(const std::optional<std::int64_t>& id, const char* key, const std::string& where) const {
        if (!id) {
            fail(where + " has no whole number as \"" + key + "\".");
        }
        return *id;
    }

    std::string place(const std::optional<std::int64_t>& id, std::size_t number) const {
        return m_short_name + ": annotation " + (id ? "id " + std::to_string(*id) : "number " + std::to_string(number));
    }

    std::string place(const Image& image) const { return m_short_name + ": image id " + std::to_string(image.id); }

    // False when the annotation cannot be used.
    bool resolve(Annotation& annotation, const Pending& pending) {
        const auto where = [&] { return place(pending.id, pending.number); };
        const auto image = m_image_of.find(annotation.image_id);
        if (image == m_image_of.end()) {
            report(m_result.issues,
                   {where(), "There is no image " + std::to_string(annotation.image_id) + "; it was left out.",
                    Severity::kError, "Take the annotation out.", true});
            return false;
        }
        const auto class_index = m_class_of.find(pending.category);
        if (class_index == m_class_of.end()) {
            report(m_result.issues,
                   {where(), "There is no category " + std::to_string(pending.category) + "; it was left out.",
                    Severity::kError, "Take the annotation out, or add the category.", true});
            return false;
        }
        annotation.class_index = class_index->second;
        const Size size = m_dataset.images[image->second].size;
        Box cut;
        const BoxFault fault = check_box(annotation.box, size, cut);
        if (fault != BoxFault::kNone) {
            report(m_result.issues, box_issue(fault, where(), annotation.box, cut, size));
        }
        if (fault != BoxFault::kNone && fault != BoxFault::kSticksOut) {
            return false;
        }
        settle_area(annotation, cut);
        annotation.box = cut;
        settle_outline(annotation, size, where);
        return true;
    }

    // Only an area that says something else than the box is kept; that of an outline may well be smaller.
    static void settle_area(Annotation& annotation, const Box& cut) {
        constexpr double kSame = 1e-4;
        const double of_box = annotation.box.area();
        const bool sound = std::isfinite(annotation.area) && annotation.area > 0;
        const bool other = std::abs(annotation.area - of_box) > kSame * of_box;
        if (!sound || !other ||
            (annotation.outline.empty() && (annotation.area > of_box || !(cut == annotation.box)))) {
            annotation.area = 0;
        }
    }

    template <class Where>
    void settle_outline(Annotation& annotation, Size image, const Where& where) {
        if (annotation.outline.empty()) {
            return;
        }
        const std::string fault = m_outline_check.fault(annotation.outline.view(), image);
        if (!fault.empty()) {
            report(m_result.issues, {where(), fault + "; it was left out, the box stays.", Severity::kError,
                                     "Take the outline out.", true});
            annotation.outline = {};
            annotation.area = 0;
        }
    }

    std::shared_ptr<const PaddedText> m_text;
    std::string m_name;
    std::string m_short_name;
    ReadResult& m_result;
    Dataset& m_dataset;
    OutlineCheck m_outline_check;
    std::unordered_map<std::string, int> m_class_named;
    std::unordered_map<std::int64_t, int> m_class_of;
    std::unordered_map<std::int64_t, std::size_t> m_image_of;
    std::unordered_set<std::int64_t> m_annotation_ids;
    std::vector<Pending> m_pending;
    std::vector<std::pair<std::int64_t, std::string>> m_captions;
    std::filesystem::path m_folder;
    std::size_t m_from_outlines = 0;
};

// `folder_of` says where the pictures are once the images are known; nothing: they are not looked for.
ReadResult build(PaddedText&& text, const std::string& name,
                 const std::function<std::filesystem::path(const Dataset&)>& folder_of) {
    ReadResult result;
    const auto shared = std::make_shared<const PaddedText>(std::move(text));  // the outlines stay where they are
    DatasetBuilder builder(shared, name, result);
    walk_coco(*shared, name, builder);
    if (folder_of) {
        result.image_folder = folder_of(result.dataset);
        builder.settle_pictures(result.image_folder);
    }
    builder.finish();
    return result;
}

}  // namespace

ReadResult parse_coco(std::string_view text, const std::string& name) {
    check_json_depth(text, name);
    return build(PaddedText(text), name, {});
}

ReadResult read_coco(const std::filesystem::path& annotation_file, const std::filesystem::path& images) {
    return build(read_json_text(annotation_file), annotation_file.string(), [&](const Dataset& dataset) {
        return images.empty() ? coco_image_folder(annotation_file, dataset) : images;
    });
}

}  // namespace destudio::dataset
