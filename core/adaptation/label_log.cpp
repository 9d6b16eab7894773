// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/label_log.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace destudio::adaptation {

namespace {

using nlohmann::json;

json to_json(const LabelledFile& entry) {
    json detections = json::array();
    for (const Detection& detection : entry.detections) {
        const Box& box = detection.box;
        detections.push_back({detection.class_index, detection.score, box.x1, box.y1, box.x2, box.y2});
        if (!detection.outline.empty()) {
            detections.back().push_back(polygons_json(detection.outline));
        }
    }
    return {{"file", entry.name},
            {"bytes", entry.bytes},
            {"size", {entry.size.width, entry.size.height}},
            {"detections", std::move(detections)}};
}

LabelledFile parse_entry(const json& line) {
    LabelledFile entry;
    entry.name = line.at("file").get<std::string>();
    entry.bytes = line.at("bytes").get<std::uintmax_t>();
    entry.size = {line.at("size").at(0).get<int>(), line.at("size").at(1).get<int>()};
    for (const json& found : line.at("detections")) {
        entry.detections.push_back({{found.at(2).get<double>(), found.at(3).get<double>(), found.at(4).get<double>(),
                                     found.at(5).get<double>()},
                                    found.at(0).get<int>(),
                                    found.at(1).get<double>(),
                                    found.size() > 6 ? outline_of_polygons(found.at(6)) : Outline{}});
    }
    return entry;
}

/// The first setting in which two differ.
std::string differing_key(const json& a, const json& b) {
    for (const auto& item : a.items()) {
        if (!b.contains(item.key()) || b.at(item.key()) != item.value()) {
            return item.key();
        }
    }
    return "version";
}

}  // namespace

LabelLog::LabelLog(std::filesystem::path file, const json& settings) : m_file(std::move(file)) {
    std::error_code ec;
    const bool is_new = !std::filesystem::exists(m_file, ec) || std::filesystem::file_size(m_file, ec) == 0;
    if (!is_new) {
        read(settings);
    }
    m_out.open(m_file, std::ios::binary | std::ios::app);
    if (is_new) {
        write_line({{"settings", settings}});
    }
}

void LabelLog::read(const json& settings) {
    std::string text = read_file(m_file);
    const std::size_t end = text.rfind('\n') + 1;
    if (end != text.size()) {
        text.resize(end);
        write_file_atomically(m_file, text);
    }
    std::size_t number = 0;
    try {
        for (std::size_t begin = 0; begin < text.size(); ++number) {
            const std::size_t line_end = text.find('\n', begin);
            const json line = json::parse(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                          text.begin() + static_cast<std::ptrdiff_t>(line_end));
            begin = line_end + 1;
            if (number > 0) {
                LabelledFile entry = parse_entry(line);
                m_known[entry.name] = std::move(entry);
            } else if (line.at("settings") != settings) {
                throw UsageError(m_file.parent_path().string() + " was begun with another " +
                                 differing_key(settings, line.at("settings")) + ". Name another folder for this run.");
            }
        }
    } catch (const json::exception&) {
        throw FormatError(m_file.string() + ": line " + std::to_string(number + 1) +
                          " is damaged. Remove it, or name another folder.");
    }
}

const LabelledFile* LabelLog::find(const std::string& name, std::uintmax_t bytes) const {
    const auto found = m_known.find(name);
    return found == m_known.end() || found->second.bytes != bytes ? nullptr : &found->second;
}

void LabelLog::write_line(const json& line) {
    m_out << line.dump() << '\n';
    m_out.flush();
    if (!m_out) {
        throw IoError("Cannot write " + m_file.string() + ". Check that the folder is writable and the disk has room.");
    }
}

const LabelledFile& LabelLog::append(LabelledFile entry) {
    write_line(to_json(entry));
    auto& kept = m_known[entry.name];
    kept = std::move(entry);
    return kept;
}

}  // namespace destudio::adaptation
