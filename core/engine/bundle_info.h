// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace destudio {

/// What can be told about a bundle without loading its weights.
struct BundleInfo {
    std::filesystem::path path;
    std::string name;                  ///< bundle.json, else the folder's name
    std::string domain;                ///< "clipart", "photo"; for the generic prompt
    std::string licence;
    std::vector<std::string> classes;  ///< the adapter's class list; empty without adapter
    Size native_size;                  ///< pixels: U-Net sample_size times the autoencoder's factor
    bool has_adapter = false;
};

/// Reads model_index.json, bundle.json (optional) and adapter/config.json (optional).
/// @throws IoError when the folder or model_index.json is missing, FormatError when a file is broken
BundleInfo read_bundle_info(const std::filesystem::path& bundle);

/// Folder of the built-in bundle: $DESTUDIO_MODELS, else models/ beside the program's install or source tree.
std::filesystem::path built_in_bundle();

}  // namespace destudio
