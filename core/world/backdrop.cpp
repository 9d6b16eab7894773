// SPDX-License-Identifier: Apache-2.0
#include "core/world/backdrop.h"

#include <cmath>

namespace destudio::world {

namespace {

constexpr Color kWhite{255, 255, 255};

// Every random number is drawn in a statement of its own: the order of evaluation inside one call is up to the
// compiler, and scenes must not depend on it.
Color varied(Random& random, double hue, double saturation, double value, double hue_spread = 8) {
    hue += random.uniform(-hue_spread, hue_spread);
    saturation *= random.uniform(0.85, 1.1);
    value *= random.uniform(0.96, 1.03);
    return from_hsv(hue, saturation, std::min(1.0, value));
}

// A flat-bottomed heap of three ellipses, its middle between two heights.
void paint_cloud(Canvas& canvas, Random& random, double highest, double lowest, double width) {
    const double cx = random.uniform();
    const double cy = random.uniform(highest, lowest);
    const double opacity = random.uniform(0.75, 0.95);
    const double height = width * random.uniform(0.16, 0.22);
    canvas.fill_ellipse(cx, cy, width * 0.5, height, kWhite, opacity);
    canvas.fill_ellipse(cx - width * 0.16, cy - height * 0.7, width * 0.2, height * 0.95, kWhite, opacity);
    canvas.fill_ellipse(cx + width * 0.14, cy - height * 0.9, width * 0.24, height * 1.2, kWhite, opacity);
}

void paint_sky(Canvas& canvas, Random& random, double horizon) {
    Color upper = varied(random, 208, 0.52, 0.95);
    Color lower = varied(random, 200, 0.18, 0.99);
    if (random.chance(0.15)) {  // evening
        upper = varied(random, 232, 0.35, 0.85);
        lower = varied(random, 28, 0.35, 1.0);
    }
    canvas.fill_gradient(0, horizon, upper, lower);
    if (random.chance(0.3)) {
        const double radius = random.uniform(0.045, 0.075);
        const double x = random.uniform(0.1, 0.9);
        const double y = random.uniform(0.08, 0.2);
        canvas.fill_ellipse(x, y, radius * 2, radius * 2, from_hsv(48, 0.35, 1), 0.5, 1);
        canvas.fill_ellipse(x, y, radius, radius, from_hsv(48, 0.65, 1), 1);
    }
    const auto clouds = random.integer(0, 3);
    for (int i = 0; i < clouds; ++i) {
        const double width = random.uniform(0.18, 0.4);
        paint_cloud(canvas, random, 0.07, std::max(0.1, horizon * 0.75), width);
    }
}

void paint_hills(Canvas& canvas, Random& random, double horizon, double hue, double saturation, double value) {
    const auto ridges = random.integer(1, 2);
    for (int i = 0; i < ridges; ++i) {
        const double rise = random.uniform(0.03, 0.1) / (i + 1);
        const double frequency = random.uniform(3, 8);
        const double phase = random.uniform(0, 6.28);
        const Color color = varied(random, hue, saturation * (0.75 + 0.2 * i), value - 0.06 * i);
        canvas.fill_below(
            [=](double x) {
                return horizon -
                       rise * (1 + 0.7 * portable_sin(frequency * x + phase) + 0.3 * portable_sin(2.3 * frequency * x));
            },
            horizon + 0.01, color, color);
    }
}

Backdrop paint_meadow(Canvas& canvas, Random& random) {
    const double horizon = random.uniform(0.34, 0.6);
    paint_sky(canvas, random, horizon);
    paint_hills(canvas, random, horizon, 120, 0.35, 0.78);
    const double hue = random.uniform(85, 125);
    const double slope = random.uniform(-0.02, 0.02);
    const double phase = random.uniform(0, 6.28);
    const Color far = varied(random, hue, 0.5, 0.83);
    const Color near = varied(random, hue, 0.58, 0.68);
    canvas.fill_below([=](double x) { return horizon + slope * portable_sin(4 * x + phase); }, 1, far, near);
    const auto flowers = random.chance(0.4) ? random.integer(6, 16) : 0;
    const Color petal = from_hsv(random.uniform(0, 360), 0.3, 1);
    for (int i = 0; i < flowers; ++i) {
        const double y = random.uniform(horizon + 0.08, 1);
        const double radius = 0.006 + 0.012 * (y - horizon);
        canvas.fill_ellipse(random.uniform(), y, radius, radius, petal, 0.9);
    }
    return {BackdropKind::kMeadow, true, horizon, 0.26, "on a meadow"};
}

void paint_houses(Canvas& canvas, Random& random, double horizon) {
    double x = random.uniform(-0.1, 0);
    const Color wall = varied(random, random.uniform(190, 260), 0.16, 0.8);
    while (x < 1) {
        const double width = random.uniform(0.08, 0.17);
        const double top = horizon - random.uniform(0.08, 0.26);
        const Color house = mixed(wall, kWhite, random.uniform(0, 0.35));
        canvas.fill_rectangle(x, top, x + width, horizon + 0.01, house);
        const Color window = mixed(house, kWhite, 0.5);
        for (double wy = top + 0.025; wy < horizon - 0.03; wy += 0.055) {
            for (double wx = x + 0.018; wx < x + width - 0.025; wx += 0.04) {
                canvas.fill_rectangle(wx, wy, wx + 0.018, wy + 0.026, window);
            }
        }
        x += width + (random.chance(0.4) ? random.uniform(0.01, 0.06) : 0);
    }
}

Backdrop paint_road(Canvas& canvas, Random& random) {
    const double horizon = random.uniform(0.38, 0.55);
    paint_sky(canvas, random, horizon);
    if (random.chance(0.6)) {
        paint_houses(canvas, random, horizon);
    } else {
        paint_hills(canvas, random, horizon, 125, 0.35, 0.75);
    }
    const Color verge = random.chance(0.6) ? varied(random, 100, 0.45, 0.74) : varied(random, 35, 0.12, 0.82);
    canvas.fill_gradient(horizon, 1, verge, mixed(verge, {0, 0, 0}, 0.08));
    const double top = horizon + random.uniform(0.05, 0.09);
    const double bottom = random.uniform(0.94, 1.1);
    const Color asphalt = varied(random, 225, 0.08, random.uniform(0.5, 0.66));
    canvas.fill_gradient(top, bottom, mixed(asphalt, kWhite, 0.1), asphalt);
    if (bottom < 1) {
        canvas.fill_gradient(bottom, 1.001, verge, verge);
    }
    const double middle = top + (bottom - top) * 0.48;
    const double thick = 0.014;
    const double lean = 0.02;
    const Color paint = mixed(kWhite, asphalt, 0.1);
    for (double x = random.uniform(-0.2, 0); x < 1; x += 0.24) {
        canvas.fill_trapezoid(middle, x + lean, x + 0.13 + lean, middle + thick, x, x + 0.13, paint);
    }
    canvas.fill_rectangle(0, top, 1, top + 0.008, mixed(asphalt, kWhite, 0.5));
    return {BackdropKind::kRoad, true, horizon + 0.04, 0.3, "on a road"};
}

void paint_sea_surface(Canvas& canvas, Random& random, double horizon, double shore) {
    const double hue = random.uniform(185, 215);
    const Color far = varied(random, hue, 0.45, 0.85, 3);
    const Color near = varied(random, hue, 0.6, 0.74, 3);
    canvas.fill_gradient(horizon, shore, far, near);
    const auto waves = random.integer(6, 14);
    for (int i = 0; i < waves; ++i) {
        const double y = horizon + (shore - horizon) * random.uniform(0.06, 0.95);
        const double depth = (y - horizon) / std::max(0.05, 1 - horizon);
        const double width = 0.05 + 0.13 * depth * random.uniform(0.6, 1.2);
        canvas.fill_ellipse(random.uniform(), y, width, 0.005 + 0.005 * depth, kWhite, 0.3);
    }
}

Backdrop paint_sea(Canvas& canvas, Random& random) {
    const double horizon = random.uniform(0.3, 0.5);
    paint_sky(canvas, random, horizon);
    if (random.chance(0.35)) {
        paint_hills(canvas, random, horizon, 160, 0.22, 0.78);
    }
    paint_sea_surface(canvas, random, horizon, 1);
    return {BackdropKind::kSea, true, horizon + 0.03, 0.2, "on the sea"};
}

Backdrop paint_beach(Canvas& canvas, Random& random) {
    const double horizon = random.uniform(0.28, 0.4);
    const double shore = horizon + random.uniform(0.1, 0.2);
    paint_sky(canvas, random, horizon);
    paint_sea_surface(canvas, random, horizon, shore + 0.05);
    const double phase = random.uniform(0, 6.28);
    const Color sand = varied(random, 42, 0.3, 0.96);
    canvas.fill_below([=](double x) { return shore + 0.012 * portable_sin(5 * x + phase); }, 1, kWhite, kWhite);
    canvas.fill_below([=](double x) { return shore + 0.02 + 0.012 * portable_sin(5 * x + phase + 0.3); }, 1, sand,
                      mixed(sand, from_hsv(35, 0.45, 0.85), 0.5));
    return {BackdropKind::kBeach, true, shore + 0.03, 0.22, "on a beach"};
}

Backdrop paint_snow(Canvas& canvas, Random& random) {
    const double horizon = random.uniform(0.36, 0.56);
    const Color upper = varied(random, 215, 0.3, 0.86);
    const Color lower = varied(random, 215, 0.1, 0.97);
    canvas.fill_gradient(0, horizon, upper, lower);
    paint_hills(canvas, random, horizon, 212, 0.18, 0.9);
    canvas.fill_gradient(horizon, 1, from_hsv(212, 0.03, 1), from_hsv(212, 0.12, 0.93));
    const auto flakes = random.chance(0.5) ? random.integer(12, 30) : 0;
    for (int i = 0; i < flakes; ++i) {
        const double radius = random.uniform(0.006, 0.012);
        const double x = random.uniform();
        canvas.fill_ellipse(x, random.uniform(0, horizon), radius, radius, kWhite, 0.9);
    }
    return {BackdropKind::kSnow, true, horizon, 0.2, "in the snow"};
}

Backdrop paint_open_sky(Canvas& canvas, Random& random) {
    paint_sky(canvas, random, 1.0);
    const auto more = random.integer(0, 3);
    for (int i = 0; i < more; ++i) {
        const double width = random.uniform(0.25, 0.5);
        paint_cloud(canvas, random, 0.3, 1, width);
    }
    return {BackdropKind::kSky, false, 0, 0, "in the sky"};
}

void paint_window(Canvas& canvas, Random& random, double foot) {
    const double width = random.uniform(0.18, 0.3);
    const double x = random.uniform(0.05, 0.95 - width);
    const double y = random.uniform(0.08, 0.16);
    const double bottom = std::min(y + width * random.uniform(0.9, 1.2), foot - 0.08);
    const Color frame = random.chance(0.7) ? Color{250, 248, 244} : from_hsv(30, 0.45, 0.7);
    canvas.fill_rectangle(x - 0.016, y - 0.016, x + width + 0.016, bottom + 0.016, frame);
    canvas.fill_rectangle(x, y, x + width, bottom, varied(random, 203, 0.28, 0.98));
    canvas.fill_rectangle(x + width / 2 - 0.006, y, x + width / 2 + 0.006, bottom, frame);
    canvas.fill_rectangle(x, (y + bottom) / 2 - 0.006, x + width, (y + bottom) / 2 + 0.006, frame);
}

Backdrop paint_room(Canvas& canvas, Random& random) {
    const double foot = random.uniform(0.52, 0.7);
    const double hues[] = {40, 25, 95, 165, 205, 260, 345};
    const double wall_hue = hues[random.integer(0, 6)];
    const Color wall = varied(random, wall_hue, random.uniform(0.1, 0.24), 0.96);
    canvas.fill_gradient(0, foot, wall, mixed(wall, {0, 0, 0}, 0.04));
    if (random.chance(0.35)) {
        const double pitch = random.uniform(0.06, 0.12);
        const double foot_copy = foot;
        const int size = canvas.size();
        canvas.fill_where(
            [=](double u, double v) {
                const double phase = u / pitch - std::floor(u / pitch);
                return v < foot_copy ? (0.25 - std::abs(phase - 0.5)) * pitch * size : -1.0;
            },
            kWhite, 0.28);
    }
    if (random.chance(0.5)) {
        paint_window(canvas, random, foot);
    }
    const bool wood = random.chance(0.65);
    const Color floor =
        wood ? varied(random, 30, 0.42, random.uniform(0.68, 0.84)) : varied(random, random.uniform(0, 360), 0.14, 0.8);
    canvas.fill_gradient(foot, 1, mixed(floor, {0, 0, 0}, 0.05), floor);
    canvas.fill_rectangle(0, foot - 0.022, 1, foot + 0.004, mixed(wall, kWhite, 0.65));
    if (wood) {
        const Color groove = mixed(floor, {60, 30, 10}, 0.25);
        double step = 0.05;
        for (double y = foot + 0.045; y < 1; y += step, step *= 1.3) {
            canvas.fill_rectangle(0, y, 1, y + 0.006, groove, 0.8);
        }
    }
    if (random.chance(0.3)) {
        const Color rug = varied(random, random.uniform(0, 360), 0.35, 0.82);
        const double cy = (foot + 1) / 2 + 0.02;
        const double cx = random.uniform(0.3, 0.7);
        canvas.fill_ellipse(cx, cy, 0.4, (1 - foot) * 0.36, rug, 1);
        canvas.fill_ellipse(cx, cy, 0.35, (1 - foot) * 0.28, mixed(rug, kWhite, 0.3), 1);
    }
    return {BackdropKind::kRoom, true, foot, 0.28, "in a room"};
}

Color soft_color(Random& random) {
    const double hue = random.uniform(0, 360);
    const double saturation = random.uniform(0.06, 0.32);
    return from_hsv(hue, saturation, random.uniform(0.86, 0.99));
}

Backdrop paint_plain(Canvas& canvas, Random& random) {
    const Color color = random.chance(0.12) ? Color{252, 252, 250} : soft_color(random);
    const Color towards = random.chance(0.6) ? kWhite : Color{70, 70, 130};
    const Color other = mixed(color, towards, random.uniform(0, 0.22));
    canvas.fill_gradient(0, 1, color, other);
    return {BackdropKind::kPlain, false, 0, 0.16, "on a plain background"};
}

// The colors of a pattern's ground and figure are close, so that objects stand out.
struct PatternColors {
    Color ground;
    Color figure;
};

PatternColors pattern_colors(Random& random) {
    const Color ground = soft_color(random);
    const Color figure = random.chance(0.65) ? mixed(ground, kWhite, random.uniform(0.35, 0.65))
                                             : mixed(ground, {30, 30, 80}, random.uniform(0.08, 0.18));
    return {ground, figure};
}

Backdrop paint_stripes(Canvas& canvas, Random& random) {
    const auto [ground, figure] = pattern_colors(random);
    canvas.fill_gradient(0, 1, ground, ground);
    const double angles[] = {0, 1.5707963, 0.7853982, -0.7853982};
    const double angle = angles[random.integer(0, 3)];
    const double c = portable_cos(angle);
    const double s = portable_sin(angle);
    const double pitch = random.uniform(0.09, 0.25);
    const double shift = random.uniform();
    const int size = canvas.size();
    canvas.fill_where(
        [=](double u, double v) {
            const double t = (u * c + v * s) / pitch + shift;
            return (0.25 - std::abs(t - std::floor(t) - 0.5)) * pitch * size;
        },
        figure);
    return {BackdropKind::kStripes, false, 0, 0.14, "on a striped background"};
}

Backdrop paint_dots(Canvas& canvas, Random& random) {
    const auto [ground, figure] = pattern_colors(random);
    canvas.fill_gradient(0, 1, ground, ground);
    const double pitch = random.uniform(0.12, 0.25);
    const double radius = random.uniform(0.16, 0.3);
    const bool staggered = random.chance(0.6);
    const double du = random.uniform();
    const double dv = random.uniform();
    const int size = canvas.size();
    canvas.fill_where(
        [=](double u, double v) {
            const double y = v / pitch + dv;
            const double line = std::floor(y);
            const bool odd = static_cast<long>(line) % 2 != 0;
            const double x = u / pitch + du + (staggered && odd ? 0.5 : 0);
            const double dx = x - std::floor(x) - 0.5;
            const double dy = y - line - 0.5;
            return (radius - std::sqrt(dx * dx + dy * dy)) * pitch * size;
        },
        figure);
    return {BackdropKind::kDots, false, 0, 0.14, "on a dotted background"};
}

Backdrop paint_checks(Canvas& canvas, Random& random) {
    const auto [ground, figure] = pattern_colors(random);
    canvas.fill_gradient(0, 1, ground, ground);
    const double pitch = random.uniform(0.2, 0.4);
    const double du = random.uniform();
    const double dv = random.uniform();
    const int size = canvas.size();
    canvas.fill_where(
        [=](double u, double v) {
            const double x = u / pitch + du;
            const double y = v / pitch + dv;
            const double a = 0.25 - std::abs(x - std::floor(x) - 0.5);
            const double b = 0.25 - std::abs(y - std::floor(y) - 0.5);
            const double nearest = std::min(std::abs(a), std::abs(b)) * pitch * size;
            return (a > 0) == (b > 0) ? nearest : -nearest;
        },
        figure);
    return {BackdropKind::kChecks, false, 0, 0.14, "on a checked background"};
}

}  // namespace

Backdrop paint_backdrop(Canvas& canvas, BackdropKind kind, Random& random) {
    switch (kind) {
        case BackdropKind::kMeadow:
            return paint_meadow(canvas, random);
        case BackdropKind::kRoad:
            return paint_road(canvas, random);
        case BackdropKind::kSea:
            return paint_sea(canvas, random);
        case BackdropKind::kBeach:
            return paint_beach(canvas, random);
        case BackdropKind::kSnow:
            return paint_snow(canvas, random);
        case BackdropKind::kSky:
            return paint_open_sky(canvas, random);
        case BackdropKind::kRoom:
            return paint_room(canvas, random);
        case BackdropKind::kPlain:
            return paint_plain(canvas, random);
        case BackdropKind::kStripes:
            return paint_stripes(canvas, random);
        case BackdropKind::kDots:
            return paint_dots(canvas, random);
        case BackdropKind::kChecks:
            return paint_checks(canvas, random);
    }
    return paint_plain(canvas, random);
}

}  // namespace destudio::world
