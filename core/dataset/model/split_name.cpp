// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/split_name.h"

#include <algorithm>

#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

void set_split(Image& image, std::string_view word, const std::string& where, ReadResult& result) {
    image.split = split_of_word(word);
    const bool says_nothing = word.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!image.split.empty() || says_nothing || word == "default" || word == "Default") {
        return;
    }
    image.attributes["subset"] = std::string(word);
    if (result.told_subsets.insert(std::string(word)).second) {
        report(result.issues, {where,
                               "\"" + std::string(word) +
                                   "\" is none of train, val and test; images of this subset keep it as an attribute.",
                               Severity::kNote});
    }
}

std::string split_of_folder(const std::filesystem::path& picture) {
    return picture.has_parent_path() ? split_of_word(picture.begin()->string()) : std::string();
}

const std::vector<std::string>& split_names() {
    static const std::vector<std::string> names{"train", "val", "test"};
    return names;
}

void SplitLists::add(const std::string& picture, const std::string& split) {
    m_splits_of[picture].insert(split);
}

std::string SplitLists::split_of(const std::string& picture) const {
    const auto found = m_splits_of.find(picture);
    if (found == m_splits_of.end()) {
        return {};
    }
    const auto& names = split_names();
    const auto last =
        std::find_if(names.rbegin(), names.rend(), [&](const auto& name) { return found->second.contains(name); });
    return last == names.rend() ? std::string() : *last;
}

void SplitLists::report_overlaps(const std::string& where, ReadResult& result) const {
    struct Shared {
        std::size_t count = 0;
        std::string first;
    };
    std::map<std::string, Shared> shared;  // by the splits that share them
    for (const auto& [picture, splits] : m_splits_of) {
        if (splits.size() > 1) {
            std::string names;
            for (const std::string& name : split_names()) {
                names += !splits.contains(name) ? "" : names.empty() ? "in " + name : " and in " + name;
            }
            Shared& entry = shared[names];
            entry.first = entry.count++ == 0 ? picture : entry.first;
        }
    }
    for (const auto& [names, entry] : shared) {
        const bool one = entry.count == 1;
        report(result.issues,
               {where,
                (one ? "\"" + entry.first + "\" is " + names + "; it counts"
                     : std::to_string(entry.count) + " pictures are " + names + ", \"" + entry.first +
                           "\" for one; they count") +
                    " as " + split_of(entry.first) + " alone, so that nothing learns from " + (one ? "it." : "them."),
                Severity::kWarning, "Keep every picture in one split.", true});
    }
}

}  // namespace destudio::dataset
