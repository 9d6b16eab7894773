// SPDX-License-Identifier: Apache-2.0
#include "core/project/running_loop.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"

namespace destudio {

namespace {

constexpr const char* kLoopView = "running_loop";
constexpr double kSameAp = 0.005;  ///< less than this is chance
constexpr std::size_t kMaxRounds = 10'000;

nlohmann::json round_json(const LoopRound& round) {
    return {{"corrections", round.corrections},
            {"expected", round.expected},
            {"before", round.before ? nlohmann::json(*round.before) : nlohmann::json()},
            {"edits", round.edits},
            {"used", round.used},
            {"adapter", round.adapter}};
}

LoopRound parse_round(const nlohmann::json& json) {
    constexpr double kMaxEdits = 1e6;
    LoopRound round;
    round.corrections = json_integer(json.at("corrections"), "corrections", 0, kMaxExactInteger);
    round.expected = json_number(json.at("expected"), "expected", 0, kMaxEdits);
    if (!json.at("before").is_null()) {
        round.before = json_number(json.at("before"), "before", 0, kMaxEdits);
    }
    round.edits = json_integer(json.at("edits"), "edits", 0, kMaxExactInteger);
    round.used = json.at("used").get<bool>();
    round.adapter = json.at("adapter").get<std::string>();
    return round;
}

LoopState parse_loop(const nlohmann::json& json) {
    LoopState state;
    state.settings.on = json.at("on").get<bool>();
    state.settings.every =
        static_cast<int>(json_integer(json.at("every"), "every", LoopSettings::kFewest, LoopSettings::kMax));
    state.settings.steps = static_cast<int>(json_integer(json.at("steps"), "steps", 1, 1'000'000));
    state.learnt = json_integer(json.at("learnt"), "learnt", 0, kMaxExactInteger);
    state.run = json.at("run").get<std::string>();
    for (const auto& entry : json.at("rounds")) {
        if (state.rounds.size() < kMaxRounds) {
            state.rounds.push_back(parse_round(entry));
        }
    }
    return state;
}

}  // namespace

LoopState read_loop(Project& project) {
    const auto text = project.settings().view(kLoopView);
    if (!text) {
        return {};
    }
    try {
        return parse_loop(parse_json(*text, "The loop of " + project.file().string()));
    } catch (const nlohmann::json::exception&) {
        return {};  // it only says when to learn again
    } catch (const FormatError&) {
        return {};
    }
}

void write_loop(Project& project, const LoopState& state) {
    auto rounds = nlohmann::json::array();
    for (const LoopRound& round : state.rounds) {
        rounds.push_back(round_json(round));
    }
    const nlohmann::json json{{"on", state.settings.on},
                              {"every", state.settings.every},
                              {"steps", state.settings.steps},
                              {"learnt", state.learnt},
                              {"run", state.run},
                              {"rounds", rounds}};
    project.settings().set_view(kLoopView, json.dump());
}

LoopLook look_at_loop(Project& project, double threshold) {
    LoopLook look;
    std::set<RowId> references;
    for (const VariantRecord& variant : project.variants().all()) {
        const auto detections = project.variants().detections(variant.id);
        if (variant.state == VariantState::kNew && !variant.has_own_boxes && !variant.image.empty()) {
            std::vector<double> scores;
            for (const StoredDetection& detection : detections) {
                scores.push_back(detection.score);
            }
            look.expected += expected_edits(scores, threshold);
            ++look.open;
        } else if (variant.state == VariantState::kAccepted || variant.state == VariantState::kEdited) {
            look.edits += count_edits(detections, project.annotations().of_variant(variant.id, threshold), threshold);
            references.insert(variant.reference_id);
        }
    }
    look.expected = look.open > 0 ? look.expected / static_cast<double>(look.open) : 0;
    look.references = static_cast<std::int64_t>(references.size());
    return look;
}

bool training_is_due(const LoopState& state, const LoopLook& look) {
    // Corrections may have become fewer since: then they count from what there is.
    const std::int64_t learnt = std::min(state.learnt, look.edits.images);
    return state.settings.on && look.open > 0 && look.references >= 2 && look.edits.images >= LoopSettings::kFewest &&
           look.edits.images - learnt >= state.settings.every;
}

bool is_worth_using(double start_ap, double ap) {
    return start_ap < 0 || ap < 0 || ap >= start_ap - kSameAp;
}

std::vector<RowId> renewed_queue(const std::vector<RowId>& list, std::optional<std::size_t> place,
                                 const std::vector<RowId>& order) {
    std::unordered_map<RowId, std::size_t> rank;
    for (std::size_t i = 0; i < order.size(); ++i) {
        rank.emplace(order[i], i);
    }
    std::vector<RowId> queue = list;
    const std::size_t kept = place ? std::min(*place + 1, queue.size()) : 0;
    const auto rank_of = [&](RowId id) {
        const auto found = rank.find(id);
        return found == rank.end() ? order.size() : found->second;
    };
    std::stable_sort(queue.begin() + static_cast<std::ptrdiff_t>(kept), queue.end(),
                     [&](RowId a, RowId b) { return rank_of(a) < rank_of(b); });
    return queue;
}

}  // namespace destudio
