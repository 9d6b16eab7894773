// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/config_reader.h"

#include <cmath>
#include <utility>

#include "core/base/error.h"

namespace destudio::nn {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxListLength = 64;
constexpr std::int64_t kMaxValue = 1 << 20;

}  // namespace

ConfigReader::ConfigReader(const json& document, std::string source)
    : m_document(document), m_source(std::move(source)) {
    if (!document.is_object()) {
        throw ConfigError(m_source + " is not a JSON object.");
    }
}

void ConfigReader::fail(const std::string& key, const std::string& what) const {
    throw ConfigError(m_source + ": \"" + key + "\" " + what + ".");
}

const json* ConfigReader::find(const std::string& key) const {
    const auto at = m_document.find(key);
    return at == m_document.end() || at->is_null() ? nullptr : &*at;
}

bool ConfigReader::has(const std::string& key) const {
    return find(key) != nullptr;
}

std::int64_t ConfigReader::integer(const std::string& key, std::int64_t fallback, std::int64_t low,
                                   std::int64_t high) const {
    const json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_number_integer() || value->get<double>() < static_cast<double>(low) ||
        value->get<double>() > static_cast<double>(high)) {
        fail(key, "is " + value->dump() + ", but must be a whole number from " + std::to_string(low) + " to " +
                      std::to_string(high));
    }
    return value->get<std::int64_t>();
}

std::pair<std::int64_t, std::int64_t> ConfigReader::height_and_width(const std::string& key,
                                                                     std::int64_t fallback) const {
    const json* value = find(key);
    if (value == nullptr || !value->is_array()) {
        const auto side = integer(key, fallback);
        return {side, side};
    }
    const auto sides = integers(key, {});
    if (sides.size() != 2) {
        fail(key, "is " + value->dump() + ", but must be a whole number or a pair of height and width");
    }
    return {sides[0], sides[1]};
}

double ConfigReader::real(const std::string& key, double fallback) const {
    const json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        fail(key, "is " + value->dump() + ", but must be a number");
    }
    return value->get<double>();
}

bool ConfigReader::flag(const std::string& key, bool fallback) const {
    const json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_boolean()) {
        fail(key, "is " + value->dump() + ", but must be true or false");
    }
    return value->get<bool>();
}

bool ConfigReader::any_flag(const std::string& key) const {
    const json* value = find(key);
    if (value == nullptr || !value->is_array()) {
        return flag(key, false);
    }
    bool any = false;
    for (const auto& item : *value) {
        if (!item.is_boolean()) {
            fail(key, "holds " + item.dump() + ", but must hold true or false");
        }
        any = any || item.get<bool>();
    }
    return any;
}

std::string ConfigReader::text(const std::string& key, const std::string& fallback) const {
    const json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_string()) {
        fail(key, "is " + value->dump() + ", but must be text");
    }
    return value->get<std::string>();
}

std::vector<std::string> ConfigReader::texts(const std::string& key, const std::vector<std::string>& fallback) const {
    const json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    std::vector<std::string> result;
    if (!value->is_array() || value->empty() || value->size() > kMaxListLength) {
        fail(key, "must be a list of names");
    }
    for (const auto& item : *value) {
        if (!item.is_string()) {
            fail(key, "must be a list of names");
        }
        result.push_back(item.get<std::string>());
    }
    return result;
}

std::vector<std::int64_t> ConfigReader::integers(const std::string& key,
                                                 const std::vector<std::int64_t>& fallback) const {
    const json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    std::vector<std::int64_t> result;
    if (!value->is_array() || value->empty() || value->size() > kMaxListLength) {
        fail(key, "must be a list of whole numbers");
    }
    for (const auto& item : *value) {
        if (!item.is_number_integer() || item.get<double>() < 1 ||
            item.get<double>() > static_cast<double>(kMaxValue)) {
            fail(key, "holds " + item.dump() + ", but must hold whole numbers from 1 to " + std::to_string(kMaxValue));
        }
        result.push_back(item.get<std::int64_t>());
    }
    return result;
}

std::vector<std::int64_t> ConfigReader::integer_per_level(const std::string& key, std::int64_t fallback,
                                                          std::size_t count) const {
    const json* value = find(key);
    if (value == nullptr || !value->is_array()) {
        return std::vector<std::int64_t>(count, integer(key, fallback));
    }
    auto list = integers(key, {});
    if (list.size() != count) {
        fail(key,
             "has " + std::to_string(list.size()) + " entries, but the model has " + std::to_string(count) + " levels");
    }
    return list;
}

void ConfigReader::require(bool fine, const std::string& key, const std::string& supported) const {
    if (!fine) {
        const json* value = find(key);
        fail(key, "is " + (value == nullptr ? std::string("missing") : value->dump()) +
                      ", which this program does not support; it knows " + supported);
    }
}

}  // namespace destudio::nn
