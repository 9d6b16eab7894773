// SPDX-License-Identifier: Apache-2.0
#include "tools/artwork/artwork_drawing.h"

#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/base/error.h"

namespace destudio::artwork {

namespace {

constexpr int kSide = 128;
constexpr int kOversampling = 8;

using Rgb = cv::Scalar;

// Shapes in a 128 x 128 square, drawn eight times larger and averaged down, which is what smooths their edges.
class Sheet {
public:
    Sheet() : m_large(kSide * kOversampling, kSide * kOversampling, CV_8UC4, cv::Scalar(0, 0, 0, 0)) {}

    void polygon(const std::vector<cv::Point2d>& corners, const Rgb& color) {
        std::vector<cv::Point> points;
        for (const auto& corner : corners) {
            points.emplace_back(scaled(corner));
        }
        cv::fillPoly(m_large, std::vector<std::vector<cv::Point>>{points}, opaque(color));
    }

    void rectangle(double x1, double y1, double x2, double y2, const Rgb& color) {
        polygon({{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}}, color);
    }

    void rounded(double x1, double y1, double x2, double y2, double radius, const Rgb& color) {
        rectangle(x1 + radius, y1, x2 - radius, y2, color);
        rectangle(x1, y1 + radius, x2, y2 - radius, color);
        for (const double x : {x1 + radius, x2 - radius}) {
            for (const double y : {y1 + radius, y2 - radius}) {
                ellipse(x, y, radius, radius, color);
            }
        }
    }

    void ellipse(double cx, double cy, double rx, double ry, const Rgb& color) {
        cv::ellipse(m_large, scaled({cx, cy}), cv::Size(int(rx * kOversampling), int(ry * kOversampling)), 0, 0, 360,
                    opaque(color), cv::FILLED);
    }

    // Averages premultiplied colors, so that edges do not darken.
    cv::Mat finish() const {
        cv::Mat premultiplied;
        m_large.convertTo(premultiplied, CV_32FC4);
        cv::Mat small;
        cv::resize(premultiplied, small, cv::Size(kSide, kSide), 0, 0, cv::INTER_AREA);
        cv::Mat out(kSide, kSide, CV_8UC4);
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const cv::Vec4f& p = small.at<cv::Vec4f>(y, x);
                const float unit = p[3] > 0 ? 255.0F / p[3] : 0.0F;
                out.at<cv::Vec4b>(y, x) =
                    cv::Vec4b(cv::saturate_cast<uchar>(p[0] * unit), cv::saturate_cast<uchar>(p[1] * unit),
                              cv::saturate_cast<uchar>(p[2] * unit), cv::saturate_cast<uchar>(p[3]));
            }
        }
        return out;
    }

private:
    static cv::Point scaled(const cv::Point2d& p) {
        return {static_cast<int>(p.x * kOversampling), static_cast<int>(p.y * kOversampling)};
    }
    static cv::Scalar opaque(const Rgb& color) { return {color[0], color[1], color[2], 255}; }

    cv::Mat m_large;
};

Rgb shaded(const Rgb& color, double factor) {
    return {color[0] * factor, color[1] * factor, color[2] * factor};
}

cv::Mat draw_table(const Rgb& wood) {
    Sheet sheet;
    const Rgb dark = shaded(wood, 0.72);
    const Rgb darker = shaded(wood, 0.58);
    sheet.polygon({{27, 60}, {34, 60}, {34, 96}, {29, 96}}, darker);  // back legs
    sheet.polygon({{94, 60}, {101, 60}, {99, 96}, {94, 96}}, darker);
    sheet.polygon({{8, 62}, {18, 62}, {17, 116}, {11, 116}}, dark);  // front legs
    sheet.polygon({{110, 62}, {120, 62}, {117, 116}, {111, 116}}, dark);
    sheet.rectangle(8, 60, 120, 71, dark);  // apron
    sheet.polygon({{22, 38}, {106, 38}, {126, 56}, {2, 56}}, wood);
    sheet.polygon({{22, 38}, {106, 38}, {108.2, 40}, {19.8, 40}}, shaded(wood, 1.12));
    sheet.polygon({{15.4, 44}, {112.6, 44}, {113.3, 44.7}, {14.7, 44.7}}, shaded(wood, 0.9));
    sheet.polygon({{9, 50}, {119, 50}, {119.8, 50.7}, {8.2, 50.7}}, shaded(wood, 0.9));
    sheet.rectangle(2, 56, 126, 62, shaded(wood, 0.85));
    return sheet.finish();
}

cv::Mat draw_round_table() {
    Sheet sheet;
    const Rgb leg(150, 98, 58);
    sheet.ellipse(64, 112, 30, 7, shaded(leg, 0.8));
    sheet.polygon({{58, 70}, {70, 70}, {73, 110}, {55, 110}}, leg);
    const Rgb cloth(240, 240, 246);
    sheet.ellipse(64, 48, 60, 17, cloth);
    sheet.polygon({{4, 48},
                   {124, 48},
                   {118, 80},
                   {108, 70},
                   {97, 84},
                   {84, 74},
                   {70, 88},
                   {56, 76},
                   {42, 85},
                   {28, 72},
                   {17, 81},
                   {10, 70}},
                  shaded(cloth, 0.9));
    sheet.ellipse(64, 47, 60, 16, cloth);
    sheet.ellipse(64, 47, 50, 12.5, Rgb(214, 84, 84));
    sheet.ellipse(64, 47, 46, 11, cloth);
    return sheet.finish();
}

cv::Mat draw_bottle(const Rgb& glass, const Rgb& cap, const Rgb& label, const Rgb& stripe) {
    Sheet sheet;
    sheet.rounded(42, 48, 86, 126, 7, glass);
    sheet.polygon({{42, 58}, {56, 34}, {72, 34}, {86, 58}}, glass);
    sheet.ellipse(64, 52, 22, 17, glass);
    sheet.rectangle(56, 12, 72, 40, glass);
    sheet.rounded(54, 2, 74, 18, 3, cap);
    sheet.rectangle(54, 14, 74, 17, shaded(cap, 0.8));
    sheet.rounded(47, 54, 52, 120, 2.4,
                  Rgb(255 - (255 - glass[0]) * 0.6, 255 - (255 - glass[1]) * 0.6, 255 - (255 - glass[2]) * 0.6));
    sheet.rectangle(42, 72, 86, 106, label);
    sheet.rectangle(42, 80, 86, 86, stripe);
    sheet.ellipse(64, 95, 7, 7, stripe);
    return sheet.finish();
}

cv::Mat draw_sofa(const Rgb& cloth) {
    Sheet sheet;
    const Rgb leg(110, 72, 44);
    for (const double x : {14.0, 104.0}) {
        sheet.polygon({{x, 98}, {x + 10, 98}, {x + 8, 110}, {x + 2, 110}}, leg);
    }
    sheet.rounded(12, 26, 116, 90, 12, cloth);
    sheet.rectangle(63, 32, 65, 72, shaded(cloth, 0.8));
    sheet.rounded(14, 66, 114, 84, 6, shaded(cloth, 1.1));
    sheet.rectangle(63, 67, 65, 83, shaded(cloth, 0.82));
    sheet.rectangle(10, 82, 118, 100, shaded(cloth, 0.86));
    sheet.rounded(2, 50, 24, 102, 10, shaded(cloth, 0.95));
    sheet.rounded(104, 50, 126, 102, 10, shaded(cloth, 0.95));
    sheet.rounded(5, 53, 21, 70, 7, shaded(cloth, 1.12));
    sheet.rounded(107, 53, 123, 70, 7, shaded(cloth, 1.12));
    return sheet.finish();
}

cv::Mat draw_flat_screen() {
    Sheet sheet;
    const Rgb frame(48, 52, 60);
    sheet.rounded(38, 104, 90, 112, 3, shaded(frame, 1.3));
    sheet.rectangle(58, 92, 70, 106, shaded(frame, 1.15));
    sheet.rounded(2, 18, 126, 96, 5, frame);
    sheet.rectangle(7, 23, 121, 88, Rgb(92, 178, 226));
    sheet.polygon({{7, 74}, {36, 48}, {62, 74}, {62, 88}, {7, 88}}, Rgb(88, 160, 104));
    sheet.polygon({{44, 80}, {84, 42}, {121, 76}, {121, 88}, {44, 88}}, Rgb(70, 138, 90));
    sheet.ellipse(98, 38, 8, 8, Rgb(255, 224, 120));
    sheet.ellipse(64, 92, 1.6, 1.6, Rgb(120, 220, 130));
    return sheet.finish();
}

cv::Mat draw_pot() {
    Sheet sheet;
    const Rgb clay(206, 106, 62);
    sheet.polygon({{42, 90}, {86, 90}, {80, 127}, {48, 127}}, clay);
    sheet.polygon({{42, 90}, {54, 90}, {56, 127}, {48, 127}}, shaded(clay, 1.15));
    sheet.rounded(37, 80, 91, 94, 3, shaded(clay, 0.9));
    sheet.rounded(39, 81.5, 89, 85, 1.6, shaded(clay, 1.08));
    return sheet.finish();
}

cv::Mat draw_armchair(const Rgb& cloth) {
    Sheet sheet;
    const Rgb leg(110, 72, 44);
    sheet.polygon({{24, 106}, {33, 106}, {31, 124}, {26, 124}}, leg);
    sheet.polygon({{95, 106}, {104, 106}, {102, 124}, {97, 124}}, leg);
    sheet.rounded(28, 4, 100, 92, 14, cloth);
    sheet.rounded(34, 10, 94, 70, 10, shaded(cloth, 1.08));
    sheet.rectangle(22, 80, 106, 110, shaded(cloth, 0.84));
    sheet.rounded(30, 68, 98, 88, 7, shaded(cloth, 1.14));
    sheet.rounded(12, 54, 34, 112, 9, shaded(cloth, 0.95));
    sheet.rounded(94, 54, 116, 112, 9, shaded(cloth, 0.95));
    return sheet.finish();
}

}  // namespace

cv::Mat draw_artwork(const std::string& name) {
    if (name == "table-wood") {
        return draw_table(Rgb(196, 138, 82));
    }
    if (name == "table-dark") {
        return draw_table(Rgb(138, 84, 56));
    }
    if (name == "table-cloth") {
        return draw_round_table();
    }
    if (name == "bottle-wine") {
        return draw_bottle(Rgb(44, 96, 62), Rgb(150, 34, 48), Rgb(244, 236, 214), Rgb(150, 34, 48));
    }
    if (name == "bottle-water") {
        return draw_bottle(Rgb(150, 208, 240), Rgb(34, 92, 190), Rgb(250, 252, 255), Rgb(34, 92, 190));
    }
    if (name == "bottle-juice") {
        return draw_bottle(Rgb(246, 158, 50), Rgb(60, 150, 74), Rgb(255, 246, 220), Rgb(226, 92, 34));
    }
    if (name == "sofa-red") {
        return draw_sofa(Rgb(196, 62, 66));
    }
    if (name == "sofa-green") {
        return draw_sofa(Rgb(86, 146, 104));
    }
    if (name == "flat-screen") {
        return draw_flat_screen();
    }
    if (name == "pot") {
        return draw_pot();
    }
    if (name == "armchair") {
        return draw_armchair(Rgb(226, 164, 60));
    }
    throw UsageError("There is no drawing called \"" + name + "\".");
}

cv::Mat composed(const cv::Mat& lower, const cv::Mat& upper, int x, int y, int width) {
    cv::Mat out = lower.clone();
    cv::Mat scaled;
    cv::resize(upper, scaled, cv::Size(width, upper.rows * width / upper.cols), 0, 0, cv::INTER_AREA);
    for (int row = 0; row < scaled.rows; ++row) {
        for (int column = 0; column < scaled.cols; ++column) {
            const int to_x = x + column;
            const int to_y = y + row;
            if (to_x < 0 || to_y < 0 || to_x >= out.cols || to_y >= out.rows) {
                continue;
            }
            const cv::Vec4b& front = scaled.at<cv::Vec4b>(row, column);
            cv::Vec4b& back = out.at<cv::Vec4b>(to_y, to_x);
            const double a = front[3] / 255.0;
            const double b = back[3] / 255.0 * (1 - a);
            if (a + b > 0) {
                for (int c = 0; c < 3; ++c) {
                    back[c] = cv::saturate_cast<uchar>((front[c] * a + back[c] * b) / (a + b));
                }
            }
            back[3] = cv::saturate_cast<uchar>(255 * (a + b));
        }
    }
    return out;
}

}  // namespace destudio::artwork
