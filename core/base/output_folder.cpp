// SPDX-License-Identifier: Apache-2.0
#include "core/base/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/temporary_path.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

/// Links of a dataset's folder that are looked at; more are pictures, which are never followed out of it.
constexpr int kMaxLinks = 10'000;

[[noreturn]] void cannot_write(const fs::path& path, int code) {
    throw IoError("Cannot write " + path.string() + ": " + std::strerror(code) +
                  ". Check that the folder is writable and the disk has room.");
}

/// Files that file managers and file systems leave in folders.
bool is_of_the_system(const std::string& name) {
    constexpr std::array kNames = {".DS_Store", "Thumbs.db", "desktop.ini", "lost+found", "__MACOSX", ".directory"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end() || name.starts_with("._") ||
           name.starts_with(".nfs");
}

/// "out/", "out/." and "out" are one folder.
fs::path plain(const fs::path& folder) {
    std::error_code ec;
    fs::path path = fs::absolute(folder, ec).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

/// Whether `path`, or a folder above it, is `folder`, however the two are spelled or mounted.
bool is_within(const fs::path& path, const fs::path& folder) {
    std::error_code ec;
    fs::path up = fs::weakly_canonical(path, ec);
    if (ec) {
        return false;
    }
    while (true) {
        if (fs::exists(up, ec) && fs::equivalent(up, folder, ec)) {
            return true;
        }
        if (!up.has_relative_path()) {
            return false;
        }
        up = up.parent_path();
    }
}

/// What a folder's own links name, because a dataset may be put together of them.
std::vector<fs::path> links_in(const fs::path& folder) {
    std::vector<fs::path> links;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end && links.size() < kMaxLinks; it.increment(ec)) {
        std::error_code ignored;
        if (it->is_symlink(ignored)) {
            links.push_back(it->path());
        }
    }
    return links;
}

void require_folder_or_nothing(const fs::path& folder) {
    std::error_code ec;
    const auto type = fs::status(folder, ec).type();
    if (type != fs::file_type::not_found && type != fs::file_type::directory) {
        throw IoError(folder.string() + " is a file, so it cannot be the output folder.");
    }
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder) : m_folder(plain(folder)) {
    const fs::path& path = m_folder;
    require_folder_or_nothing(path);
    std::error_code ec;
    while (true) {
        m_made_folder = fs::create_directories(path, ec) || m_made_folder;
        if (ec) {
            cannot_write(path, ec.value());
        }
        m_descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (m_descriptor < 0) {
            if (errno == ENOENT) {  // another run that made it for nothing took it away
                continue;
            }
            cannot_write(path, errno);
        }
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            ::close(m_descriptor);
            throw IoError("Another run is writing into " + path.string() +
                          " right now. Wait for it, or take another folder.");
        }
        struct stat open_one {};
        struct stat named_one {};
        if (::fstat(m_descriptor, &open_one) == 0 && ::stat(path.c_str(), &named_one) == 0 &&
            open_one.st_ino == named_one.st_ino && open_one.st_dev == named_one.st_dev) {
            return;
        }
        ::close(m_descriptor);
    }
}

FolderLock::~FolderLock() {
    std::error_code ignored;
    if (m_made_folder) {
        fs::remove(m_folder, ignored);  // only if empty
    }
    ::close(m_descriptor);
}

bool is_unused_folder(const fs::path& folder) {
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        const std::string name = it->path().filename().string();
        if (!is_of_the_system(name) && !is_temporary_name(name) && name != OutputRecord::kFileName) {
            return false;
        }
    }
    return !ec || ec == std::errc::no_such_file_or_directory;
}

void refuse_own_input(const fs::path& folder, const std::vector<fs::path>& inputs) {
    std::error_code ec;
    if (!fs::exists(folder, ec)) {
        return;
    }
    for (const fs::path& input : inputs) {
        if (input.empty()) {
            continue;
        }
        std::vector<fs::path> paths{input};
        if (fs::is_directory(input, ec)) {
            const auto links = links_in(input);
            paths.insert(paths.end(), links.begin(), links.end());
        }
        for (const fs::path& path : paths) {
            if (is_within(path, folder)) {
                throw OutputRefusedError(folder.string() + " holds what is read here, " + path.string() +
                                             ", which would be overwritten. Name another folder.",
                                         false);
            }
        }
    }
}

OutputFolder::OutputFolder(const fs::path& folder, const OutputRequest& request) : m_folder(plain(folder)) {
    require_folder_or_nothing(m_folder);
    refuse_own_input(m_folder, request.inputs);
    m_lock.emplace(m_folder);
    remove_leftovers(m_folder, true);
    remove_leftovers(m_folder.parent_path(), false);
    m_record.emplace(m_folder);
    if (!request.overwrite) {
        if (m_record->empty() && !is_unused_folder(m_folder)) {
            throw OutputRefusedError(folder.string() + " is not empty, and no earlier run of \"" + request.command +
                                         "\" wrote what is in it. " + request.advice,
                                     true);
        }
        if (!m_record->empty() && m_record->command() != request.command) {
            throw OutputRefusedError(
                folder.string() + " holds the results of \"" + m_record->command() + "\". " + request.advice, true);
        }
        if (const std::string changed = m_record->changed_file(); !changed.empty()) {
            throw OutputRefusedError((m_folder / changed).string() + " was changed since \"" + m_record->command() +
                                         "\" wrote it. " + request.advice,
                                     true);
        }
    }
    m_record->begin(request.command, request.overwrite);
}

OutputFolder::~OutputFolder() {
    if (!m_finished) {
        try {
            finish();
        } catch (const std::exception&) {
            return;  // a full disk: the record of what was about to be written stays
        }
    }
    if (OutputRecord record(m_folder); record.empty()) {
        record.discard();
    }
}

void OutputFolder::remove_earlier() {
    m_record->remove_earlier();
}

fs::path OutputFolder::place(const std::string& relative, OutputRecord::Kind kind) {
    const fs::path path = m_folder / relative;
    std::error_code ec;
    fs::path walked = m_folder;
    for (const fs::path& part : fs::path(relative).parent_path()) {
        walked /= part;
        if (fs::is_symlink(walked, ec)) {
            throw IoError(walked.string() + " is a link, so the results would leave their folder. Take a new folder.");
        }
    }
    if (!m_record->knows(relative)) {
        if (!m_record->replaces_others() && fs::symlink_status(path, ec).type() != fs::file_type::not_found) {
            throw IoError(path.string() +
                          " is in the way and is not from an earlier run. Take a new folder, or say --overwrite.");
        }
        m_record->add({relative}, kind);
    }
    return path;
}

void OutputFolder::finish() {
    OutputRecord(m_folder).finish();  // read anew: exports noted their files there
    m_finished = true;
}

void OutputFolder::finish_without_record() {
    OutputRecord(m_folder).discard();
    m_finished = true;
}

ContinuedFolder::ContinuedFolder(const fs::path& folder, const OutputRequest& request,
                                 const std::function<bool(const fs::path&)>& is_own)
    : m_folder(plain(folder)) {
    require_folder_or_nothing(m_folder);
    refuse_own_input(m_folder, request.inputs);
    m_lock.emplace(m_folder);
    remove_leftovers(m_folder, true);
    OutputRecord record(m_folder);
    const bool begun_here = record.exists() && record.command() == request.command;
    if (!begun_here && !is_unused_folder(m_folder) && !is_own(m_folder)) {
        throw OutputRefusedError(
            folder.string() + " is not empty and no \"" + request.command + "\" was begun in it. Take a new folder.",
            false);
    }
    if (!begun_here) {
        record.begin(request.command, false);
    }
}

ContinuedFolder::~ContinuedFolder() {
    if (is_unused_folder(m_folder)) {
        OutputRecord(m_folder).discard();
    }
}

void check_output_file(const fs::path& file, const OutputRequest& request,
                       const std::function<bool(const std::string&)>& is_own) {
    std::error_code ec;
    if (!fs::exists(file, ec)) {
        return;
    }
    if (!fs::is_regular_file(file, ec)) {
        throw OutputRefusedError(file.string() + " is not a file that can be replaced. Name another one.", false);
    }
    constexpr std::size_t kBeginning = 4096;
    std::string beginning(kBeginning, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(in.gcount()));
    if (beginning.empty() || is_own(beginning)) {
        return;
    }
    for (const fs::path& input : request.inputs) {
        if (!input.empty() && is_within(file, input)) {
            throw OutputRefusedError(
                file.string() + " is part of what is read here, and would be overwritten. Name another file.", false);
        }
    }
    if (!request.overwrite) {
        throw OutputRefusedError(file.string() + " exists already, and no earlier run of \"" + request.command +
                                     "\" wrote it. " + request.advice,
                                 true);
    }
}

}  // namespace destudio
