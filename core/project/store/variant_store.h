// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <opencv2/core/mat.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/generation/generator.h"
#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// Variants, their pictures and their raw detections.
class VariantStore {
public:
    VariantStore(ProjectDatabase& database, ChangeNotifier& changes) : m_database(database), m_changes(changes) {}

    /// Ordered by seed, then encode ratio, then id: the ladder's order.
    std::vector<VariantRecord> of_reference(RowId reference_id) const;
    std::vector<VariantRecord> all() const;
    /// @throws UsageError
    VariantRecord get(RowId id) const;

    /// Stores what a worker handed back: the row, its detections, and the PNG file unless it is written already.
    /// @param classes  the adapter's class list; names new to the project are appended to its classes
    /// @param image    what save_variant_image returned on the worker; empty: the file is written here
    /// @return the record as stored
    VariantRecord add(RowId reference_id, const Variant& variant, const std::vector<std::string>& classes,
                      const std::filesystem::path& image = {});
    /// Remembers that a recipe failed, so that the ladder can show why.
    VariantRecord add_failed(RowId reference_id, const Recipe& recipe, const std::string& error);

    void set_state(RowId id, VariantState state);
    /// Many at once: one durable step and one change, whose id is 0. Before 20 or more the project as it is becomes a
    /// version.
    void set_states(const std::vector<std::pair<RowId, VariantState>>& states);
    /// Where these variants stand; those that do not exist are left out.
    struct Review {
        RowId id = 0;
        VariantState state = VariantState::kNew;
        bool has_own_boxes = false;
    };
    std::vector<Review> reviews(const std::vector<RowId>& ids) const;
    /// The first variant that nobody reviewed (state new), in the ladder's order after `variant_id` of `reference_id`
    /// (0: before its first), then in later references, then from the beginning. 0 when there is none.
    RowId next_unreviewed(RowId reference_id, RowId variant_id) const;
    /// The same in a list of variants, from the place behind `place` round to it. 0 when there is none.
    RowId next_unreviewed_of(const std::vector<RowId>& list, std::size_t place) const;
    /// File names of all variants' pictures, and of those that were removed.
    std::set<std::string> picture_names() const;
    /// States that no variant has are missing.
    std::map<VariantState, std::size_t> count_by_state() const;

    /// Everything that removal of a variant takes away, for undo.
    struct Removed {
        VariantRecord record;
        std::vector<StoredDetection> detections;
        std::vector<StoredAnnotation> annotations;
        std::vector<GhostBox> ghosts;
    };
    /// Remembers, or forgets, that the picture of a variant was removed; remove() and restore() do so.
    void remember_removed(const Removed& removed) const;
    void forget_removed(const Removed& removed) const;
    /// What remove() would take away.
    Removed snapshot(RowId id) const;
    /// The picture's file stays, so that restore() brings it back; the project remembers that it was removed.
    Removed remove(RowId id);
    void restore(const Removed& removed);

    /// Descending score, everything from kMinStoredScore on.
    std::vector<StoredDetection> detections(RowId variant_id) const;
    /// What an adapter sees now in variants that nobody has reviewed or edited, instead of what it saw before. Others,
    /// and those that do not exist, are left as they are. Labels that nobody has looked at are no part of versions.
    /// @param classes the adapter's list, as in add()  @return how many got their labels
    std::size_t set_detections(const std::vector<std::pair<RowId, std::vector<Detection>>>& detections,
                               const std::vector<std::string>& classes);
    /// Gives detections, by id, the class that they had before classes were merged. Those that do not exist are left
    /// out.
    void set_detection_classes(const std::vector<std::pair<RowId, RowId>>& classes);
    /// RGB, CV_8UC3. @throws IoError, FormatError
    cv::Mat load_image(RowId id) const;

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

/// Writes a variant's picture, recipe embedded, under a new name into Project::files_folder(). Encoding and flushing
/// take tens of milliseconds: call it on the worker. Thread-safe. A file that never becomes a variant stays, and
/// unknown_pictures() finds it. @throws IoError
std::filesystem::path save_variant_image(const std::filesystem::path& files_folder, const Variant& variant);
/// The same with the bytes of a file, which stays where it is. @throws IoError
std::filesystem::path copy_variant_image(const std::filesystem::path& files_folder, const std::filesystem::path& file);

}  // namespace destudio
