// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

namespace destudio::bench {

/// What a measurement took.
struct Took {
    double wall = 1e9;  ///< s
    double cpu = 1e9;   ///< s, all threads
    double peak = 1e9;  ///< MB, of the whole process
};

/// Runs the measured part and says how long it took.
Took time(const std::function<void()>& work);

/// Runs it three times, each in a process of its own, so that its peak memory is its own; prints the best.
void measure(const char* name, const std::function<Took()>& run);

/// Runs a program of measurements with a temporary folder in argv[1], else in the system's own; the folder is removed.
/// @return the exit status
int run_in_folder(int argc, char** argv, const std::function<void(const std::filesystem::path& folder)>& run);

}  // namespace destudio::bench
