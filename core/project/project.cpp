// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"

#include "core/base/temporary_path.h"
#include "core/project/store/project_database.h"

namespace destudio {

namespace fs = std::filesystem;

class Project::Impl {
public:
    Impl(const fs::path& file, ProjectDatabase::Access access) : database(file, access) {}

    ProjectDatabase database;
    ChangeNotifier changes;
    ClassStore classes{database, changes};
    VariantStore variants{database, changes};
    VariantSearch search{database};
    StatisticsStore statistics{database};
    ReferenceStore references{database, changes, variants};
    AnnotationStore annotations{database, changes};
    GhostStore ghosts{database, changes};
    SettingsStore settings{database, changes};
    JobStore jobs{database};
    VersionStore versions{database};
    FeatureStore features{database};
    HistoryStore history{database};
};

Project::Project(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Project::~Project() = default;

std::unique_ptr<Project> Project::create(const fs::path& file, const std::string& name) {
    ProjectDatabase::create(file, name);
    return open(file);
}

std::unique_ptr<Project> Project::open(const fs::path& file) {
    auto project = std::unique_ptr<Project>(new Project(std::make_unique<Impl>(file, ProjectDatabase::Access::kWrite)));
    remove_leftovers(project->files_folder(), false);
    return project;
}

std::unique_ptr<Project> Project::open_for_reading(const fs::path& file) {
    return std::unique_ptr<Project>(new Project(std::make_unique<Impl>(file, ProjectDatabase::Access::kRead)));
}

void Project::checkpoint(const fs::path& file) {
    ProjectDatabase::checkpoint(file);
}

const fs::path& Project::file() const {
    return m_impl->database.file();
}
fs::path Project::files_folder() const {
    return m_impl->database.files_folder();
}

std::string Project::name() const {
    return m_impl->database.read([](SQLite::Database& db) {
        SQLite::Statement select(db, "SELECT value FROM info WHERE key = 'name'");
        return select.executeStep() ? select.getColumn(0).getString() : std::string();
    });
}

void Project::set_name(const std::string& name) {
    m_impl->database.write([&](SQLite::Database& db) {
        SQLite::Statement insert(db, "INSERT OR REPLACE INTO info VALUES('name', ?)");
        insert.bind(1, name);
        insert.exec();
    });
    m_impl->changes.notify({ProjectChange::What::kInfo, ProjectChange::How::kUpdated, 0, 0});
}

ClassStore& Project::classes() {
    return m_impl->classes;
}
ReferenceStore& Project::references() {
    return m_impl->references;
}
VariantStore& Project::variants() {
    return m_impl->variants;
}
VariantSearch& Project::search() {
    return m_impl->search;
}
StatisticsStore& Project::statistics() {
    return m_impl->statistics;
}
AnnotationStore& Project::annotations() {
    return m_impl->annotations;
}
GhostStore& Project::ghosts() {
    return m_impl->ghosts;
}
SettingsStore& Project::settings() {
    return m_impl->settings;
}
JobStore& Project::jobs() {
    return m_impl->jobs;
}
VersionStore& Project::versions() {
    return m_impl->versions;
}
FeatureStore& Project::features() {
    return m_impl->features;
}
HistoryStore& Project::history() {
    return m_impl->history;
}
ChangeNotifier& Project::changes() {
    return m_impl->changes;
}

Project::Transaction::Transaction(Project& project) : m_project(project) {
    project.m_impl->database.read([](SQLite::Database& db) { db.exec("SAVEPOINT step"); });
}

Project::Transaction::~Transaction() {
    if (!m_open) {
        return;
    }
    try {
        m_project.m_impl->database.read([](SQLite::Database& db) { db.exec("ROLLBACK TO step; RELEASE step"); });
    } catch (const std::exception&) {
        // A full disk has rolled everything back already.
    }
    m_project.m_impl->changes.notify({});
}

void Project::Transaction::commit() {
    m_project.m_impl->database.read([](SQLite::Database& db) { db.exec("RELEASE step"); });
    m_open = false;
}

}  // namespace destudio
