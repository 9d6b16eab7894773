// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

/// A value of a JSON file as it stands there. Shares the file's text, so that copies cost nothing and the outlines of
/// a big file are held once.
class RawJson {
public:
    RawJson() = default;
    /// @param piece part of text->view()
    RawJson(const std::shared_ptr<const PaddedText>& text, std::string_view piece)
        : m_start(text, piece.data()), m_size(piece.size()) {}
    /// A value that no file holds yet.
    explicit RawJson(std::string_view text) {
        const auto owner = std::make_shared<const PaddedText>(text);
        *this = RawJson(owner, owner->view());
    }

    bool empty() const { return m_size == 0; }
    std::string_view view() const { return {m_start.get(), m_size}; }
    bool operator==(const RawJson& other) const { return view() == other.view(); }

private:
    std::shared_ptr<const char> m_start;
    std::size_t m_size = 0;
};

/// Appends JSON with every letter outside ASCII, which can only stand in texts, as a \u escape.
void append_ascii_json(std::string& out, std::string_view json);

}  // namespace destudio::dataset
