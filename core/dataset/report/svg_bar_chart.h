// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace destudio::dataset {

/// Horizontal bars, each made of parts that stand one after the other.
struct BarChart {
    struct Bar {
        std::string label;
        std::vector<std::size_t> parts;
    };
    std::string title;
    std::vector<std::string> parts;  ///< what the parts are called, for the legend
    std::vector<Bar> bars;
    int digits = 0;  ///< behind the point of the numbers beside the bars: 182 is shown as 0.182 with 3
};

/// The chart as an SVG document: text as text, no script, nothing from outside.
std::string bar_chart_svg(const BarChart& chart);

/// Text with the letters that XML and HTML reserve escaped, and control characters left out.
std::string escaped_markup(const std::string& text);

}  // namespace destudio::dataset
