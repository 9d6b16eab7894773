// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/variant_store.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <tuple>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/recipe/variant_picture.h"
#include "core/image/image_io.h"
#include "core/project/store/changes.h"
#include "core/project/store/class_store.h"
#include "core/project/store/feature_store.h"
#include "core/project/store/ghost_store.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"
#include "core/project/store/settings_store.h"
#include "core/project/store/version_log.h"
#include "core/project/store/version_store.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

constexpr const char* kVariantColumns =
    "SELECT id, reference_id, recipe, state, image, error, has_own_boxes FROM variant";

VariantRecord read_variant(SQLite::Statement& row, const ProjectDatabase& database) {
    VariantRecord record;
    record.id = row.getColumn(0).getInt64();
    record.reference_id = row.getColumn(1).getInt64();
    record.recipe = parse_json(row.getColumn(2).getString(), database.file().string()).get<Recipe>();
    record.state = parse_variant_state(row.getColumn(3).getString());
    if (const std::string image = row.getColumn(4).getString(); !image.empty()) {
        record.image = database.files_folder() / image;
    }
    record.error = row.getColumn(5).getString();
    record.has_own_boxes = row.getColumn(6).getInt() != 0;
    return record;
}

void sort_as_ladder(std::vector<VariantRecord>& records) {
    std::stable_sort(records.begin(), records.end(), [](const VariantRecord& a, const VariantRecord& b) {
        return std::tie(a.recipe.seed, a.recipe.encode_ratio, a.id) <
               std::tie(b.recipe.seed, b.recipe.encode_ratio, b.id);
    });
}

RowId insert_variant(SQLite::Database& db, const VariantRecord& record) {
    SQLite::Statement insert(db,
                             "INSERT INTO variant(id, reference_id, recipe, state, image, error, has_own_boxes, seed, "
                             "ratio, guidance, prompt) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_id(insert, 1, record.id);
    insert.bind(2, record.reference_id);
    insert.bind(3, nlohmann::json(record.recipe).dump());
    insert.bind(4, to_string(record.state));
    insert.bind(5, record.image.filename().string());
    insert.bind(6, record.error);
    insert.bind(7, record.has_own_boxes ? 1 : 0);
    insert.bind(8, stored_seed(record.recipe.seed));
    insert.bind(9, record.recipe.encode_ratio);
    insert.bind(10, record.recipe.guidance_scale);
    insert.bind(11, record.recipe.prompt);
    insert.exec();
    const RowId id = inserted(db, record.id);
    VersionLog(db).added_variant(id);
    return id;
}

/// In the table info: pictures of removed variants, which stay on the disk.
constexpr std::string_view kRemovedPrefix = "removed:";

}  // namespace

namespace {

fs::path new_picture_path(const fs::path& files_folder) {
    // Unique without asking the database, which belongs to another thread: time, process, count.
    static std::atomic<unsigned> counter{0};
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto stamp = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    return files_folder / ("variant-" + std::to_string(stamp) + "-" + std::to_string(::getpid()) + "-" +
                           std::to_string(counter++) + ".png");
}

}  // namespace

fs::path save_variant_image(const fs::path& files_folder, const Variant& variant) {
    const fs::path path = new_picture_path(files_folder);
    save_png(path, variant.image, variant_texts(variant.recipe));
    return path;
}

fs::path copy_variant_image(const fs::path& files_folder, const fs::path& file) {
    const fs::path path = new_picture_path(files_folder);
    write_file_atomically(path, read_file(file));
    return path;
}

std::vector<VariantRecord> VariantStore::of_reference(RowId reference_id) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<VariantRecord> records;
        SQLite::Statement select(db, std::string(kVariantColumns) + " WHERE reference_id = ?");
        select.bind(1, reference_id);
        while (select.executeStep()) {
            records.push_back(read_variant(select, m_database));
        }
        sort_as_ladder(records);
        return records;
    });
}

std::vector<VariantRecord> VariantStore::all() const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<VariantRecord> records;
        SQLite::Statement select(db, kVariantColumns);
        while (select.executeStep()) {
            records.push_back(read_variant(select, m_database));
        }
        sort_as_ladder(records);
        std::stable_sort(records.begin(), records.end(),
                         [](const auto& a, const auto& b) { return a.reference_id < b.reference_id; });
        return records;
    });
}

VariantRecord VariantStore::get(RowId id) const {
    return m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, std::string(kVariantColumns) + " WHERE id = ?");
        select.bind(1, id);
        if (!select.executeStep()) {
            throw UsageError("The project has no variant " + std::to_string(id) + ".");
        }
        return read_variant(select, m_database);
    });
}

VariantRecord VariantStore::add(RowId reference_id, const Variant& variant, const std::vector<std::string>& classes,
                                const fs::path& image) {
    VariantRecord record;
    record.reference_id = reference_id;
    record.recipe = variant.recipe;
    record.image = image.empty() ? save_variant_image(m_database.files_folder(), variant) : image;
    ClassStore class_store(m_database, m_changes);
    record.id = m_database.write([&](SQLite::Database& db) {
        const RowId id = insert_variant(db, record);
        for (const auto& detection : variant.detections) {
            const auto index = static_cast<std::size_t>(detection.class_index);
            const std::string name =
                index < classes.size() ? classes[index] : "class " + std::to_string(detection.class_index);
            insert_detection(db, {0, id, class_store.find_or_add(name), detection.box, detection.score});
        }
        FeatureStore(m_database).put_variants({{id, variant.features, std::nullopt}});
        return id;
    });
    m_changes.notify({ProjectChange::What::kVariants, ProjectChange::How::kAdded, record.id, reference_id});
    return record;
}

VariantRecord VariantStore::add_failed(RowId reference_id, const Recipe& recipe, const std::string& error) {
    VariantRecord record;
    record.reference_id = reference_id;
    record.recipe = recipe;
    record.state = VariantState::kFailed;
    record.error = error;
    record.id = m_database.write([&](SQLite::Database& db) { return insert_variant(db, record); });
    m_changes.notify({ProjectChange::What::kVariants, ProjectChange::How::kAdded, record.id, reference_id});
    return record;
}

std::map<VariantState, std::size_t> VariantStore::count_by_state() const {
    return m_database.read([](SQLite::Database& db) {
        std::map<VariantState, std::size_t> counts;
        SQLite::Statement select(db, "SELECT state, count(*) FROM variant GROUP BY state");
        while (select.executeStep()) {
            counts[parse_variant_state(select.getColumn(0).getString())] =
                static_cast<std::size_t>(select.getColumn(1).getInt64());
        }
        return counts;
    });
}

RowId VariantStore::next_unreviewed(RowId reference_id, RowId variant_id) const {
    return m_database.read([&](SQLite::Database& db) -> RowId {
        // Row values and the order are the index variant_ladder's.
        constexpr const char* kOrder = " ORDER BY reference_id, seed, ratio, id LIMIT 1";
        SQLite::Statement after(
            db, std::string("SELECT id FROM variant WHERE state = 'new' AND ") +
                    (variant_id == 0 ? "reference_id >= ?"
                                     : "(reference_id, seed, ratio, id) > "
                                       "(SELECT reference_id, seed, ratio, id FROM variant WHERE id = ?)") +
                    kOrder);
        after.bind(1, variant_id == 0 ? reference_id : variant_id);
        if (after.executeStep()) {
            return after.getColumn(0).getInt64();
        }
        SQLite::Statement first(db, std::string("SELECT id FROM variant WHERE state = 'new'") + kOrder);
        return first.executeStep() ? first.getColumn(0).getInt64() : 0;
    });
}

std::vector<VariantStore::Review> VariantStore::reviews(const std::vector<RowId>& ids) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<Review> reviews;
        SQLite::Statement select(db, "SELECT state, has_own_boxes FROM variant WHERE id = ?");
        for (const RowId id : ids) {
            select.bind(1, id);
            if (select.executeStep()) {
                reviews.push_back(
                    {id, parse_variant_state(select.getColumn(0).getString()), select.getColumn(1).getInt() != 0});
            }
            select.reset();
        }
        return reviews;
    });
}

RowId VariantStore::next_unreviewed_of(const std::vector<RowId>& list, std::size_t place) const {
    return m_database.read([&](SQLite::Database& db) -> RowId {
        SQLite::Statement select(db, "SELECT state FROM variant WHERE id = ?");
        for (std::size_t i = 1; i <= list.size(); ++i) {
            const RowId id = list[(place + i) % list.size()];
            select.bind(1, id);
            if (select.executeStep() && parse_variant_state(select.getColumn(0).getString()) == VariantState::kNew) {
                return id;
            }
            select.reset();
        }
        return 0;
    });
}

void VariantStore::set_states(const std::vector<std::pair<RowId, VariantState>>& states) {
    if (states.empty()) {
        return;
    }
    m_database.write([&](SQLite::Database& db) {
        constexpr std::size_t kMany = 20;  // more than somebody decides on one by one between two looks
        if (states.size() >= kMany) {
            VersionStore(m_database)
                .keep("Before deciding on " + std::to_string(states.size()) + " variants",
                      SettingsStore(m_database, m_changes).threshold());
        }
        VersionLog log(db);
        SQLite::Statement update(db, "UPDATE variant SET state = ? WHERE id = ?");
        for (const auto& [id, state] : states) {
            log.variant(id);
            update.bind(1, to_string(state));
            update.bind(2, id);
            exec_one(update, "variant", id);
            update.reset();
        }
    });
    m_changes.notify({ProjectChange::What::kVariants, ProjectChange::How::kUpdated, 0, 0});
}

void VariantStore::set_state(RowId id, VariantState state) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).variant(id);
        SQLite::Statement update(db, "UPDATE variant SET state = ? WHERE id = ?");
        update.bind(1, to_string(state));
        update.bind(2, id);
        exec_one(update, "variant", id);
    });
    m_changes.notify({ProjectChange::What::kVariants, ProjectChange::How::kUpdated, id, get(id).reference_id});
}

VariantStore::Removed VariantStore::snapshot(RowId id) const {
    Removed removed;
    removed.record = get(id);
    removed.detections = detections(id);
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(
            db, std::string("SELECT ") + kAnnotationColumns + " FROM annotation WHERE variant_id = ? ORDER BY id");
        select.bind(1, id);
        while (select.executeStep()) {
            removed.annotations.push_back(read_annotation(select));
        }
    });
    removed.ghosts = GhostStore(m_database, m_changes).of_variant(id);
    return removed;
}

std::set<std::string> VariantStore::picture_names() const {
    return m_database.read([](SQLite::Database& db) {
        std::set<std::string> names;
        SQLite::Statement variants(db, "SELECT image FROM variant");
        while (variants.executeStep()) {
            names.insert(variants.getColumn(0).getString());
        }
        SQLite::Statement removed(db, "SELECT substr(key, ?) FROM info WHERE key >= ? AND key < ?");
        removed.bind(1, static_cast<int>(kRemovedPrefix.size()) + 1);
        removed.bind(2, std::string(kRemovedPrefix));
        removed.bind(3, std::string(kRemovedPrefix) + "\x7f");
        while (removed.executeStep()) {
            names.insert(removed.getColumn(0).getString());
        }
        return names;
    });
}

void VariantStore::remember_removed(const Removed& removed) const {
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement insert(db, "INSERT OR IGNORE INTO info VALUES(?, '')");
        insert.bind(1, std::string(kRemovedPrefix) + removed.record.image.filename().string());
        insert.exec();
    });
}

void VariantStore::forget_removed(const Removed& removed) const {
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement erase(db, "DELETE FROM info WHERE key = ?");
        erase.bind(1, std::string(kRemovedPrefix) + removed.record.image.filename().string());
        erase.exec();
    });
}

VariantStore::Removed VariantStore::remove(RowId id) {
    Removed removed = snapshot(id);
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).removed_variant(id);
        SQLite::Statement remove(db, "DELETE FROM variant WHERE id = ?");
        remove.bind(1, id);
        exec_one(remove, "variant", id);
        remember_removed(removed);
    });
    m_changes.notify({ProjectChange::What::kVariants, ProjectChange::How::kRemoved, id, removed.record.reference_id});
    return removed;
}

void VariantStore::restore(const Removed& removed) {
    m_database.write([&](SQLite::Database& db) {
        insert_variant(db, removed.record);
        forget_removed(removed);
        for (const auto& detection : removed.detections) {
            insert_detection(db, detection);
        }
        for (const auto& annotation : removed.annotations) {
            insert_annotation(db, annotation);
        }
        for (const auto& ghost : removed.ghosts) {
            insert_ghost(db, ghost);
        }
    });
    m_changes.notify(
        {ProjectChange::What::kVariants, ProjectChange::How::kAdded, removed.record.id, removed.record.reference_id});
}

std::vector<StoredDetection> VariantStore::detections(RowId variant_id) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<StoredDetection> detections;
        SQLite::Statement select(db,
                                 "SELECT id, variant_id, class_id, x1, y1, x2, y2, score FROM detection "
                                 "WHERE variant_id = ? ORDER BY score DESC, id");
        select.bind(1, variant_id);
        while (select.executeStep()) {
            detections.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getInt64(),
                                  select.getColumn(2).getInt64(), read_box(select, 3),
                                  select.getColumn(7).getDouble()});
        }
        return detections;
    });
}

std::size_t VariantStore::set_detections(const std::vector<std::pair<RowId, std::vector<Detection>>>& detections,
                                         const std::vector<std::string>& classes) {
    ClassStore class_store(m_database, m_changes);
    std::size_t replaced = 0;
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement select(db, "SELECT 1 FROM variant WHERE id = ? AND state = ? AND has_own_boxes = 0");
        SQLite::Statement clear(db, "DELETE FROM detection WHERE variant_id = ?");
        for (const auto& [id, found] : detections) {
            select.bind(1, id);
            select.bind(2, to_string(VariantState::kNew));
            const bool open = select.executeStep();
            select.reset();
            if (!open) {
                continue;
            }
            clear.bind(1, id);
            clear.exec();
            clear.reset();
            for (const Detection& detection : found) {
                const auto& name = classes.at(static_cast<std::size_t>(detection.class_index));
                insert_detection(db, {0, id, class_store.find_or_add(name), detection.box, detection.score});
            }
            ++replaced;
        }
    });
    if (replaced > 0) {
        m_changes.notify({});
    }
    return replaced;
}

void VariantStore::set_detection_classes(const std::vector<std::pair<RowId, RowId>>& classes) {
    if (classes.empty()) {
        return;
    }
    m_database.write([&](SQLite::Database& db) {
        VersionLog log(db);
        SQLite::Statement update(db, "UPDATE detection SET class_id = ? WHERE id = ?");
        for (const auto& [detection, class_id] : classes) {
            log.detection(detection);
            update.bind(1, class_id);
            update.bind(2, detection);
            update.exec();
            update.reset();
        }
    });
    m_changes.notify({});
}

cv::Mat VariantStore::load_image(RowId id) const {
    const VariantRecord record = get(id);
    if (record.image.empty()) {
        throw UsageError("This variant has no picture: its generation failed.");
    }
    return destudio::load_image(record.image);
}

}  // namespace destudio
