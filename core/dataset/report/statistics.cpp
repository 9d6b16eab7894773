// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/report/statistics.h"

#include <algorithm>
#include <cstdio>

#include "core/dataset/report/svg_bar_chart.h"

namespace destudio::dataset {

namespace {

constexpr std::size_t kMaxBoxes = 20;
constexpr double kSmall = 32.0 * 32.0;
constexpr double kMedium = 96.0 * 96.0;

double factor(std::size_t now, std::size_t before) {
    return before == 0 ? 0 : static_cast<double>(now) / static_cast<double>(before);
}

std::string times(std::size_t now, std::size_t before) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2fx", factor(now, before));
    return text;
}

// Letters, not bytes, so that columns line up for names outside ASCII.
std::string padded(const std::string& text, std::size_t width) {
    const auto letters = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    return text + std::string(letters < width ? width - letters : 0, ' ');
}

std::string right(std::size_t number) {
    char text[32];
    std::snprintf(text, sizeof text, "%11zu", number);
    return text;
}

}  // namespace

Statistics count(const Dataset& dataset, IgnoredKind ignored) {
    Statistics out;
    out.images = dataset.images.size();
    out.images_with_boxes.resize(kMaxBoxes + 1);
    for (const std::string& name : dataset.classes) {
        out.classes.push_back({name});
    }
    const auto by_image = annotations_by_image(dataset);
    std::vector<std::size_t> last_image(dataset.classes.size(), dataset.images.size());
    for (std::size_t i = 0; i < by_image.size(); ++i) {
        std::size_t boxes = 0;
        std::size_t difficult = 0;
        for (const std::size_t position : by_image[i]) {
            const Annotation& annotation = dataset.annotations[position];
            if (annotation.ignore) {
                ++out.ignored;
                difficult += ignored == IgnoredKind::kDifficult ? 1 : 0;
                continue;
            }
            const auto index = static_cast<std::size_t>(annotation.class_index);
            ClassCount& entry = out.classes.at(index);
            ++boxes;
            ++entry.instances;
            entry.images += std::exchange(last_image[index], i) != i ? 1 : 0;
            const double area = annotation.area > 0 ? annotation.area : annotation.box.area();
            ++(area < kSmall ? entry.small : area < kMedium ? entry.medium : entry.large);
        }
        out.instances += boxes;
        out.paper.instances += boxes + difficult;
        out.paper.images += boxes + difficult > 0 ? 1 : 0;
        ++out.images_with_boxes[std::min(boxes, kMaxBoxes)];
        out.empty_images += boxes == 0 ? 1 : 0;
        out.unlabelled_images += by_image[i].empty() && !dataset.images[i].confirmed ? 1 : 0;
    }
    return out;
}

std::string statistics_text(const Statistics& s, const Statistics* baseline) {
    std::size_t width = 24;
    for (const ClassCount& entry : s.classes) {
        width = std::max(width, std::min<std::size_t>(entry.name.size(), 40));
    }
    std::string out = padded("images", width) + right(s.images);
    out += (baseline != nullptr ? "  " + times(s.images, baseline->images) : "") + "\n";
    out += padded("instances", width) + right(s.instances);
    out += (baseline != nullptr ? "  " + times(s.instances, baseline->instances) : "") + "\n";
    out += padded("ignored regions", width) + right(s.ignored) + "\n";
    out += padded("images without a box", width) + right(s.empty_images) + "\n";
    out += padded("  not confirmed as empty", width) + right(s.unlabelled_images) + "\n\n";
    out += "as the paper's Table 1 counts: images with an instance; difficult objects are instances, crowds are not\n";
    out += padded("images (Table 1)", width) + right(s.paper.images);
    out += (baseline != nullptr ? "  " + times(s.paper.images, baseline->paper.images) : "") + "\n";
    out += padded("instances (Table 1)", width) + right(s.paper.instances);
    out += (baseline != nullptr ? "  " + times(s.paper.instances, baseline->paper.instances) : "") + "\n\n";
    out += padded("class", width) + "  instances     images      small     medium      large\n";
    for (const ClassCount& entry : s.classes) {
        out += padded(entry.name, width);
        for (const std::size_t number : {entry.instances, entry.images, entry.small, entry.medium, entry.large}) {
            out += right(number);
        }
        out += "\n";
    }
    return out;
}

nlohmann::ordered_json statistics_json(const Statistics& s, const Statistics* baseline) {
    nlohmann::ordered_json out = {{"images", s.images},
                                  {"instances", s.instances},
                                  {"ignored", s.ignored},
                                  {"empty_images", s.empty_images},
                                  {"unlabelled_images", s.unlabelled_images}};
    if (baseline != nullptr) {
        out["baseline"] = {{"images", baseline->images}, {"instances", baseline->instances}};
        out["scale_factors"] = {{"images", factor(s.images, baseline->images)},
                                {"instances", factor(s.instances, baseline->instances)}};
    }
    out["table1"] = {{"images", s.paper.images}, {"instances", s.paper.instances}};
    if (baseline != nullptr) {
        out["table1"]["baseline"] = {{"images", baseline->paper.images}, {"instances", baseline->paper.instances}};
        out["table1"]["scale_factors"] = {{"images", factor(s.paper.images, baseline->paper.images)},
                                          {"instances", factor(s.paper.instances, baseline->paper.instances)}};
    }
    auto classes = nlohmann::ordered_json::array();
    for (const ClassCount& entry : s.classes) {
        classes.push_back({{"name", entry.name},
                           {"instances", entry.instances},
                           {"images", entry.images},
                           {"small", entry.small},
                           {"medium", entry.medium},
                           {"large", entry.large}});
    }
    out["classes"] = std::move(classes);
    out["images_with_boxes"] = s.images_with_boxes;
    return out;
}

std::vector<std::pair<std::string, std::string>> statistics_charts(const Statistics& s) {
    BarChart classes{"Instances by class", {"small", "medium", "large"}, {}};
    for (const ClassCount& entry : s.classes) {
        classes.bars.push_back({entry.name, {entry.small, entry.medium, entry.large}});
    }
    BarChart boxes{"Images by number of boxes", {"images"}, {}};
    for (std::size_t i = 0; i < s.images_with_boxes.size(); ++i) {
        boxes.bars.push_back({std::to_string(i) + (i == kMaxBoxes ? "+" : ""), {s.images_with_boxes[i]}});
    }
    return {{"instances-by-class.svg", bar_chart_svg(classes)}, {"boxes-per-image.svg", bar_chart_svg(boxes)}};
}

}  // namespace destudio::dataset
