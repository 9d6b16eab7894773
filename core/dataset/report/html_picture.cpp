// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/report/html_picture.h"

#include <algorithm>
#include <cstdio>
#include <opencv2/core/mat.hpp>

#include "core/base/class_palette.h"
#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/report/svg_bar_chart.h"
#include "core/dataset/text/number_text.h"
#include "core/image/byte_source.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"

namespace destudio::dataset {

namespace {

constexpr std::size_t kMaxDrawnBoxes = 200;  ///< drawn in one picture
constexpr int kQuality = 80;
constexpr int kSvgDigits = 1;

std::string color(int class_index) {
    char text[16];
    std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(class_palette(class_index)));
    return text;
}

std::string label_of(const Dataset& dataset, const Annotation& annotation) {
    return dataset.classes.at(static_cast<std::size_t>(annotation.class_index)) +
           (annotation.score ? " " + decimal(*annotation.score, 2) : std::string());
}

/// @param scale pixels of the drawing for one of the image
std::string box_svg(const Dataset& dataset, const Annotation& annotation, double scale) {
    return "<rect x=\"" + decimal(annotation.box.x1 * scale, kSvgDigits) + "\" y=\"" +
           decimal(annotation.box.y1 * scale, kSvgDigits) + "\" width=\"" +
           decimal(annotation.box.width() * scale, kSvgDigits) + "\" height=\"" +
           decimal(annotation.box.height() * scale, kSvgDigits) + "\" stroke=\"" + color(annotation.class_index) +
           "\"" + (annotation.ignore ? " stroke-dasharray=\"5 3\"" : "") + "><title>" +
           escaped_markup(label_of(dataset, annotation)) + "</title></rect>\n";
}

/// Labels of the boxes, those of large ones first; one that finds its place taken is left out, but shows when the
/// pointer is on its box.
std::string labels_svg(const Dataset& dataset, std::vector<std::size_t> positions, Size shown, double scale) {
    constexpr double kLetterWidth = 6;  // of most letters, at the font size of the drawing
    constexpr double kHeight = 12;
    std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
        return dataset.annotations[a].box.area() > dataset.annotations[b].box.area();
    });
    std::vector<Box> taken;
    std::string out;
    for (const std::size_t position : positions) {
        const Annotation& annotation = dataset.annotations[position];
        const std::string label = label_of(dataset, annotation);
        const double width = kLetterWidth * static_cast<double>(label.size());
        const double x = std::max(0.0, std::min(annotation.box.x1 * scale, shown.width - width));
        const double y = std::max(kHeight - 2, annotation.box.y1 * scale - 3);
        const Box place{x, y - kHeight + 2, x + width, y + 2};
        const bool free = std::none_of(taken.begin(), taken.end(),
                                       [&](const Box& other) { return !intersection(place, other).empty(); });
        if (free) {
            taken.push_back(place);
            out += "<text x=\"" + decimal(x, kSvgDigits) + "\" y=\"" + decimal(y, kSvgDigits) + "\" class=\"l\">" +
                   escaped_markup(label) + "</text>\n";
        }
    }
    return out;
}

struct SmallPicture {
    cv::Mat pixels;
    std::string source_type;  ///< as SourceMark::type: what a model made says so in the report, too
};

SmallPicture small_picture(const ReadResult& read, const Image& image, int side) {
    const auto embedded = read.embedded.find(image.file_name);
    if (embedded != read.embedded.end()) {
        const std::string bytes = embedded->second();
        return {thumbnail(decode_image(bytes, image.file_name), side),
                read_source_mark(image::MemorySource(bytes)).type};
    }
    const auto file = resolve_inside(read.image_folder, image.file_name);
    return {load_thumbnail(file, side), read_source_mark(file).type};
}

std::string caption_of(const Image& image, std::size_t boxes) {
    std::string out = "<b>" + escaped_markup(image.file_name) + "</b><br>" + std::to_string(image.size.width) + " × " +
                      std::to_string(image.size.height) + ", " + std::to_string(boxes) +
                      (boxes == 1 ? " box" : " boxes");
    out += image.split.empty() ? "" : ", " + escaped_markup(image.split);
    out += image.confirmed ? ", confirmed" : "";
    constexpr std::size_t kLongest = 200;
    if (!image.caption.empty()) {
        std::string caption = image.caption.substr(0, kLongest);
        while (find_not_utf8(caption) != std::string_view::npos) {  // a letter was cut in two
            caption.resize(find_not_utf8(caption));
        }
        out += "<br><span class=\"dim\">" + escaped_markup(caption) + (image.caption.size() > kLongest ? "…" : "") +
               "</span>";
    }
    return "<figcaption>" + out + "</figcaption>";
}

}  // namespace

std::string base64(std::span<const unsigned char> bytes) {
    constexpr const char* kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const unsigned group = static_cast<unsigned>(bytes[i]) << 16U |
                               (left > 1 ? static_cast<unsigned>(bytes[i + 1]) << 8U : 0U) |
                               (left > 2 ? static_cast<unsigned>(bytes[i + 2]) : 0U);
        out += kLetters[group >> 18U];
        out += kLetters[(group >> 12U) & 63U];
        out += left > 1 ? kLetters[(group >> 6U) & 63U] : '=';
        out += left > 2 ? kLetters[group & 63U] : '=';
    }
    return out;
}

std::string html_picture(const ReadResult& read, const Image& image, const std::vector<std::size_t>& positions,
                         int side) {
    std::string inside;
    Size shown{side, side};
    try {
        const SmallPicture picture = small_picture(read, image, side);
        shown = {picture.pixels.cols, picture.pixels.rows};
        const auto jpeg = encode_jpeg(picture.pixels, kQuality, {picture.source_type, {}});
        inside = "<image href=\"data:image/jpeg;base64," + base64(jpeg) + "\" width=\"" + std::to_string(shown.width) +
                 "\" height=\"" + std::to_string(shown.height) + "\"/>\n";
    } catch (const Error& error) {
        if (image.size.width > 0 && image.size.height > 0) {
            const double scale = static_cast<double>(side) / std::max(image.size.width, image.size.height);
            shown = {std::max(1, static_cast<int>(image.size.width * scale)),
                     std::max(1, static_cast<int>(image.size.height * scale))};
        }
        inside = "<title>" + escaped_markup(error.what()) +
                 "</title>\n<text x=\"8\" y=\"20\" fill=\"currentColor\">No picture</text>\n";
    }
    const double scale = image.size.width > 0 ? static_cast<double>(shown.width) / image.size.width : 1;
    inside += "<g fill=\"none\" stroke-width=\"2\" font-size=\"11\" font-family=\"sans-serif\">\n";
    std::string boxes;
    const std::vector<std::size_t> drawn(
        positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(std::min(positions.size(), kMaxDrawnBoxes)));
    for (const std::size_t position : drawn) {
        boxes += box_svg(read.dataset, read.dataset.annotations[position], scale);
    }
    boxes += labels_svg(read.dataset, drawn, shown, scale);
    return "<figure><svg viewBox=\"0 0 " + std::to_string(shown.width) + " " + std::to_string(shown.height) +
           "\" role=\"img\" aria-label=\"" + escaped_markup(image.file_name) + "\">\n" + inside + boxes + "</g></svg>" +
           caption_of(image, positions.size()) + "</figure>\n";
}

}  // namespace destudio::dataset
