// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/zip_archive.h"

#include <algorithm>

#include "core/base/error.h"

namespace destudio::nn {

namespace {

constexpr std::uint64_t kEndRecord = 22;
constexpr std::uint64_t kLongestComment = 65535;
constexpr std::uint64_t kDirectoryRecord = 46;
constexpr std::uint64_t kLocalHeader = 30;
constexpr std::uint64_t kLargestDirectory = 1 << 28;
constexpr std::uint64_t kIn64 = 0xffffffff;  ///< "look in the ZIP64 field"

/// A little-endian number of `width` bytes.
std::uint64_t number(const std::string& bytes, std::size_t offset, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes.at(offset + i))) << (8 * i);
    }
    return value;
}

}  // namespace

ZipArchive::ZipArchive(const std::filesystem::path& path) : m_path(path), m_file(path, std::ios::binary) {
    std::error_code error;
    m_length = std::filesystem::file_size(path, error);
    if (!m_file || error) {
        throw IoError("Cannot read " + path.string() + ".");
    }
    read_directory();
}

void ZipArchive::fail(const std::string& what) const {
    throw FormatError(m_path.string() + " " + what + ".");
}

std::string ZipArchive::bytes_at(std::uint64_t offset, std::uint64_t count) const {
    if (offset > m_length || count > m_length - offset) {
        fail("is cut off or damaged: a part of it lies beyond its end");
    }
    std::string bytes(count, '\0');
    m_file.clear();
    m_file.seekg(static_cast<std::streamoff>(offset));
    m_file.read(bytes.data(), static_cast<std::streamsize>(count));
    if (!m_file) {
        throw IoError("Cannot read " + m_path.string() + ".");
    }
    return bytes;
}

void ZipArchive::read_directory() {
    const std::uint64_t tail_length = std::min(m_length, kEndRecord + kLongestComment);
    const std::string tail = bytes_at(m_length - tail_length, tail_length);
    const auto end = tail.rfind("PK\x05\x06");
    if (end == std::string::npos || tail.size() - end < kEndRecord) {
        fail("is no zip file, or its end is missing");
    }
    std::uint64_t count = number(tail, end + 10, 2);
    std::uint64_t length = number(tail, end + 12, 4);
    std::uint64_t start = number(tail, end + 16, 4);
    const std::uint64_t end_offset = m_length - tail_length + end;
    if ((count == 0xffff || length == kIn64 || start == kIn64) && end_offset >= 20) {
        const std::string locator = bytes_at(end_offset - 20, 20);
        if (locator.compare(0, 4, "PK\x06\x07") == 0) {
            const std::string record = bytes_at(number(locator, 8, 8), 56);
            if (record.compare(0, 4, "PK\x06\x06") != 0) {
                fail("has a damaged ZIP64 directory");
            }
            count = number(record, 32, 8);
            length = number(record, 40, 8);
            start = number(record, 48, 8);
        }
    }
    if (length > kLargestDirectory) {
        fail("has an impossibly large directory");
    }
    const std::string directory = bytes_at(start, length);
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (directory.size() - at < kDirectoryRecord || directory.compare(at, 4, "PK\x01\x02") != 0) {
            fail("has a damaged directory");
        }
        const std::string record = directory.substr(at, kDirectoryRecord);
        const std::size_t name_length = number(record, 28, 2);
        const std::size_t extra_length = number(record, 30, 2);
        const std::size_t whole = kDirectoryRecord + name_length + extra_length + number(record, 32, 2);
        if (directory.size() - at < whole) {
            fail("has a damaged directory");
        }
        add_entry(record, directory.substr(at + kDirectoryRecord, name_length),
                  directory.substr(at + kDirectoryRecord + name_length, extra_length));
        at += whole;
    }
}

void ZipArchive::add_entry(const std::string& record, const std::string& name, const std::string& extra) {
    Entry entry;
    entry.stored = number(record, 10, 2) == 0;
    entry.size = number(record, 24, 4);
    entry.header = number(record, 42, 4);
    // The ZIP64 field holds, in this order, those of the numbers that did not fit.
    for (std::size_t at = 0; extra.size() - at >= 4;) {
        const std::size_t length = number(extra, at + 2, 2);
        if (extra.size() - at - 4 < length) {
            break;
        }
        if (number(extra, at, 2) == 1) {
            std::size_t field = at + 4;
            const std::size_t end = field + length;
            const auto next = [&](std::uint64_t& value) {
                if (value == kIn64 && end - field >= 8) {
                    value = number(extra, field, 8);
                    field += 8;
                }
            };
            next(entry.size);
            std::uint64_t packed = number(record, 20, 4);
            next(packed);
            next(entry.header);
        }
        at += 4 + length;
    }
    m_entries.insert_or_assign(name, entry);
}

std::uint64_t ZipArchive::size(const std::string& name) const {
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        fail("lacks its part " + name);
    }
    return found->second.size;
}

std::uint64_t ZipArchive::data_offset(const std::string& name) const {
    const std::uint64_t length = size(name);
    const Entry& entry = m_entries.at(name);
    if (!entry.stored) {
        fail("holds compressed parts, which PyTorch does not write; unpack it and store it again without compression");
    }
    const std::string header = bytes_at(entry.header, kLocalHeader);
    if (header.compare(0, 4, "PK\x03\x04") != 0) {
        fail("is damaged at its part " + name);
    }
    const std::uint64_t data = entry.header + kLocalHeader + number(header, 26, 2) + number(header, 28, 2);
    if (data > m_length || length > m_length - data) {
        fail("is cut off in its part " + name);
    }
    return data;
}

void ZipArchive::read(const std::string& name, void* target) const {
    const std::uint64_t data = data_offset(name);
    m_file.clear();
    m_file.seekg(static_cast<std::streamoff>(data));
    m_file.read(static_cast<char*>(target), static_cast<std::streamsize>(size(name)));
    if (!m_file) {
        throw IoError("Cannot read " + m_path.string() + ".");
    }
}

std::string ZipArchive::read_text(const std::string& name, std::uint64_t most) const {
    const std::uint64_t length = size(name);
    if (length > most || length > m_length) {
        fail("has an impossibly large part " + name);
    }
    std::string text(length, '\0');
    read(name, text.data());
    return text;
}

}  // namespace destudio::nn
