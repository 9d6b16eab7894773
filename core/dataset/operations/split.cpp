// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/split.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <regex>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string plain_name(const std::string& file_name) {
    return fs::path(file_name).stem().string();
}

// The picture that a name says it was made of; the name itself where it says nothing.
std::string source_of(const std::string& name) {
    // <reference>_r<percent>_s<seed>, with a number behind it where two would have the same name
    static const std::regex variant("(.+)_r[0-9]+(p[0-9]+)?_s[0-9]+(_[0-9]+)?");
    // Roboflow: <name>_jpg.rf.<hash> for each augmented copy; exports to VOC turn the dots into "_".
    static const std::regex copy(
        "(.+?)(_(jpe?g|png|bmp|webp|tiff?))?\\.rf\\.[0-9a-z]{8,}(_[0-9]+)?|"
        "(.+?)_(jpe?g|png|bmp|webp|tiff?)_rf_[0-9a-z]{8,}(_[0-9]+)?",
        std::regex::icase);
    std::string source = name;
    std::smatch match;
    while (std::regex_match(source, match, variant)) {
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

namespace {

// Images that belong together, by the position of the first. What recipes say and what names say both count: a variant
// whose recipe names a reference by its content belongs with the reference itself, which has only a name.
std::map<std::size_t, std::vector<std::size_t>> groups_of(const Dataset& dataset, const Lineage& lineage) {
    std::vector<std::size_t> leader(dataset.images.size());
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto find = [&](std::size_t i) {
        while (leader[i] != i) {
            i = leader[i] = leader[leader[i]];
        }
        return i;
    };
    std::unordered_map<std::string, std::size_t> first;
    const auto join = [&](const std::string& key, std::size_t i) {
        const auto [known, is_new] = first.emplace(key, i);
        const std::size_t a = find(known->second);
        const std::size_t b = find(i);
        leader[std::max(a, b)] = std::min(a, b);
    };
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const Image& image = dataset.images[i];
        join("name " + reference_of(image.file_name, {}), i);
        const auto known = lineage.find(plain_name(image.file_name));
        const std::string own = text_at(object_at(image.attributes, "recipe"), "reference_hash");
        for (const std::string& hash : {known == lineage.end() ? std::string() : known->second, own}) {
            if (!hash.empty()) {
                join("hash " + hash, i);
            }
        }
    }
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < leader.size(); ++i) {
        groups[find(i)].push_back(i);
    }
    return groups;
}

}  // namespace

Together assign_splits(Dataset& dataset, const SplitShares& shares, std::uint64_t seed, const Lineage& lineage) {
    const std::array<double, 3> wanted{shares.train, shares.val, shares.test};
    const double sum = wanted[0] + wanted[1] + wanted[2];
    if (!(wanted[0] >= 0 && wanted[1] >= 0 && wanted[2] >= 0 && sum > 0 && sum < 1e9)) {
        throw UsageError("The shares of train, val and test have to be 0 or more, and not all 0.");
    }
    const auto groups = groups_of(dataset, lineage);
    std::vector<const std::vector<std::size_t>*> order;
    for (const auto& [name, images] : groups) {
        order.push_back(&images);
    }
    Random random(seed);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i) - 1))]);
    }
    constexpr std::array<const char*, 3> kNames{"train", "val", "test"};
    std::array<double, 3> got{};
    Together together;
    const auto all = static_cast<double>(dataset.images.size());
    for (const auto* group : order) {
        std::size_t best = 0;
        double most = -1e300;
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            const double lacking = wanted[k] > 0 ? all * wanted[k] / sum - got[k] : -1e300;
            if (lacking > most) {
                most = lacking;
                best = k;
            }
        }
        got[best] += static_cast<double>(group->size());
        for (const std::size_t i : *group) {
            dataset.images[i].split = kNames[best];
        }
        together.images += group->size() > 1 ? group->size() : 0;
        together.sources += group->size() > 1 ? 1 : 0;
    }
    return together;
}

Dataset part_of(const Dataset& dataset, const std::string& split) {
    Dataset part = without_images(dataset);
    std::unordered_set<std::int64_t> ids;
    for (const Image& image : dataset.images) {
        if (image.split == split) {
            ids.insert(image.id);
            part.images.push_back(image);
        }
    }
    for (const Annotation& annotation : dataset.annotations) {
        if (ids.contains(annotation.image_id)) {
            part.annotations.push_back(annotation);
        }
    }
    return part;
}

}  // namespace destudio::dataset
