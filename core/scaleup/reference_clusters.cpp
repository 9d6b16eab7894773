// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/reference_clusters.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/image/image_io.h"
#include "core/image/pixel_features.h"
#include "core/map/clusters.h"

namespace destudio::scaleup {

namespace {

constexpr const char* kClustersFormat = "destudio-scale-up-clusters";
constexpr int kClusterLookSide = 160;  ///< pixels, as the map looks at pictures
constexpr std::uint64_t kClusterStream = 5;

ReferenceClusters parse_clusters(const nlohmann::json& json) {
    ReferenceClusters result;
    for (const auto& entry : json.at("clusters")) {
        const auto names = entry.at("references").get<std::vector<std::string>>();
        const auto number = static_cast<int>(result.clusters.size());
        for (const auto& name : names) {
            result.of.emplace(name, number);
        }
        result.clusters.push_back({entry.at("like").get<std::string>(), static_cast<std::int64_t>(names.size())});
    }
    return result;
}

}  // namespace

std::string ReferenceClusters::Cluster::title() const {
    return (size == 1 ? std::string("1 reference, ") : std::to_string(size) + " references like ") + like;
}

int ReferenceClusters::cluster_of(const std::string& reference) const {
    const auto found = of.find(reference);
    return found == of.end() ? kNone : found->second;
}

ReferenceClusters cluster_references(const ReferenceSet& references, int count, std::uint64_t seed,
                                     const std::stop_token& stop) {
    VectorSet vectors{kFeatureLength, {}};
    std::vector<std::size_t> seen;  // which reference each vector is of
    std::string problem;
    for (std::size_t i = 0; i < references.references.size(); ++i) {
        throw_if_stopped(stop);
        try {
            const auto look = pixel_features(load_thumbnail(references.references[i].file, kClusterLookSide));
            const auto unit = unit_features(look.values);
            vectors.values.insert(vectors.values.end(), unit.begin(), unit.end());
            seen.push_back(i);
        } catch (const Error& error) {
            // Making a variant of it tells the person; here it only has no look.
            problem = error.what();
            spdlog::debug("In no cluster: {}", problem);
        }
    }
    if (seen.empty()) {
        throw FormatError("None of the references can be read. " + problem);
    }
    const Clusters found =
        find_clusters(vectors, static_cast<std::size_t>(count), mix_seeds(seed, kClusterStream), stop);
    ReferenceClusters result;
    for (const std::size_t central : found.central) {
        result.clusters.push_back({references.references[seen[central]].name, 0});
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (result.of.emplace(references.references[seen[i]].name, found.of[i]).second) {
            ++result.clusters[static_cast<std::size_t>(found.of[i])].size;
        }
    }
    return result;
}

std::string to_text(const ReferenceClusters& result) {
    std::vector<std::vector<std::string>> names(result.clusters.size());
    for (const auto& [name, cluster] : result.of) {
        names[static_cast<std::size_t>(cluster)].push_back(name);
    }
    auto clusters = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < names.size(); ++k) {
        std::sort(names[k].begin(), names[k].end());
        clusters.push_back({{"like", result.clusters[k].like}, {"references", names[k]}});
    }
    return nlohmann::ordered_json{{"format", kClustersFormat}, {"clusters", clusters}}.dump(1) + "\n";
}

ReferenceClusters read_clusters(const std::filesystem::path& file) {
    const auto json = read_json(file);
    try {
        if (json.at("format").get<std::string>() == kClustersFormat && !json.at("clusters").empty()) {
            return parse_clusters(json);
        }
    } catch (const nlohmann::json::exception&) {
        // told below
    }
    throw FormatError(file.string() + " is damaged. Remove it; the clusters are found again.");
}

ReferenceClusters settled_clusters(const std::filesystem::path& file, const ReferenceSet& references, int count,
                                   std::uint64_t seed, DiskGuard& guard, const std::stop_token& stop) {
    std::error_code ec;
    if (!std::filesystem::exists(file, ec)) {
        spdlog::info("Looking at {} references for clusters.", references.references.size());
        const std::string text = to_text(cluster_references(references, count, seed, stop));
        guard.write(
            text.size(), [&] { write_file_atomically(file, text); }, stop);
    }
    return read_clusters(file);
}

}  // namespace destudio::scaleup
