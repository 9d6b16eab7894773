// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/study/gain_arm.h"
#include "core/study/gain_variants.h"
#include "core/study/made_objects.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// Real pictures and made ones in one set. Where the real ones are cut anew each time they come up, the made ones are,
/// too, and each comes once before any comes again.
class RealAndMade : public training::TrainingImageSource {
public:
    /// @param real a finite set, or a series of real->pictures() pictures on disk; null: none
    /// @param classes that the made ones' labels count  @param cuts_anew how pictures on disk are shown
    RealAndMade(const training::TrainingImageSource* real, std::vector<MadePicture> made,
                std::vector<std::string> classes, bool cuts_anew, std::uint64_t seed)
        : m_real(real), m_made(std::move(made)), m_classes(std::move(classes)), m_cuts_anew(cuts_anew), m_seed(seed) {}

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::uint64_t count() const override { return m_cuts_anew ? 0 : pictures(); }
    std::uint64_t pictures() const override { return real_pictures() + m_made.size(); }
    training::TrainingImage get(std::uint64_t index, int size) const override;

private:
    std::uint64_t real_pictures() const { return m_real ? m_real->pictures() : 0; }

    const training::TrainingImageSource* m_real;
    std::vector<MadePicture> m_made;
    std::vector<std::string> m_classes;
    bool m_cuts_anew;
    std::uint64_t m_seed;
};

/// The real pictures of a study and the training sets that its arms make of them.
class GainSets {
public:
    /// @param real must outlive the sets  @param most real pictures  @param seed chooses them where they are on disk
    /// @param other labelled pictures of another domain, whose classes are matched by name; null: none
    GainSets(const training::TrainingImageSource& real, std::uint64_t most, int image_size, std::uint64_t seed,
             const training::TrainingImageSource* other);

    std::uint64_t count() const { return m_count; }
    /// Of which variants are made: the first count() of them, as they stand.
    const training::TrainingImageSource& chosen() const { return m_on_disk ? *m_on_disk : m_real; }
    void set_made(GainVariants::Kind kind, std::vector<MadeOfOne> made) { m_made[kind] = std::move(made); }
    void set_objects(std::vector<MadeObject> objects) { m_objects = std::move(objects); }
    std::size_t objects() const { return m_objects.size(); }

    /// What an arm learns from; kPretrain: its first part. It must not outlive the sets.
    /// @throws UsageError for another domain where there is none, and when there is nothing to learn from
    std::unique_ptr<training::TrainingImageSource> training_set(const GainArm& arm, std::uint64_t seed) const;
    /// What an arm with a teacher learns from without labels; null for others. It must not outlive the sets.
    std::unique_ptr<training::TrainingImageSource> unlabelled_set(const GainArm& arm) const;
    /// Different pictures of the arm; 0: an endless series.
    std::uint64_t images(const GainArm& arm) const;
    std::map<std::string, int> real_annotations() const;
    /// Of all that was made.
    std::map<std::string, int> made_annotations(GainVariants::Kind kind) const;

private:
    const training::TrainingImageSource& real_set() const;
    std::vector<MadePicture> made(const GainArm& arm) const;
    std::unique_ptr<training::TrainingImageSource> other_set(const GainArm& arm) const;
    std::map<std::string, int> no_annotations() const;

    const training::TrainingImageSource& m_real;
    std::unique_ptr<training::TrainingImageSource> m_other;  ///< in the real pictures' classes; null: none
    int m_image_size;
    std::uint64_t m_seed;
    std::unique_ptr<training::TrainingImageSource> m_on_disk;  ///< null: drawn ones
    std::unique_ptr<training::TrainingImageSource> m_stills;   ///< drawn ones, in memory
    std::uint64_t m_count = 0;
    std::map<GainVariants::Kind, std::vector<MadeOfOne>> m_made;
    std::vector<MadeObject> m_objects;
};

}  // namespace destudio::study
