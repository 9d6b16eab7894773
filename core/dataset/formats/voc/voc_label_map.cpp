// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_label_map.h"

#include <algorithm>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxLabelMapBytes = 64U << 20U;
constexpr std::string_view kOwnEnd = ":::";

struct LabelMapLine {
    std::string name;
    bool own = false;  ///< with nothing behind the name, as we write it
};

LabelMapLine label_map_line(std::string line) {
    while (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    if (line.ends_with(kOwnEnd)) {
        return {line.substr(0, line.size() - kOwnEnd.size()), true};
    }
    std::size_t colon = std::string::npos;
    if (std::count(line.begin(), line.end(), ':') >= 3) {
        colon = line.size();
        for (int i = 0; i < 3; ++i) {
            colon = line.rfind(':', colon - 1);
        }
    } else {
        colon = line.find(':');
    }
    std::string name = line.substr(0, colon);
    const auto first = name.find_first_not_of(" \t");
    name = first == std::string::npos ? "" : name.substr(first, name.find_last_not_of(" \t") - first + 1);
    return {name, false};
}

}  // namespace

void read_voc_label_map(const fs::path& root, Dataset& dataset) {
    std::error_code ec;
    if (!fs::is_regular_file(root / kVocLabelMap, ec)) {
        return;
    }
    ClassTable classes(dataset);
    std::istringstream lines(read_utf8_file(root / kVocLabelMap, kMaxLabelMapBytes));
    bool had_background = false;
    for (std::string line; std::getline(lines, line);) {
        const auto [name, own] = label_map_line(line);
        // Everybody's first line is the background; a class of that name comes once more. A comment ends otherwise than
        // the lines that we write.
        const bool is_background = name == "background" && !(own && had_background);
        had_background = had_background || name == "background";
        if (!name.empty() && (name[0] != '#' || own) && !is_background) {
            classes.index_of(name);
        }
    }
}

std::string voc_label_map(const Dataset& dataset) {
    std::string out = "# label:color_rgb:parts:actions\nbackground:0,0,0::\n";
    for (const std::string& name : dataset.classes) {
        out += name + std::string(kOwnEnd) + "\n";
    }
    return out;
}

void require_voc_class_names(const Dataset& dataset) {
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        const std::string& name = dataset.classes[i];
        const std::string which = "Class " + std::to_string(i + 1);
        if (name.empty()) {
            throw UsageError(which + " has no name, and Pascal VOC knows classes by their names alone. Give it one.");
        }
        if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
            throw UsageError(
                which + ", \"" + name.substr(0, name.find_first_of("\n\r\t")) +
                "\", has control characters or line breaks in its name, which XML cannot hold. Rename it.");
        }
    }
}

}  // namespace destudio::dataset
