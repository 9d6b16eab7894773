// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/bench/machine_rates.h"

namespace destudio::study {

/// The parts of generation that can be measured one by one.
enum class BenchPart { kUnet, kVae, kText, kAdapter, kLadder };

struct PartsBenchOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter;  ///< another adapter folder than the bundle's own; empty: the bundle's
    std::set<BenchPart> parts;
    int size = 0;                ///< pixels of a side; 0: the bundle's native size
    int steps = 30;              ///< of the ladder
    std::string dtype = "auto";  ///< auto, float32, bfloat16, float16
    std::string device = "cpu";
    bool apart = false;     ///< also the ladder's rungs in a call each, and five rungs in one U-Net call
    bool previews = false;  ///< the ladder makes previews
};

/// One measured part.
struct PartFigure {
    std::string name;    ///< unet_step, vae_decode, vae_encode, text, features, adapter, ladder
    double seconds = 0;  ///< of the fastest run
    double tflop = 0;    ///< counted, not measured
    double share = 0;    ///< of the machine's convolution rate in the same precision

    double tflops() const { return tflop / seconds; }
};

struct PartsBenchReport {
    bench::MachineRates machine;
    std::string precision;  ///< what was used for "auto"
    int width = 0;          ///< pixels
    int height = 0;
    std::vector<PartFigure> parts;
    double preview_seconds = 0;    ///< a preview of one step; 0: not measured
    double ready_seconds = 0;      ///< until the bundle's files are mapped and checked
    double weights_seconds = 0;    ///< until the weights of U-Net and autoencoder are converted, after that
    double together_seconds = 0;   ///< the ladder again, in turn with the next; 0: not measured
    double apart_seconds = 0;      ///< the ladder's rungs in a call each
    double shared_call_share = 0;  ///< one U-Net call for five guided rungs over five calls; 0: not measured
    bool labels_at_t1 = false;     ///< labels take the extra U-Net call
    double peak_rss_mb = 0;

    /// Seconds of a part; 0 where it was not measured.
    double seconds_of(const std::string& part) const;
};

/// unet_step: one call with both guidance halves. vae_encode, vae_decode: one image. text: two prompts. features: the
/// extra U-Net call at t = 1 with the block outputs kept, what labels cost at most. adapter: boxes from these features.
/// ladder: five ratios from 0.2 to 1 of one reference in one call, labels included.
/// Products that an adapter's attention makes are not counted, so its rate is a lower bound.
/// @throws IoError, FormatError, ConfigError, UsageError for a size that does not fit the bundle, CancelledError
PartsBenchReport bench_parts(const PartsBenchOptions& options, const std::stop_token& stop,
                             const ProgressSink& progress);

}  // namespace destudio::study
