// SPDX-License-Identifier: Apache-2.0
#include "core/study/bench_comparison.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace destudio {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// What is in a result, in its order.
struct Leaves {
    std::vector<std::pair<std::string, double>> figures;
    std::vector<std::pair<std::string, std::string>> words;
};

/// A list's elements go by their "name", so that a part that one version lacks moves no other.
std::string element_name(const ordered_json& element, std::size_t at) {
    const auto name = element.is_object() ? element.find("name") : element.end();
    return name != element.end() && name->is_string() ? name->get<std::string>() : std::to_string(at);
}

void collect(const ordered_json& value, const std::string& name, int depth, Leaves& leaves) {
    constexpr int kMaxDepth = 16;
    if (depth > kMaxDepth) {
        return;
    }
    const auto below = [&](const std::string& part) { return name.empty() ? part : name + "." + part; };
    if (value.is_object()) {
        for (const auto& [key, part] : value.items()) {
            if (key != "name" || name.empty()) {
                collect(part, below(key), depth + 1, leaves);
            }
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            collect(value[i], below(element_name(value[i], i)), depth + 1, leaves);
        }
    } else if (value.is_number()) {
        leaves.figures.emplace_back(name, value.get<double>());
    } else if (value.is_string()) {
        leaves.words.emplace_back(name, value.get<std::string>());
    }
}

Leaves read_leaves(const fs::path& file) {
    const auto json = ordered_json::parse(read_file(file), nullptr, false);
    Leaves leaves;
    if (json.is_object()) {
        collect(json, {}, 0, leaves);
    }
    if (leaves.figures.empty()) {
        throw FormatError(file.string() + " is no result of bench with --json: it has no figures.");
    }
    return leaves;
}

/// Pairs what has the same name. `pair(name, before, after)`: pointers, null where a side lacks it.
template <class Value, class Pair>
void match(const std::vector<std::pair<std::string, Value>>& before,
           const std::vector<std::pair<std::string, Value>>& after, const Pair& pair) {
    const auto find = [](const auto& list, const std::string& name) -> const Value* {
        const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.first == name; });
        return found == list.end() ? nullptr : &found->second;
    };
    for (const auto& [name, value] : before) {
        pair(name, &value, find(after, name));
    }
    for (const auto& [name, value] : after) {
        if (find(before, name) == nullptr) {
            pair(name, nullptr, &value);
        }
    }
}

}  // namespace

std::optional<double> ComparedFigure::ratio() const {
    return before && after && *before != 0 ? std::optional(*after / *before) : std::nullopt;
}

BenchComparison compare_benches(const fs::path& before, const fs::path& after) {
    const Leaves first = read_leaves(before);
    const Leaves second = read_leaves(after);
    BenchComparison comparison;
    match(first.figures, second.figures, [&](const std::string& name, const double* a, const double* b) {
        comparison.figures.push_back(
            {name, a ? std::optional(*a) : std::nullopt, b ? std::optional(*b) : std::nullopt});
    });
    match(first.words, second.words, [&](const std::string& name, const std::string* a, const std::string* b) {
        if (a == nullptr || b == nullptr || *a != *b) {
            comparison.words.push_back({name, a ? *a : std::string(), b ? *b : std::string()});
        }
    });
    return comparison;
}

}  // namespace destudio
