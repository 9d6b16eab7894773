// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/scaleup/counts_file.h"
#include "core/scaleup/manifest.h"

namespace destudio::scaleup {

/// Where things are in the output folder of a scale-up.
struct ScaleUpFolder {
    std::filesystem::path root;

    std::filesystem::path manifest() const { return root / "scale-up.json"; }
    std::filesystem::path items() const { return root / "items.jsonl"; }
    std::filesystem::path images() const { return root / "images"; }
    std::filesystem::path annotations() const { return root / "annotations.json"; }
    std::filesystem::path recipes() const { return root / "recipes.jsonl"; }
    std::filesystem::path counts() const { return root / "counts.json"; }
    std::filesystem::path prompts() const { return root / "prompts.jsonl"; }   ///< where a server writes them
    std::filesystem::path clusters() const { return root / "clusters.json"; }  ///< where references are in clusters
    std::filesystem::path log() const { return root / "log.jsonl"; }
};

/// Makes the folder for a scale-up, or finds that it belongs to this one.
/// @throws UsageError when it holds anything else, or a scale-up with other settings; IoError
void claim_folder(const ScaleUpFolder& folder, const Manifest& manifest);

/// Takes away what a killed process left: pictures of items behind `last`, whose line was not written yet, and parts of
/// files.
void sweep_pictures(const ScaleUpFolder& folder, std::int64_t last);

/// Writes annotations.json, recipes.jsonl and counts.json from items.jsonl, each atomically. The same items give the
/// same bytes. @throws IoError, FormatError
void write_index(const ScaleUpFolder& folder, const Manifest& manifest, const CountsFile& counts);

}  // namespace destudio::scaleup
