// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace destudio {

/// Where a person's prompt server is kept (core/prompting/prompt_server.h), for the window and the command line alike:
/// in the program's folder of the user's data.
std::filesystem::path prompt_server_file();

}  // namespace destudio
