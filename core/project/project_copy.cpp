// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_copy.h"

#include "core/base/error.h"
#include "core/project/project.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

fs::path pictures_of(const fs::path& project) {
    return project.parent_path() / (project.stem().string() + ".files");
}

void copy_files(const fs::path& from, const fs::path& to) {
    std::error_code ec;
    fs::create_directories(to.parent_path(), ec);
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, fs::perm_options::add);
    // A log that was not folded in yet holds the last edits.
    if (const fs::path log = from.string() + "-wal"; fs::exists(log)) {
        fs::copy_file(log, to.string() + "-wal");
        fs::permissions(to.string() + "-wal", fs::perms::owner_read | fs::perms::owner_write, fs::perm_options::add);
    }
    if (fs::exists(pictures_of(from))) {
        fs::copy(pictures_of(from), pictures_of(to), fs::copy_options::recursive);
        for (const auto& entry : fs::recursive_directory_iterator(pictures_of(to))) {
            const auto run = entry.is_directory() ? fs::perms::owner_exec : fs::perms::none;
            fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::owner_write | run, fs::perm_options::add);
        }
        fs::permissions(pictures_of(to), fs::perms::owner_all, fs::perm_options::add);
    }
}

/// References beside the old project are stored relative to it; the copy lies elsewhere.
void point_to_old_places(const fs::path& from, const fs::path& to) {
    const auto project = Project::open(to);
    const fs::path old_folder = fs::absolute(from).parent_path();
    const fs::path new_folder = fs::absolute(to).parent_path();
    Project::Transaction transaction(*project);
    for (Reference reference : project->references().all()) {
        const fs::path old_place = old_folder / reference.path.lexically_relative(new_folder);
        if (!fs::exists(reference.path) && fs::exists(old_place)) {
            reference.path = old_place.lexically_normal();
            project->references().update(reference);
        }
    }
    transaction.commit();
}

}  // namespace

void copy_project(const fs::path& named, const fs::path& to) {
    std::error_code ec;
    const fs::path real = fs::canonical(named, ec);  // the pictures lie beside the project, not beside a link to it
    const fs::path& from = ec ? named : real;
    if (fs::exists(to, ec) || fs::exists(pictures_of(to), ec)) {
        throw IoError("There is a project " + to.string() + " already. Choose another name.");
    }
    try {
        copy_files(from, to);
        point_to_old_places(from, to);
    } catch (const std::exception& error) {
        fs::remove(to, ec);
        fs::remove(to.string() + "-wal", ec);
        fs::remove_all(pictures_of(to), ec);
        if (dynamic_cast<const fs::filesystem_error*>(&error) == nullptr) {
            throw;
        }
        throw IoError("The project could not be copied to " + to.string() + ": " + error.what() + ".");
    }
}

}  // namespace destudio
