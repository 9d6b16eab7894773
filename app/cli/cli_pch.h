// SPDX-License-Identifier: Apache-2.0
#pragma once

// What nearly every command includes, precompiled: read anew for each of forty files it was most of their time.
#include "core/nn/torch.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>
