// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <algorithm>

#include "core/detection/attention/otsu_boxes.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

using detection::ByteMap;
using detection::Component;
using detection::FloatMap;

template <class T>
std::vector<T> values(const torch::Tensor& tensor) {
    const auto contiguous = tensor.contiguous();
    const T* data = contiguous.data_ptr<T>();
    return {data, data + contiguous.numel()};
}

std::array<int, 5> row(const Component& component) {
    return {component.x, component.y, component.width, component.height, component.pixels};
}

/// Rows sorted by y, x, w, h, pixels: label numbers differ between implementations.
torch::Tensor sorted_stats(std::vector<Component> components) {
    std::sort(components.begin(), components.end(), [](const Component& a, const Component& b) {
        return std::tie(a.y, a.x, a.width, a.height, a.pixels) < std::tie(b.y, b.x, b.width, b.height, b.pixels);
    });
    auto out = torch::zeros({static_cast<std::int64_t>(components.size()), 5}, torch::kInt);
    for (std::size_t i = 0; i < components.size(); ++i) {
        for (int k = 0; k < 5; ++k) {
            out[static_cast<std::int64_t>(i)][k] = row(components[i])[static_cast<std::size_t>(k)];
        }
    }
    return out;
}

/// Checks boxes and centroids of each recorded component against the one of ours that has the same statistics.
void check_details(const std::vector<Component>& components, const ByteMap& map, const Recording& golden,
                   const std::string& suffix, const std::string& name, Checks& checks) {
    const auto stats = golden["stats_" + suffix];
    auto boxes = torch::zeros({stats.size(0), 4}, torch::kDouble);
    auto centroids = torch::zeros({stats.size(0), 2}, torch::kDouble);
    const auto expected_centroids = golden["centroids_" + suffix];
    for (std::int64_t i = 0; i < stats.size(0); ++i) {
        const auto wanted = values<int>(stats[i]);
        double best = 1e30;
        for (const Component& component : components) {
            const auto own = row(component);
            const double distance = std::abs(component.centroid_x - expected_centroids[i][0].item<double>()) +
                                    std::abs(component.centroid_y - expected_centroids[i][1].item<double>());
            if (std::equal(own.begin(), own.end(), wanted.begin()) && distance < best) {
                best = distance;
                const auto box = component.normalised_box(map.width, map.height);
                boxes[i] = torch::tensor(std::vector<double>(box.begin(), box.end()), torch::kDouble);
                centroids[i] = torch::tensor({component.centroid_x, component.centroid_y}, torch::kDouble);
            }
        }
    }
    checks.within(name + "boxes_xyxy_norm_" + suffix, boxes, golden["boxes_xyxy_norm_" + suffix], 1e-9);
    checks.within(name + "centroids_" + suffix, centroids, expected_centroids, 1e-9);
}

void check_components(const ByteMap& binary, int connectivity, const Recording& golden, const std::string& name,
                      Checks& checks) {
    const auto suffix = std::to_string(connectivity);
    const auto found = detection::connected_components(binary, connectivity);
    checks.equal(name + "stats_sorted_" + suffix, sorted_stats(found.components), golden["stats_sorted_" + suffix]);
    check_details(found.components, binary, golden, suffix, name, checks);
    // The same partition: every recorded label maps to one of ours and the reverse.
    const auto recorded = values<int>(golden["labels_" + suffix]);
    std::map<int, int> forward;
    std::map<int, int> backward;
    bool same = recorded.size() == found.labels.size();
    for (std::size_t i = 0; same && i < recorded.size(); ++i) {
        same = forward.emplace(recorded[i], found.labels[i]).first->second == found.labels[i] &&
               backward.emplace(found.labels[i], recorded[i]).first->second == recorded[i];
    }
    checks.holds(name + "labels_" + suffix, same);
}

void check_map(const Recording& golden, const std::string& name, Checks& checks) {
    const auto map = golden["map"];
    const auto upsampled = golden["upsampled"];
    const FloatMap input{static_cast<int>(map.size(0)), static_cast<int>(map.size(1)), values<float>(map)};
    const FloatMap large =
        detection::upsample_bilinear(input, static_cast<int>(upsampled.size(0)), static_cast<int>(upsampled.size(1)));
    checks.close(name + "upsampled", torch::tensor(large.values).view(upsampled.sizes()), upsampled, 1e-6, 1e-6);
    const ByteMap gray = detection::to_gray(large);
    checks.equal(name + "gray_u8", torch::tensor(gray.values, torch::kUInt8).view(upsampled.sizes()),
                 golden["gray_u8"]);
    const int threshold = detection::otsu_threshold(gray);
    checks.number(name + "otsu_threshold", threshold, golden["otsu_threshold"][0].item<double>(), 0);
    const ByteMap binary = detection::binarise(gray, threshold);
    checks.equal(name + "binary_u8", torch::tensor(binary.values, torch::kUInt8).view(upsampled.sizes()),
                 golden["binary_u8"]);
    check_components(binary, 8, golden, name, checks);
    check_components(binary, 4, golden, name, checks);
    if (const auto box = detection::foreground_box(binary)) {
        checks.equal(name + "foreground_box_xyxy", torch::tensor(std::vector<int>(box->begin(), box->end())),
                     golden["foreground_box_xyxy"]);
    }
    const auto components = detection::connected_components(binary, 8).components;
    const auto largest = golden["largest_component_8"][0].item<std::int64_t>();
    checks.holds(name + "any component", components.empty() == (largest < 0));
    if (largest >= 0 && !components.empty()) {
        const auto best = std::max_element(components.begin(), components.end(),
                                           [](const auto& a, const auto& b) { return a.pixels < b.pixels; });
        checks.number(name + "largest_component_8 pixels", best->pixels, golden["stats_8"][largest][4].item<double>(),
                      0);
    }
}

}  // namespace

void check_otsu(const std::filesystem::path& folder, Checks& checks) {
    for (const auto& path : recordings(folder, "map")) {
        check_map(Recording(path), path.stem().string() + ".", checks);
    }
}

}  // namespace destudio::verify
