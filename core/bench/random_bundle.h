// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/bench/bundle_preset.h"

namespace destudio::bench {

/// Writes a bundle of the preset's shapes with random weights into `folder`, adapter included. Made for measuring:
/// pictures and boxes mean nothing. Weights are drawn and written one tensor at a time, so a full-size bundle needs
/// little memory; the same seed and type give the same files. The tokenizer knows single bytes only, while the text
/// encoder keeps the preset's vocabulary size, so that its file has its real size.
/// @param dtype of U-Net, autoencoder and text encoder; the adapter is float32 always
/// @throws IoError, CancelledError; what is written by then stays, so write to a folder that can be thrown away
void write_random_bundle(const BundlePreset& preset, std::uint64_t seed, torch::ScalarType dtype,
                         const std::filesystem::path& folder, const std::stop_token& stop,
                         const ProgressSink& progress);

}  // namespace destudio::bench
