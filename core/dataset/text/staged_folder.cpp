// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/staged_folder.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>

#include "core/base/error.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const std::error_code& code) {
    throw IoError("Cannot write " + path.string() + ": " + code.message() +
                  ". Check that the folder is writable and the disk has room.");
}

// A link below the target would lead the export somewhere else.
void refuse_link(const fs::path& path) {
    std::error_code ec;
    if (fs::is_symlink(path, ec)) {
        throw IoError(path.string() + " is a link, so the export would leave its folder. Choose an empty folder.");
    }
}

void move_into_place(const fs::path& from, const fs::path& to) {
    std::error_code ec;
    fs::create_directories(to.parent_path(), ec);
    if (!ec) {
        fs::rename(from, to, ec);
    }
    if (ec) {
        fail(to, ec);
    }
}

}  // namespace

StagedFolder::StagedFolder(fs::path target) : m_target(fs::absolute(std::move(target)).lexically_normal()) {
    static std::atomic<unsigned> counter{0};
    if (!m_target.has_filename()) {  // written with a slash at the end
        m_target = m_target.parent_path();
    }
    std::error_code ec;
    if (fs::exists(m_target, ec) && !fs::is_directory(m_target, ec)) {
        throw IoError(m_target.string() + " is a file, so it cannot be the output folder.");
    }
    const std::string name = "." + m_target.filename().string() + "." + std::to_string(::getpid()) + "-" +
                             std::to_string(counter++) + ".tmp";
    // Beside the target when that is possible, because a rename works only within one file system.
    const bool exists = fs::exists(m_target, ec);
    m_staging = (exists ? m_target : m_target.parent_path()) / name;
    fs::create_directories(m_staging, ec);
    if (ec) {
        fail(m_target, ec);
    }
}

StagedFolder::~StagedFolder() {
    std::error_code ec;
    fs::remove_all(m_staging, ec);
}

void StagedFolder::commit(const std::vector<fs::path>& last) {
    std::error_code ec;
    if (!fs::exists(m_target, ec)) {
        fs::rename(m_staging, m_target, ec);
        if (!ec) {
            return;
        }
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(m_staging)) {
        const fs::path relative = entry.path().lexically_relative(m_staging);
        if (entry.is_directory()) {
            refuse_link(m_target / relative);
            fs::create_directories(m_target / relative, ec);
            if (ec) {
                fail(m_target / relative, ec);
            }
        } else if (std::find(last.begin(), last.end(), relative) == last.end()) {
            files.push_back(relative);
        }
    }
    files.insert(files.end(), last.begin(), last.end());
    for (const fs::path& file : files) {
        move_into_place(m_staging / file, m_target / file);
    }
}

}  // namespace destudio::dataset
