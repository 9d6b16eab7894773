// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/feature_vector.h"
#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;

/// Where a picture lies on the map of its kind of vectors.
struct MapPlace {
    float x = 0;
    float y = 0;
    bool operator==(const MapPlace&) const = default;
};

struct StoredFeature {
    RowId id = 0;  ///< of the reference or the variant
    FeatureVector vector;
    std::optional<MapPlace> place;
};

/// What pictures look like to the U-Net or without one, and where they lie on the map: derived data, which vanishes
/// with the picture. Writing it is told to nobody, is no part of a version, and undo does not know it.
class FeatureStore {
public:
    explicit FeatureStore(ProjectDatabase& database) : m_database(database) {}

    struct Kind {
        std::string name;
        std::size_t variants = 0;
        std::size_t references = 0;
    };
    /// Those that some picture has, the one of most variants first.
    std::vector<Kind> kinds() const;
    /// Kinds that this reference has a vector of.
    std::vector<std::string> kinds_of_reference(RowId reference_id) const;
    /// By id.
    std::vector<StoredFeature> variants(const std::string& kind) const;
    std::vector<StoredFeature> references(const std::string& kind) const;

    /// In place of those of the same kind that they have. Ids that do not exist any more and empty vectors are passed
    /// over.
    void put_variants(const std::vector<StoredFeature>& features);
    void put_references(const std::vector<StoredFeature>& features);
    /// What the map shows of variants, without their recipes.
    struct Picture {
        RowId id = 0;
        RowId reference_id = 0;
        VariantState state = VariantState::kNew;
        std::filesystem::path image;  ///< absolute
    };
    /// Of all variants with a picture, by id.
    std::vector<Picture> pictures() const;

private:
    ProjectDatabase& m_database;
};

}  // namespace destudio
