// SPDX-License-Identifier: Apache-2.0
#include "core/world/caption.h"

#include <algorithm>

#include "core/base/generic_prompt.h"
#include "core/world/class_traits.h"

namespace destudio::world {

namespace {

constexpr const char* kDomain = "clipart";

struct Counted {
    int class_index = 0;
    int count = 0;
};

std::vector<Counted> counted_in_random_order(const std::vector<int>& object_classes, Random& random) {
    std::vector<Counted> out;
    for (const int class_index : object_classes) {
        const auto found =
            std::find_if(out.begin(), out.end(), [&](const Counted& c) { return c.class_index == class_index; });
        if (found != out.end()) {
            ++found->count;
        } else {
            out.push_back({class_index, 1});
        }
    }
    for (std::size_t i = out.size(); i > 1; --i) {
        std::swap(out[i - 1], out[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i) - 1))]);
    }
    return out;
}

std::string in_words(const std::string& class_name, int count) {
    static const char* const kNumbers[] = {"", "", "two", "three", "four", "five", "six", "seven", "eight"};
    const ClassTraits traits = traits_of(class_name);
    if (count == 1) {
        return std::string(traits.singular);
    }
    const std::string number = count <= 8 ? kNumbers[count] : std::to_string(count);
    return number + " " + std::string(traits.plural);
}

}  // namespace

std::string write_caption(const std::vector<std::string>& classes, const std::vector<int>& object_classes,
                          std::string_view place, Random& random) {
    const auto items = counted_in_random_order(object_classes, random);
    if (random.chance(0.5)) {
        std::vector<std::string> names;
        for (const Counted& item : items) {
            names.push_back(classes[static_cast<std::size_t>(item.class_index)]);
        }
        return generic_prompt(kDomain, names);
    }
    std::string list;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        list += i == 0 ? "" : (last ? " and " : ", ");
        list += in_words(classes[static_cast<std::size_t>(items[i].class_index)], items[i].count);
    }
    std::string out = items.size() == 1 && random.chance(0.5) ? "A clipart of " + list : "A clipart, with " + list;
    if (random.chance(0.75)) {
        out += " " + std::string(place);
    }
    return out + ".";
}

}  // namespace destudio::world
