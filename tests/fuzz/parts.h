// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace destudio::fuzz {

/// Takes the next part off an input that stands for several files; a line "%%" is between two. Empty at the end.
inline std::string_view next_part(std::string_view& rest) {
    constexpr std::string_view kBetween = "\n%%\n";
    const auto end = rest.find(kBetween);
    const auto part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + kBetween.size());
    return part;
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace destudio::fuzz
