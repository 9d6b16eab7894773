// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/label_studio/label_studio_reader.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/dataset/formats/label_studio/label_studio_regions.h"
#include "core/dataset/formats/label_studio/label_studio_tasks.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/caption.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/percent_decoding.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// An address without "?token=…" behind it; what Label Studio's own "?d=" names stays.
std::string without_query(const std::string& address) {
    return address.find("?d=") != std::string::npos ? address : address.substr(0, address.find('?'));
}

bool is_address(const std::string& text) {
    return text.starts_with("/data/") || text.find("://") != std::string::npos;
}

// The picture's address: "image" before others, then the first text in "data" that ends like a picture, then any
// address.
std::string address_of(const nlohmann::json& task) {
    const auto& data = object_at(task, "data");
    const std::string image = text_at(data, "image");
    if (!image.empty()) {
        return image;
    }
    std::string other;
    for (const auto& [key, value] : data.items()) {
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        if (has_image_extension(percent_decoded(without_query(text)))) {
            return text;
        }
        other = other.empty() && is_address(text) ? text : other;
    }
    return other.empty() ? text_at(task, "file_upload") : other;
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

std::vector<std::string> names_for(const std::string& address) {
    const std::string plain = local_name(address);
    const std::string decoded = local_name(percent_decoded(address));
    // Behind "?d=" a path is always encoded; elsewhere a name may hold a percent sign.
    return address.find("?d=") != std::string::npos ? std::vector{decoded, plain, decoded} : std::vector{plain};
}

bool is_cancelled(const nlohmann::json& annotation) {
    return flag_at(annotation, "was_cancelled") || flag_at(annotation, "skipped");
}

bool is_ground_truth(const nlohmann::json& annotation) {
    return flag_at(annotation, "ground_truth") || flag_at(annotation, "honeypot");
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
        const bool is_min = !root.empty() && is_json_min_entry(root.front());
        const nlohmann::json converted = is_min ? tasks_of_json_min(root) : nlohmann::json();
        for (const auto& task : is_min ? converted : root) {
            read(task);
        }
        tell();
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
        const auto& data = object_at(task, "data");
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        const nlohmann::json& chosen = choose(task, image);
        image.confirmed = data.contains("confirmed") ? flag_at(data, "confirmed") : image.confirmed;
        image.caption = trimmed_caption(text_at(data, "caption"));
        image.attributes = object_at(data, "attributes");
        set_split(image, text_at(data, "split"), where, m_result);
        const auto& results = list_at(chosen, "result");
        const auto sized = std::find_if(results.begin(), results.end(), [](const auto& item) {
            return side_at(item, "original_width") > 0 && side_at(item, "original_height") > 0;
        });
        if (sized != results.end()) {
            image.size = {side_at(*sized, "original_width"), side_at(*sized, "original_height")};
        }
        settle_image(image, names_for(address), m_finder, where, m_result);
        const LabelStudioResults found = read_label_studio_results(results);
        m_relations += found.relations;
        m_rotated += found.rotated ? 1 : 0;
        for (const auto& [control, answer] : found.answers.items()) {
            if (!image.attributes.contains(control)) {
                image.attributes[control] = answer;
            }
        }
        for (const LabelStudioRegion& region : found.regions) {
            add(region, image, where);
        }
        m_result.dataset.images.push_back(std::move(image));
    }

    // The annotation that counts: the one marked as ground truth, else the first that was not cancelled; a task that
    // nobody has annotated has predictions. Says in image.confirmed whether a person has looked.
    const nlohmann::json& choose(const nlohmann::json& task, Image& image) {
        static const nlohmann::json kNothing = nlohmann::json::object();
        const bool old = list_at(task, "annotations").empty();
        const auto& annotations = list_at(task, old ? "completions" : "annotations");
        const auto& predictions = list_at(task, "predictions");
        m_drafts += list_at(task, "drafts").size();
        const auto usable = static_cast<std::size_t>(
            std::count_if(annotations.begin(), annotations.end(), [](const auto& a) { return !is_cancelled(a); }));
        if (!annotations.empty()) {
            m_predictions += predictions.size();
            m_skipped += usable == 0 ? 1 : 0;
            m_skipped_boxes += usable == 0 ? list_at(annotations.front(), "result").size() : 0;
        } else if (!predictions.empty()) {
            m_predictions += predictions.size() - 1;
            return predictions.front();
        }
        if (usable == 0) {
            return kNothing;
        }
        image.confirmed = true;
        auto chosen = std::find_if(annotations.begin(), annotations.end(),
                                   [](const auto& a) { return !is_cancelled(a) && is_ground_truth(a); });
        if (usable > 1) {
            (chosen == annotations.end() ? m_first_of_several : m_ground_truths) += 1;
            m_other_annotations += usable - 1;
        }
        if (chosen == annotations.end()) {
            chosen =
                std::find_if(annotations.begin(), annotations.end(), [](const auto& a) { return !is_cancelled(a); });
        }
        return *chosen;
    }

    void add(const LabelStudioRegion& region, const Image& image, const std::string& where) {
        if (region.shape == LabelStudioRegion::Shape::kNone) {
            ++m_others;
            return;
        }
        if (region.labels.empty()) {
            report(m_result.issues, where, "A box has no label; it was left out.");
            return;
        }
        if (image.size.width == 0) {
            report(m_result.issues, where, "Its size is not known, so its boxes in percent mean nothing.");
            return;
        }
        Annotation annotation;
        annotation.class_index = m_classes.index_of(region.labels.front());
        const double x = image.size.width / 100.0;
        const double y = image.size.height / 100.0;
        annotation.box = {region.box.x1 * x, region.box.y1 * y, region.box.x2 * x, region.box.y2 * y};
        m_outlines += region.shape != LabelStudioRegion::Shape::kRectangle || region.turned ? 1 : 0;
        if (std::isfinite(region.score)) {
            annotation.score = region.score;
        }
        annotation.ignore = flag_at(region.meta, "ignore");
        annotation.attributes = object_at(region.meta, "attributes");
        const auto keep = [&annotation](const std::string& key, const nlohmann::json& value) {
            if (!annotation.attributes.contains(key)) {
                annotation.attributes[key] = value;
            }
        };
        for (const auto& [control, answer] : region.answers.items()) {
            keep(control, answer);
        }
        if (const auto& notes = list_at(region.meta, "text"); !notes.empty()) {
            keep("notes", notes);
        }
        if (region.labels.size() > 1) {
            keep("labels", region.labels);
            ++m_several_labels;
        }
        add_checked(std::move(annotation), image, where, m_result);
    }

    void tell() {
        const std::string name = m_file.filename().string();
        const auto lost = [&](std::size_t count, const std::string& one, const std::string& many) {
            if (count > 0) {
                m_result.not_kept.push_back(
                    {name, std::to_string(count) + " " + (count == 1 ? one : many), Severity::kWarning});
            }
        };
        lost(m_outlines, "polygon, ellipse or turned rectangle became the box around it.",
             "polygons, ellipses or turned rectangles became the boxes around them.");
        lost(m_others, "result that is no box.", "results that are no boxes.");
        lost(m_relations, "relation between boxes.", "relations between boxes.");
        lost(m_several_labels,
             "box has several labels; the first is its class, all of them are in its attribute \"labels\".",
             "boxes have several labels; the first is their class, all of them are in their attribute \"labels\".");
        lost(m_ground_truths, "task has several annotations; the one marked as ground truth counts.",
             "tasks have several annotations; the ones marked as ground truth count.");
        lost(m_first_of_several, "task has several annotations, none marked as ground truth; the first counts.",
             "tasks have several annotations, none marked as ground truth; the first of each counts.");
        lost(m_other_annotations, "further annotation of these was left out.",
             "further annotations of these were left out.");
        lost(m_skipped, "task was skipped (cancelled), so its picture counts as not looked at.",
             "tasks were skipped (cancelled), so their pictures count as not looked at.");
        lost(m_skipped_boxes, "result of skipped tasks was left out.", "results of skipped tasks were left out.");
        lost(m_drafts, "draft that was not submitted.", "drafts that were not submitted.");
        lost(m_rotated, "picture was turned in Label Studio; check whether its boxes fit.",
             "pictures were turned in Label Studio; check whether their boxes fit.");
        if (m_predictions > 0) {
            report(m_result.issues,
                   {name,
                    std::to_string(m_predictions) + (m_predictions == 1 ? " prediction was" : " predictions were") +
                        " left out, because annotations or other predictions of the task count.",
                    Severity::kNote});
        }
    }

    fs::path m_file;
    ReadResult& m_result;
    ImageFinder m_finder;
    ClassTable m_classes;
    std::size_t m_number = 0;
    std::size_t m_outlines = 0;
    std::size_t m_others = 0;
    std::size_t m_relations = 0;
    std::size_t m_several_labels = 0;
    std::size_t m_ground_truths = 0;
    std::size_t m_first_of_several = 0;
    std::size_t m_other_annotations = 0;
    std::size_t m_skipped = 0;
    std::size_t m_skipped_boxes = 0;
    std::size_t m_drafts = 0;
    std::size_t m_rotated = 0;
    std::size_t m_predictions = 0;
};

}  // namespace

ReadResult read_label_studio(const fs::path& file, const ReadOptions& options) {
    ReadResult result;
    LabelStudioReader(file, options, result).run();
    return result;
}

}  // namespace destudio::dataset
