// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace destudio::dataset {

/// A text of an address with "%C3%A9" and the like as the bytes they stand for; "+" stays. What is no two hexadecimal
/// digits behind "%", and "%00", stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace destudio::dataset
