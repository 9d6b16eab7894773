// SPDX-License-Identifier: Apache-2.0
#include "core/map/picture_map.h"

#include <algorithm>
#include <cmath>

#include "core/map/density_grid.h"
#include "core/map/map_findings.h"
#include "core/map/principal_axes.h"

namespace destudio {

namespace {

constexpr std::size_t kLayoutAxes = 20;
constexpr double kNoSpread = 1e-4;  ///< what rounding alone gives

/// In units of how far vectors lie from their mean: a model whose vectors are all nearly alike is as good as another.
VectorSet in_spreads(const VectorSet& vectors) {
    std::vector<double> mean(vectors.length, 0.0);
    double squares = 0;
    for (std::size_t i = 0; i < vectors.values.size(); ++i) {
        mean[i % vectors.length] += vectors.values[i];
        squares += static_cast<double>(vectors.values[i]) * vectors.values[i];
    }
    const auto count = static_cast<double>(vectors.size());
    double square_of_mean = 0;
    for (const double sum : mean) {
        square_of_mean += sum / count * (sum / count);
    }
    const double spread = std::sqrt(std::max(squares / count - square_of_mean, 0.0));
    VectorSet scaled = vectors;
    for (float& value : scaled.values) {
        value = spread > kNoSpread ? static_cast<float>(value / spread) : 0;
    }
    return scaled;
}

void tell_stage(const ProgressSink& progress, const char* stage) {
    if (progress) {
        progress({stage, 0, 0});
    }
}

}  // namespace

PictureMap make_picture_map(const VectorSet& unscaled, const std::vector<MapPicture>& pictures, std::uint64_t seed,
                            const std::stop_token& stop, const ProgressSink& progress) {
    PictureMap map;
    if (pictures.empty()) {
        return map;
    }
    tell_stage(progress, "neighbours");
    const VectorSet vectors = in_spreads(unscaled);
    const VectorSet axes = along_principal_axes(vectors, kLayoutAxes);
    const NeighbourLists near = NeighbourForest(axes, seed, stop).all_near(kLayoutNeighbours, stop);
    std::vector<std::optional<MapPosition>> known;
    for (const MapPicture& picture : pictures) {
        known.push_back(picture.known);
    }
    const auto placed = static_cast<std::size_t>(
        std::count_if(known.begin(), known.end(), [](const auto& place) { return place.has_value(); }));
    map.positions = placed * 2 >= pictures.size() ? place_new(vectors, known, seed, stop)
                                                  : lay_out(axes, near, seed, stop, progress);
    tell_stage(progress, "places");
    map.groups = find_groups(map.positions);
    map.holes = find_holes(vectors, pictures, seed, stop);
    map.crowded = find_crowded(map.positions, pictures);
    map.stacks = find_stacks(vectors, pictures, near);
    return map;
}

}  // namespace destudio
