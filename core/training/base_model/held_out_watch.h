// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

namespace destudio::training {

/// Remembers the losses on held-out pictures in a file of the run, and says when they have not fallen for too long.
class HeldOutWatch {
public:
    /// @param file is read where it is there  @param patience evaluations in a row without a new lowest; 0: endless
    /// @throws IoError, FormatError
    HeldOutWatch(std::filesystem::path file, int patience);

    /// Writes the file. An evaluation of the same or a later step is forgotten: the run was resumed before it.
    /// @return whether the loss is the lowest so far @throws IoError
    bool note(std::int64_t step, double loss);
    bool should_end() const;
    /// Step of the lowest loss; -1 before the first evaluation.
    std::int64_t best_step() const;

private:
    std::size_t best() const;

    std::filesystem::path m_file;
    int m_patience;
    std::vector<std::pair<std::int64_t, double>> m_losses;  ///< by rising step
};

}  // namespace destudio::training
