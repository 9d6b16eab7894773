// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/progress.h"

namespace destudio::domain {

/// What is in a folder of pictures or a dataset, as far as it matters for learning from it.
struct DomainSurvey {
    std::filesystem::path path;
    std::string format;          ///< title: "Pascal VOC", "Image folder"
    std::size_t pictures = 0;    ///< that can be read
    std::size_t labelled = 0;    ///< of them, with a box at least
    std::size_t boxes = 0;       ///< regions that do not count are left out
    std::size_t captions = 0;    ///< pictures with one
    std::size_t duplicates = 0;  ///< pictures that look like one before them
    std::size_t unreadable = 0;
    std::vector<std::string> some_unreadable;                          ///< names, kNamed at most
    std::vector<std::pair<std::string, std::string>> some_duplicates;  ///< names of two that look alike, kNamed at most
    Size smallest;                                                     ///< oriented pixels, by area
    Size median;
    Size largest;
    std::vector<std::pair<std::string, std::size_t>> classes;  ///< with their boxes, the most first
    std::vector<std::pair<std::string, std::size_t>> splits;   ///< with their pictures; "" for those without

    static constexpr std::size_t kNamed = 3;
};

/// Opens every picture once; keeps some hundred bytes of each. Progress is told as "compare".
/// @throws IoError when there is nothing; FormatError when the files are no dataset and no pictures; CancelledError
DomainSurvey survey_domain(const std::filesystem::path& path, const std::stop_token& stop = {},
                           const ProgressSink& progress = {});

}  // namespace destudio::domain
