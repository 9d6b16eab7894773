// SPDX-License-Identifier: Apache-2.0
#pragma once

// torch before Qt: Qt's `slots` macro breaks torch's headers.
#include "core/nn/torch.h"

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>
