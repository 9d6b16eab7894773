// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/job_store.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/project/store/generation_settings_json.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"
#include "core/project/store/stored_paths.h"

namespace destudio {

namespace {

nlohmann::json rungs_json(const std::vector<Rung>& rungs) {
    auto list = nlohmann::json::array();
    for (const Rung& rung : rungs) {
        list.push_back({rung.encode_ratio, rung.seed});
    }
    return list;
}

std::vector<Rung> parse_rungs(const std::string& text, const std::string& source) {
    try {
        std::vector<Rung> rungs;
        for (const auto& entry : parse_json(text, source)) {
            rungs.push_back({json_number(entry.at(0), "A ratio", 0, 1), json_seed(entry.at(1), "A seed")});
        }
        return rungs;
    } catch (const nlohmann::json::exception& error) {
        throw FormatError(source + " are damaged: " + error.what() + ".");
    } catch (const FormatError& error) {
        throw FormatError(source + " are damaged: " + error.what());
    }
}

}  // namespace

std::vector<StoredJob> JobStore::all() const {
    const std::string source = "The unfinished jobs of " + m_database.file().string();
    return m_database.read([&](SQLite::Database& db) {
        std::vector<StoredJob> jobs;
        SQLite::Statement select(db, "SELECT id, reference_id, settings, rungs FROM job ORDER BY position, id");
        while (select.executeStep()) {
            StoredJob job;
            job.id = select.getColumn(0).getInt64();
            job.reference_id = select.getColumn(1).getInt64();
            const auto settings = parse_json(select.getColumn(2).getString(), source);
            job.settings = with_absolute_paths(parse_generation_settings(settings, source), m_database);
            job.rungs = parse_rungs(select.getColumn(3).getString(), source);
            jobs.push_back(std::move(job));
        }
        return jobs;
    });
}

RowId JobStore::add(const StoredJob& job) {
    return m_database.write([&](SQLite::Database& db) {
        SQLite::Statement insert(db,
                                 "INSERT INTO job(position, reference_id, settings, rungs) "
                                 "VALUES((SELECT coalesce(max(position), 0) + 1 FROM job), ?, ?, ?)");
        insert.bind(1, job.reference_id);
        insert.bind(2, generation_settings_json(with_stored_paths(job.settings, m_database)).dump());
        insert.bind(3, rungs_json(job.rungs).dump());
        insert.exec();
        return db.getLastInsertRowid();
    });
}

void JobStore::finish_rung(RowId id, const Rung& rung) {
    const auto stored = m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, "SELECT rungs FROM job WHERE id = ?");
        select.bind(1, id);
        return select.executeStep() ? std::optional(select.getColumn(0).getString()) : std::nullopt;
    });
    if (!stored) {
        return;
    }
    auto rungs = parse_rungs(*stored, "The unfinished jobs of " + m_database.file().string());
    std::erase_if(rungs, [&rung](const Rung& other) { return other.same_place(rung); });
    if (rungs.empty()) {
        remove(id);
        return;
    }
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement update(db, "UPDATE job SET rungs = ? WHERE id = ?");
        update.bind(1, rungs_json(rungs).dump());
        update.bind(2, id);
        update.exec();
    });
}

void JobStore::remove(RowId id) {
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement remove(db, "DELETE FROM job WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
    });
}

void JobStore::remove_all() {
    m_database.write([](SQLite::Database& db) { db.exec("DELETE FROM job"); });
}

void JobStore::set_order(const std::vector<RowId>& ids) {
    m_database.write([&](SQLite::Database& db) {
        db.exec("UPDATE job SET position = position + " + std::to_string(ids.size()));
        SQLite::Statement update(db, "UPDATE job SET position = ? WHERE id = ?");
        int position = 0;
        for (const RowId id : ids) {
            update.bind(1, ++position);
            update.bind(2, id);
            update.exec();
            update.reset();
        }
    });
}

}  // namespace destudio
