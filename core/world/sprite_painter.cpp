// SPDX-License-Identifier: Apache-2.0
#include "core/world/sprite_painter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace destudio::world {

namespace {

constexpr float kVisibleAlpha = 0.2F;

// Premultiplied color at a continuous position of a level; (1,1) is the corner where the padding ends.
class Sampler {
public:
    explicit Sampler(const SpriteLevel& level)
        : m_data(level.rgba.data()), m_width(level.width), m_height(level.height) {}

    Float4 at(float x, float y) const {
        const float px = x - 0.5F;
        const float py = y - 0.5F;
        if (px <= 0 || py <= 0 || px >= static_cast<float>(m_width - 1) || py >= static_cast<float>(m_height - 1)) {
            return Float4{};
        }
        const int ix = static_cast<int>(px);
        const int iy = static_cast<int>(py);
        const float fx = px - static_cast<float>(ix);
        const float fy = py - static_cast<float>(iy);
        const float* corner = m_data + (static_cast<std::ptrdiff_t>(iy) * m_width + ix) * 4;
        const float* below = corner + static_cast<std::ptrdiff_t>(m_width) * 4;
        const Float4 upper = read(corner) + (read(corner + 4) - read(corner)) * fx;
        const Float4 lower = read(below) + (read(below + 4) - read(below)) * fx;
        return upper + (lower - upper) * fy;
    }

private:
    static Float4 read(const float* from) {
        Float4 value;
        std::memcpy(&value, from, sizeof(value));
        return value;
    }

    const float* m_data;
    int m_width;
    int m_height;
};

}  // namespace

Box outline(const Placement& p) {
    const double s = std::abs(portable_sin(p.angle));
    const double c = std::abs(portable_cos(p.angle));
    const double half_width = 0.5 * (p.width * c + p.height * s);
    const double half_height = 0.5 * (p.width * s + p.height * c);
    return {p.cx - half_width, p.cy - half_height, p.cx + half_width, p.cy + half_height};
}

Box paint_sprite(Canvas& canvas, const SpriteAtlas& atlas, const Placement& placement, SeenObjects* seen,
                 std::int16_t object) {
    const Sprite& sprite = atlas.sprites()[static_cast<std::size_t>(placement.sprite)];
    const auto& levels = atlas.levels(placement.sprite);
    const int size = canvas.size();

    // The level whose pixels are at most twice as fine as the picture's; 2 x 2 samples a pixel do the rest.
    double ratio = sprite.width / (placement.width * size);
    std::size_t index = 0;
    double level_scale = 1;
    while (ratio >= 2 && index + 1 < levels.size()) {
        ratio /= 2;
        level_scale /= 2;
        ++index;
    }
    const Sampler sampler(levels[index]);

    const double sin = portable_sin(placement.angle);
    const double cos = portable_cos(placement.angle);
    const double scale_x = sprite.width * level_scale / (placement.width * size);
    const double scale_y = sprite.height * level_scale / (placement.height * size);
    const double mirror = placement.flipped ? -1 : 1;
    // Steps in the level for one pixel to the right (…_x) and one down (…_y).
    const auto u_x = static_cast<float>(mirror * cos * scale_x);
    const auto v_x = static_cast<float>(-sin * scale_y);
    const auto u_y = static_cast<float>(mirror * sin * scale_x);
    const auto v_y = static_cast<float>(cos * scale_y);
    const auto u_centre = static_cast<float>(1 + sprite.width * level_scale / 2);
    const auto v_centre = static_cast<float>(1 + sprite.height * level_scale / 2);

    const Box around = outline(placement);
    const int x1 = std::max(0, static_cast<int>(std::floor(around.x1 * size)) - 1);
    const int x2 = std::min(size, static_cast<int>(std::ceil(around.x2 * size)) + 1);
    const int y1 = std::max(0, static_cast<int>(std::floor(around.y1 * size)) - 1);
    const int y2 = std::min(size, static_cast<int>(std::ceil(around.y2 * size)) + 1);
    const Float4 tint{placement.tint.red, placement.tint.green, placement.tint.blue, 1.0F};

    int left = size;
    int right = -1;
    int top = size;
    int bottom = -1;
    for (int y = y1; y < y2; ++y) {
        Float4* row = canvas.row(y);
        const auto dy = static_cast<float>(y + 0.5 - placement.cy * size);
        for (int x = x1; x < x2; ++x) {
            const auto dx = static_cast<float>(x + 0.5 - placement.cx * size);
            const float u = u_centre + u_x * dx + u_y * dy;
            const float v = v_centre + v_x * dx + v_y * dy;
            const float ax = 0.25F * (u_x + u_y);
            const float ay = 0.25F * (v_x + v_y);
            const float bx = 0.25F * (u_x - u_y);
            const float by = 0.25F * (v_x - v_y);
            const Float4 sum = sampler.at(u - ax, v - ay) + sampler.at(u + ax, v + ay) + sampler.at(u - bx, v - by) +
                               sampler.at(u + bx, v + by);
            if (sum[3] <= 0) {
                continue;
            }
            const float alpha = sum[3] * (0.25F / 255.0F);
            const Float4 color = sum * 0.25F * tint;
            row[x] = row[x] * (1.0F - alpha) + color;
            if (alpha >= kVisibleAlpha) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
                if (seen != nullptr) {
                    (*seen)[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                            static_cast<std::size_t>(x)] = object;
                }
            }
        }
    }
    if (right < left) {
        return {};
    }
    return {static_cast<double>(left), static_cast<double>(top), right + 1.0, bottom + 1.0};
}

}  // namespace destudio::world
