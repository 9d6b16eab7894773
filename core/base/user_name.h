// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio {

/// What the system calls the person who runs this program; never empty.
std::string system_user_name();

}  // namespace destudio
