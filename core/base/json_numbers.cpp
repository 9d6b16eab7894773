// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_numbers.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/error.h"

namespace destudio {

double json_number(const nlohmann::json& value, const std::string& name) {
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        throw FormatError(name + " is not a finite number.");
    }
    return value.get<double>();
}

double json_number(const nlohmann::json& value, const std::string& name, double low, double high) {
    if (!value.is_number() || !(value.get<double>() >= low && value.get<double>() <= high)) {
        std::ostringstream sentence;
        sentence << name << " is not a number from " << low << " to " << high << ".";
        throw FormatError(sentence.str());
    }
    return value.get<double>();
}

std::int64_t json_integer(const nlohmann::json& value, const std::string& name, std::int64_t low, std::int64_t high) {
    const bool held = value.is_number_unsigned()
                          ? value.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}
                          : value.is_number_integer();
    if (!held || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high) {
        throw FormatError(name + " is not a whole number from " + std::to_string(low) + " to " + std::to_string(high) +
                          ".");
    }
    return value.get<std::int64_t>();
}

std::vector<std::int64_t> json_integers(const nlohmann::json& list, const std::string& name, std::int64_t low,
                                        std::int64_t high) {
    if (!list.is_array()) {
        throw FormatError(name + " is not a list of numbers.");
    }
    std::vector<std::int64_t> numbers;
    for (const auto& entry : list) {
        numbers.push_back(json_integer(entry, "A number of " + name, low, high));
    }
    return numbers;
}

std::uint64_t json_seed(const nlohmann::json& value, const std::string& name) {
    if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < 0)) {
        throw FormatError(name + " is not a whole number from 0 to 18446744073709551615.");
    }
    return value.get<std::uint64_t>();
}

}  // namespace destudio
