// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_pool.h"

#include "core/base/error.h"
#include "core/scaleup/item_log.h"

namespace destudio::scaleup {

DetectionPool item_pool(const ScaleUpFolder& folder, double threshold) {
    const Manifest manifest = read_manifest(folder.manifest());
    DetectionPool pool;
    pool.keeps_empty = manifest.rules().keep_empty;
    ItemReader items(folder.items());
    while (const auto record = items.next()) {
        if (record->verdict == Verdict::kUnreadable || record->verdict == Verdict::kNearDuplicate) {
            continue;
        }
        std::vector<PooledDetection> detections;
        for (const auto& [box, class_index, score, outline] : record->detections) {
            if (score < threshold) {
                continue;
            }
            if (static_cast<std::size_t>(class_index) >= manifest.classes.size()) {
                throw FormatError(folder.items().string() + ": item " + std::to_string(record->index) +
                                  " has a class that the scale-up does not know.");
            }
            detections.push_back({manifest.classes[static_cast<std::size_t>(class_index)], box, score, outline});
        }
        if (record->verdict == Verdict::kEmpty) {
            pool.not_stored += detections.empty() ? 0 : 1;
        } else {
            pool.by_stem[std::filesystem::path(record->file_name).stem().string()] = std::move(detections);
        }
    }
    return pool;
}

}  // namespace destudio::scaleup
