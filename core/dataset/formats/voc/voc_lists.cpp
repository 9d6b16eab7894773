// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_lists.h"

#include <algorithm>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxVocListBytes = 256U << 20U;

std::string small_word(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

std::string bare_line(const std::string& line) {
    constexpr const char* kBlanks = " \t\r\f\v";
    const auto first = line.find_first_not_of(kBlanks);
    return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(kBlanks) - first + 1);
}

fs::path child_called(const fs::path& folder, const std::string& name) {
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (small_word(it->path().filename().string()) == name && it->is_directory(ec)) {
            return it->path();
        }
    }
    return {};
}

// Lists of splits, and, in a folder of lists, those of subsets with names of their own ("night"). Lists of one class
// are called after it and a split ("cat_train"), and "default" says nothing.
std::vector<fs::path> list_files(const fs::path& folder, bool subsets) {
    std::vector<fs::path> files;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        const std::string stem = it->path().stem().string();
        const bool is_split = !split_of_word(stem).empty();
        const bool is_subset = subsets && split_in_name(stem).empty() && small_word(stem) != "default";
        if (has_extension(it->path(), ".txt") && !is_leftover(it->path()) && it->is_regular_file(ec) &&
            (is_split || is_subset)) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// The text without a flag behind it: "a  1", "a -1".
std::string without_flag(const std::string& text) {
    const auto blank = text.find_last_of(" \t");
    const std::string last = blank == std::string::npos ? "" : text.substr(blank + 1);
    return last == "1" || last == "-1" || last == "0" ? bare_line(text.substr(0, blank)) : text;
}

std::string without_extension(const std::string& text) {
    const fs::path path(text);
    return has_image_extension(path) || has_extension(path, ".xml") ? fs::path(path).replace_extension().string()
                                                                    : text;
}

}  // namespace

VocLists::VocLists(const VocFolders& folders, const std::vector<std::string>& ids) : m_ids(ids.begin(), ids.end()) {
    for (const std::string& id : ids) {
        m_by_name[fs::path(id).filename().string()].push_back(id);
    }
    const fs::path sets = child_called(folders.root, "imagesets");
    fs::path folder = sets.empty() ? fs::path() : child_called(sets, "main");
    if (folder.empty() || list_files(folder, true).empty()) {
        folder = !sets.empty() && !list_files(sets, true).empty() ? sets : !folder.empty() ? folder : folders.root;
    }
    const std::string relative = folder.lexically_relative(folders.root).generic_string();
    m_folder = relative == "." ? "" : relative;
    for (const fs::path& file : list_files(folder, folder != folders.root)) {
        read(file, file.stem().string());
    }
}

void VocLists::read(const fs::path& file, const std::string& stem) {
    const std::string list = small_word(stem);
    const std::string split = split_of_word(stem);
    const std::string name = (m_folder.empty() ? "" : m_folder + "/") + file.filename().string();
    std::string text;
    try {
        text = read_utf8_file(file, kMaxVocListBytes);
    } catch (const Error& error) {
        m_broken.emplace_back(error.what());
        return;
    }
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const std::string entry = bare_line(line);
        if (entry.empty()) {
            continue;
        }
        const std::string id = resolve(entry);
        m_lines.push_back({name + ":" + std::to_string(number), entry, id, list});
        if (id.empty()) {
            continue;
        }
        if (list == "trainval") {
            m_trainval.insert(id);
        } else if (split.empty()) {
            m_subset_of.emplace(id, stem);
        } else {
            m_splits.add(id, split);
        }
    }
}

std::string VocLists::resolve(std::string text) const {
    std::vector<std::string> readings;
    for (const std::string& whole : {text, without_flag(text), text.substr(0, text.find_first_of(" \t"))}) {
        for (std::string reading : {whole, without_extension(whole)}) {
            std::replace(reading.begin(), reading.end(), '\\', '/');
            readings.push_back(std::move(reading));
        }
    }
    for (const std::string& reading : readings) {
        if (m_ids.contains(reading)) {
            return reading;
        }
    }
    // Folders in front of an id: "./a", "JPEGImages/a", "/data/VOC2007/JPEGImages/sub/a".
    for (const std::string& reading : readings) {
        for (auto slash = reading.find('/'); slash != std::string::npos; slash = reading.find('/', slash + 1)) {
            if (const std::string end = reading.substr(slash + 1); m_ids.contains(end) && is_relative_path(end)) {
                const bool leads_out = reading.find("../") != std::string::npos;
                return leads_out ? "" : end;
            }
        }
        const auto same = m_by_name.find(reading);
        if (same != m_by_name.end() && same->second.size() == 1) {
            return same->second.front();
        }
    }
    return {};
}

std::string VocLists::split_of(const std::string& id) const {
    const std::string split = m_splits.split_of(id);
    return split.empty() && m_trainval.contains(id) ? "train" : split;
}

std::string VocLists::subset_of(const std::string& id) const {
    const auto found = m_subset_of.find(id);
    return found == m_subset_of.end() ? std::string() : found->second;
}

void VocLists::report_problems(ReadResult& result) const {
    for (const std::string& what : m_broken) {
        report(result.issues, m_folder, what + " The list was passed over.");
    }
    for (const Line& line : m_lines) {
        if (line.id.empty()) {
            report(result.issues, {line.where, "There is no annotation file for \"" + line.text + "\".",
                                   Severity::kError, "Take the line out.", true});
        }
    }
    m_splits.report_overlaps(m_folder, result);
}

}  // namespace destudio::dataset
