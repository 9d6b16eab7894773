// SPDX-License-Identifier: Apache-2.0
#include "tools/artwork/artwork_builder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "tools/artwork/artwork_drawing.h"

namespace destudio::artwork {

namespace {

// Below this nothing can be seen; boxes are tight around the rest.
constexpr int kVisibleAlpha = 16;

std::string hex(char32_t code_point) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(code_point));
    return text.data();
}

bool fits(const Recoloring& rule, const cv::Vec3f& hsv) {
    if (rule.from_hue == rule.to_hue || hsv[2] < rule.least_value) {
        return false;
    }
    const bool in_range = (hsv[0] >= rule.from_hue && hsv[0] <= rule.to_hue) || hsv[0] + 360 <= rule.to_hue;
    constexpr float kGrey = 0.12F;  // greys have no hue to speak of; only a rule for the full circle reaches them
    return in_range && (hsv[1] > kGrey || rule.to_hue - rule.from_hue >= 360);
}

void recolor(cv::Mat& rgba, std::span<const Recoloring> rules) {
    cv::Mat rgb;
    cv::cvtColor(rgba, rgb, cv::COLOR_RGBA2RGB);
    cv::Mat unit;
    rgb.convertTo(unit, CV_32FC3, 1.0 / 255);
    cv::Mat hsv;
    cv::cvtColor(unit, hsv, cv::COLOR_RGB2HSV);
    for (int y = 0; y < hsv.rows; ++y) {
        for (int x = 0; x < hsv.cols; ++x) {
            cv::Vec3f& p = hsv.at<cv::Vec3f>(y, x);
            const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return fits(r, p); });
            if (rule != rules.end()) {
                p[0] = static_cast<float>(rule->new_hue);
                p[1] = static_cast<float>(std::min(1.0, p[1] * rule->saturation));
                p[2] = static_cast<float>(std::min(1.0, p[2] * rule->value));
            }
        }
    }
    cv::cvtColor(hsv, unit, cv::COLOR_HSV2RGB);
    for (int y = 0; y < rgba.rows; ++y) {
        for (int x = 0; x < rgba.cols; ++x) {
            for (int c = 0; c < 3; ++c) {
                rgba.at<cv::Vec4b>(y, x)[c] = cv::saturate_cast<uchar>(unit.at<cv::Vec3f>(y, x)[c] * 255.0F);
            }
        }
    }
}

bool is_recolored(const Artwork& artwork) {
    return artwork.recolorings.front().from_hue != artwork.recolorings.front().to_hue;
}

cv::Mat trimmed(const cv::Mat& rgba) {
    cv::Mat alpha;
    cv::extractChannel(rgba, alpha, 3);
    const cv::Rect visible = cv::boundingRect(alpha >= kVisibleAlpha);
    return rgba(visible).clone();
}

cv::Mat draw(const EmojiFont& font, const Artwork& artwork) {
    if (artwork.code_point == 0) {
        return draw_artwork(std::string(artwork.drawing));
    }
    cv::Mat glyph = font.draw(artwork.code_point);
    const cv::Rect part(static_cast<int>(artwork.crop.x * glyph.cols), static_cast<int>(artwork.crop.y * glyph.rows),
                        static_cast<int>(artwork.crop.width * glyph.cols),
                        static_cast<int>(artwork.crop.height * glyph.rows));
    glyph = glyph(part & cv::Rect(0, 0, glyph.cols, glyph.rows)).clone();
    if (is_recolored(artwork)) {
        recolor(glyph, artwork.recolorings);
    }
    if (artwork.doubled) {
        const cv::Mat left = trimmed(glyph);
        cv::Mat right;
        cv::flip(left, right, 1);
        cv::Mat both;
        cv::hconcat(left, right, both);
        constexpr int kWidest = 176;
        cv::resize(both, glyph, cv::Size(kWidest, both.rows * kWidest / both.cols), 0, 0, cv::INTER_AREA);
    }
    if (!artwork.drawing.empty()) {  // a plant: the pot covers the foot of its stem
        const cv::Mat pot = draw_artwork(std::string(artwork.drawing));
        const cv::Mat plant = trimmed(glyph);
        const int width = 90 * plant.cols / std::max(plant.rows, plant.cols);
        const cv::Mat empty(pot.size(), CV_8UC4, cv::Scalar::all(0));
        const int height = plant.rows * width / plant.cols;
        return composed(composed(empty, plant, 64 - width / 2, 86 - height, width), pot, 0, 0, pot.cols);
    }
    return glyph;
}

}  // namespace

std::vector<std::string> voc_class_names() {
    return {"aeroplane", "bicycle",     "bird",  "boat",        "bottle", "bus",      "car",
            "cat",       "chair",       "cow",   "diningtable", "dog",    "horse",    "motorbike",
            "person",    "pottedplant", "sheep", "sofa",        "train",  "tvmonitor"};
}

world::SpriteAtlas build_atlas(const EmojiFont& font) {
    const auto classes = voc_class_names();
    std::vector<world::Sprite> sprites;
    for (const Artwork& artwork : artworks()) {
        const auto found = std::find(classes.begin(), classes.end(), artwork.class_name);
        if (found == classes.end()) {
            throw UsageError("There is no class \"" + std::string(artwork.class_name) + "\".");
        }
        const cv::Mat picture = trimmed(draw(font, artwork));
        world::Sprite sprite;
        sprite.name = std::string(artwork.class_name) + "-" + std::string(artwork.name);
        sprite.class_index = static_cast<int>(found - classes.begin());
        sprite.test_only = artwork.test_only;
        if (artwork.code_point == 0) {
            sprite.source = "drawn for this project";
        } else {
            sprite.source = "Noto Color Emoji " + hex(artwork.code_point);
            const bool cropped = artwork.crop.width * artwork.crop.height < 1;
            sprite.source += is_recolored(artwork) ? ", recolored" : "";
            sprite.source += cropped ? ", cropped" : "";
            sprite.source += artwork.doubled ? ", completed by its mirror image" : "";
            sprite.source += artwork.drawing.empty() ? "" : ", put into a pot drawn for this project";
        }
        sprite.licence = "Apache-2.0";
        sprite.width = picture.cols;
        sprite.height = picture.rows;
        sprite.rgba.assign(picture.data, picture.data + picture.total() * picture.elemSize());
        sprites.push_back(std::move(sprite));
    }
    return {classes, std::move(sprites)};
}

std::string licence_table(const world::SpriteAtlas& atlas) {
    std::string out =
        "# Licences of the clipart artworks\n\n"
        "`world/atlas.bin` holds the artworks below; `destudio-artwork` makes it and this list. Noto Color\n"
        "Emoji is copyright Google LLC: the font is under the SIL Open Font License 1.1, its pictures are under the\n"
        "Apache License 2.0. All other artworks were drawn for this project and are under the Apache License 2.0.\n"
        "Artworks marked test are held out of training.\n\n"
        "| artwork | class | use | source | licence |\n| --- | --- | --- | --- | --- |\n";
    for (const world::Sprite& sprite : atlas.sprites()) {
        out += "| " + sprite.name + " | " + atlas.classes()[static_cast<std::size_t>(sprite.class_index)] + " | " +
               (sprite.test_only ? "test" : "train") + " | " + sprite.source + " | " + sprite.licence + " |\n";
    }
    return out;
}

}  // namespace destudio::artwork
