// SPDX-License-Identifier: Apache-2.0
#include "core/base/output_record.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxRecordBytes = std::uintmax_t{1} << 30U;

bool is_picture(const fs::path& path) {
    constexpr std::array kExtensions = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"};
    return std::find(kExtensions.begin(), kExtensions.end(), path.extension().string()) != kExtensions.end();
}

bool stays_inside(const std::string& path) {
    const fs::path parts(path);
    return !path.empty() && path.find('\0') == std::string::npos && parts.is_relative() &&
           std::none_of(parts.begin(), parts.end(), [](const fs::path& part) { return part == ".." || part == "."; });
}

/// Whether a folder between `root` and the file is a link: what lies there is not in the folder.
bool is_behind_link(const fs::path& root, const fs::path& relative) {
    fs::path walked = root;
    std::error_code ec;
    for (const fs::path& part : relative.parent_path()) {
        walked /= part;
        if (fs::is_symlink(walked, ec)) {
            return true;
        }
    }
    return false;
}

/// Against accidents, not against people: FNV-1a, 64 bits.
std::string content_hash(const fs::path& file) {
    constexpr std::uint64_t kOffset = 14695981039346656037ULL;
    constexpr std::uint64_t kPrime = 1099511628211ULL;
    std::ifstream in(file, std::ios::binary);
    std::array<char, 1 << 16> block{};
    std::uint64_t hash = kOffset;
    do {
        in.read(block.data(), block.size());
        for (std::streamsize i = 0; i < in.gcount(); ++i) {
            hash = (hash ^ static_cast<unsigned char>(block[static_cast<std::size_t>(i)])) * kPrime;
        }
    } while (in);
    std::array<char, 20> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    return text.data();
}

}  // namespace

OutputRecord::OutputRecord(fs::path folder) : m_folder(std::move(folder)) {
    const fs::path file = m_folder / kFileName;
    std::error_code ec;
    if (fs::symlink_status(file, ec).type() != fs::file_type::regular || fs::file_size(file, ec) > kMaxRecordBytes) {
        return;
    }
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        if (!parse(line)) {
            return;  // the torn last line of a killed run
        }
    }
}

bool OutputRecord::parse(const std::string& line) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return false;
    }
    const auto text = [&json](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (json.contains("command")) {
        m_command = text("command");
        m_replaces_others = json.value("replaces", nlohmann::json()) == true;
        return !m_command.empty();
    }
    const std::string path = text("path");
    if (stays_inside(path) && path != kFileName) {
        Entry entry;
        entry.kind = text("kind") == "index" ? Kind::kIndex : Kind::kFile;
        entry.earlier = json.value("earlier", nlohmann::json()) == true;
        const auto size = json.value("size", nlohmann::json());
        entry.size = size.is_number_unsigned() ? size.get<std::uintmax_t>() : 0;
        entry.hash = text("hash");
        m_entries[path] = std::move(entry);
    }
    return true;
}

std::string OutputRecord::line_of(const std::string& path, const Entry& entry) const {
    nlohmann::ordered_json json{{"path", path}, {"kind", entry.kind == Kind::kIndex ? "index" : "file"}};
    if (entry.earlier) {
        json["earlier"] = true;
    }
    if (!entry.hash.empty()) {
        json["size"] = entry.size;
        json["hash"] = entry.hash;
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void OutputRecord::save() const {
    nlohmann::ordered_json head{{"command", m_command}};
    if (m_replaces_others) {
        head["replaces"] = true;
    }
    std::string text = head.dump() + "\n";
    for (const auto& [path, entry] : m_entries) {
        text += line_of(path, entry);
    }
    write_file_atomically(m_folder / kFileName, text);
}

std::string OutputRecord::changed_file() const {
    std::error_code ec;
    for (const auto& [path, entry] : m_entries) {
        const fs::path file = m_folder / path;
        if (entry.hash.empty() || !fs::exists(file, ec)) {
            continue;
        }
        if (fs::file_size(file, ec) != entry.size || content_hash(file) != entry.hash) {
            return path;
        }
    }
    return {};
}

void OutputRecord::begin(const std::string& command, bool replaces_others) {
    m_command = command;
    m_replaces_others = replaces_others;
    for (auto& [path, entry] : m_entries) {
        entry.earlier = true;
    }
    save();
}

void OutputRecord::add(const std::vector<std::string>& paths, Kind kind) {
    std::string lines;
    for (const std::string& path : paths) {
        Entry& entry = m_entries[path];
        entry = {kind, false, 0, {}};
        lines += line_of(path, entry);
    }
    const fs::path file = m_folder / kFileName;
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
    const bool written =
        descriptor >= 0 && ::write(descriptor, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
    const int code = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!written) {
        throw IoError("Cannot write " + file.string() + ": " + std::strerror(descriptor < 0 ? code : ENOSPC) +
                      ". Check that the folder is writable and the disk has room.");
    }
}

void OutputRecord::remove_earlier() {
    const auto rank = [](const std::string& path, const Entry& entry) {
        return entry.kind == Kind::kIndex ? 0 : is_picture(path) ? 2 : 1;
    };
    for (int now = 0; now <= 2; ++now) {
        for (auto it = m_entries.begin(); it != m_entries.end();) {
            if (!it->second.earlier || rank(it->first, it->second) != now) {
                ++it;
                continue;
            }
            const fs::path file = m_folder / it->first;
            std::error_code ec;
            const auto type = fs::symlink_status(file, ec).type();
            // A link or device in its place is somebody else's.
            if (type == fs::file_type::regular && !is_behind_link(m_folder, it->first)) {
                fs::remove(file, ec);
                for (fs::path up = fs::path(it->first).parent_path(); !up.empty(); up = up.parent_path()) {
                    if (!fs::remove(m_folder / up, ec)) {  // only when empty
                        break;
                    }
                }
            }
            it = m_entries.erase(it);
        }
    }
    save();
}

void OutputRecord::finish() {
    std::error_code ec;
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        const fs::path file = m_folder / it->first;
        if (fs::symlink_status(file, ec).type() != fs::file_type::regular) {
            it = m_entries.erase(it);
            continue;
        }
        Entry& entry = it->second;
        entry.earlier = false;
        if (entry.hash.empty() && !is_picture(it->first)) {
            entry.size = fs::file_size(file, ec);
            entry.hash = content_hash(file);
        }
        ++it;
    }
    save();
}

void OutputRecord::discard() {
    std::error_code ec;
    fs::remove(m_folder / kFileName, ec);
    m_entries.clear();
    m_command.clear();
}

}  // namespace destudio
