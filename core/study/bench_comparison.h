// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace destudio {

/// A number of two results of `bench --json`.
struct ComparedFigure {
    std::string name;              ///< where it stands: "parts.unet_step.seconds"
    std::optional<double> before;  ///< none: only the second file has it
    std::optional<double> after;   ///< none: only the first file has it

    /// after / before; none where one is missing or `before` is 0.
    std::optional<double> ratio() const;
};

/// A word that the two do not share: the processor, the precision, the bundle.
struct ComparedWord {
    std::string name;
    std::string before;  ///< empty: only the second file has it
    std::string after;
};

struct BenchComparison {
    std::vector<ComparedFigure> figures;  ///< in the order of the first file, then what only the second has
    std::vector<ComparedWord> words;      ///< only those that differ
};

/// Two files that `bench ... --json` printed, perhaps on two machines or of two versions.
/// @throws IoError, FormatError naming the file that is no such result or has no figure
BenchComparison compare_benches(const std::filesystem::path& before, const std::filesystem::path& after);

}  // namespace destudio
