// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/generation/generator.h"
#include "core/engine/generation/missed_objects.h"
#include "ui/session/box_target.h"

namespace destudio::ui {

/// Everything that a look at one picture needs: a copy of what the window knows, for a worker.
struct InspectRequest {
    struct Class {
        RowId id = 0;
        QColor color;
    };

    BoxTarget target;
    QString title;
    std::filesystem::path picture;  ///< the file
    std::filesystem::path bundle;
    GeneratorOptions options;
    Recipe recipe;  ///< of the variant; of a reference: the settings, an empty prompt standing for the default one
    std::string caption;                         ///< of the reference
    std::vector<std::string> reference_classes;  ///< of its ground truth, for the default prompt
    bool label_step_of_bundle = false;           ///< the settings leave it to the bundle
    std::map<std::string, Class> classes;        ///< of the project
    std::vector<KnownBox> boxes;                 ///< the target's, in pixels of its picture
    std::vector<StoredDetection> detections;     ///< of a variant, those that the threshold lets through
    double threshold = kDefaultThreshold;

    std::string class_name(RowId id) const;
    /// Orders that see the same, whatever boxes there are.
    QString key() const;
};

/// Reads the project: throws.
InspectRequest make_inspect_request(Session& session, BoxTarget target, const GenerationSettings& settings);

}  // namespace destudio::ui
