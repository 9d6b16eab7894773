// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/settings_store.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/detection.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/project/store/changes.h"
#include "core/project/store/generation_settings_json.h"
#include "core/project/store/project_database.h"
#include "core/project/store/stored_paths.h"

namespace destudio {

namespace {

constexpr const char* kGeneration = "generation";
constexpr const char* kThreshold = "threshold";
constexpr const char* kLowerBound = "lower_bound";
constexpr const char* kViewPrefix = "view.";

std::optional<std::string> read_setting(ProjectDatabase& database, const std::string& key) {
    return database.read([&](SQLite::Database& db) -> std::optional<std::string> {
        SQLite::Statement select(db, "SELECT value FROM setting WHERE key = ?");
        select.bind(1, key);
        return select.executeStep() ? std::optional(select.getColumn(0).getString()) : std::nullopt;
    });
}

void write_setting(ProjectDatabase& database, const std::string& key, const std::string& value) {
    database.write([&](SQLite::Database& db) {
        SQLite::Statement insert(db, "INSERT OR REPLACE INTO setting VALUES(?, ?)");
        insert.bind(1, key);
        insert.bind(2, value);
        insert.exec();
    });
}

}  // namespace

GenerationSettings SettingsStore::generation() const {
    const auto text = read_setting(m_database, kGeneration);
    if (!text) {
        return {};
    }
    const std::string source = "The generation settings of " + m_database.file().string();
    return with_absolute_paths(parse_generation_settings(parse_json(*text, source), source), m_database);
}

void SettingsStore::set_generation(const GenerationSettings& settings) {
    write_setting(m_database, kGeneration, generation_settings_json(with_stored_paths(settings, m_database)).dump());
    m_changes.notify({ProjectChange::What::kSettings, ProjectChange::How::kUpdated, 0, 0});
}

double SettingsStore::threshold() const {
    const auto text = read_setting(m_database, kThreshold);
    const std::string name = "The threshold of " + m_database.file().string();
    return text ? json_number(parse_json(*text, name), name, 0, 1) : kDefaultThreshold;
}

void SettingsStore::set_threshold(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
        throw UsageError("The threshold is a number from 0 to 1.");
    }
    write_setting(m_database, kThreshold, nlohmann::json(threshold).dump());
    m_changes.notify({ProjectChange::What::kSettings, ProjectChange::How::kUpdated, 0, 0});
}

int SettingsStore::lower_bound() const {
    constexpr int kDefault = 80;
    const auto text = read_setting(m_database, kLowerBound);
    const std::string name = "The lower bound of " + m_database.file().string();
    return text ? static_cast<int>(json_integer(parse_json(*text, name), name, 0, std::numeric_limits<int>::max()))
                : kDefault;
}

void SettingsStore::set_lower_bound(int annotations) {
    if (annotations < 0) {
        throw UsageError("The lower bound is a number of annotations, 0 or more.");
    }
    write_setting(m_database, kLowerBound, nlohmann::json(annotations).dump());
    m_changes.notify({ProjectChange::What::kSettings, ProjectChange::How::kUpdated, 0, 0});
}

std::optional<std::string> SettingsStore::view(const std::string& key) const {
    return read_setting(m_database, kViewPrefix + key);
}

void SettingsStore::set_view(const std::string& key, const std::string& value) {
    write_setting(m_database, kViewPrefix + key, value);
}

}  // namespace destudio
