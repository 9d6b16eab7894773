// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace destudio {

// nlohmann::json converts 1e300 to a whole number without a check, which has no defined result. What comes from a file
// is read with these.

/// Whole numbers up to here stand for themselves as doubles, too.
inline constexpr std::int64_t kMaxExactInteger = std::int64_t{1} << 53;

/// A finite number. @param name what to call the value in errors. @throws FormatError "NAME is not a finite number."
double json_number(const nlohmann::json& value, const std::string& name);
/// A number in [low, high]. @throws FormatError "NAME is not a number from LOW to HIGH."
double json_number(const nlohmann::json& value, const std::string& name, double low, double high);
/// A whole number in [low, high]. @throws FormatError "NAME is not a whole number from LOW to HIGH."
std::int64_t json_integer(const nlohmann::json& value, const std::string& name, std::int64_t low, std::int64_t high);
/// A list of such numbers.
std::vector<std::int64_t> json_integers(const nlohmann::json& list, const std::string& name, std::int64_t low,
                                        std::int64_t high);
/// A whole number that 64 bits without a sign hold. @throws FormatError
std::uint64_t json_seed(const nlohmann::json& value, const std::string& name);

}  // namespace destudio
