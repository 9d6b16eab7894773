// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/lineage.h"

#include <algorithm>
#include <numeric>
#include <regex>
#include <sstream>
#include <unordered_map>

#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string plain_name(const std::string& file_name) {
    return fs::path(file_name).stem().string();
}

// <reference>_r<percent>_s<seed>, with a number behind it where two would have the same name
const std::regex& variant_name() {
    static const std::regex pattern("(.+)_r[0-9]+(p[0-9]+)?_s[0-9]+(_[0-9]+)?");
    return pattern;
}

// The members of an image's COCO entry that nothing else holds; an empty object where they cannot be read.
nlohmann::json members_of(const Image& image) {
    if (image.extra.find("\"synthetic\"") == std::string::npos &&
        image.extra.find("\"reference_hash\"") == std::string::npos) {
        return nlohmann::json::object();
    }
    auto json = nlohmann::json::parse("{" + image.extra + "}", nullptr, false);
    return json.is_object() ? json : nlohmann::json::object();
}

// The picture that a name says it was made of; the name itself where it says nothing.
std::string source_of(const std::string& name) {
    // Roboflow: <name>_jpg.rf.<hash> for each augmented copy; exports to VOC turn the dots into "_".
    static const std::regex copy(
        "(.+?)(_(jpe?g|png|bmp|webp|tiff?))?\\.rf\\.[0-9a-z]{8,}(_[0-9]+)?|"
        "(.+?)_(jpe?g|png|bmp|webp|tiff?)_rf_[0-9a-z]{8,}(_[0-9]+)?",
        std::regex::icase);
    std::string source = name;
    std::smatch match;
    while (std::regex_match(source, match, variant_name())) {
        source = std::string(match[1].str());
    }
    if (std::regex_match(source, match, copy)) {
        source = std::string(match[1].matched ? match[1].str() : match[5].str());
    }
    return source;
}

}  // namespace

Lineage read_lineage(const fs::path& dataset_folder) {
    Lineage lineage;
    std::error_code ec;
    const fs::path file = dataset_folder / "recipes.jsonl";
    if (!fs::is_regular_file(file, ec)) {
        return lineage;
    }
    std::istringstream lines(read_utf8_file(file));
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        const std::string name = text_at(json, "file_name");
        const std::string reference = text_at(json, "reference_hash");
        if (!name.empty() && !reference.empty()) {
            lineage[plain_name(name)] = reference;
        }
    }
    return lineage;
}

std::string reference_of(const std::string& file_name, const Lineage& lineage) {
    const std::string name = plain_name(file_name);
    const auto known = lineage.find(name);
    if (known != lineage.end()) {
        return known->second;
    }
    return source_of(name);
}

bool is_variant_name(const std::string& file_name) {
    return std::regex_match(plain_name(file_name), variant_name());
}

bool says_generated(const Image& image) {
    return !object_at(image.attributes, "recipe").empty() || flag_at(members_of(image), "synthetic") ||
           is_variant_name(image.file_name);
}

std::string stated_reference(const Image& image) {
    const std::string own = text_at(object_at(image.attributes, "recipe"), "reference_hash");
    return own.empty() ? text_at(members_of(image), "reference_hash") : own;
}

namespace {

std::string known_reference(const Image& image, const Lineage& lineage) {
    const std::string stated = stated_reference(image);
    const auto known = lineage.find(plain_name(image.file_name));
    return !stated.empty() || known == lineage.end() ? stated : known->second;
}

// Pictures whose names say that they are one source, or were made of it.
struct NameGroup {
    std::vector<std::size_t> sources;
    std::vector<std::size_t> made;
};

}  // namespace

PictureGroups::PictureGroups(std::size_t images) : m_leader(images) {
    std::iota(m_leader.begin(), m_leader.end(), std::size_t{0});
}

std::size_t PictureGroups::leader(std::size_t image) {
    while (m_leader[image] != image) {
        image = m_leader[image] = m_leader[m_leader[image]];
    }
    return image;
}

void PictureGroups::join(std::size_t a, std::size_t b) {
    a = leader(a);
    b = leader(b);
    m_leader[std::max(a, b)] = std::min(a, b);
}

std::map<std::size_t, std::vector<std::size_t>> PictureGroups::groups() {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < m_leader.size(); ++i) {
        groups[leader(i)].push_back(i);
    }
    return groups;
}

std::vector<std::string> reference_hashes(const Dataset& dataset, const ImageSource& source, const Lineage& lineage) {
    std::vector<std::string> hashes;
    for (const Image& image : dataset.images) {
        std::string hash = known_reference(image, lineage);
        if (hash.empty()) {
            const auto recipe = nlohmann::json::parse(picture_mark(source, image).recipe, nullptr, false);
            hash = text_at(recipe, "reference_hash");
        }
        hashes.push_back(std::move(hash));
    }
    return hashes;
}

PictureGroups source_groups(const Dataset& dataset, const std::vector<std::string>& hashes,
                            const std::vector<std::size_t>& origins) {
    PictureGroups groups(dataset.images.size());
    std::unordered_map<std::string, std::size_t> first;
    std::map<std::pair<std::size_t, std::string>, NameGroup> by_name;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (i < hashes.size() && !hashes[i].empty()) {
            groups.join(first.emplace(hashes[i], i).first->second, i);
        }
        const std::string& name = dataset.images[i].file_name;
        NameGroup& group = by_name[{i < origins.size() ? origins[i] : 0, reference_of(name, {})}];
        (reference_of(name, {}) == plain_name(name) ? group.sources : group.made).push_back(i);
    }
    const auto may_be_one = [&](std::size_t a, std::size_t b) {
        return std::max(a, b) >= hashes.size() || hashes[a].empty() || hashes[b].empty() || hashes[a] == hashes[b];
    };
    const auto folder = [&](std::size_t i) { return fs::path(dataset.images[i].file_name).parent_path(); };
    for (const auto& [key, group] : by_name) {
        for (const std::size_t made : group.made) {
            const bool source_beside = std::any_of(group.sources.begin(), group.sources.end(),
                                                   [&](std::size_t source) { return folder(source) == folder(made); });
            for (const std::size_t source : group.sources) {
                if (may_be_one(source, made) && (!source_beside || folder(source) == folder(made))) {
                    groups.join(source, made);
                }
            }
            if (may_be_one(group.made.front(), made)) {
                groups.join(group.made.front(), made);
            }
        }
    }
    return groups;
}

PictureGroups source_groups(const Dataset& dataset, const Lineage& lineage) {
    std::vector<std::string> hashes;
    for (const Image& image : dataset.images) {
        hashes.push_back(known_reference(image, lineage));
    }
    return source_groups(dataset, hashes);
}

}  // namespace destudio::dataset
