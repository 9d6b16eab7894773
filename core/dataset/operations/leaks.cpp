// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/leaks.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/error.h"

namespace destudio::dataset {

namespace {

constexpr std::array<std::pair<LeakKind, const char*>, 3> kKinds{
    {{LeakKind::kSource, "source"}, {LeakKind::kNearDuplicate, "near-duplicate"}, {LeakKind::kGenerated, "generated"}}};

// How much a split is held back; 0 for none.
int held_back_rank(const std::string& split) {
    return split == "test" ? 3 : split == "val" ? 2 : split == "train" ? 1 : 0;
}

// The split that training would see each image in.
std::vector<std::string> effective_splits(const Dataset& dataset) {
    const bool has_train = std::any_of(dataset.images.begin(), dataset.images.end(),
                                       [](const Image& image) { return image.split == "train"; });
    std::vector<std::string> splits;
    for (const Image& image : dataset.images) {
        splits.push_back(image.split.empty() && !has_train ? "train" : image.split);
    }
    return splits;
}

bool marked_as_generated(const ImageSource& source, const Image& image) {
    const SourceMark mark = picture_mark(source, image);
    return !mark.recipe.empty() || mark.type == kGeneratedSource || mark.type == kCompositeSource;
}

Leak pair_of(LeakKind kind, const std::vector<std::string>& splits, std::size_t a, std::size_t b, int distance) {
    return held_back_rank(splits[a]) >= held_back_rank(splits[b]) ? Leak{kind, a, b, distance}
                                                                  : Leak{kind, b, a, distance};
}

std::string with_split(const Dataset& dataset, std::size_t position) {
    const Image& image = dataset.images[position];
    return image.file_name + " of " + (image.split.empty() ? "no split" : image.split);
}

}  // namespace

const char* to_string(LeakKind kind) {
    return std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& entry) { return entry.first == kind; })->second;
}

LeakKind parse_leak_kind(std::string_view word) {
    for (const auto& [kind, name] : kKinds) {
        if (word == name) {
            return kind;
        }
    }
    throw UsageError("\"" + std::string(word) + "\" is no kind of leak; write source, near-duplicate or generated.");
}

std::vector<bool> generated_images(const Dataset& dataset, const ImageSource& source, bool look) {
    std::vector<bool> generated;
    for (const Image& image : dataset.images) {
        generated.push_back(says_generated(image) || (look && marked_as_generated(source, image)));
    }
    return generated;
}

std::vector<Leak> find_leaks(const Dataset& dataset, const ImageSource& source, const LeakOptions& options,
                             const std::stop_token& stop, const ProgressSink& progress) {
    const auto splits = effective_splits(dataset);
    std::set<std::string> sides(splits.begin(), splits.end());
    sides.erase("");
    std::vector<Leak> leaks;
    if (sides.empty() || sides == std::set<std::string>{"train"}) {
        return leaks;
    }
    PictureGroups sources = source_groups(dataset, options.hashes, options.origins);
    for (const auto& [leader, members] : sources.groups()) {
        std::map<std::string, std::size_t> first;
        for (const std::size_t i : members) {
            if (!splits[i].empty()) {
                first.emplace(splits[i], i);
            }
        }
        for (auto a = first.begin(); a != first.end(); ++a) {
            for (auto b = std::next(a); b != first.end(); ++b) {
                leaks.push_back(pair_of(LeakKind::kSource, splits, a->second, b->second, 0));
            }
        }
    }
    const auto generated = generated_images(dataset, source, options.look);
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (generated[i] && held_back_rank(splits[i]) > 1) {
            leaks.push_back({LeakKind::kGenerated, i, {}, 0});
        }
    }
    if (options.look && sides.size() > 1) {
        std::set<std::pair<std::size_t, std::string>> told;  // of each image the first in each other split
        const auto visit = [&](std::size_t a, std::size_t b, int distance) {
            const bool apart = !splits[a].empty() && !splits[b].empty() && splits[a] != splits[b];
            if (!apart || sources.together(a, b)) {
                return;
            }
            const Leak leak = pair_of(LeakKind::kNearDuplicate, splits, a, b, distance);
            if (told.emplace(leak.image, splits[*leak.other]).second) {
                leaks.push_back(leak);
            }
        };
        visit_near_duplicates(dataset, source, options.distance, visit, stop, progress);
    }
    return leaks;
}

Issue leak_issue(const Dataset& dataset, const Leak& leak) {
    const std::string held_back = dataset.images[leak.image].split;
    const std::string flatters = "; a figure measured on " + held_back + " would flatter the detector.";
    Issue issue;
    issue.where = dataset.images[leak.image].file_name;
    issue.severity = Severity::kWarning;
    switch (leak.kind) {
        case LeakKind::kSource:
            issue.what = "It is in " + held_back + ", but " + with_split(dataset, *leak.other) +
                         " was made of the same picture" + flatters;
            issue.fix = "Keep all that was made of one picture in one split, as split does.";
            break;
        case LeakKind::kNearDuplicate:
            issue.what = "It is in " + held_back + ", but looks like " + with_split(dataset, *leak.other) + " (" +
                         std::to_string(leak.distance) + " of 64 bits differ)" + flatters;
            issue.fix = "Keep pictures that look alike in one split, as split does, or take one out.";
            break;
        case LeakKind::kGenerated:
            issue.what = "It was generated, but is in " + held_back +
                         "; a figure measured on generated pictures says nothing of real ones.";
            issue.fix = "Keep generated pictures in train.";
            break;
    }
    return issue;
}

std::string leak_sentence(const Dataset& dataset, const std::vector<Leak>& leaks) {
    std::string sentence;
    for (const auto& [kind, word] : kKinds) {
        const auto of_kind = [kind = kind](const Leak& leak) { return leak.kind == kind; };
        const auto count = std::count_if(leaks.begin(), leaks.end(), of_kind);
        if (count == 0) {
            continue;
        }
        const Leak& first = *std::find_if(leaks.begin(), leaks.end(), of_kind);
        const std::string number = std::to_string(count);
        sentence += sentence.empty() ? "" : "; ";
        if (kind == LeakKind::kGenerated) {
            sentence += number + (count == 1 ? " generated picture is" : " generated pictures are") +
                        " in val or test, such as " + with_split(dataset, first.image);
        } else {
            sentence += number + (count == 1 ? " pair of pictures" : " pairs of pictures") +
                        (kind == LeakKind::kSource ? " of one source" : " that look alike") +
                        (count == 1 ? " is" : " are") + " in two splits, such as " + with_split(dataset, first.image) +
                        " and " + with_split(dataset, *first.other);
        }
    }
    return sentence;
}

}  // namespace destudio::dataset
