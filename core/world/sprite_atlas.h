// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace destudio::world {

/// One artwork: a trimmed picture (its first and last rows and columns have visible pixels).
struct Sprite {
    std::string name;                ///< unique in the atlas, e.g. "cat-1f408"
    int class_index = 0;             ///< index into SpriteAtlas::classes()
    bool test_only = false;          ///< held out: never drawn in training or validation scenes
    std::string source;              ///< where the artwork comes from
    std::string licence;             ///< SPDX identifier
    int width = 0;                   ///< pixels
    int height = 0;                  ///< pixels
    std::vector<std::uint8_t> rgba;  ///< height x width x 4, sRGB, alpha not premultiplied
};

/// One level of a sprite's picture pyramid: premultiplied RGBA, 0..255 each, row by row, with a border of one
/// transparent pixel on every side that counts in width and height.
struct SpriteLevel {
    int width = 0;
    int height = 0;
    std::vector<float> rgba;
};

/// All artworks of the clipart world, ready to be drawn. Immutable, so threads may share it.
///
/// File layout (atlas.bin), little-endian:
///   8 bytes  "DSATLAS1"
///   8 bytes  uint64 N, length of the JSON header
///   N bytes  JSON: {"classes":[...], "sprites":[{"name","class","test_only","source","licence","width","height",
///            "offset"}]}; offset counts bytes from the end of the header
///   rest     each sprite's RGBA8, not premultiplied, in the order of the header, without gaps
class SpriteAtlas {
public:
    /// @throws UsageError when a sprite's sizes or class index do not fit
    SpriteAtlas(std::vector<std::string> classes, std::vector<Sprite> sprites);

    /// Reads and checks a file as untrusted input.
    /// @throws IoError when it cannot be read, FormatError when it is not a sound atlas
    static SpriteAtlas load(const std::filesystem::path& path);
    /// load() for bytes in memory. @param name what to call them in errors
    static SpriteAtlas parse(std::string_view bytes, const std::string& name);
    /// Writes atomically. @throws IoError
    void save(const std::filesystem::path& path) const;

    const std::vector<std::string>& classes() const { return m_classes; }
    const std::vector<Sprite>& sprites() const { return m_sprites; }
    /// Indices of the sprites of a class, held-out ones or the others.
    const std::vector<int>& sprites_of(int class_index, bool test_only) const;
    /// Full size first, each next level half as large (box filter), down to about 8 pixels.
    const std::vector<SpriteLevel>& levels(int sprite) const { return m_levels[static_cast<std::size_t>(sprite)]; }

private:
    std::vector<std::string> m_classes;
    std::vector<Sprite> m_sprites;
    std::vector<std::vector<SpriteLevel>> m_levels;
    std::vector<std::vector<int>> m_train_by_class;
    std::vector<std::vector<int>> m_test_by_class;
};

}  // namespace destudio::world
