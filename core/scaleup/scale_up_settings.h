// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/engine/recipe/recipe.h"
#include "core/prompting/prompt_kind.h"
#include "core/scaleup/gate.h"

namespace destudio::scaleup {

/// How references are chosen: one after the other in a seeded order, as the paper does, or by what is still lacking.
enum class Selection { kUniform, kQuota };
/// The bundle's native size, or the paper's (512 to 768 pixels, random crop).
enum class ReferenceSize { kNative, kPaper };

/// How encode ratios are drawn: by a whole number of noise-adding steps, each as likely as the others, as the paper's
/// Fig. 4 says (so that pure noise, which is text to image, comes as often as any); or any ratio of the range.
enum class RatioDraw { kSteps, kUniform };

std::string to_string(Selection selection);  ///< "uniform", "quota"
std::string to_string(ReferenceSize size);   ///< "native", "paper"
std::string to_string(RatioDraw draw);       ///< "steps", "uniform"

/// One of `count` processes that share the work: it makes the items whose index leaves `index` modulo `count`.
struct Shard {
    int index = 1;  ///< 1 to count
    int count = 1;
    bool operator==(const Shard&) const = default;
    bool whole() const { return count == 1; }
};
/// "i/n" with i from 1 to n; 0 is read as n, so counting from 0 works as well. @throws UsageError
Shard parse_shard(const std::string& text);

/// What a scale-up makes. Everything down to `shard` determines the images; the limits only say when to stop.
struct ScaleUpSettings {
    std::uint64_t seed = 1;
    double lowest_ratio = 0.3;  ///< encode ratios are drawn from this range
    double highest_ratio = 1.0;
    RatioDraw ratio_draw = RatioDraw::kSteps;
    Selection selection = Selection::kUniform;
    std::int64_t round_size = 0;  ///< items that are planned together; 0: kDefaultRound where rounds are needed
    ReferenceSize size = ReferenceSize::kNative;
    PromptWishes prompts;                                                  ///< its domain is not used
    prompting::PromptKind prompt_kind = prompting::PromptKind::kCaptions;  ///< where prompts.prompt is blank
    std::string prompt_model;  ///< of the server that writes them; empty: its only one
    /// The [domain] of the prompts instead of the bundle's (PromptWishes::domain); several are used in turn, so that
    /// each reference comes in all of them. Empty: the bundle's.
    std::vector<std::string> domains;
    double guidance_scale = 7.5;
    double guidance_rescale = 0;
    int steps = 30;
    Sampler sampler = Sampler::kDpmpp2m;
    double eta = 0;
    std::optional<TimestepSpacing> spacing;  ///< none: what the model asks for
    LabelStep label_step = LabelStep::kLast;
    double threshold = kDefaultThreshold;  ///< score from which a detection becomes an annotation
    bool marked = true;                    ///< pictures say that a model made them, in XMP
    bool keep_empty = false;               ///< images without an annotation stay in the dataset
    /// So many near-duplicates of each reference stay in the dataset; nothing: all of them.
    std::optional<int> max_near_duplicates;
    int near_duplicate_distance = 6;  ///< bits of perceptual_hash up to which two images are near-duplicates
    /// Above 0: up to so many objects of other references are pasted before the picture is redrawn, and the labels are
    /// the known ones that still hold, not the adapter's.
    int paste = 0;
    GateUse gate = GateUse::kOff;
    double gate_agreement = GateRules().least_agreement;  ///< as GateRules::least_agreement
    std::int64_t lower_bound = 100;                       ///< every class has to have more annotations than this
    std::map<std::string, std::int64_t> class_bounds;     ///< other bounds of some classes
    std::vector<std::string> classes;                     ///< which have to reach it; empty: those of the dataset
    int clusters = 0;                ///< above 0: into so many clusters of a kind the references are put, and...
    std::int64_t cluster_bound = 0;  ///< ...every cluster has to have more images than this
    Shard shard;

    std::optional<std::int64_t> max_images;  ///< items to make, dropped ones and those of all shards included
    std::optional<double> max_hours;         ///< of this call
};

inline constexpr std::int64_t kDefaultRound = 100;
inline constexpr int kMaxPasted = 100;
inline constexpr int kMaxClusters = 1000;

/// @throws UsageError, one sentence for the first thing that makes no sense
void check(const ScaleUpSettings& settings);

}  // namespace destudio::scaleup
