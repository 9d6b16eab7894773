// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace destudio {

/// The parts of making a variant, in order. kUnet is one call of the U-Net, of which there are many.
enum class WorkPart { kText, kEncode, kUnet, kDecode, kLabels };

/// Called when a part has ended and given its memory back, on the thread that did it. For measuring.
using WorkPartSink = std::function<void(WorkPart)>;

}  // namespace destudio
