// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace destudio::nn {

/// How a stored tensor becomes the one that is wanted. All but kTranspose share the stored bytes.
enum class TensorChange {
    kNone,
    kSqueeze,      ///< [O,I,1,1] or [O,I,1] to [O,I]
    kFirstThird,   ///< rows 0 to n/3
    kSecondThird,  ///< the next n/3
    kLastThird,
    kTranspose,  ///< [A,B] to [B,A]
};

struct TensorOrigin {
    std::string name;  ///< in the file
    TensorChange change = TensorChange::kNone;
};

/// Wanted name to where it comes from.
using TensorNames = std::map<std::string, TensorOrigin>;

/// The shape after a change; nothing where the shape does not allow it.
std::optional<std::vector<std::int64_t>> changed_shape(std::vector<std::int64_t> shape, TensorChange change);

}  // namespace destudio::nn
