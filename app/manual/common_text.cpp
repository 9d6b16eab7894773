// SPDX-License-Identifier: Apache-2.0
#include "app/manual/common_text.h"

namespace destudio::manual {

std::vector<std::pair<std::string, std::string>> common_environment() {
    return {{"DESTUDIO_MODELS",
             "Folder of the built-in bundle, or one that holds it, instead of the one that came with the program."},
            {"DESTUDIO_SAMPLE", "Folder of the sample references, likewise."}};
}

std::vector<std::pair<std::string, std::string>> common_files() {
    return {{"PREFIX/share/destudio",
             "The built-in bundle, the judge, recipes and sample references of a program in PREFIX/bin."},
            {"~/.local/share/destudio",
             "Looked at next: folders models and sample of a user whose program came without them."}};
}

std::vector<std::pair<std::string, std::string>> common_exit_status() {
    return {{"0", "Done."}, {"1", "Failed; one sentence on standard error says why."}, {"2", "Wrong usage."}};
}

}  // namespace destudio::manual
