// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>

namespace destudio {

namespace detail {

/// What lists and maps of T are made of in the end.
template <class T>
struct JsonLeaf {
    using Type = T;
};
template <class T>
concept HasValueType = requires {
    typename T::value_type;
};
template <class T>
concept HasMappedType = requires {
    typename T::mapped_type;
};
template <class T>
concept JsonMap = HasMappedType<T> && !std::is_same_v<T, nlohmann::json>;
template <class T>
concept JsonList =
    HasValueType<T> && !HasMappedType<T> && !std::is_same_v<T, std::string> && !std::is_same_v<T, nlohmann::json>;
template <JsonList T>
struct JsonLeaf<T> : JsonLeaf<typename T::value_type> {};
template <JsonMap T>
struct JsonLeaf<T> : JsonLeaf<typename T::mapped_type> {};

template <class Whole>
bool json_holds(const nlohmann::json& value) {
    if (value.is_structured()) {
        return std::all_of(value.begin(), value.end(), json_holds<Whole>);
    }
    using Limits = std::numeric_limits<Whole>;
    if (value.is_number_unsigned()) {
        return value.get<std::uint64_t>() <= static_cast<std::uint64_t>(Limits::max());
    }
    return value.is_number_integer() && std::is_signed_v<Whole> &&
           value.get<std::int64_t>() >= static_cast<std::int64_t>(Limits::min());
}

}  // namespace detail

/// Reads a value from an untrusted file: json.get<T>() lets 1e300 become a whole number, which has no defined result,
/// and cuts numbers that are too large. @return false, and `value` as it was, when the JSON is no T
template <class T>
bool json_read(const nlohmann::json& json, T& value) {
    using Leaf = typename detail::JsonLeaf<T>::Type;
    if constexpr (std::is_integral_v<Leaf> && !std::is_same_v<Leaf, bool>) {
        if (!detail::json_holds<Leaf>(json)) {
            return false;
        }
    }
    try {
        value = json.get<T>();
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

/// The member `key` of an object, or `fallback` where it is missing or no T. Unlike json.value(), which throws for the
/// latter.
template <class T>
T json_value(const nlohmann::json& object, const std::string& key, T fallback) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (found != object.end()) {
        json_read(*found, fallback);
    }
    return fallback;
}

}  // namespace destudio
