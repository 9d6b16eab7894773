// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/manifest.h"

#include <algorithm>
#include <limits>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/engine/recipe/file_hash.h"

namespace destudio::scaleup {

namespace {

constexpr const char* kFormat = "destudio-scale-up";
constexpr int kVersion = 1;

nlohmann::json optional_number(const std::optional<int>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json();
}

std::string spoken(std::string key) {
    std::replace(key.begin(), key.end(), '_', ' ');
    return key;
}

/// A value as a person reads it; hashes are shown by their first digits.
std::string shown(const nlohmann::json& value) {
    constexpr std::size_t kShown = 40;
    std::string text = value.is_null() ? "none" : value.is_string() ? value.get<std::string>() : value.dump();
    return text.size() > kShown ? text.substr(0, 12) + "..." : text;
}

nlohmann::ordered_json bounds_json(const Manifest& manifest) {
    auto json = nlohmann::ordered_json::object();
    for (std::size_t c = 0; c < manifest.classes.size(); ++c) {
        if (manifest.bounds[c] >= 0) {
            json[manifest.classes[c]] = manifest.bounds[c];
        }
    }
    return json;
}

Manifest parse(const nlohmann::json& json) {
    Manifest manifest;
    manifest.settings = json.at("settings");
    manifest.bundle_name = json.at("bundle").get<std::string>();
    manifest.classes = json.at("classes").get<std::vector<std::string>>();
    manifest.category_ids =
        json_integers(json.at("category_ids"), "\"category_ids\"", -kMaxExactInteger, kMaxExactInteger);
    manifest.bounds.assign(manifest.classes.size(), -1);
    for (const auto& [name, bound] : json.at("lower_bounds").items()) {
        const auto found = std::find(manifest.classes.begin(), manifest.classes.end(), name);
        if (found != manifest.classes.end()) {
            manifest.bounds[static_cast<std::size_t>(found - manifest.classes.begin())] =
                json_integer(bound, "A lower bound", -1, kMaxExactInteger);
        }
    }
    if (manifest.settings.contains("clusters")) {
        manifest.cluster_bound = json_integer(json.at("cluster_lower_bound"), "A lower bound", 1, kMaxExactInteger);
    }
    manifest.shard = parse_shard(json.at("shard").get<std::string>());
    static_cast<void>(manifest.rules());  // look at the values that they need
    static_cast<void>(manifest.round_size());
    return manifest;
}

}  // namespace

std::int64_t Manifest::round_size() const {
    return json_integer(settings.at("round_size"), "round_size", 0, kMaxExactInteger);
}

LedgerRules Manifest::rules() const {
    LedgerRules rules;
    rules.threshold = settings.at("threshold").get<double>();
    rules.keep_empty = settings.at("keep_empty").get<bool>();
    if (const auto& cap = settings.at("max_near_duplicates"); !cap.is_null()) {
        rules.max_near_duplicates =
            static_cast<int>(json_integer(cap, "max_near_duplicates", 0, std::numeric_limits<int>::max()));
    }
    constexpr int kBits = 64;  // of a perceptual hash
    rules.near_duplicate_distance =
        static_cast<int>(json_integer(settings.at("near_duplicate_distance"), "near_duplicate_distance", 0, kBits));
    rules.bounds = bounds;
    const auto gate = settings.find("gate");
    rules.rejects = gate != settings.end() && parse_gate_use(gate->get<std::string>()) == GateUse::kReject;
    return rules;
}

std::string Manifest::fingerprint() const {
    return sha256_hex(settings.dump() + bounds_json(*this).dump() +
                      (cluster_bound > 0 ? std::to_string(cluster_bound) : ""));
}

Manifest make_manifest(const ScaleUpSettings& s, const ScaleUpModel& model, const ReferenceSet& references,
                       std::vector<std::int64_t> bounds) {
    const bool rounds = s.selection == Selection::kQuota;
    Manifest manifest;
    manifest.settings = {{"seed", s.seed},
                         {"selection", to_string(s.selection)},
                         {"round_size", rounds ? (s.round_size > 0 ? s.round_size : kDefaultRound) : 0},
                         {"lowest_ratio", s.lowest_ratio},
                         {"highest_ratio", s.highest_ratio},
                         {"size", to_string(s.size)},
                         {"prompt", s.prompts.prompt},
                         {"negative_prompt", s.prompts.negative},
                         {"suffixes", s.prompts.suffixes},
                         {"guidance_scale", s.guidance_scale},
                         {"steps", s.steps},
                         {"sampler", to_string(s.sampler)},
                         {"eta", s.eta},
                         {"label_step", to_string(s.label_step)},
                         {"threshold", s.threshold},
                         {"keep_empty", s.keep_empty},
                         {"max_near_duplicates", optional_number(s.max_near_duplicates)},
                         {"near_duplicate_distance", s.near_duplicate_distance},
                         {"precision", to_string(model.precision)},
                         {"device", model.device.substr(0, model.device.find(':'))},
                         {"bundle_hash", model.bundle_hash},
                         {"adapter_hash", model.adapter_hash},
                         {"reference_images", references.fingerprint}};
    // Scale-ups from before these existed go on where they have no effect.
    if (s.guidance_rescale != 0) {
        manifest.settings["guidance_rescale"] = s.guidance_rescale;
    }
    if (s.ratio_draw == RatioDraw::kSteps) {
        manifest.settings["ratio_draw"] = to_string(s.ratio_draw);
    }
    if (!s.domains.empty()) {
        manifest.settings["domains"] = s.domains;
    }
    if (s.prompt_kind != prompting::PromptKind::kCaptions) {
        manifest.settings["prompts"] = prompting::to_string(s.prompt_kind);
    }
    if (s.prompt_kind == prompting::PromptKind::kServer) {
        manifest.settings["prompt_model"] = s.prompt_model;
    }
    if (s.spacing) {
        manifest.settings["timestep_spacing"] = to_string(*s.spacing);
    }
    if (!s.marked) {
        manifest.settings["source_mark"] = false;
    }
    if (s.paste > 0) {
        manifest.settings["paste"] = s.paste;
    }
    if (s.clusters > 0) {
        manifest.settings["clusters"] = s.clusters;
        manifest.cluster_bound = s.cluster_bound;
    }
    if (s.gate != GateUse::kOff) {
        manifest.settings["gate"] = to_string(s.gate);
        manifest.settings["gate_agreement"] = s.gate_agreement;
        manifest.settings["judge_hash"] = model.judge_hash;
    }
    for (const auto& lora : model.loras) {
        manifest.settings["loras"].push_back({{"sha256", lora.sha256}, {"strength", lora.strength}});
    }
    manifest.bundle_name = model.bundle.name;
    manifest.classes = model.bundle.classes;
    manifest.category_ids = references.category_ids;
    manifest.bounds = std::move(bounds);
    manifest.shard = s.shard;
    return manifest;
}

std::string to_text(const Manifest& manifest) {
    nlohmann::ordered_json json{
        {"format", kFormat},
        {"version", kVersion},
        {"bundle", manifest.bundle_name},
        {"settings", manifest.settings},
        {"lower_bounds", bounds_json(manifest)},
        {"classes", manifest.classes},
        {"category_ids", manifest.category_ids},
        {"shard", std::to_string(manifest.shard.index) + "/" + std::to_string(manifest.shard.count)}};
    if (manifest.cluster_bound > 0) {
        json["cluster_lower_bound"] = manifest.cluster_bound;
    }
    return json.dump(1) + "\n";
}

Manifest read_manifest(const std::filesystem::path& file) {
    const auto json = read_json(file);
    if (!json.is_object() || json.value("format", nlohmann::json()) != kFormat ||
        json.value("version", nlohmann::json()) != kVersion) {
        throw FormatError(file.string() + " does not belong to a scale-up that this version can continue.");
    }
    try {
        return parse(json);
    } catch (const nlohmann::json::exception&) {
        throw FormatError(file.string() + " is damaged. Start again in an empty folder.");
    } catch (const Error&) {
        throw FormatError(file.string() + " is damaged. Start again in an empty folder.");
    }
}

std::string difference(const Manifest& first, const Manifest& second, bool with_bounds) {
    for (const auto& [key, value] : first.settings.items()) {
        const auto other = second.settings.find(key);
        if (other == second.settings.end() || *other != value) {
            return spoken(key) + " " + (other == second.settings.end() ? "none" : shown(*other)) + " instead of " +
                   shown(value);
        }
    }
    for (const auto& [key, value] : second.settings.items()) {
        if (!first.settings.contains(key)) {
            return spoken(key) + " " + shown(value) + " instead of none";
        }
    }
    if (first.classes != second.classes) {
        return "other classes";
    }
    if (with_bounds) {
        for (std::size_t c = 0; c < first.classes.size(); ++c) {
            if (first.bounds[c] != second.bounds[c]) {
                const auto text = [](std::int64_t bound) {
                    return bound < 0 ? std::string("none") : std::to_string(bound);
                };
                return "lower bound of " + first.classes[c] + " " + text(second.bounds[c]) + " instead of " +
                       text(first.bounds[c]);
            }
        }
        if (first.cluster_bound != second.cluster_bound) {
            return "lower bound of each cluster " + std::to_string(second.cluster_bound) + " instead of " +
                   std::to_string(first.cluster_bound);
        }
    }
    return {};
}

}  // namespace destudio::scaleup
