// SPDX-License-Identifier: Apache-2.0
#include "tools/artwork/emoji_font.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <cstdio>
#include <opencv2/core.hpp>

#include "core/base/error.h"

namespace destudio::artwork {

struct EmojiFont::Handles {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    ~Handles() {
        if (face != nullptr) {
            FT_Done_Face(face);
        }
        if (library != nullptr) {
            FT_Done_FreeType(library);
        }
    }
};

EmojiFont::EmojiFont(const std::filesystem::path& path) : m_handles(std::make_unique<Handles>()) {
    if (FT_Init_FreeType(&m_handles->library) != 0) {
        throw ResourceError("FreeType cannot be started.");
    }
    if (FT_New_Face(m_handles->library, path.c_str(), 0, &m_handles->face) != 0) {
        throw IoError("Cannot open the font " + path.string() +
                      ". Install fonts-noto-color-emoji or name another one.");
    }
    if (!FT_HAS_COLOR(m_handles->face) || m_handles->face->num_fixed_sizes < 1 ||
        FT_Select_Size(m_handles->face, 0) != 0) {
        throw FormatError(path.string() + " has no color bitmaps.");
    }
}

EmojiFont::~EmojiFont() = default;

cv::Mat EmojiFont::draw(char32_t code_point) const {
    const FT_Face face = m_handles->face;
    const FT_UInt glyph = FT_Get_Char_Index(face, code_point);
    if (glyph == 0 || FT_Load_Glyph(face, glyph, FT_LOAD_COLOR) != 0 ||
        face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA) {
        std::array<char, 16> hex{};
        std::snprintf(hex.data(), hex.size(), "U+%04X", static_cast<unsigned>(code_point));
        throw ConfigError(std::string("The font has no color bitmap for ") + hex.data() + ".");
    }
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    cv::Mat out(static_cast<int>(bitmap.rows), static_cast<int>(bitmap.width), CV_8UC4);
    for (int y = 0; y < out.rows; ++y) {
        const unsigned char* from = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        auto* to = out.ptr<cv::Vec4b>(y);
        for (int x = 0; x < out.cols; ++x, from += 4) {
            // FreeType's bitmaps are premultiplied.
            const auto straight = [&](int c) {
                return from[3] == 0 ? 0 : std::min(255, (from[c] * 255 + from[3] / 2) / from[3]);
            };
            to[x] = cv::Vec4b(static_cast<uchar>(straight(2)), static_cast<uchar>(straight(1)),
                              static_cast<uchar>(straight(0)), from[3]);
        }
    }
    return out;
}

}  // namespace destudio::artwork
