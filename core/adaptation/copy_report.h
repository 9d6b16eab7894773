// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/adaptation/picture_list.h"
#include "core/base/progress.h"
#include "core/dataset/model/dataset.h"

namespace destudio::adaptation {

/// Which pictures are asked about, and what a model has learned from.
struct CopyRequest {
    dataset::ReadResult variants;
    PictureList learned;  ///< held-out ones are what distances are compared with
    std::filesystem::path bundle;
    std::string device = "cpu";
    std::string dtype = "auto";
    int threads = 0;
};

/// How far two pictures are apart.
struct CopyDistance {
    double pixels = 0;    ///< RMS difference of 32x32 pixels, 0 to 255, the least over mirror images and quarter turns
    double features = 0;  ///< 1 - cosine of the U-Net's features at t = 1, 0 to 2
};

/// A picture beside the training picture that is nearest to it.
struct NearestPicture {
    std::filesystem::path file;
    std::optional<double> ratio;  ///< encode ratio of its recipe, where it has one
    CopyDistance distance;        ///< the least of each, not necessarily of one picture
    std::filesystem::path by_pixels;
    std::filesystem::path by_features;
    bool own_reference = false;  ///< the nearest by pixels is what it was redrawn from
    bool copy = false;
};

struct CopyReport {
    std::vector<NearestPicture> variants;  ///< in the order of the dataset
    std::vector<NearestPicture> held_out;
    /// A variant is a copy where both distances are below these: those of the nearest twentieth of the held-out ones.
    CopyDistance limit;
    std::vector<std::string> problems;  ///< one sentence for each picture that could not be read
};

/// @throws UsageError when there is nothing to compare; IoError, FormatError, ConfigError; CancelledError
CopyReport find_copies(const CopyRequest& request, const std::stop_token& stop, const ProgressSink& progress);

/// Writes out/copies.json, and out/copies.png: the nearest variants beside their training pictures. @throws IoError
void write_copy_report(const std::filesystem::path& out, const CopyReport& report);

}  // namespace destudio::adaptation
