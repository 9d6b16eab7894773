// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>

namespace destudio::artwork {

/// A color bitmap font such as Noto Color Emoji.
class EmojiFont {
public:
    /// @throws IoError when the file cannot be opened, FormatError when it is no font with color bitmaps
    explicit EmojiFont(const std::filesystem::path& path);
    ~EmojiFont();
    EmojiFont(const EmojiFont&) = delete;
    EmojiFont& operator=(const EmojiFont&) = delete;

    /// The bitmap of a code point: RGBA, CV_8UC4, not premultiplied. @throws ConfigError when the font has none
    cv::Mat draw(char32_t code_point) const;

private:
    struct Handles;
    std::unique_ptr<Handles> m_handles;
};

}  // namespace destudio::artwork
