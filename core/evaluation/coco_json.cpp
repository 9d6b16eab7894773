// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/coco_json.h"

#include <charconv>
#include <cmath>

#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::evaluation {

namespace {

/// One entry of a list, with a name for errors such as "gt.json: annotations[3]".
class Entry {
public:
    Entry(const nlohmann::json& json, std::string name) : m_json(json), m_name(std::move(name)) {
        if (!m_json.is_object()) {
            throw FormatError(m_name + " must be an object.");
        }
    }

    /// Written as 1, 1.0 or "1", as tools do.
    std::int64_t integer(const char* key) const {
        const auto found = m_json.find(key);
        if (found != m_json.end() && found->is_number_integer()) {
            return found->get<std::int64_t>();
        }
        double number = NAN;
        if (found != m_json.end() && found->is_number()) {
            number = found->get<double>();
        } else if (found != m_json.end() && found->is_string()) {
            const auto& text = found->get_ref<const std::string&>();
            std::int64_t whole = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
            if (error == std::errc{} && end == text.data() + text.size()) {
                return whole;
            }
        }
        constexpr double kMax = 9007199254740992.0;  // 2^53, up to which every whole number is a double
        if (!(std::abs(number) <= kMax) || number != std::floor(number)) {
            fail(key, "must be a whole number");
        }
        return static_cast<std::int64_t>(number);
    }

    double number(const char* key) const {
        const auto found = m_json.find(key);
        if (found == m_json.end() || !found->is_number() || !std::isfinite(found->get<double>())) {
            fail(key, "must be a number");
        }
        return found->get<double>();
    }

    bool has(const char* key) const { return m_json.contains(key) && !m_json.at(key).is_null(); }

    /// 0, 1, true or false; false when missing.
    bool flag(const char* key) const {
        if (!has(key)) {
            return false;
        }
        const auto& value = m_json.at(key);
        return value.is_boolean() ? value.get<bool>() : number(key) != 0;
    }

    std::string text(const char* key) const {
        if (!m_json.contains(key) || !m_json.at(key).is_string()) {
            fail(key, "must be a text");
        }
        return m_json.at(key).get<std::string>();
    }

    CocoBox box() const {
        const auto found = m_json.find("bbox");
        if (found == m_json.end() || !found->is_array() || found->size() != 4) {
            fail("bbox", "must be a list of four numbers");
        }
        for (const auto& value : *found) {
            if (!value.is_number() || !std::isfinite(value.get<double>())) {
                fail("bbox", "must be a list of four numbers");
            }
        }
        return {(*found)[0].get<double>(), (*found)[1].get<double>(), (*found)[2].get<double>(),
                (*found)[3].get<double>()};
    }

    /// The mask of "segmentation" in a picture of that size.
    std::shared_ptr<const MaskRuns> mask(Size size) const {
        const auto found = m_json.find("segmentation");
        if (found == m_json.end() || found->is_null()) {
            fail("segmentation", "is missing, which is needed to compare masks");
        }
        auto mask = mask_of_json(*found, size);
        if (!mask) {
            fail("segmentation", "must be polygons, or run lengths of " + std::to_string(size.height) + " by " +
                                     std::to_string(size.width) + " (height, width) pixels that fill these");
        }
        return std::make_shared<const MaskRuns>(std::move(*mask));
    }

private:
    [[noreturn]] void fail(const std::string& key, const std::string& what) const {
        throw FormatError(m_name + ": \"" + key + "\" " + what + ".");
    }

    const nlohmann::json& m_json;
    std::string m_name;
};

const nlohmann::json& list(const nlohmann::json& json, const char* key, const std::string& name) {
    if (!json.is_object() || !json.contains(key) || !json.at(key).is_array()) {
        throw FormatError(name + " is not in the COCO format: it has no list \"" + key + "\".");
    }
    return json.at(key);
}

std::string entry_name(const std::string& name, const char* key, std::size_t index) {
    return name + ": " + key + "[" + std::to_string(index) + "]";
}

/// A side of a picture in whole pixels.
int side_of(const Entry& entry, const char* key, const std::string& name) {
    const double side = entry.number(key);
    constexpr double kMaxSide = 100'000;
    if (side < 1 || side > kMaxSide || side != std::floor(side)) {
        throw FormatError(name + ": \"" + key + "\" must be a whole number of pixels to compare masks.");
    }
    return static_cast<int>(side);
}

CocoBox box_around(const MaskRuns& mask) {
    const Box box = bounds_of(mask);
    return {box.x1, box.y1, box.width(), box.height()};
}

}  // namespace

CocoGroundTruths parse_ground_truths(const nlohmann::json& json, const std::string& name, CocoShapes shapes) {
    CocoGroundTruths truths;
    const auto& images = list(json, "images", name);
    for (std::size_t i = 0; i < images.size(); ++i) {
        const Entry entry(images[i], entry_name(name, "images", i));
        truths.image_ids.push_back(entry.integer("id"));
        if (shapes == CocoShapes::kMasks) {
            const std::string place = entry_name(name, "images", i);
            truths.sizes[truths.image_ids.back()] = {side_of(entry, "width", place), side_of(entry, "height", place)};
        }
        const auto split = images[i].find("split");
        truths.splits.push_back(split != images[i].end() && split->is_string() ? split->get<std::string>() : "");
    }
    const auto& categories = list(json, "categories", name);
    for (std::size_t i = 0; i < categories.size(); ++i) {
        const Entry entry(categories[i], entry_name(name, "categories", i));
        truths.categories.push_back({entry.integer("id"), entry.has("name") ? entry.text("name") : ""});
    }
    const auto& annotations = list(json, "annotations", name);
    truths.annotations.reserve(annotations.size());
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        const Entry entry(annotations[i], entry_name(name, "annotations", i));
        CocoGroundTruth truth;
        truth.id = entry.has("id") ? entry.integer("id") : static_cast<std::int64_t>(i) + 1;
        truth.image_id = entry.integer("image_id");
        truth.category_id = entry.integer("category_id");
        const auto size = truths.sizes.find(truth.image_id);
        if (size != truths.sizes.end()) {  // one of no image is never compared
            truth.mask = entry.mask(size->second);
        }
        truth.box = truth.mask && !entry.has("bbox") ? box_around(*truth.mask) : entry.box();
        truth.area = truth.mask && !entry.has("area") ? static_cast<double>(area_of(*truth.mask))
                     : entry.has("area")              ? entry.number("area")
                                                      : truth.box.width * truth.box.height;
        truth.crowd = entry.flag("iscrowd");
        truth.difficult = entry.flag("difficult");
        truths.annotations.push_back(truth);
    }
    return truths;
}

std::vector<CocoResult> parse_results(const nlohmann::json& json, const std::string& name) {
    const auto& entries = json.is_array() ? json : list(json, "annotations", name);
    std::vector<CocoResult> results;
    results.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry entry(entries[i], entry_name(name, "detections", i));
        results.push_back(
            {entry.integer("image_id"), entry.integer("category_id"), entry.box(), entry.number("score")});
    }
    return results;
}

std::vector<CocoResult> parse_mask_results(const nlohmann::json& json, const std::string& name,
                                           const CocoGroundTruths& truths) {
    const auto& entries = json.is_array() ? json : list(json, "annotations", name);
    std::vector<CocoResult> results;
    results.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry entry(entries[i], entry_name(name, "detections", i));
        CocoResult result{entry.integer("image_id"), entry.integer("category_id"), {}, entry.number("score")};
        if (const auto size = truths.sizes.find(result.image_id); size != truths.sizes.end()) {
            result.mask = entry.mask(size->second);
            const bool has_box = entry.has("bbox");
            result.box = has_box ? entry.box() : box_around(*result.mask);
            result.area = has_box ? -1 : static_cast<double>(area_of(*result.mask));
        }
        results.push_back(std::move(result));
    }
    return results;
}

CocoGroundTruths read_ground_truths(const std::filesystem::path& path, CocoShapes shapes) {
    return parse_ground_truths(read_json(path), path.string(), shapes);
}

std::vector<CocoResult> read_mask_results(const std::filesystem::path& path, const CocoGroundTruths& truths) {
    return parse_mask_results(read_json(path), path.string(), truths);
}

std::vector<CocoResult> read_results(const std::filesystem::path& path) {
    return parse_results(read_json(path), path.string());
}

}  // namespace destudio::evaluation
