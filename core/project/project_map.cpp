// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_map.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/cancellation.h"
#include "core/image/image_io.h"
#include "core/image/pixel_features.h"

namespace destudio {

namespace {

constexpr int kLookAtSide = 160;  ///< pixels; pixel_features() needs fewer

/// Looks at pictures without a model.
class PixelLook {
public:
    PixelLook(std::size_t total, const std::stop_token& stop, const ProgressSink& progress)
        : m_total(total), m_stop(stop), m_progress(progress) {}

    /// @param part of the picture in shares of its sides; empty: all of it
    std::optional<FeatureVector> look(const std::filesystem::path& file, const Box& part) {
        throw_if_stopped(m_stop);
        if (m_progress) {
            m_progress({"look", ++m_done, static_cast<std::int64_t>(m_total)});
        }
        try {
            const cv::Mat small = load_thumbnail(file, kLookAtSide);
            const cv::Rect whole(0, 0, small.cols, small.rows);
            const cv::Rect wanted(static_cast<int>(part.x1 * small.cols), static_cast<int>(part.y1 * small.rows),
                                  static_cast<int>((part.x2 - part.x1) * small.cols),
                                  static_cast<int>((part.y2 - part.y1) * small.rows));
            const cv::Rect seen = wanted & whole;
            return pixel_features(seen.empty() ? small : small(seen).clone());
        } catch (const Error& error) {
            // The window tells of unreadable pictures where they are shown; the map goes on without.
            spdlog::debug("Not on the map: {}", error.what());
            return std::nullopt;
        }
    }

private:
    std::size_t m_total;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    std::int64_t m_done = 0;
};

/// The part of a reference that its variants were made from, in shares of its sides.
Box part_of(Project& project, const Reference& reference) {
    const auto variants = project.variants().of_reference(reference.id);
    if (variants.empty() || variants.front().recipe.crop.empty() || reference.size.width < 1 ||
        reference.size.height < 1) {
        return {0, 0, 1, 1};
    }
    const Box& crop = variants.front().recipe.crop;
    return {crop.x1 / reference.size.width, crop.y1 / reference.size.height, crop.x2 / reference.size.width,
            crop.y2 / reference.size.height};
}

std::map<RowId, StoredFeature> by_id(std::vector<StoredFeature> features) {
    std::map<RowId, StoredFeature> map;
    for (StoredFeature& feature : features) {
        map.emplace(feature.id, std::move(feature));
    }
    return map;
}

std::string usual_kind(const std::vector<FeatureStore::Kind>& kinds, std::size_t variants) {
    for (const FeatureStore::Kind& kind : kinds) {
        if (kind.name != kPixelKind && kind.variants > 0 && kind.variants * 2 >= variants) {
            return kind.name;
        }
    }
    return kPixelKind;
}

MapRole role_of(const MapEntry& entry) {
    if (entry.is_reference) {
        return MapRole::kReference;
    }
    switch (entry.state) {
        case VariantState::kAccepted:
        case VariantState::kEdited:
            return MapRole::kAccepted;
        case VariantState::kNew:
            return MapRole::kOpen;
        default:
            return MapRole::kRejected;
    }
}

/// Collects entries with their vectors.
class MapMaker {
public:
    MapMaker(Project& project, const ProjectMapOptions& options, const std::stop_token& stop,
             const ProgressSink& progress)
        : m_project(project), m_options(options), m_stop(stop), m_progress(progress) {}

    ProjectMap make() {
        const auto references = m_project.references().all();
        const auto variants = m_project.features().pictures();
        for (auto& kind : m_project.features().kinds()) {
            m_map.kinds.push_back(std::move(kind));
        }
        m_map.kind = m_options.kind.empty() ? usual_kind(m_map.kinds, variants.size()) : m_options.kind;
        auto known_references = by_id(m_project.features().references(m_map.kind));
        auto known_variants = by_id(m_project.features().variants(m_map.kind));
        const std::size_t missing =
            references.size() + variants.size() -
            std::min(references.size() + variants.size(), known_references.size() + known_variants.size());
        PixelLook look(missing, m_stop, m_progress);
        m_vectors.length = kFeatureLength;
        std::map<RowId, std::int64_t> place_of_reference;
        for (const Reference& reference : references) {
            StoredFeature* feature = find(known_references, reference.id,
                                          [&] { return look.look(reference.path, part_of(m_project, reference)); });
            if (feature != nullptr) {
                place_of_reference[reference.id] = static_cast<std::int64_t>(m_map.entries.size());
                add({reference.id, true, reference.id, VariantState::kNew, reference.path}, *feature, -1);
            }
        }
        for (const auto& variant : variants) {
            StoredFeature* feature = find(known_variants, variant.id, [&] {
                return look.look(variant.image, {0, 0, 1, 1});
            });
            if (feature != nullptr) {
                const auto reference = place_of_reference.find(variant.reference_id);
                add({variant.id, false, variant.reference_id, variant.state, variant.image}, *feature,
                    reference == place_of_reference.end() ? -1 : reference->second);
            }
        }
        m_map.map = make_picture_map(m_vectors, m_pictures, m_options.seed, m_stop, m_progress);
        note_places(known_references, known_variants);
        return std::move(m_map);
    }

private:
    template <class Look>
    StoredFeature* find(std::map<RowId, StoredFeature>& known, RowId id, Look look) {
        if (const auto found = known.find(id); found != known.end()) {
            return &found->second;
        }
        std::optional<FeatureVector> seen;
        if (m_map.kind == kPixelKind) {
            seen = look();
        }
        if (!seen) {
            ++m_map.without;
            return nullptr;
        }
        return &known.emplace(id, StoredFeature{id, std::move(*seen), std::nullopt}).first->second;
    }

    void add(MapEntry entry, const StoredFeature& feature, std::int64_t reference) {
        MapPicture picture{role_of(entry), reference, feature.vector.hash, std::nullopt};
        if (feature.place && !m_options.lay_out) {
            picture.known = MapPosition{feature.place->x, feature.place->y};
        }
        m_pictures.push_back(picture);
        const auto unit = unit_features(feature.vector.values);
        m_vectors.values.insert(m_vectors.values.end(), unit.begin(), unit.end());
        m_map.entries.push_back(std::move(entry));
    }

    /// What is new, or lies elsewhere now, is to be stored.
    void note_places(const std::map<RowId, StoredFeature>& references, const std::map<RowId, StoredFeature>& variants) {
        for (std::size_t i = 0; i < m_map.entries.size(); ++i) {
            const MapEntry& entry = m_map.entries[i];
            StoredFeature feature = (entry.is_reference ? references : variants).at(entry.id);
            const MapPlace place{m_map.map.positions[i].x, m_map.map.positions[i].y};
            if (feature.place != place) {
                feature.place = place;
                (entry.is_reference ? m_map.new_references : m_map.new_variants).push_back(std::move(feature));
            }
        }
    }

    Project& m_project;
    const ProjectMapOptions& m_options;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    ProjectMap m_map;
    VectorSet m_vectors;
    std::vector<MapPicture> m_pictures;
};

}  // namespace

ProjectMap make_project_map(Project& project, const ProjectMapOptions& options, const std::stop_token& stop,
                            const ProgressSink& progress) {
    return MapMaker(project, options, stop, progress).make();
}

}  // namespace destudio
