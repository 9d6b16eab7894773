// SPDX-License-Identifier: Apache-2.0
#include "core/world/sprite_atlas.h"

#include <cstring>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"

namespace destudio::world {

namespace {

constexpr std::string_view kMagic = "DSATLAS1";
constexpr std::size_t kPrefixBytes = 16;
constexpr std::uint64_t kMaxHeaderBytes = 8U << 20U;
constexpr std::uintmax_t kMaxFileBytes = 256U << 20U;
constexpr std::size_t kMaxClasses = 10000;
constexpr std::size_t kMaxSprites = 20000;
constexpr int kMaxSide = 1024;

std::uint64_t little_endian_u64(std::string_view bytes) {
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    }
    return value;
}

// Padded by one transparent pixel on every side, so that bilinear reads at the border fade out.
SpriteLevel full_level(const Sprite& sprite) {
    SpriteLevel level{sprite.width + 2, sprite.height + 2, {}};
    level.rgba.resize(static_cast<std::size_t>(level.width) * static_cast<std::size_t>(level.height) * 4);
    for (int y = 0; y < sprite.height; ++y) {
        for (int x = 0; x < sprite.width; ++x) {
            const auto from =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(sprite.width) + static_cast<std::size_t>(x)) *
                4;
            const auto to = (static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(level.width) +
                             static_cast<std::size_t>(x + 1)) *
                            4;
            const float alpha = static_cast<float>(sprite.rgba[from + 3]) / 255.0F;
            for (std::size_t c = 0; c < 3; ++c) {
                level.rgba[to + c] = static_cast<float>(sprite.rgba[from + c]) * alpha;
            }
            level.rgba[to + 3] = alpha * 255.0F;
        }
    }
    return level;
}

// Pixel x of the half-size picture covers pixels 2x and 2x+1 of the larger one; an odd last column is padded.
SpriteLevel half_level(const SpriteLevel& larger) {
    const int inner_width = (larger.width - 2 + 1) / 2;
    const int inner_height = (larger.height - 2 + 1) / 2;
    SpriteLevel level{inner_width + 2, inner_height + 2, {}};
    level.rgba.resize(static_cast<std::size_t>(level.width) * static_cast<std::size_t>(level.height) * 4);
    const auto at = [&larger](int x, int y, std::size_t c) {
        if (x >= larger.width || y >= larger.height) {
            return 0.0F;
        }
        return larger
            .rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(larger.width) + static_cast<std::size_t>(x)) *
                      4 +
                  c];
    };
    for (int y = 0; y < inner_height; ++y) {
        for (int x = 0; x < inner_width; ++x) {
            const auto to = (static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(level.width) +
                             static_cast<std::size_t>(x + 1)) *
                            4;
            const int fx = 2 * x + 1;
            const int fy = 2 * y + 1;
            for (std::size_t c = 0; c < 4; ++c) {
                level.rgba[to + c] =
                    (at(fx, fy, c) + at(fx + 1, fy, c) + at(fx, fy + 1, c) + at(fx + 1, fy + 1, c)) * 0.25F;
            }
        }
    }
    return level;
}

std::vector<SpriteLevel> build_levels(const Sprite& sprite) {
    constexpr int kSmallestSide = 8;
    std::vector<SpriteLevel> levels{full_level(sprite)};
    while (std::max(levels.back().width, levels.back().height) - 2 > kSmallestSide) {
        levels.push_back(half_level(levels.back()));
    }
    return levels;
}

void check_sprite(const Sprite& sprite, std::size_t classes) {
    if (sprite.class_index < 0 || static_cast<std::size_t>(sprite.class_index) >= classes) {
        throw UsageError("Artwork \"" + sprite.name + "\" has class " + std::to_string(sprite.class_index) +
                         ", but there are " + std::to_string(classes) + " classes.");
    }
    if (sprite.width < 1 || sprite.height < 1 || sprite.width > kMaxSide || sprite.height > kMaxSide) {
        throw UsageError("Artwork \"" + sprite.name + "\" is " + std::to_string(sprite.width) + " by " +
                         std::to_string(sprite.height) + " pixels; 1 to " + std::to_string(kMaxSide) +
                         " are possible.");
    }
    if (sprite.rgba.size() != static_cast<std::size_t>(sprite.width) * static_cast<std::size_t>(sprite.height) * 4) {
        throw UsageError("Artwork \"" + sprite.name + "\" has a pixel buffer of the wrong size.");
    }
}

Sprite parse_sprite(const nlohmann::json& entry, std::string_view pixels, std::uint64_t& expected_offset) {
    Sprite sprite;
    sprite.name = entry.at("name").get<std::string>();
    sprite.class_index = static_cast<int>(json_integer(entry.at("class"), "The class of an artwork", 0, kMaxClasses));
    sprite.test_only = entry.at("test_only").get<bool>();
    sprite.source = entry.at("source").get<std::string>();
    sprite.licence = entry.at("licence").get<std::string>();
    sprite.width = static_cast<int>(json_integer(entry.at("width"), "The width of an artwork", 1, kMaxSide));
    sprite.height = static_cast<int>(json_integer(entry.at("height"), "The height of an artwork", 1, kMaxSide));
    const auto bytes = static_cast<std::uint64_t>(sprite.width) * static_cast<std::uint64_t>(sprite.height) * 4U;
    const std::uint64_t offset = json_seed(entry.at("offset"), "The offset of an artwork");
    if (offset != expected_offset || bytes > pixels.size() || offset > pixels.size() - bytes) {
        throw FormatError("artwork \"" + sprite.name + "\" points outside the file.");
    }
    const auto part = pixels.substr(offset, bytes);
    sprite.rgba.assign(part.begin(), part.end());
    expected_offset = offset + bytes;
    return sprite;
}

}  // namespace

SpriteAtlas::SpriteAtlas(std::vector<std::string> classes, std::vector<Sprite> sprites)
    : m_classes(std::move(classes)),
      m_sprites(std::move(sprites)),
      m_train_by_class(m_classes.size()),
      m_test_by_class(m_classes.size()) {
    std::set<std::string_view> names;
    m_levels.reserve(m_sprites.size());
    for (std::size_t i = 0; i < m_sprites.size(); ++i) {
        const Sprite& sprite = m_sprites[i];
        check_sprite(sprite, m_classes.size());
        if (!names.insert(sprite.name).second) {
            throw UsageError("There are two artworks called \"" + sprite.name + "\".");
        }
        auto& by_class = sprite.test_only ? m_test_by_class : m_train_by_class;
        by_class[static_cast<std::size_t>(sprite.class_index)].push_back(static_cast<int>(i));
        m_levels.push_back(build_levels(sprite));
    }
}

const std::vector<int>& SpriteAtlas::sprites_of(int class_index, bool test_only) const {
    return (test_only ? m_test_by_class : m_train_by_class)[static_cast<std::size_t>(class_index)];
}

SpriteAtlas SpriteAtlas::parse(std::string_view bytes, const std::string& name) {
    if (bytes.size() < kPrefixBytes || bytes.substr(0, kMagic.size()) != kMagic) {
        throw FormatError(name + " is not an artwork atlas.");
    }
    const std::uint64_t header_bytes = little_endian_u64(bytes.substr(kMagic.size(), 8));
    if (header_bytes > kMaxHeaderBytes || header_bytes > bytes.size() - kPrefixBytes) {
        throw FormatError(name + " is cut short or its header length is wrong.");
    }
    const auto header = parse_json(bytes.substr(kPrefixBytes, header_bytes), name);
    const auto pixels = bytes.substr(kPrefixBytes + header_bytes);
    try {
        auto classes = header.at("classes").get<std::vector<std::string>>();
        const auto& entries = header.at("sprites");
        if (!entries.is_array() || entries.size() > kMaxSprites || classes.size() > kMaxClasses) {
            throw FormatError("the list of artworks is not usable.");
        }
        std::vector<Sprite> sprites;
        sprites.reserve(entries.size());
        std::uint64_t offset = 0;
        for (const auto& entry : entries) {
            sprites.push_back(parse_sprite(entry, pixels, offset));
        }
        if (offset != pixels.size()) {
            throw FormatError("there are bytes after the last artwork.");
        }
        return SpriteAtlas(std::move(classes), std::move(sprites));
    } catch (const nlohmann::json::exception& error) {
        throw FormatError(name + " has a broken header: " + error.what() + ".");
    } catch (const Error& error) {
        throw FormatError(name + " is not a sound artwork atlas: " + error.what());
    }
}

SpriteAtlas SpriteAtlas::load(const std::filesystem::path& path) {
    return parse(read_file(path, kMaxFileBytes), path.string());
}

void SpriteAtlas::save(const std::filesystem::path& path) const {
    auto entries = nlohmann::json::array();
    std::uint64_t offset = 0;
    std::string pixels;
    for (const Sprite& sprite : m_sprites) {
        entries.push_back({{"name", sprite.name},
                           {"class", sprite.class_index},
                           {"test_only", sprite.test_only},
                           {"source", sprite.source},
                           {"licence", sprite.licence},
                           {"width", sprite.width},
                           {"height", sprite.height},
                           {"offset", offset}});
        pixels.append(sprite.rgba.begin(), sprite.rgba.end());
        offset += sprite.rgba.size();
    }
    const std::string header = nlohmann::json{{"classes", m_classes}, {"sprites", entries}}.dump();
    std::string content(kMagic);
    for (unsigned shift = 0; shift < 64; shift += 8) {
        content.push_back(static_cast<char>((header.size() >> shift) & 0xFFU));
    }
    content += header;
    content += pixels;
    write_file_atomically(path, content);
}

}  // namespace destudio::world
