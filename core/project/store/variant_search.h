// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/project/store/types.h"
#include "core/project/store/variant_filter.h"

namespace destudio {

class ProjectDatabase;

enum class VariantOrder {
    kLadder,       ///< by reference, seed, ratio
    kNewest,       ///< newest first
    kFewestEdits,  ///< by expected edits: quick accepts first
    kMaxEdits,
};

/// What a gallery cell shows of a variant.
struct VariantSummary {
    RowId id = 0;
    RowId reference_id = 0;
    std::filesystem::path reference;  ///< the reference's file
    std::filesystem::path image;      ///< empty when generation failed
    Size size;                        ///< pixels of the variant
    VariantState state = VariantState::kNew;
    double ratio = 0;
    std::uint64_t seed = 0;
    std::vector<StoredAnnotation> boxes;  ///< as AnnotationStore::of_variant()
    double expected_edits = 0;
};

/// Finds variants among hundreds of thousands through the project file's indexes; loads no recipe and no picture.
class VariantSearch {
public:
    explicit VariantSearch(ProjectDatabase& database) : m_database(database) {}

    /// Ids in order. @throws UsageError naming a class that the project does not have
    std::vector<RowId> find(const VariantFilter& filter, VariantOrder order, double threshold) const;

    /// In the order of `ids`; ids that do not exist any more are left out. Meant for the few dozen on screen.
    std::vector<VariantSummary> summaries(const std::vector<RowId>& ids, double threshold) const;

private:
    ProjectDatabase& m_database;
};

/// How many corrections a person will probably make if scores are probabilities: a shown detection (score s, from the
/// threshold on) is wrong with 1 - s and has to go, a hidden one is right with s and has to be added.
double expected_edits(const std::vector<double>& scores, double threshold);

}  // namespace destudio
