// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_sets.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/permutation.h"
#include "core/base/random.h"
#include "core/study/object_paste_source.h"
#include "core/training/sources/copy_paste_source.h"
#include "core/training/sources/memory_image_source.h"
#include "core/training/sources/relabelled_source.h"
#include "core/training/sources/square_crop.h"

namespace destudio::study {

namespace {

using training::TrainingImage;
using training::TrainingImageSource;

void count_labels(const std::vector<int>& labels, const std::vector<std::string>& classes,
                  std::map<std::string, int>& counts) {
    for (const int label : labels) {
        ++counts[classes.at(static_cast<std::size_t>(label))];
    }
}

GainVariants::Kind made_kind(GainSet set) {
    return set == GainSet::kPasteRedraw ? GainVariants::Kind::kPasteRedraw : GainVariants::Kind::kVariants;
}

}  // namespace

TrainingImage RealAndMade::get(std::uint64_t index, int size) const {
    const std::uint64_t real = real_pictures();
    if (!m_cuts_anew) {
        return index < real ? m_real->get(index, size) : m_made.at(static_cast<std::size_t>(index - real)).load(size);
    }
    const std::uint64_t pass = index / pictures();
    const std::uint64_t place = permuted(index % pictures(), pictures(), mix_seeds(m_seed, pass));
    if (place < real) {
        return m_real->get(pass * real + place, size);  // whose own passes take each of its pictures once
    }
    // Crops take a part of it, so it is loaded that much larger.
    const auto larger = static_cast<int>(std::ceil(size / training::kSmallestCrop));
    Random random(mix_seeds(m_seed, ~index));
    return training::random_crop(m_made.at(static_cast<std::size_t>(place - real)).load(larger), size, random);
}

GainSets::GainSets(const TrainingImageSource& real, std::uint64_t most, int image_size, std::uint64_t seed,
                   const TrainingImageSource* other)
    : m_real(real),
      m_other(other ? std::make_unique<training::RelabelledSource>(*other, real.classes()) : nullptr),
      m_image_size(image_size),
      m_seed(seed),
      m_on_disk(real.some_pictures(most, seed)) {
    if (m_on_disk) {
        m_count = m_on_disk->pictures();
        return;
    }
    m_count = real.count() > 0 ? std::min(most, real.count()) : most;
    std::vector<TrainingImage> pictures;
    for (std::uint64_t i = 0; i < m_count; ++i) {
        pictures.push_back(real.still(i, image_size));
    }
    m_stills = std::make_unique<training::MemoryImageSource>(real.classes(), std::move(pictures));
}

const TrainingImageSource& GainSets::real_set() const {
    return m_on_disk ? *m_on_disk : *m_stills;
}

std::vector<MadePicture> GainSets::made(const GainArm& arm) const {
    std::vector<MadePicture> pictures;
    const auto found = m_made.find(made_kind(arm.set));
    if (!has_multiples(arm.set) || found == m_made.end()) {
        return pictures;
    }
    for (const MadeOfOne& of_one : found->second) {
        const auto taken = std::min(of_one.size(), static_cast<std::size_t>(arm.multiple));
        for (std::size_t i = 0; i < taken; ++i) {
            if (of_one[i]) {
                pictures.push_back(*of_one[i]);
            }
        }
    }
    return pictures;
}

std::unique_ptr<TrainingImageSource> GainSets::other_set(const GainArm& arm) const {
    if (!m_other) {
        throw UsageError("There are no pictures of another domain to learn from. Name them with --other.");
    }
    if (arm.set != GainSet::kTeacherLabelled) {
        return std::make_unique<training::RelabelledSource>(*m_other, m_real.classes());
    }
    return std::make_unique<RealAndMade>(m_other.get(), made(arm), m_real.classes(), m_other->count() == 0, m_seed);
}

std::unique_ptr<TrainingImageSource> GainSets::unlabelled_set(const GainArm& arm) const {
    if (!has_teacher(arm.set)) {
        return nullptr;
    }
    auto variants = arm.set == GainSet::kTeacherUnlabelled ? made(arm) : std::vector<MadePicture>();
    return std::make_unique<RealAndMade>(&real_set(), std::move(variants), m_real.classes(), m_on_disk != nullptr,
                                         m_seed);
}

std::unique_ptr<TrainingImageSource> GainSets::training_set(const GainArm& arm, std::uint64_t seed) const {
    if (needs_other(arm.set)) {
        return other_set(arm);
    }
    if (arm.set == GainSet::kCopyPaste) {
        return std::make_unique<training::CopyPasteSource>(real_set(), seed);
    }
    if (arm.set == GainSet::kXPaste) {
        if (m_objects.empty()) {
            throw UsageError("Attention and adapter agree on no object of those that were drawn from text, so \"" +
                             arm.name + "\" has nothing to paste. Lower --threshold or raise --objects.");
        }
        return std::make_unique<ObjectPasteSource>(real_set(), m_objects, seed);
    }
    const bool shows_real = arm.set != GainSet::kVariants && arm.set != GainSet::kPretrain;
    auto set = std::make_unique<RealAndMade>(shows_real ? &real_set() : nullptr, made(arm), m_real.classes(),
                                             m_on_disk != nullptr, m_seed);
    if (set->pictures() == 0) {
        throw UsageError("The gate rejected every variant, so nothing is left for \"" + arm.name + "\" to learn from.");
    }
    return set;
}

std::uint64_t GainSets::images(const GainArm& arm) const {
    const std::uint64_t other = m_other ? m_other->pictures() : 0;
    switch (arm.set) {
        case GainSet::kReal:
            return m_count;
        case GainSet::kVariants:
            return made(arm).size();
        case GainSet::kRealAndVariants:
        case GainSet::kPasteRedraw:
        case GainSet::kPretrain:
            return m_count + made(arm).size();
        case GainSet::kOtherDomain:
            return other;
        case GainSet::kTeacher:
        case GainSet::kTeacherUnlabelled:
        case GainSet::kTeacherLabelled:
            return other + m_count + made(arm).size();
        case GainSet::kCopyPaste:
        case GainSet::kXPaste:
            break;
    }
    return 0;
}

std::map<std::string, int> GainSets::no_annotations() const {
    std::map<std::string, int> counts;
    for (const std::string& name : m_real.classes()) {
        counts[name] = 0;
    }
    return counts;
}

std::map<std::string, int> GainSets::real_annotations() const {
    auto counts = no_annotations();
    for (std::uint64_t i = 0; i < m_count; ++i) {
        count_labels(chosen().still(i, m_image_size).labels, m_real.classes(), counts);
    }
    return counts;
}

std::map<std::string, int> GainSets::made_annotations(GainVariants::Kind kind) const {
    auto counts = no_annotations();
    const auto found = m_made.find(kind);
    for (std::size_t i = 0; found != m_made.end() && i < found->second.size(); ++i) {
        for (const auto& picture : found->second[i]) {
            if (picture) {
                count_labels(picture->labels, m_real.classes(), counts);
            }
        }
    }
    return counts;
}

}  // namespace destudio::study
