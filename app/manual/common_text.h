// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace destudio::manual {

/// What holds for both programs; each adds its own.
std::vector<std::pair<std::string, std::string>> common_environment();
std::vector<std::pair<std::string, std::string>> common_files();
std::vector<std::pair<std::string, std::string>> common_exit_status();

}  // namespace destudio::manual
