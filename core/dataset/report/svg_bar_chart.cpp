// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/report/svg_bar_chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace {

constexpr int kRow = 22;
constexpr int kLeft = 180;
constexpr int kBarWidth = 280;
constexpr int kTitleHeight = 42;
constexpr int kLegendHeight = 22;
constexpr int kWidth = kLeft + kBarWidth + 90;
// Blue, orange, green of the Okabe-Ito palette: told apart by everyone.
constexpr const char* kColors[] = {"#0072b2", "#e69f00", "#009e73"};

std::size_t total(const BarChart::Bar& bar) {
    return std::accumulate(bar.parts.begin(), bar.parts.end(), std::size_t{0});
}

std::string text(int x, int y, const std::string& content, const std::string& more = {}) {
    return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\"" + more + ">" +
           escaped_markup(content) + "</text>\n";
}

/// A label that fits beside the bars: at most kMaxLetters characters.
std::string shortened(const std::string& label) {
    constexpr std::size_t kMaxLetters = 24;
    std::size_t letters = 0;
    std::size_t last = 0;  // where the last letter that fits beside "..." ends
    for (std::size_t i = 0; i < label.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(label[i]) & 0xC0U) != 0x80;
        if (starts && letters == kMaxLetters - 1) {
            last = i;
        }
        letters += starts ? 1 : 0;
    }
    return letters > kMaxLetters ? label.substr(0, last) + "\u2026" : label;
}

}  // namespace

std::string escaped_markup(const std::string& content) {
    std::string out;
    for (const char c : content) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') {
            out += c;
        }
    }
    return out;
}

std::string bar_chart_svg(const BarChart& chart) {
    std::size_t most = 1;
    for (const auto& bar : chart.bars) {
        most = std::max(most, total(bar));
    }
    const bool legend = chart.parts.size() > 1;
    const int top = kTitleHeight + (legend ? kLegendHeight : 0);
    const int height = top + static_cast<int>(chart.bars.size()) * kRow + 16;
    const std::string box = std::to_string(kWidth) + " " + std::to_string(height);
    std::string out =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + box + "\" width=\"" + std::to_string(kWidth) +
        "\" height=\"" + std::to_string(height) +
        "\" font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    out += text(16, 26, chart.title, " font-size=\"17\"");
    int x = kLeft;
    for (std::size_t i = 0; legend && i < chart.parts.size(); ++i) {
        out += "<rect x=\"" + std::to_string(x) + "\" y=\"40\" width=\"12\" height=\"12\" fill=\"" +
               kColors[i % std::size(kColors)] + "\"/>\n" + text(x + 18, 51, chart.parts[i]);
        x += 90;
    }
    int y = top;
    for (const auto& bar : chart.bars) {
        out += text(kLeft - 8, y + 14, shortened(bar.label), " text-anchor=\"end\"");
        double left = kLeft;
        for (std::size_t i = 0; i < bar.parts.size(); ++i) {
            const double width = kBarWidth * static_cast<double>(bar.parts[i]) / static_cast<double>(most);
            if (width > 0) {
                out += "<rect x=\"" + decimal(left, 2) + "\" y=\"" + std::to_string(y + 2) + "\" width=\"" +
                       decimal(width, 2) + "\" height=\"" + std::to_string(kRow - 6) + "\" fill=\"" +
                       kColors[i % std::size(kColors)] + "\"/>\n";
            }
            left += width;
        }
        const double shown = static_cast<double>(total(bar)) / std::pow(10.0, chart.digits);
        out += text(static_cast<int>(left) + 6, y + 14, decimal(shown, chart.digits));
        y += kRow;
    }
    return out + "</svg>\n";
}

}  // namespace destudio::dataset
