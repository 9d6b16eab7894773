// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/study/gain_report.h"

namespace destudio::study {

/// The study as Markdown: the twelve figures of each arm, mean and spread over seeds, with the difference against the
/// first arm of its schedule; where more variants stop helping; AP of each class.
std::string to_markdown(const GainReport& report, const std::string& title);
/// The tables of a study alone, below headings of `level`.
std::string markdown_tables(const GainReport& report, int level);

/// mAP of each arm as an SVG document.
std::string arms_chart(const GainReport& report, const std::string& title);
/// AP of each class of two arms, the class with the fewest real boxes first: the paper's Figure 8.
std::string classes_chart(const GainReport& report, const GainResult& before, const GainResult& after);

/// gain.json, gain.md, gain.svg and, with two arms or more, gain-classes.svg of the first and the last arm.
/// @throws IoError
void write_gain_files(const GainReport& report, const std::filesystem::path& folder);

}  // namespace destudio::study
