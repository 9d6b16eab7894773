// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace destudio::models {

/// Reads a tensor's name from left to right, a part between dots at a time.
class NameParts {
public:
    explicit NameParts(std::string_view name) : m_rest(name) {}

    /// The next part, which is taken; empty at the end.
    std::string_view take() {
        const auto dot = m_rest.find('.');
        const auto part = m_rest.substr(0, dot);
        m_rest = dot == std::string_view::npos ? std::string_view() : m_rest.substr(dot + 1);
        return part;
    }
    /// The next part as a whole number below 10000; nothing, and nothing is taken, when it is none.
    std::optional<std::int64_t> take_number() {
        const auto part = m_rest.substr(0, m_rest.find('.'));
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (part.empty() || error != std::errc() || end != part.data() + part.size() || value < 0 || value > 9999) {
            return std::nullopt;
        }
        take();
        return value;
    }
    /// Whether the rest begins with `start`, which is taken then.
    bool take_start(std::string_view start) {
        if (!m_rest.starts_with(start)) {
            return false;
        }
        m_rest.remove_prefix(start.size());
        return true;
    }
    std::string rest() const { return std::string(m_rest); }

private:
    std::string_view m_rest;
};

}  // namespace destudio::models
