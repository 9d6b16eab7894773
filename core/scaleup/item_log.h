// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/scaleup/item_record.h"

namespace destudio::scaleup {

/// Reads items.jsonl, one record after the other, in rising order of their index and each index once. A last line that
/// was cut off by the end of the program is left out. Needs memory for one record and 16 bytes of each.
class ItemReader {
public:
    /// @throws IoError; FormatError when a line does not begin as a record
    explicit ItemReader(std::filesystem::path file);
    /// @throws FormatError
    std::optional<ItemRecord> next();

private:
    struct Line {
        std::int64_t index = 0;
        std::uint64_t offset = 0;
    };
    std::filesystem::path m_file;
    std::ifstream m_in;
    std::vector<Line> m_lines;
    std::size_t m_next = 0;
    std::string m_line;
};

/// items.jsonl, open for appending. An item counts as made when its whole line is there.
class ItemLog {
public:
    /// When a line is on the disk for certain: at once, or when the log is closed, for files that can be made again.
    enum class Flush { kEachLine, kAtEnd };

    /// Opens or makes the file, locks it against other processes and cuts off an unfinished last line.
    /// @throws IoError, also when another process has it open
    explicit ItemLog(std::filesystem::path file, Flush flush = Flush::kEachLine);
    ~ItemLog();
    ItemLog(const ItemLog&) = delete;
    ItemLog& operator=(const ItemLog&) = delete;

    /// Appends a record; when that fails, the file is as before. @throws IoError
    void append(const ItemRecord& record);
    const std::filesystem::path& file() const { return m_file; }
    std::uintmax_t bytes() const { return m_size; }

private:
    void cut_unfinished_line();

    std::filesystem::path m_file;
    Flush m_flush;
    int m_descriptor = -1;
    std::uintmax_t m_size = 0;
};

}  // namespace destudio::scaleup
