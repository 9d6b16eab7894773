// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/prompt_server_file.h"

#include "core/engine/model/program_data.h"

namespace destudio {

std::filesystem::path prompt_server_file() {
    return user_data_folder() / "destudio" / "prompt-server.json";
}

}  // namespace destudio
