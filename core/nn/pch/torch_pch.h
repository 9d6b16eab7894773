// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/torch.h>

#include <nlohmann/json.hpp>
