// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>

#include "core/base/error.h"

namespace destudio::scaleup {

namespace fs = std::filesystem;

namespace {

std::string line_name(const fs::path& file, std::uint64_t offset) {
    return file.string() + ": the line at byte " + std::to_string(offset);
}

std::int64_t index_in_line(const std::string& line, const std::string& where) {
    constexpr std::string_view kStart = "{\"index\":";
    std::int64_t index = -1;
    if (line.starts_with(kStart)) {
        std::from_chars(line.data() + kStart.size(), line.data() + line.size(), index);
    }
    if (index < 0) {
        throw FormatError(where + " is damaged. Start again in an empty folder.");
    }
    return index;
}

[[noreturn]] void fail(const fs::path& file, int code) {
    throw IoError("Cannot write " + file.string() + ": " + std::strerror(code) +
                  ". Check that the folder is writable and the disk has room.");
}

}  // namespace

ItemReader::ItemReader(fs::path file) : m_file(std::move(file)), m_in(m_file, std::ios::binary) {
    if (!m_in) {
        throw IoError("Cannot read " + m_file.string() + ".");
    }
    std::string line;
    std::uint64_t offset = 0;
    while (std::getline(m_in, line) && !m_in.eof()) {  // at the end of the file: a line without its line break
        m_lines.push_back({index_in_line(line, line_name(m_file, offset)), offset});
        offset += line.size() + 1;
    }
    std::stable_sort(m_lines.begin(), m_lines.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    const auto same = [](const auto& a, const auto& b) { return a.index == b.index; };
    m_lines.erase(std::unique(m_lines.begin(), m_lines.end(), same), m_lines.end());
}

std::optional<ItemRecord> ItemReader::next() {
    if (m_next == m_lines.size()) {
        return std::nullopt;
    }
    const std::uint64_t offset = m_lines[m_next++].offset;
    m_in.clear();
    if (m_in.tellg() != static_cast<std::streamoff>(offset)) {
        m_in.seekg(static_cast<std::streamoff>(offset));
    }
    std::getline(m_in, m_line);
    return parse_item_line(m_line, line_name(m_file, offset));
}

ItemLog::ItemLog(fs::path file, Flush flush) : m_file(std::move(file)), m_flush(flush) {
    constexpr mode_t kMode = 0644;
    m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kMode);
    if (m_descriptor < 0) {
        fail(m_file, errno);
    }
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(m_descriptor);
        throw IoError("Another scale-up is writing into " + m_file.parent_path().string() +
                      " right now. Wait for it or take another folder.");
    }
    try {
        cut_unfinished_line();
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

ItemLog::~ItemLog() {
    if (m_flush == Flush::kAtEnd) {
        ::fsync(m_descriptor);
    }
    ::close(m_descriptor);
}

void ItemLog::cut_unfinished_line() {
    const off_t size = ::lseek(m_descriptor, 0, SEEK_END);
    off_t keep = size;
    for (char byte = 0; keep > 0; --keep) {
        if (::pread(m_descriptor, &byte, 1, keep - 1) != 1) {
            fail(m_file, errno);
        }
        if (byte == '\n') {
            break;
        }
    }
    if (size < 0 || (keep != size && ::ftruncate(m_descriptor, keep) != 0)) {
        fail(m_file, errno);
    }
    m_size = static_cast<std::uintmax_t>(keep);
}

void ItemLog::append(const ItemRecord& record) {
    const std::string line = to_line(record) + "\n";
    std::size_t done = 0;
    while (done < line.size()) {
        const ssize_t written = ::write(m_descriptor, line.data() + done, line.size() - done);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            const int code = written == 0 ? ENOSPC : errno;
            if (::ftruncate(m_descriptor, static_cast<off_t>(m_size)) != 0) {
                fail(m_file, errno);
            }
            fail(m_file, code);
        }
        done += static_cast<std::size_t>(written);
    }
    if (m_flush == Flush::kEachLine && ::fsync(m_descriptor) != 0) {
        const int code = errno;
        if (::ftruncate(m_descriptor, static_cast<off_t>(m_size)) != 0) {
            fail(m_file, errno);
        }
        fail(m_file, code);
    }
    m_size += line.size();
}

}  // namespace destudio::scaleup
