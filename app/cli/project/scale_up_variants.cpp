// SPDX-License-Identifier: Apache-2.0
#include "app/cli/project/scale_up_variants.h"

#include "core/base/error.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/manifest.h"
#include "core/scaleup/scale_up_folder.h"

namespace destudio::cli {

VariantScan scan_scale_up(const std::filesystem::path& folder) {
    const scaleup::ScaleUpFolder places{folder};
    std::error_code ec;
    if (!std::filesystem::exists(places.manifest(), ec)) {
        throw FormatError(folder.string() +
                          " holds no scale-up: scale-up.json is missing. A dataset with generated pictures goes with "
                          "--in.");
    }
    VariantScan scan;
    scan.classes = scaleup::read_manifest(places.manifest()).classes;
    scaleup::ItemReader items(places.items());
    while (const auto record = items.next()) {
        if (record->verdict != scaleup::Verdict::kKept) {
            continue;
        }
        VariantScan::Entry entry;
        entry.picture = places.images() / record->file_name;
        try {
            entry.recipe = scaleup::recipe_of(*record);
        } catch (const FormatError& error) {
            scan.problems.emplace_back(error.what());
            continue;
        }
        if (!std::filesystem::exists(entry.picture, ec)) {
            scan.problems.push_back(entry.picture.string() +
                                    " is missing; running scale-up again in its folder makes it again.");
            continue;
        }
        entry.detections = record->detections;
        scan.entries.push_back(std::move(entry));
    }
    return scan;
}

}  // namespace destudio::cli
