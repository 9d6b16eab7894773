// SPDX-License-Identifier: Apache-2.0
#include "core/base/user_name.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace destudio {

std::string system_user_name() {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr &&
        found->pw_name != nullptr && *found->pw_name != '\0') {
        return found->pw_name;
    }
    const char* variable = std::getenv("USER");  // containers may have no entry
    return variable != nullptr && *variable != '\0' ? variable : "user " + std::to_string(::getuid());
}

}  // namespace destudio
