// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_database.h"

#include <sqlite3.h>

#include <array>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/project/schema.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

/// Looks at the file's first bytes, so that nothing but SQLite's own files are ever opened for writing.
void require_sqlite_file(const fs::path& file) {
    std::error_code ec;
    if (!fs::exists(file, ec)) {
        throw IoError("There is no project file " + file.string() + ".");
    }
    if (!fs::is_regular_file(file, ec)) {
        throw IoError(file.string() + " is not a file.");
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw IoError("Cannot read " + file.string() + "; check its permissions.");
    }
    std::array<char, 16> magic{};
    in.read(magic.data(), magic.size());
    if (std::string_view(magic.data(), static_cast<std::size_t>(in.gcount())) !=
        std::string_view("SQLite format 3\0", magic.size())) {
        throw FormatError(file.string() + " is not a project of DiffusionEngine Studio.");
    }
}

[[noreturn]] void damaged(const fs::path& file) {
    throw FormatError("The project file " + file.string() +
                      " is damaged and was left as it is. Restore it from a backup; the generated pictures are in " +
                      file.stem().string() + ".files.");
}

}  // namespace

void ProjectDatabase::create(const fs::path& file, const std::string& name) {
    std::error_code ec;
    if (fs::exists(file, ec)) {
        throw IoError("There is a file " + file.string() + " already. Choose another name.");
    }
    replace_file_atomically(file, [&](const fs::path& temporary) {
        try {
            SQLite::Database database(temporary.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            migrate(database, 0);
            SQLite::Statement insert(database, "INSERT INTO info VALUES('name', ?)");
            insert.bind(1, name);
            insert.exec();
        } catch (const SQLite::Exception& error) {
            throw IoError("Cannot create the project " + file.string() + ": " + error.what() +
                          ". Check that the folder is writable and the disk has room.");
        }
    });
}

ProjectDatabase::ProjectDatabase(const fs::path& file) {
    std::error_code ec;
    m_file = fs::absolute(file, ec);
    require_sqlite_file(m_file);
    try {
        m_database = std::make_unique<SQLite::Database>(m_file.string(), SQLite::OPEN_READWRITE);
        // An exclusive lock from the first read on: a second window cannot write the same project, and the kernel drops
        // the lock when this program dies.
        m_database->exec("PRAGMA locking_mode = EXCLUSIVE");
        if (m_database->execAndGet("PRAGMA application_id").getInt() != kApplicationId) {
            throw FormatError(m_file.string() + " is an SQLite file, but no project of DiffusionEngine Studio.");
        }
        const int version = m_database->execAndGet("PRAGMA user_version").getInt();
        if (version > schema_version()) {
            throw ConfigError(m_file.string() + " was made by a newer version of DiffusionEngine Studio. Update it.");
        }
        if (m_database->execAndGet("PRAGMA quick_check(1)").getString() != "ok") {
            damaged(m_file);
        }
        // Write-ahead log, flushed at checkpoints: what is committed survives the death of the program. Only a power
        // cut can cost the last edits, and never the file.
        m_database->exec("PRAGMA journal_mode = WAL");
        m_database->exec("PRAGMA synchronous = NORMAL");
        m_database->exec("PRAGMA foreign_keys = ON");
        migrate(*m_database, version);
        if (m_database->execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt() != 0) {
            damaged(m_file);
        }
    } catch (const SQLite::Exception& error) {
        rethrow(error);
    }
}

fs::path ProjectDatabase::files_folder() const {
    return m_file.parent_path() / (m_file.stem().string() + ".files");
}

std::string ProjectDatabase::stored_path(const fs::path& path) const {
    std::error_code ec;
    const fs::path absolute = fs::absolute(path, ec).lexically_normal();
    const fs::path relative = absolute.lexically_relative(m_file.parent_path().lexically_normal());
    return relative.empty() || *relative.begin() == ".." ? absolute.string() : relative.generic_string();
}

fs::path ProjectDatabase::absolute_path(const std::string& stored) const {
    return (m_file.parent_path() / stored).lexically_normal();
}

void ProjectDatabase::rethrow(const SQLite::Exception& error) const {
    switch (error.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw IoError(m_file.string() + " is open in another window or program. Close it there first.");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            damaged(m_file);
        case SQLITE_FULL:
            throw IoError("The disk is full: the last change of " + m_file.string() +
                          " was not saved. Free some room.");
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            throw IoError("Cannot write " + m_file.string() + ": " + error.what() +
                          ". Check that the file and its folder are writable.");
        case SQLITE_CONSTRAINT:
            throw UsageError("The project refused a change that does not fit: " + std::string(error.what()) + ".");
        case SQLITE_NOMEM:
            throw ResourceError("There is not enough memory for the project " + m_file.string() + ".");
        default:
            throw IoError("The project " + m_file.string() + " could not be read or written: " + error.what() + ".");
    }
}

}  // namespace destudio
