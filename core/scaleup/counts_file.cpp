// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/counts_file.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/scaleup/class_bounds.h"

namespace destudio::scaleup {

namespace {

std::int64_t count(const nlohmann::json& json, const char* key) {
    return json_integer(json.at(key), "\"" + std::string(key) + "\"", 0, kMaxExactInteger);
}

nlohmann::ordered_json share_json(const GateCounts::Share& share) {
    return {{"all", share.all}, {"rejected", share.rejected}};
}

std::string ratio_text(int tenth) {
    constexpr int kTenths = 10;
    return std::to_string(tenth / kTenths) + "." + std::to_string(tenth % kTenths);
}

/// By reason, by tenth of the ratio ("0.3" for 0.3 to 0.4) and by class.
nlohmann::ordered_json gate_json(const GateCounts& gate, const std::vector<std::string>& classes) {
    nlohmann::ordered_json json{{"images", share_json(gate.images)}, {"unchecked", gate.unchecked}};
    json["reasons"] = nlohmann::ordered_json::object();
    for (const auto& [reason, images] : gate.reasons) {
        json["reasons"][reason] = images;
    }
    json["ratios"] = nlohmann::ordered_json::object();
    for (const auto& [tenth, share] : gate.ratios) {
        json["ratios"][ratio_text(tenth)] = share_json(share);
    }
    json["boxes"] = nlohmann::ordered_json::object();
    for (const auto& [index, share] : gate.classes) {
        json["boxes"][classes.at(static_cast<std::size_t>(index))] = share_json(share);
    }
    return json;
}

GateCounts::Share read_share(const nlohmann::json& json) {
    return {count(json, "all"), count(json, "rejected")};
}

GateCounts read_gate(const nlohmann::json& json, const std::vector<std::string>& classes) {
    GateCounts gate;
    gate.images = read_share(json.at("images"));
    gate.unchecked = count(json, "unchecked");
    for (const auto& item : json.at("reasons").items()) {
        gate.reasons[item.key()] = json_integer(item.value(), "\"reasons\"", 0, kMaxExactInteger);
    }
    for (int tenth = 0; tenth <= 10; ++tenth) {
        if (const auto found = json.at("ratios").find(ratio_text(tenth)); found != json.at("ratios").end()) {
            gate.ratios[tenth] = read_share(*found);
        }
    }
    for (std::size_t c = 0; c < classes.size(); ++c) {
        if (const auto found = json.at("boxes").find(classes[c]); found != json.at("boxes").end()) {
            gate.classes[static_cast<int>(c)] = read_share(*found);
        }
    }
    return gate;
}

}  // namespace

bool is_counts_text(const std::string& beginning) {
    return beginning.starts_with("{\n \"reached\": ");
}

std::string to_text(const CountsFile& file, const Manifest& manifest) {
    const ScaleUpCounts& counts = file.counts;
    auto classes = nlohmann::ordered_json::array();
    for (std::size_t c = 0; c < manifest.classes.size(); ++c) {
        const auto bound = manifest.bounds[c];
        classes.push_back(
            {{"name", manifest.classes[c]},
             {"boxes", counts.classes[c]},
             {"lower_bound", bound == kNoBound ? nlohmann::ordered_json() : nlohmann::ordered_json(bound)},
             {"lacking", lacking(counts.classes[c], bound)}});
    }
    nlohmann::ordered_json json{{"reached", file.reached},
                                {"next", file.next},
                                {"made", counts.made},
                                {"images", counts.images},
                                {"boxes", counts.boxes},
                                {"empty_left_out", counts.empty},
                                {"unreadable_references", counts.unreadable},
                                {"near_duplicates", counts.near_duplicates},
                                {"near_duplicates_left_out", counts.near_duplicates_left_out},
                                {"classes", classes},
                                {"round_start_boxes", file.round_start_classes},
                                {"fingerprint", file.fingerprint}};
    if (manifest.cluster_bound > 0) {
        json["clusters"] = nlohmann::ordered_json::array();
        for (const std::int64_t images : counts.clusters) {
            json["clusters"].push_back({{"images", images},
                                        {"lower_bound", manifest.cluster_bound},
                                        {"lacking", lacking(images, manifest.cluster_bound)}});
        }
        json["round_start_cluster_images"] = file.round_start_clusters;
    }
    if (manifest.settings.contains("gate")) {
        json["rejected_left_out"] = counts.rejected;
        json["gate"] = gate_json(counts.gate, manifest.classes);
    }
    return json.dump(1) + "\n";
}

CountsFile read_counts(const std::filesystem::path& file, const Manifest& manifest) {
    const auto json = read_json(file);
    CountsFile result;
    try {
        result.fingerprint = json.at("fingerprint").get<std::string>();
        if (result.fingerprint != manifest.fingerprint()) {
            throw UsageError(file.string() +
                             " counts another scale-up: its settings or lower bounds differ. Let "
                             "merge-shards write it from this one's shards.");
        }
        result.reached = json.at("reached").get<bool>();
        result.next = count(json, "next");
        ScaleUpCounts& counts = result.counts;
        counts.made = count(json, "made");
        counts.images = count(json, "images");
        counts.boxes = count(json, "boxes");
        counts.empty = count(json, "empty_left_out");
        counts.unreadable = count(json, "unreadable_references");
        counts.near_duplicates = count(json, "near_duplicates");
        counts.near_duplicates_left_out = count(json, "near_duplicates_left_out");
        if (manifest.settings.contains("gate")) {
            counts.rejected = count(json, "rejected_left_out");
            counts.gate = read_gate(json.at("gate"), manifest.classes);
        }
        result.round_start_classes =
            json_integers(json.at("round_start_boxes"), "\"round_start_boxes\"", 0, kMaxExactInteger);
        if (manifest.cluster_bound > 0) {
            for (const auto& entry : json.at("clusters")) {
                counts.clusters.push_back(count(entry, "images"));
            }
            result.round_start_clusters = json_integers(json.at("round_start_cluster_images"),
                                                        "\"round_start_cluster_images\"", 0, kMaxExactInteger);
        }
        for (const auto& entry : json.at("classes")) {
            counts.classes.push_back(count(entry, "boxes"));
        }
    } catch (const nlohmann::json::exception&) {
        throw FormatError(file.string() + " is no counts file of merge-shards, or it is damaged.");
    } catch (const FormatError& error) {
        throw FormatError(file.string() + " is no counts file of merge-shards, or it is damaged: " + error.what());
    }
    const std::size_t classes = manifest.classes.size();
    if (result.counts.classes.size() != classes || result.round_start_classes.size() != classes ||
        result.round_start_clusters.size() != result.counts.clusters.size()) {
        throw FormatError(file.string() + " is no counts file of merge-shards, or it is damaged.");
    }
    return result;
}

}  // namespace destudio::scaleup
