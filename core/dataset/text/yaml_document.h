// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace destudio::dataset {

/// An untrusted YAML file as a flat list of nodes. Aliases point at the node that they name instead of copying it, so
/// nothing grows, and nesting ends at kMaxDepth.
class YamlDocument {
public:
    static constexpr int kMaxDepth = 32;
    static constexpr std::size_t kMaxNodes = 500'000;
    static constexpr std::size_t kMaxBytes = std::size_t{4} << 20U;

    enum class Kind { kNull, kScalar, kList, kMap };
    struct Node {
        Kind kind = Kind::kNull;
        std::string text{};  ///< of a scalar, escapes and quotes resolved
        bool plain = true;   ///< a scalar without quotes
        int line = 1;
        std::vector<std::size_t> items{};  ///< positions for at(): of a list its values, of a map key, value, key, …
        bool complete = false;             ///< only while parsing
    };

    /// Reads the first document of a text. @throws FormatError naming the file and the line: no YAML, nested too deep,
    /// too many values, larger than kMaxBytes, or an alias inside what it stands for
    static YamlDocument parse(std::string_view text, const std::string& file);

    /// The outermost node; kNull for an empty text.
    const Node& root() const { return m_nodes.at(m_root); }
    const Node& at(std::size_t position) const { return m_nodes.at(position); }

    /// Value of a key, nullptr when the map lacks it. Where a key stands several times the last one counts, and "<<"
    /// brings in the keys of other maps, as in PyYAML.
    const Node* find(const Node& map, std::string_view key) const;

private:
    class Builder;

    const Node* find_below(const Node& map, std::string_view key, int depth) const;

    std::vector<Node> m_nodes;
    std::size_t m_root = 0;
};

/// A scalar of a YAML file, quoted or escaped where YAML could take it for something else.
std::string yaml_scalar(const std::string& text);

}  // namespace destudio::dataset
