// SPDX-License-Identifier: Apache-2.0
// Precompiled: nearly every file of widgets and ui reads these, and they cost seconds each.
#pragma once

#include <QtWidgets>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
