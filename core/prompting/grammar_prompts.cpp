// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/grammar_prompts.h"

#include <array>
#include <set>
#include <span>
#include <string_view>

#include "core/base/cancellation.h"
#include "core/base/random.h"
#include "core/prompting/class_words.h"

namespace destudio::prompting {

namespace {

constexpr std::uint64_t kGrammarStream = 0x9ba33a;

constexpr std::array<std::string_view, 30> kPlaces{
    "in a park",
    "in a garden",
    "in a quiet street",
    "in a busy street",
    "in a city square",
    "in a village",
    "in a meadow",
    "in a forest clearing",
    "in a field",
    "in a farmyard",
    "in a backyard",
    "in a living room",
    "in a kitchen",
    "in a workshop",
    "in a hall",
    "in a parking lot",
    "in a market",
    "in an empty room",
    "in the mountains",
    "in the snow",
    "in the countryside",
    "on a beach",
    "on a lawn",
    "on a wooden floor",
    "on a stone floor",
    "beside a lake",
    "beside a river",
    "beside a road",
    "in front of a brick wall",
    "in front of a plain wall",
};

constexpr std::array<std::string_view, 16> kLights{
    "in bright daylight",
    "in soft daylight",
    "on an overcast day",
    "on a sunny day",
    "on a rainy day",
    "on a foggy day",
    "at sunrise",
    "at sunset",
    "at dusk",
    "at night",
    "in the morning",
    "in the late afternoon",
    "in the shade of a tree",
    "by lamplight",
    "with long shadows",
    "with light from a window",
};

constexpr std::array<std::string_view, 14> kViews{
    "seen from above",      "seen from the side",    "seen from the front",
    "seen from behind",     "seen from a low angle", "seen at eye level",
    "seen from far away",   "seen from nearby",      "close up",
    "in a wide view",       "in the foreground",     "in the background",
    "partly behind a bush", "in the middle of it",
};

/// How the picture begins; %d is its kind.
constexpr std::array<std::string_view, 5> kOpenings{"%d of ", "%d showing ", "%d with ", "%d that shows ",
                                                    "%d in which one sees "};

std::string_view any_of_these(std::span<const std::string_view> words, Random& random) {
    return words[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(words.size()) - 1))];
}

/// "a couch", "three cars", now and then "a couch (sofa)".
std::string thing(const std::string& name, std::int64_t count, Random& random) {
    constexpr double kOtherWord = 0.3;
    constexpr double kOnlyMany = 0.25;
    const auto others = other_words(name);
    // Each draw is made whether it is needed or not, so that a longer word list changes no other choice.
    const bool other = random.chance(kOtherWord);
    const bool many = random.chance(kOnlyMany);
    const double which = random.uniform();
    std::string text = counted(name, many && count > 2 ? 100 : count);
    if (other && count <= 1 && !others.empty()) {
        text += " (" + std::string(others[static_cast<std::size_t>(which * static_cast<double>(others.size()))]) + ")";
    }
    return text;
}

std::string list_of_things(const PromptRequest& request, Random& random) {
    std::vector<std::string> things;
    std::set<std::string> seen;
    for (const WantedClass& wanted : request.classes) {
        const std::string name = spoken_name(wanted.name);
        if (!name.empty() && seen.insert(name).second) {
            things.push_back(thing(name, wanted.count, random));
        }
    }
    std::string list;
    for (std::size_t i = 0; i < things.size(); ++i) {
        list += (i == 0 ? "" : i + 1 == things.size() ? " and " : ", ") + things[i];
    }
    return list;
}

}  // namespace

std::string GrammarPrompts::text(std::uint64_t seed, const PromptRequest& request) {
    Random random(mix_seeds(mix_seeds(seed, kGrammarStream), static_cast<std::uint64_t>(request.index)));
    constexpr double kHasLight = 0.75;
    constexpr double kHasView = 0.6;
    const std::string spoken_domain = spoken_name(request.domain);
    const std::string domain = spoken_domain.empty() ? "photo" : spoken_domain;
    std::string kind = article(domain) + " " + domain;
    kind.front() = 'A';
    std::string opening(any_of_these(kOpenings, random));
    const std::string_view place = any_of_these(kPlaces, random);
    const std::string_view light = any_of_these(kLights, random);
    const std::string_view view = any_of_these(kViews, random);
    const bool has_light = random.chance(kHasLight);
    const bool has_view = random.chance(kHasView);
    const std::string things = list_of_things(request, random);
    if (things.empty()) {
        opening = "%d, ";
    }
    opening.replace(opening.find("%d"), 2, kind);
    std::string text = opening + things + (things.empty() ? "" : " ") + std::string(place);
    if (has_light) {
        text += ", " + std::string(light);
    }
    if (has_view) {
        text += ", " + std::string(view);
    }
    return text + ".";
}

std::vector<WrittenPrompt> GrammarPrompts::write(const PromptBatch& batch, std::stop_token stop) {
    std::vector<WrittenPrompt> prompts;
    for (const PromptRequest& request : batch.requests) {
        throw_if_stopped(stop);
        prompts.push_back({text(batch.seed, request), PromptWriter::kGrammar});
    }
    return prompts;
}

}  // namespace destudio::prompting
