// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_check.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

#include "core/dataset/formats/coco/coco_walk.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace {

constexpr std::int64_t kMaxId = (std::int64_t{1} << 53) - 1;  // what a JSON number holds everywhere

class CocoCheck : public CocoVisitor {
public:
    CocoCheck(std::string file, std::vector<Issue>& issues) : m_file(std::move(file)), m_issues(issues) {}

    void section(std::string_view key) override { m_sections.insert(std::string(key)); }

    void category(const CocoCategory& entry) override {
        const std::string where = place("category", entry.id, entry.number);
        check_id(entry.id, m_category_ids, where);
        if (entry.name.empty()) {
            add(where, "It has no name.", "", false);
        }
        if (!entry.supercategory && !std::exchange(m_told_supercategory, true)) {
            add(m_file + ": categories", "\"supercategory\" is missing; pycocotools asks for it.",
                "Add it to every category.", true);
        }
    }

    void image(const CocoImage& entry) override {
        const auto where = [&] { return place("image", entry.id, entry.number); };
        check_id(entry.id, m_image_ids, where());
        quoted(entry.quoted, where);
        if (entry.width < 1 || entry.height < 1) {
            add(where(), "Width or height is missing; mmdetection and detectron2 ask for both.",
                "Write the size of the picture.", true);
        }
    }

    void annotation(const CocoAnnotation& entry) override {
        const auto where = [&] { return place("annotation", entry.id, entry.number); };
        if (!id_is_sound(entry.id) || !m_annotation_ids.insert(*entry.id).second) {
            add(where(),
                "Its id is missing, below 1, too large or used twice; pycocotools takes 0 for \"no match\" and "
                "detectron2 refuses twins.",
                "Number the annotations anew.", true);
        }
        m_has_boxes = m_has_boxes || entry.has_box;
        if (!entry.has_box && !entry.caption.empty()) {
            return;  // a captions file
        }
        quoted(entry.quoted, where);
        missing(!entry.image_id, "image_id", "", false, where);
        missing(!entry.category_id, "category_id", "", false, where);
        // What has an outline gets the box around it; reading tells so once.
        missing(!entry.has_box && !entry.has_segmentation, "bbox", "Take the annotation out.", true, where);
        missing(!entry.has_area, "area", "Set it to width times height.", true, where);
        missing(!entry.has_crowd, "iscrowd", "Set it to 0.", true, where);
        if (entry.has_ignore) {
            add(where(), "\"ignore\" makes mmdetection drop it without a word.", "Move it into iscrowd.", true);
        }
        if (entry.has_area && !(std::isfinite(entry.area) && entry.area > 0)) {
            add(where(), "\"area\" is not a positive number, so mmdetection leaves the box out.",
                "Set it to width times height.", true);
        }
        if (entry.has_crowd && entry.crowd != 0 && entry.crowd != 1) {
            add(where(), "\"iscrowd\" is neither 0 nor 1.", "Set it to 0 or 1.", true);
        }
        if (entry.has_box && entry.box[2] > 0 && entry.box[3] > 0 && (entry.box[2] < 1 || entry.box[3] < 1)) {
            report(m_issues, {where(), "The box is thinner than a pixel; mmdetection leaves it out.", Severity::kNote});
        }
    }

    void finish() {
        std::vector<const char*> needed{"info", "licenses", "images", "annotations"};
        if (m_has_boxes || !m_sections.contains("annotations")) {
            needed.push_back("categories");
        }
        for (const char* key : needed) {
            if (!m_sections.contains(key)) {
                add(m_file, std::string("\"") + key + "\" is missing.", std::string("Add an empty \"") + key + "\".",
                    true);
            }
        }
    }

    void add(std::string where, std::string what, std::string fix, bool safe) {
        report(m_issues, {std::move(where), std::move(what), Severity::kError, std::move(fix), safe});
    }

private:
    std::string place(const char* what, const std::optional<std::int64_t>& id, std::size_t number) const {
        return m_file + ": " + what + " " + (id ? "id " + std::to_string(*id) : "number " + std::to_string(number));
    }

    static bool id_is_sound(const std::optional<std::int64_t>& id) { return id && *id >= 1 && *id <= kMaxId; }

    void check_id(const std::optional<std::int64_t>& id, std::unordered_set<std::int64_t>& seen,
                  const std::string& where) {
        if (!id_is_sound(id)) {
            add(where, "Its id is missing, no whole number, below 1 or too large.",
                id ? "Number them anew, from 1." : "", id.has_value());
        } else if (!seen.insert(*id).second) {
            add(where, "Its id is used twice.", "", false);
        }
    }

    template <class Where>
    void quoted(bool is_quoted, const Where& where) {
        if (is_quoted) {
            add(where(), "A number stands in quotes, which loaders take for a text.", "Write it without quotes.", true);
        }
    }

    template <class Where>
    void missing(bool is_missing, const char* key, const char* fix, bool safe, const Where& where) {
        if (is_missing) {
            add(where(), std::string("\"") + key + "\" is missing.", fix, safe);
        }
    }

    std::string m_file;
    std::vector<Issue>& m_issues;
    std::set<std::string> m_sections;
    std::unordered_set<std::int64_t> m_category_ids;
    std::unordered_set<std::int64_t> m_image_ids;
    std::unordered_set<std::int64_t> m_annotation_ids;
    bool m_told_supercategory = false;
    bool m_has_boxes = false;
};

// The first byte outside ASCII; whole words at a time, since such files are big.
std::size_t find_not_ascii(std::string_view text) {
    constexpr std::size_t kBlock = 256;
    for (std::size_t start = 0; start < text.size(); start += kBlock) {
        const std::string_view block = text.substr(start, kBlock);
        unsigned char bits = 0;
        for (const char c : block) {
            bits = static_cast<unsigned char>(bits | static_cast<unsigned char>(c));
        }
        if (bits >= 0x80) {
            const auto at = std::find_if(block.begin(), block.end(), [](char c) { return (c & 0x80) != 0; });
            return start + static_cast<std::size_t>(at - block.begin());
        }
    }
    return std::string_view::npos;
}

}  // namespace

void check_coco_file(const std::filesystem::path& file, std::vector<Issue>& issues) {
    const PaddedText text = read_json_text(file);
    const std::string name = file.filename().string();
    CocoCheck check(name, issues);
    if (read_head(file).starts_with("\xEF\xBB\xBF")) {
        check.add(name, "It begins with a byte-order mark, which Python's JSON reader refuses.", "Take it out.", true);
    }
    const std::size_t at = find_not_ascii(text.view());
    if (at != std::string_view::npos) {
        check.add(name + ":" + std::to_string(line_of(text.view(), at)),
                  "It is not pure ASCII; some loaders open it in the locale's encoding.", "Write \\u escapes.", true);
    }
    walk_coco(text, file.string(), check, CocoWalk::kAll);
    check.finish();
}

}  // namespace destudio::dataset
