// SPDX-License-Identifier: Apache-2.0
#include "core/study/experiment.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/training/detector/detector_recipe.h"

namespace destudio::study {

namespace {

using Set = GainSet;

const std::vector<Set> kWithAndWithout{Set::kReal, Set::kRealAndVariants};
/// COCO-DE has 205,287 pictures, 1.75 for each of COCO's.
const std::vector<int> kCocoMultiple{2};

std::vector<Experiment> make_experiments() {
    std::vector<Experiment> list;
    list.push_back({"table2",
                    "Table 2: detectors with and without variants",
                    {{"retinanet", "retinanet", kWithAndWithout, kCocoMultiple},
                     {"faster-rcnn", "faster_rcnn", kWithAndWithout, kCocoMultiple},
                     {"faster-rcnn-self-supervised", "faster_rcnn", kWithAndWithout, kCocoMultiple, {1}, true},
                     {"dino", "dino", kWithAndWithout, kCocoMultiple}},
                    false,
                    false,
                    {"DINO on Swin-L: there is no Swin backbone."}});
    list.push_back({"table3",
                    "Table 3: real pictures, variants alone (5x), both (6x)",
                    {{"faster-rcnn", "faster_rcnn", {Set::kReal, Set::kVariants, Set::kRealAndVariants}, {5}}},
                    false,
                    false,
                    {}});
    list.push_back(
        {"table4",
         "Table 4: Copy-Paste against 2x, 3x, 5x and 9x as many pictures",
         {{"faster-rcnn", "faster_rcnn", {Set::kReal, Set::kCopyPaste, Set::kRealAndVariants}, {1, 2, 4, 8}}},
         false,
         false,
         {"DALL-E for Detection: its generator and its segmentation are not part of this program."}});
    list.push_back({"table5",
                    "Table 5: from another domain, from the own one, from variants alone, and with a teacher",
                    {{"faster-rcnn",
                      "faster_rcnn",
                      {Set::kReal, Set::kVariants, Set::kOtherDomain, Set::kTeacher, Set::kTeacherUnlabelled,
                       Set::kTeacherLabelled},
                      {5}}},
                    false,
                    false,
                    {}});
    list.push_back({"fig3", "Figure 3: boxes of binarised cross-attention against the adapter's", {}, true, false, {}});
    list.push_back({"fig5",
                    "Figure 5: longer schedules with and without variants",
                    {{"faster-rcnn", "faster_rcnn", kWithAndWithout, kCocoMultiple, {1, 2, 3}}},
                    false,
                    false,
                    {}});
    list.push_back({"fig7",
                    "Figure 7: longer schedules of DINO with and without variants",
                    {{"dino", "dino", kWithAndWithout, kCocoMultiple, {1, 2, 3}}},
                    false,
                    false,
                    {}});
    list.push_back({"fig8",
                    "Figure 8: what each class gains, the class with the fewest boxes first",
                    {{"faster-rcnn", "faster_rcnn", kWithAndWithout, kCocoMultiple}},
                    false,
                    true,
                    {}});
    return list;
}

bool trains_on_pixels(const std::string& framework) {
    try {
        training::parse_detector_recipe({{"framework", framework}}, "The experiment");
        return true;
    } catch (const ConfigError&) {
        return false;
    }
}

}  // namespace

const std::vector<Experiment>& experiments() {
    static const std::vector<Experiment> list = make_experiments();
    return list;
}

const Experiment& find_experiment(const std::string& name) {
    std::string known;
    for (const Experiment& experiment : experiments()) {
        if (experiment.name == name) {
            return experiment;
        }
        known += (known.empty() ? "" : ", ") + experiment.name;
    }
    throw UsageError("\"" + name + "\" is no experiment of the paper; there are " + known + ".");
}

RunnableParts runnable_parts(const Experiment& experiment, bool has_other, bool has_self_supervised) {
    RunnableParts runnable;
    runnable.missing = experiment.missing;
    for (ExperimentPart part : experiment.parts) {
        if (!trains_on_pixels(part.framework)) {
            runnable.missing.push_back(part.name + ": this program does not train a detector of the framework \"" +
                                       part.framework + "\" on pixels.");
            continue;
        }
        if (part.self_supervised && !has_self_supervised) {
            runnable.missing.push_back(part.name +
                                       ": no weights of a backbone that was trained without labels (such as BYOL) were "
                                       "named with --self-supervised.");
            continue;
        }
        if (!has_other && std::erase_if(part.sets, needs_other) > 0) {
            runnable.missing.push_back(part.name +
                                       ", trained on another domain, alone or with a teacher: no such dataset was "
                                       "named with --other.");
        }
        runnable.parts.push_back(std::move(part));
    }
    if (runnable.parts.empty() && !experiment.compares_attention) {
        std::string why;
        for (const std::string& sentence : runnable.missing) {
            why += " " + sentence;
        }
        throw UsageError(experiment.name + " cannot be run yet." + why);
    }
    return runnable;
}

}  // namespace destudio::study
