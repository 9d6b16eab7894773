// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/project/store/project_lock.h"

namespace destudio {

/// The open database behind the stores: schema, integrity, locking, transactions and errors. Internal to this folder.
class ProjectDatabase {
public:
    /// kWrite locks the project and brings it up to date; kRead sees it as it is now, whatever is written meanwhile,
    /// and may be used beside the writer from another thread of this program.
    enum class Access { kWrite, kRead };

    static void create(const std::filesystem::path& file, const std::string& name);
    explicit ProjectDatabase(const std::filesystem::path& file, Access access = Access::kWrite);

    /// Moves what the write-ahead log holds into the file, on a connection of its own. Flushes to disk: call it on a
    /// worker, beside the writer.
    static void checkpoint(const std::filesystem::path& file);

    const std::filesystem::path& file() const { return m_file; }
    std::filesystem::path files_folder() const;
    /// Paths below the project file's folder are stored relative to it, so that the whole can be moved.
    std::string stored_path(const std::filesystem::path& path) const;
    std::filesystem::path absolute_path(const std::string& stored) const;

    /// Runs `query(SQLite::Database&)`; SQLite's errors become destudio ones.
    template <class Query>
    auto read(Query&& query) {
        try {
            return query(*m_database);
        } catch (const SQLite::Exception& error) {
            rethrow(error);
        }
    }

    /// The same as one step: durable when it returns, undone when it throws. May be nested.
    template <class Change>
    auto write(Change&& change) {
        try {
            Step step(*m_database);
            if constexpr (std::is_void_v<decltype(change(*m_database))>) {
                change(*m_database);
                step.commit();
            } else {
                auto result = change(*m_database);
                step.commit();
                return result;
            }
        } catch (const SQLite::Exception& error) {
            rethrow(error);
        }
    }

    /// Nested transactions: SQLite's savepoints.
    class Step {
    public:
        explicit Step(SQLite::Database& database) : m_database(database) { m_database.exec("SAVEPOINT step"); }
        ~Step() {
            if (m_open) {
                try {
                    m_database.exec("ROLLBACK TO step; RELEASE step");
                } catch (const SQLite::Exception&) {
                    // A full disk rolls everything back by itself; there is no savepoint left to release.
                }
            }
        }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        void commit() {
            m_database.exec("RELEASE step");
            m_open = false;
        }

    private:
        SQLite::Database& m_database;
        bool m_open = true;
    };

    SQLite::Database& connection() { return *m_database; }
    [[noreturn]] void rethrow(const SQLite::Exception& error) const;

private:
    void open_for_writing();
    void open_for_reading();

    std::filesystem::path m_file;
    std::unique_ptr<ProjectLock> m_lock;  ///< outlives the connection
    std::unique_ptr<SQLite::Database> m_database;
};

}  // namespace destudio
