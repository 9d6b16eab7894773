// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/study/gain_arm.h"

namespace destudio::study {

/// A block of a table of the paper, or a curve of a figure: one detector on several training sets.
struct ExperimentPart {
    std::string name;       ///< of its folder, and in reports: "retinanet"
    std::string framework;  ///< of the detector on pixels, a word of DetectorRecipe::framework
    std::vector<GainSet> sets;
    std::vector<int> multiples;     ///< variants of each real picture
    std::vector<int> schedules{1};  ///< as multiples of the shortest one
    bool self_supervised = false;   ///< starts from weights that were trained without labels
};

/// A table or figure of the paper.
struct Experiment {
    std::string name;   ///< "table2"
    std::string title;  ///< for a person
    std::vector<ExperimentPart> parts;
    /// Boxes of cross-attention and of the adapter are compared on real pictures; nothing is trained.
    bool compares_attention = false;
    bool shows_classes = false;        ///< its chart is about classes
    std::vector<std::string> missing;  ///< rows of the paper that this program cannot run, a sentence each
};

const std::vector<Experiment>& experiments();
/// @throws UsageError naming the ones there are
const Experiment& find_experiment(const std::string& name);

/// A part as it can be run, and what of it cannot.
struct RunnableParts {
    std::vector<ExperimentPart> parts;
    std::vector<std::string> missing;  ///< the experiment's own first
};
/// @param has_other, has_self_supervised whether pictures of another domain and such weights were named
/// @throws UsageError with one sentence where nothing is left to run
RunnableParts runnable_parts(const Experiment& experiment, bool has_other, bool has_self_supervised);

}  // namespace destudio::study
