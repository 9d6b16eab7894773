// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace destudio::nn {

/// Reads one config.json: a missing key or a null gives the default, a wrong type or an impossible value gives a
/// ConfigError that names the file and the key.
class ConfigReader {
public:
    /// @param source what to call the configuration in errors, usually its path
    ConfigReader(const nlohmann::json& document, std::string source);

    bool has(const std::string& key) const;
    /// A whole number in [low, high].
    std::int64_t integer(const std::string& key, std::int64_t fallback, std::int64_t low = 1,
                         std::int64_t high = 1 << 20) const;
    /// One whole number, or a pair [height, width]. @return both, height first
    std::pair<std::int64_t, std::int64_t> height_and_width(const std::string& key, std::int64_t fallback) const;
    double real(const std::string& key, double fallback) const;
    bool flag(const std::string& key, bool fallback) const;
    /// Whether a flag is set, or any of a list of flags (one for each level).
    bool any_flag(const std::string& key) const;
    std::string text(const std::string& key, const std::string& fallback) const;
    std::vector<std::string> texts(const std::string& key, const std::vector<std::string>& fallback) const;
    /// A list of positive whole numbers.
    std::vector<std::int64_t> integers(const std::string& key, const std::vector<std::int64_t>& fallback) const;
    /// A list of `count` positive whole numbers, or one number that stands for all of them.
    std::vector<std::int64_t> integer_per_level(const std::string& key, std::int64_t fallback, std::size_t count) const;
    /// Refuses a configuration that sets `key` to something this program does not implement.
    void require(bool fine, const std::string& key, const std::string& supported) const;
    [[noreturn]] void fail(const std::string& key, const std::string& what) const;

private:
    const nlohmann::json* find(const std::string& key) const;

    const nlohmann::json& m_document;
    std::string m_source;
};

}  // namespace destudio::nn
