// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/report/statistics.h"

namespace destudio::dataset {

struct ReportOptions {
    std::string title;                   ///< empty: the folder's name
    std::size_t pictures = 60;           ///< how many are shown at most, spread over the dataset
    int picture_side = 320;              ///< longer side in pixels
    std::optional<Statistics> baseline;  ///< of the dataset that was scaled up, for the scale factors
};

/// A report on a dataset as one HTML page that needs nothing else: counts, charts, every problem that the check found,
/// and pictures with their boxes. Everything is inside it, as inline SVG and data URIs; a policy in it forbids the
/// browser to load anything. Its size is bounded by the number of pictures, whatever the size of the dataset: about
/// 20 kB for each.
/// @throws CancelledError
std::string html_report(const DatasetFormat& format, const std::filesystem::path& path, const CheckResult& checked,
                        const ReportOptions& options = {}, std::stop_token stop = {},
                        const ProgressSink& progress = {});

/// Whether a file that begins like this is such a report.
bool is_html_report(const std::string& beginning);

/// Checks the dataset at `path` and writes the report on it. @return what the check found
/// @throws IoError when there is no dataset or the report cannot be written; CancelledError
CheckResult write_html_report(const DatasetFormat& format, const std::filesystem::path& path,
                              const std::filesystem::path& out, const ReadOptions& read = {},
                              const ReportOptions& options = {}, std::stop_token stop = {},
                              const ProgressSink& progress = {});

}  // namespace destudio::dataset
