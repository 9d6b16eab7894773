// SPDX-License-Identifier: Apache-2.0
#include "core/image/contact_sheet.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/base/class_palette.h"

namespace destudio {

namespace {

constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kLabelScale = 0.42;
constexpr double kCaptionScale = 0.4;
constexpr double kTitleScale = 0.7;
constexpr int kCaptionHeight = 20;
constexpr int kTitleHeight = 36;
const cv::Scalar kPaper(246, 246, 248);
const cv::Scalar kInk(40, 44, 52);

std::string ascii(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F) {
            out.push_back(c);
        } else if ((byte & 0xC0U) != 0x80U) {  // one mark for each letter, not for each of its bytes
            out.push_back('?');
        }
    }
    return out;
}

int text_width(const std::string& text, double scale) {
    int base_line = 0;
    return cv::getTextSize(text, kFont, scale, 1, &base_line).width;
}

std::string fitted(const std::string& text, double scale, int width) {
    std::string out = ascii(text);
    if (text_width(out, scale) <= width) {
        return out;
    }
    while (!out.empty() && text_width(out + "...", scale) > width) {
        out.pop_back();
    }
    return out + "...";
}

void draw_label(cv::Mat& image, const cv::Rect& box, const std::string& text, const cv::Scalar& color, double scale) {
    int base_line = 0;
    const double font_scale = kLabelScale * scale;
    const cv::Size size = cv::getTextSize(text, kFont, font_scale, 1, &base_line);
    const int pad = static_cast<int>(std::lround(3 * scale));
    const int height = size.height + 2 * pad;
    // Above the box where there is room, else inside it; never outside the picture.
    const int top = box.y - height >= 0 ? box.y - height : box.y;
    const int left = std::max(0, std::min(box.x, image.cols - size.width - 2 * pad));
    cv::rectangle(image, cv::Rect(left, top, size.width + 2 * pad, height) & cv::Rect({}, image.size()), color,
                  cv::FILLED);
    const double brightness = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2];
    constexpr double kMiddle = 150;
    cv::putText(image, text, {left + pad, top + height - pad}, kFont, font_scale,
                brightness > kMiddle ? cv::Scalar(0, 0, 0) : cv::Scalar(255, 255, 255),
                std::max(1, static_cast<int>(std::lround(scale))), cv::LINE_AA);
}

}  // namespace

cv::Vec3b class_color(int index) {
    const std::uint32_t rgb = class_palette(index);
    return {static_cast<unsigned char>(rgb >> 16U), static_cast<unsigned char>(rgb >> 8U),
            static_cast<unsigned char>(rgb)};
}

cv::Mat draw_boxes(const cv::Mat& rgb, const std::vector<LabelledBox>& boxes, double scale) {
    cv::Mat out = rgb.clone();
    const int thickness = std::max(1, static_cast<int>(std::lround(2 * scale)));
    const auto color_of = [](const LabelledBox& labelled) {
        const cv::Vec3b color = class_color(labelled.color);
        return cv::Scalar(color[0], color[1], color[2]);
    };
    const auto pixels_of = [&](const LabelledBox& labelled) {
        const Box box = clamped(labelled.box, {rgb.cols, rgb.rows});
        const cv::Point corner(static_cast<int>(std::floor(box.x1)), static_cast<int>(std::floor(box.y1)));
        return cv::Rect(corner, cv::Point(static_cast<int>(std::ceil(box.x2)), static_cast<int>(std::ceil(box.y2))));
    };
    for (const LabelledBox& labelled : boxes) {
        cv::rectangle(out, pixels_of(labelled), color_of(labelled), thickness, cv::LINE_AA);
    }
    for (const LabelledBox& labelled : boxes) {  // above all lines
        if (!labelled.label.empty()) {
            draw_label(out, pixels_of(labelled), ascii(labelled.label), color_of(labelled), scale);
        }
    }
    return out;
}

cv::Mat make_contact_sheet(const std::vector<ContactCell>& cells, const ContactSheetOptions& options) {
    const int columns =
        std::max(1, std::min(options.columns, static_cast<int>(std::max<std::size_t>(1, cells.size()))));
    const int rows = (static_cast<int>(cells.size()) + columns - 1) / columns;
    std::vector<int> heights(static_cast<std::size_t>(rows), 0);
    bool has_captions = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const ContactCell& cell = cells[i];
        const int height = cell.image.empty() ? 0 : cell.image.rows * options.cell_width / cell.image.cols;
        auto& row_height = heights[i / static_cast<std::size_t>(columns)];
        row_height = std::max(row_height, height);
        has_captions = has_captions || !cell.caption.empty();
    }
    const int caption_height = has_captions ? kCaptionHeight : 0;
    int total_height = options.gap + (options.title.empty() ? 0 : kTitleHeight);
    for (const int height : heights) {
        total_height += height + caption_height + options.gap;
    }
    cv::Mat sheet(std::max(1, total_height), options.gap + columns * (options.cell_width + options.gap), CV_8UC3,
                  kPaper);
    int top = options.gap;
    if (!options.title.empty()) {
        cv::putText(sheet, fitted(options.title, kTitleScale, sheet.cols - 2 * options.gap), {options.gap, top + 22},
                    kFont, kTitleScale, kInk, 1, cv::LINE_AA);
        top += kTitleHeight;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const ContactCell& cell = cells[i];
        const auto row = i / static_cast<std::size_t>(columns);
        const int left =
            options.gap + static_cast<int>(i % static_cast<std::size_t>(columns)) * (options.cell_width + options.gap);
        if (!cell.image.empty()) {
            const double scale = static_cast<double>(options.cell_width) / cell.image.cols;
            cv::Mat picture;
            cv::resize(
                cell.image, picture,
                cv::Size(options.cell_width, std::max(1, cell.image.rows * options.cell_width / cell.image.cols)), 0, 0,
                scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
            auto boxes = cell.boxes;
            for (LabelledBox& labelled : boxes) {
                Box& b = labelled.box;
                b = {b.x1 * scale, b.y1 * scale, b.x2 * scale, b.y2 * scale};
            }
            picture = draw_boxes(picture, boxes);
            picture.copyTo(sheet(cv::Rect(left, top, picture.cols, picture.rows)));
        }
        if (!cell.caption.empty()) {
            cv::putText(sheet, fitted(cell.caption, kCaptionScale, options.cell_width), {left, top + heights[row] + 14},
                        kFont, kCaptionScale, kInk, 1, cv::LINE_AA);
        }
        if ((i + 1) % static_cast<std::size_t>(columns) == 0) {
            top += heights[row] + caption_height + options.gap;
        }
    }
    return sheet;
}

}  // namespace destudio
