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
    const nlohmann::ordered_json json{{"reached", file.reached},
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
        result.round_start_classes =
            json_integers(json.at("round_start_boxes"), "\"round_start_boxes\"", 0, kMaxExactInteger);
        for (const auto& entry : json.at("classes")) {
            counts.classes.push_back(count(entry, "boxes"));
        }
    } catch (const nlohmann::json::exception&) {
        throw FormatError(file.string() + " is no counts file of merge-shards, or it is damaged.");
    } catch (const FormatError& error) {
        throw FormatError(file.string() + " is no counts file of merge-shards, or it is damaged: " + error.what());
    }
    const std::size_t classes = manifest.classes.size();
    if (result.counts.classes.size() != classes || result.round_start_classes.size() != classes) {
        throw FormatError(file.string() + " is no counts file of merge-shards, or it is damaged.");
    }
    return result;
}

}  // namespace destudio::scaleup
