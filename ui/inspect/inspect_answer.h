// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/engine/recipe/reference_preparation.h"
#include "ui/inspect/inspect_request.h"
#include "widgets/base/picture.h"
#include "widgets/canvas/canvas_box.h"

namespace destudio {
class SharedGenerator;
}

namespace destudio::ui {

/// Has the model look at a picture; runs on a worker. The product's goes through the generator that generation uses;
/// tests put in another, so that the window can be tried without a model.
using InspectionVisit = std::function<Inspection(const std::filesystem::path& bundle, const GeneratorOptions& options,
                                                 const InspectionRequest& request, const std::stop_token& stop)>;
InspectionVisit product_inspection(std::shared_ptr<SharedGenerator> shared);

/// A look at a picture, ready to be shown. Pictures are at most kLargestMap pixels a side; boxes are in pixels of
/// `size`.
struct InspectAnswer {
    struct Map {
        int divisor = 0;  ///< 0: over all resolutions
        widgets::Picture heat;
        widgets::Picture binary;
        std::vector<Box> boxes;
    };
    struct Class {
        std::string name;
        QColor color;
        double contrast = 0;
        std::vector<Map> maps;
    };
    struct Features {
        int divisor = 1;
        int channels = 0;
        double explained = 0;  ///< share of the variance that the colors tell
        widgets::Picture picture;
    };

    InspectRequest request;
    ReferencePlan plan;  ///< how a reference was cut; of a variant: all of it
    std::shared_ptr<const Inspection> seen;
    QSize size;  ///< of the picture that was looked at
    widgets::Picture picture;
    std::vector<widgets::CanvasBox> adapter;  ///< the adapter's boxes
    std::vector<Features> features;           ///< finest first
    std::vector<Class> classes;               ///< those that the prompt names, strongest contrast first
    std::vector<MissedObject> missed;         ///< likeliest first
    bool other_bundle = false;                ///< the variant was made by another one

    /// A missed object's box in pixels of the target's picture.
    Box in_target(const Box& box) const;
};

/// Loads the picture, has it looked at unless `known` tells already what was seen, and makes everything to be shown.
/// @throws what loading and looking throw
InspectAnswer answer(const InspectRequest& request, const InspectionVisit& visit,
                     const std::shared_ptr<const Inspection>& known, const std::stop_token& stop);

}  // namespace destudio::ui
