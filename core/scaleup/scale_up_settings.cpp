// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/scale_up_settings.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/base/error.h"

namespace destudio::scaleup {

namespace {

std::string shown(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

void require(bool holds, const std::string& sentence) {
    if (!holds) {
        throw UsageError(sentence);
    }
}

void require_bound(std::int64_t bound, const std::string& what) {
    constexpr std::int64_t kMax = 1'000'000'000;
    require(bound >= 1 && bound <= kMax,
            what + " is " + std::to_string(bound) + "; it has to be from 1 to " + std::to_string(kMax) + ".");
}

}  // namespace

std::string to_string(Selection selection) {
    return selection == Selection::kQuota ? "quota" : "uniform";
}
std::string to_string(ReferenceSize size) {
    return size == ReferenceSize::kPaper ? "paper" : "native";
}

std::string to_string(RatioDraw draw) {
    return draw == RatioDraw::kUniform ? "uniform" : "steps";
}

Shard parse_shard(const std::string& text) {
    constexpr int kMax = 100'000;
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, shard.index);
    const bool slash = first.ec == std::errc{} && first.ptr != end && *first.ptr == '/';
    const auto second = slash ? std::from_chars(first.ptr + 1, end, shard.count) : first;
    if (!slash || second.ec != std::errc{} || second.ptr != end || shard.count < 1 || shard.count > kMax ||
        shard.index < 0 || shard.index > shard.count) {
        throw UsageError("The shard \"" + text + "\" makes no sense; write i/n with i from 1 to n, such as 1/4.");
    }
    shard.index = shard.index == 0 ? shard.count : shard.index;
    return shard;
}

void check(const ScaleUpSettings& settings) {
    require(settings.paste >= 0 && settings.paste <= kMaxPasted,
            std::to_string(settings.paste) + " objects to paste make no sense; it has to be from 0 to " +
                std::to_string(kMaxPasted) + ".");
    require(
        settings.gate_agreement >= 0 && settings.gate_agreement <= 1,
        "The agreement that the gate asks for is " + shown(settings.gate_agreement) + "; it has to be from 0 to 1.");
    require_bound(settings.lower_bound, "The lower bound");
    for (const auto& [name, bound] : settings.class_bounds) {
        require_bound(bound, "The lower bound of \"" + name + "\"");
    }
    require(settings.clusters >= 0 && settings.clusters <= kMaxClusters,
            std::to_string(settings.clusters) + " clusters make no sense; it has to be from 0 to " +
                std::to_string(kMaxClusters) + ".");
    if (settings.clusters > 0) {
        require_bound(settings.cluster_bound, "The lower bound of each cluster");
    }
    const double low = settings.lowest_ratio;
    const double high = settings.highest_ratio;
    require(settings.steps >= 1 && settings.steps <= 1000, "The number of steps has to be from 1 to 1000.");
    validate_rung(settings.sampler, settings.steps, low);
    validate_rung(settings.sampler, settings.steps, high);
    for (const auto& domain : settings.domains) {
        require(domain.find_first_not_of(" \t\r\n") != std::string::npos, "A domain is one word or more.");
    }
    require(settings.domains.empty() || settings.prompts.prompt.find_first_not_of(" \t\r\n") == std::string::npos,
            "A prompt for all images has no place for a domain; leave one of the two out.");
    require(settings.prompt_kind == prompting::PromptKind::kCaptions ||
                settings.prompts.prompt.find_first_not_of(" \t\r\n") == std::string::npos,
            "A prompt for all images leaves nothing to write for prompts of the kind " +
                prompting::to_string(settings.prompt_kind) + "; leave one of the two out.");
    require(low <= high,
            "The encode ratios " + shown(low) + " to " + shown(high) + " are no range; the lower one comes first.");
    require(std::isfinite(settings.guidance_scale) && settings.guidance_scale >= 0 && settings.guidance_scale <= 100,
            "The guidance scale has to be from 0 to 100.");
    require(settings.eta >= 0 && settings.eta <= 1, "Eta has to be from 0 to 1.");
    require(settings.eta == 0 || uses_eta(settings.sampler), "Eta works with the samplers ddim and tcd only.");
    require(settings.guidance_rescale >= 0 && settings.guidance_rescale <= 1,
            "The guidance rescale has to be from 0 to 1.");
    require(settings.threshold >= 0 && settings.threshold <= 1, "The threshold has to be from 0 to 1.");
    require(settings.max_near_duplicates.value_or(0) >= 0, "The number of near-duplicates has to be 0 or more.");
    require(settings.near_duplicate_distance >= 0 && settings.near_duplicate_distance <= 32,
            "The distance of near-duplicates has to be from 0 to 32 bits.");
    require(settings.round_size >= 0, "The round size has to be 1 or more.");
    require(!settings.max_images || *settings.max_images >= 1, "The largest number of images has to be 1 or more.");
    require(!settings.max_hours || (std::isfinite(*settings.max_hours) && *settings.max_hours > 0),
            "The largest number of hours has to be above 0.");
}

}  // namespace destudio::scaleup
