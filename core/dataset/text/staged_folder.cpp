// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/staged_folder.h"

#include <algorithm>
#include <array>
#include <system_error>

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

void make_folder(const fs::path& folder) {
    std::error_code ec;
    fs::create_directories(folder, ec);
    if (ec) {
        fail(folder, ec);
    }
}

bool describes_pictures(const fs::path& file) {
    constexpr std::array kPictures = {".png", ".jpg"};  // what exports write
    return std::find(kPictures.begin(), kPictures.end(), file.extension().string()) == kPictures.end();
}

}  // namespace

StagedFolder::StagedFolder(fs::path target) : m_target(fs::absolute(std::move(target)).lexically_normal()) {
    if (!m_target.has_filename()) {  // written with a slash at the end
        m_target = m_target.parent_path();
    }
    std::error_code ec;
    if (fs::exists(m_target, ec) && !fs::is_directory(m_target, ec)) {
        throw IoError(m_target.string() + " is a file, so it cannot be the output folder.");
    }
    // In the target or beside it, because a rename works only within one file system.
    const fs::path place = fs::exists(m_target, ec) ? m_target : m_target.parent_path();
    fs::create_directories(place, ec);
    if (ec) {
        fail(m_target, ec);
    }
    try {
        m_staging.emplace(place, TemporaryPath::Kind::kFolder);
    } catch (const std::system_error& error) {
        fail(m_target, error.code());
    }
}

StagedFolder::Claim StagedFolder::claim() const {
    OutputRecord record(m_target);
    if (OutputRecord above(m_target.parent_path()); !record.exists() && above.exists()) {
        return {std::move(above), m_target.filename()};
    }
    return {std::move(record), {}};
}

std::vector<fs::path> StagedFolder::files_in_order(const std::vector<fs::path>& last) const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path())) {
        const fs::path relative = entry.path().lexically_relative(path());
        if (!entry.is_directory() && std::find(last.begin(), last.end(), relative) == last.end()) {
            files.push_back(relative);
        }
    }
    std::sort(files.begin(), files.end());
    std::stable_partition(files.begin(), files.end(), [](const fs::path& file) { return !describes_pictures(file); });
    files.insert(files.end(), last.begin(), last.end());
    return files;
}

void StagedFolder::note(OutputRecord& record, const fs::path& below, const std::vector<fs::path>& files,
                        const std::vector<fs::path>& last) const {
    std::error_code ec;
    std::vector<std::string> plain;
    std::vector<std::string> indexes;
    for (const fs::path& file : files) {
        const auto there = fs::symlink_status(m_target / file, ec).type();
        if (there != fs::file_type::not_found && !record.knows((below / file).generic_string()) &&
            !record.replaces_others()) {
            throw IoError((m_target / file).string() +
                          " is in the way and is not from an earlier run. Take a new folder, or say --overwrite.");
        }
        const bool is_index = std::find(last.begin(), last.end(), file) != last.end();
        (is_index ? indexes : plain).push_back((below / file).generic_string());
    }
    record.remove_earlier();
    record.add(plain, OutputRecord::Kind::kFile);
    record.add(indexes, OutputRecord::Kind::kIndex);
}

void StagedFolder::commit(const std::vector<fs::path>& last) {
    std::error_code ec;
    auto [record, below] = claim();
    if (!record.exists() && !fs::exists(m_target, ec)) {
        fs::rename(path(), m_target, ec);
        if (!ec) {
            return;
        }
    }
    const auto files = files_in_order(last);
    std::vector<fs::path> folders{m_target};
    for (const auto& entry : fs::recursive_directory_iterator(path())) {
        if (entry.is_directory()) {
            folders.push_back(m_target / entry.path().lexically_relative(path()));
            refuse_link(folders.back());
        }
    }
    for (const fs::path& file : files) {
        const auto type = fs::status(m_target / file, ec).type();
        if (type != fs::file_type::not_found && type != fs::file_type::regular) {
            throw IoError((m_target / file).string() +
                          " is no regular file, so it is not replaced. Take a new folder.");
        }
    }
    if (record.exists()) {
        note(record, below, files, last);
    }
    std::for_each(folders.begin(), folders.end(), make_folder);
    for (const fs::path& file : files) {
        fs::rename(path() / file, m_target / file, ec);
        if (ec) {
            fail(m_target / file, ec);
        }
    }
}

}  // namespace destudio::dataset
