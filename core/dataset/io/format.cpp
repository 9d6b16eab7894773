// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/format.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/dataset/images/export_names.h"
#include "core/dataset/model/outline_shape.h"

namespace destudio::dataset {

std::vector<std::unique_ptr<DatasetFormat>> make_formats();  // format_list.cpp, made by CMake

namespace {

bool is_whole(const Box& box) {
    constexpr double kTolerance = 0.005;
    const auto whole = [](double v) { return std::abs(v - std::round(v)) <= kTolerance; };
    return whole(box.x1) && whole(box.y1) && whole(box.x2) && whole(box.y2);
}

class LossCounter {
public:
    explicit LossCounter(const DatasetFormat& format) : m_format(format) {}

    void add(std::size_t count, const std::string& one, const std::string& many, const std::string& why) {
        if (count > 0) {
            m_issues.push_back({m_format.title(), std::to_string(count) + " " + (count == 1 ? one : many) + " " + why,
                                Severity::kWarning});
        }
    }
    std::vector<Issue> take() { return std::move(m_issues); }

private:
    const DatasetFormat& m_format;
    std::vector<Issue> m_issues;
};

// Whether images without a split come into a list all the same, train's: VOC always has lists, YOLO where there are
// splits.
bool lists_every_image(const DatasetFormat& format, bool has_splits) {
    return format.name() == "voc" || (format.name() == "yolo" && has_splits);
}

std::string listed_names() {
    std::string names;
    for (const auto& name : format_names()) {
        names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

}  // namespace

const std::vector<std::unique_ptr<DatasetFormat>>& all_formats() {
    static const auto formats = [] {
        auto list = make_formats();
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a->name() < b->name(); });
        return list;
    }();
    return formats;
}

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const auto& format : all_formats()) {
        names.push_back(format->name());
    }
    return names;
}

const DatasetFormat& find_format(const std::string& name) {
    for (const auto& format : all_formats()) {
        if (format->name() == name) {
            return *format;
        }
    }
    throw UsageError("There is no dataset format \"" + name + "\"; use one of " + listed_names() + ".");
}

std::vector<Issue> losses(const Dataset& dataset, const DatasetFormat& format, const VocOptions& voc) {
    const FormatCapabilities capabilities = format.capabilities_with(voc);
    LossCounter counter(format);
    std::size_t fractions = 0;
    std::size_t ignored = 0;
    std::size_t scores = 0;
    std::size_t outlines = 0;
    std::size_t runs = 0;
    std::size_t parts = 0;
    std::size_t off_outline = 0;
    std::size_t extra = 0;
    std::map<std::string, std::size_t> attributes;
    for (const Annotation& annotation : dataset.annotations) {
        fractions += is_whole(annotation.box) ? 0 : 1;
        ignored += annotation.ignore ? 1 : 0;
        scores += annotation.score ? 1 : 0;
        outlines += annotation.outline.empty() ? 0 : 1;
        runs += has_runs(annotation) ? 1 : 0;
        const bool changes_outlines = !capabilities.outline_parts || !capabilities.box_beside_outline;
        if (capabilities.outlines && changes_outlines && !annotation.outline.empty()) {
            const Outline rings = rings_of(annotation);
            parts += !capabilities.outline_parts && rings.size() > 1 ? 1 : 0;
            // Several parts are written as a mask of whole pixels, where tips thinner than one are not seen.
            const bool as_mask = capabilities.run_lengths && rings.size() > 1;
            off_outline +=
                !capabilities.box_beside_outline && (as_mask || is_off_outline(annotation.box, rings)) ? 1 : 0;
        }
        extra += annotation.extra.empty() ? 0 : 1;
        for (const auto& [key, value] : annotation.attributes.items()) {
            attributes[key] += format.holds_attribute(key) ? 0 : 1;
        }
    }
    const std::string left_out = "left out, because the format has no place for them.";
    if (!capabilities.boxes) {
        counter.add(dataset.annotations.size(), "box is", "boxes are", left_out);
        counter.add(dataset.classes.size(), "class is", "classes are", left_out);
    } else {
        if (!capabilities.fractions) {
            counter.add(fractions, "box is", "boxes are", "rounded to whole pixels.");
        }
        if (!capabilities.ignore) {
            counter.add(ignored, "ignored region is", "ignored regions are", left_out);
        }
        if (!capabilities.scores) {
            counter.add(scores, "score is", "scores are", left_out);
        }
        if (!capabilities.outlines) {
            counter.add(outlines, "outline (segmentation) is", "outlines (segmentation) are",
                        "left out; the boxes stay.");
        } else {
            if (!capabilities.run_lengths) {
                counter.add(runs, "outline in run lengths is", "outlines in run lengths are",
                            "written as polygons; holes are closed.");
            }
            counter.add(parts, "outline of several parts is", "outlines of several parts are",
                        "joined into one line, because the format holds one for each object.");
            counter.add(off_outline, "box becomes", "boxes become", "the one around the outline.");
        }
        for (const auto& [key, count] : attributes) {
            counter.add(count, "attribute \"" + key + "\" is", "attributes \"" + key + "\" are", left_out);
        }
        if (!capabilities.class_list) {
            std::set<int> used;
            for (const Annotation& annotation : dataset.annotations) {
                used.insert(annotation.class_index);
            }
            counter.add(dataset.classes.size() - std::min(dataset.classes.size(), used.size()),
                        "class without a box is", "classes without a box are", left_out);
        }
    }
    std::size_t captions = 0;
    std::size_t more_captions = 0;
    std::size_t splits = 0;
    std::size_t unlabelled = 0;
    std::size_t renamed = 0;
    std::map<std::string, std::size_t> image_attributes;
    const auto names = export_names(dataset.images, NameStyle::kFlatId);
    const auto boxes = annotations_by_image(dataset);
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const Image& image = dataset.images[i];
        captions += image.caption.empty() ? 0 : 1;
        more_captions += image.more_captions.size();
        splits += image.split.empty() ? 0 : 1;
        unlabelled += !image.confirmed && boxes[i].empty() ? 1 : 0;
        extra += image.extra.empty() ? 0 : 1;
        renamed += std::filesystem::path(image.file_name).replace_extension() != names[i] ? 1 : 0;
        for (const auto& [key, value] : image.attributes.items()) {
            image_attributes[key] += format.holds_image_attribute(key) ? 0 : 1;
        }
    }
    if (!capabilities.file_names) {
        counter.add(renamed, "image gets another name,", "images get other names,",
                    "because the format allows letters, digits, - and _ in one folder alone.");
    }
    for (const auto& [key, count] : image_attributes) {
        counter.add(count, "image attribute \"" + key + "\" is", "image attributes \"" + key + "\" are", left_out);
    }
    if (!capabilities.extra) {
        counter.add(extra, "entry loses", "entries lose",
                    "further members that only COCO files have (license, keypoints and the like).");
    }
    if (!capabilities.captions) {
        counter.add(captions + more_captions, "caption is", "captions are", left_out);
    } else if (!capabilities.more_captions) {
        counter.add(more_captions, "further caption is", "further captions are",
                    "left out, because the format holds one for each picture.");
    }
    const std::size_t without_split = dataset.images.size() - splits;
    if (!capabilities.splits) {
        counter.add(splits, "image loses its", "images lose their", "split (train, val, test).");
    } else if (without_split > 0 && lists_every_image(format, splits > 0)) {
        counter.add(without_split, "image has", "images have", "no split and will be read as part of train.");
    }
    if (!capabilities.unlabelled && capabilities.boxes) {
        counter.add(unlabelled, "image without boxes is", "images without boxes are",
                    "not confirmed as empty, but will be read as background.");
    }
    return counter.take();
}

}  // namespace destudio::dataset
