// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/manual/command_text.h"

namespace destudio::manual {

/// A script that bash loads from share/bash-completion/completions/PROGRAM. It needs nothing but bash itself.
std::string bash_completion(const CommandText& program);

/// A function that zsh loads from share/zsh/site-functions/_PROGRAM.
std::string zsh_completion(const CommandText& program);

}  // namespace destudio::manual
