// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included before everything else, and so torch comes before Qt, whose `slots` macro breaks torch's headers.
#include <nlohmann/json.hpp>

#include "core/nn/torch.h"
