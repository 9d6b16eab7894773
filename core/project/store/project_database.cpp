// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/project_database.h"

#include <sqlite3.h>

#include <array>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/project/store/project_errors.h"
#include "core/project/store/schema.h"
#include "core/project/store/untrusted_database.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void damaged(const fs::path& file) {
    throw DamagedProjectError(
        "The project file " + file.string() +
        " is damaged and was left as it is. Restore it from a backup; the generated pictures are in " +
        file.stem().string() + ".files.");
}

/// A page and its frame in the log.
constexpr std::uintmax_t kLeastRoom = 64 * 1024;
/// Another program that looks into the file may hold it for a moment.
constexpr int kBusyMs = 30;
/// checkpoint() is called on a worker long before; this one would flush on the thread that writes.
constexpr int kPagesBeforeOwnCheckpoint = 20'000;

void check_identity(const fs::path& file, std::int64_t application_id, std::int64_t version) {
    if (application_id != kApplicationId) {
        throw FormatError(file.string() + " is an SQLite file, but no project of DiffusionEngine Studio.");
    }
    if (version > schema_version()) {
        throw NewerProjectError(file.string() + " was made by a newer version of DiffusionEngine Studio. Update it.");
    }
}

/// Looks at the file's header, so that nothing but projects are ever opened by SQLite, which leaves its own files
/// beside what it opens.
void check_header(const fs::path& file) {
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
    std::array<char, 100> header{};
    in.read(header.data(), header.size());
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    if (in.gcount() != static_cast<std::streamsize>(header.size()) ||
        std::string_view(header.data(), kMagic.size()) != kMagic) {
        throw FormatError(file.string() + " is not a project of DiffusionEngine Studio.");
    }
    const auto big_endian = [&header](std::size_t at) {
        std::int64_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            value = value * 256 + static_cast<unsigned char>(header[at + i]);
        }
        return value;
    };
    // Places of application_id and user_version: "Database File Format", section 1.3.
    check_identity(file, big_endian(68), big_endian(60));
}

/// The project itself where `file` is a link to it: its pictures, log and lock lie beside it, not beside the link.
fs::path real_file(const fs::path& file) {
    std::error_code ec;
    const fs::path real = fs::canonical(file, ec);
    return ec ? fs::absolute(file, ec) : real;
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

ProjectDatabase::ProjectDatabase(const fs::path& file, Access access) {
    m_file = real_file(file);
    check_header(m_file);
    try {
        if (access == Access::kWrite) {
            open_for_writing();
        } else {
            open_for_reading();
        }
    } catch (const SQLite::Exception& error) {
        rethrow(error);
    }
}

void ProjectDatabase::open_for_writing() {
    m_lock = std::make_unique<ProjectLock>(m_file);
    m_database = std::make_unique<SQLite::Database>(m_file.string(), SQLite::OPEN_READWRITE, kBusyMs);
    distrust(*m_database);
    // Once more: the newest header may still be in a write-ahead log.
    const auto number = [this](const char* pragma) { return m_database->execAndGet(pragma).getInt64(); };
    check_identity(m_file, number("PRAGMA application_id"), number("PRAGMA user_version"));
    check_schema(*m_database, m_file);
    if (m_database->execAndGet("PRAGMA quick_check(1)").getString() != "ok") {
        damaged(m_file);
    }
    // Write-ahead log, flushed at checkpoints: what is committed survives the death of the program. Only a power cut
    // can cost the last edits, and never the file. Readers work beside it.
    m_database->exec("PRAGMA journal_mode = WAL");
    m_database->exec("PRAGMA synchronous = NORMAL");
    m_database->exec("PRAGMA wal_autocheckpoint = " + std::to_string(kPagesBeforeOwnCheckpoint));
    m_database->exec("PRAGMA foreign_keys = ON");
    const int version = m_database->execAndGet("PRAGMA user_version").getInt();
    migrate(*m_database, version);  // on its own line: an unfinished query would lock the tables
}

void ProjectDatabase::open_for_reading() {
    constexpr int kWaitMs = 2000;
    m_database = std::make_unique<SQLite::Database>(m_file.string(), SQLite::OPEN_READONLY, kWaitMs);
    distrust(*m_database);
    m_database->exec("BEGIN");
    m_database->execAndGet("SELECT count(*) FROM info");  // the first read fixes what this connection sees
    check_schema(*m_database, m_file);
}

void ProjectDatabase::checkpoint(const fs::path& file) {
    constexpr int kWaitMs = 200;
    try {
        SQLite::Database database(real_file(file).string(), SQLite::OPEN_READWRITE, kWaitMs);
        distrust(database);
        database.execAndGet("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (const SQLite::Exception&) {
        // Nothing is lost: the log stays, and the next checkpoint takes it.
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
            throw ProjectInUseError(m_file.string() + " is open in another window or program. Close it there first.",
                                    std::nullopt);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            damaged(m_file);
        case SQLITE_FULL:
            throw DiskFullError("The disk is full: the last change of " + m_file.string() +
                                " was not saved; all before it is. Make room on that disk and do it again.");
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            throw ProjectNotWritableError("Cannot write " + m_file.string() + ": " + error.what() +
                                          ". Check that the file and its folder are writable.");
        case SQLITE_CONSTRAINT:
            throw UsageError("The project refused a change that does not fit: " + std::string(error.what()) + ".");
        case SQLITE_TOOBIG:
            throw FormatError("The project " + m_file.string() + " holds a text or list that is longer than " +
                              std::to_string(kMaxValueBytes >> 20U) + " MB, which no project does. Restore a backup.");
        case SQLITE_NOMEM:
            throw ResourceError("There is not enough memory for the project " + m_file.string() + ".");
        case SQLITE_IOERR:
            // Where the log cannot grow SQLite does not always say that it is the disk.
            if (std::error_code full; fs::space(m_file.parent_path(), full).available < kLeastRoom && !full) {
                throw DiskFullError("The disk is full: the last change of " + m_file.string() +
                                    " was not saved; all before it is. Make room on that disk and do it again.");
            }
            [[fallthrough]];
        default:
            throw IoError("The project " + m_file.string() + " could not be read or written: " + error.what() + ".");
    }
}

}  // namespace destudio
