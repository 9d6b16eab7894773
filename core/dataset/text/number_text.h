// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace destudio::dataset {

/// A number with at most `digits` decimals, without zeros at its end, with a point in every locale.
void append_decimal(std::string& out, double value, int digits);
std::string decimal(double value, int digits);

/// A whole text as a number, spaces around it allowed; NaN when it is none.
double parse_number(std::string_view text);

}  // namespace destudio::dataset
