// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/project/store/annotation_store.h"
#include "core/project/store/changes.h"
#include "core/project/store/class_store.h"
#include "core/project/store/feature_store.h"
#include "core/project/store/ghost_store.h"
#include "core/project/store/history_store.h"
#include "core/project/store/job_store.h"
#include "core/project/store/reference_store.h"
#include "core/project/store/settings_store.h"
#include "core/project/store/statistics_store.h"
#include "core/project/store/variant_search.h"
#include "core/project/store/variant_store.h"
#include "core/project/store/version_store.h"

namespace destudio {

/// The project file: an SQLite database (`NAME.destudio`) with the variants' pictures beside it in `NAME.files/`.
/// Every mutator of the stores is one transaction that is durable when it returns: killing the program loses at most
/// the call in progress. Mutators are meant to be undo commands: insertion takes an id, so redo restores the same row.
///
/// One thread only (the window's), which alone writes. Workers read through open_for_reading(). The file is locked
/// while it is open.
/// All functions throw IoError when the disk is full or fails, and UsageError for ids that do not exist.
class Project {
public:
    /// @throws IoError when the file exists already or the folder cannot be written
    static std::unique_ptr<Project> create(const std::filesystem::path& file, const std::string& name);
    /// Checks the file's integrity first; a damaged file is never written to.
    /// @throws IoError when missing, unreadable or open elsewhere; FormatError when damaged or no project;
    ///         ConfigError when made by a newer version of this program
    static std::unique_ptr<Project> open(const std::filesystem::path& file);
    /// The project as it is at this moment, unmoved by what the window writes later: for a worker, beside the window's
    /// own. Changing it throws IoError. @throws as open() does, without the lock
    static std::unique_ptr<Project> open_for_reading(const std::filesystem::path& file);
    /// Folds the write-ahead log into the file. Flushes to disk, so call it on a worker; harmless at any time.
    static void checkpoint(const std::filesystem::path& file);
    ~Project();
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    const std::filesystem::path& file() const;
    /// Folder of the variants' pictures.
    std::filesystem::path files_folder() const;
    std::string name() const;
    void set_name(const std::string& name);

    ClassStore& classes();
    ReferenceStore& references();
    VariantStore& variants();
    VariantSearch& search();
    StatisticsStore& statistics();
    AnnotationStore& annotations();
    GhostStore& ghosts();
    SettingsStore& settings();
    JobStore& jobs();
    VersionStore& versions();
    FeatureStore& features();
    HistoryStore& history();
    ChangeNotifier& changes();

    /// Makes several mutators one durable step (bulk accept, an undo macro). May be nested. Rolled back, with a kReset
    /// change, unless commit() was called.
    class Transaction {
    public:
        explicit Transaction(Project& project);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

    private:
        Project& m_project;
        bool m_open = true;
    };

private:
    class Impl;
    explicit Project(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace destudio
