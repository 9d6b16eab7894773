// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>

#include "core/base/error.h"
#include "core/dataset/io/folder_hints.h"
#include "core/dataset/io/format.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/leftovers.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string known_names() {
    std::string names;
    for (const auto& name : format_names()) {
        names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

/// A file that says nothing of its format may be in another encoding, nested without end or empty: that is told rather
/// than that no format is known. Of a folder, its first JSON file counts.
/// @throws IoError, FormatError
void require_readable_text(const fs::path& path) {
    std::error_code ec;
    fs::path file = path;
    if (fs::is_directory(path, ec)) {
        std::set<fs::path> files;
        for (fs::directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
            if (has_extension(it->path(), ".json") && !is_leftover(it->path())) {
                files.insert(it->path());
            }
        }
        file = files.empty() ? fs::path() : *files.begin();
    }
    if (!has_extension(file, ".json")) {
        return;
    }
    if (fs::file_size(file, ec) == 0 && !ec) {
        throw FormatError(file.string() + " is empty. Get it again.");
    }
    read_json_text(file);
}

// How much of a dataset a format keeps, to choose among several that hold the same.
int kept_by(const DatasetFormat& format) {
    const FormatCapabilities c = format.capabilities();
    return c.boxes + c.fractions + c.ignore + c.scores + c.attributes + c.captions + c.splits + c.unlabelled +
           c.class_list + c.file_names + c.image_attributes + c.outlines + c.extra;
}

// `generate` lists its recipes beside what it wrote, once for all formats.
bool is_generated(const fs::path& path) {
    std::error_code ec;
    return fs::is_directory(path, ec) && fs::is_regular_file(path / "recipes.jsonl", ec);
}

std::string because_of(const DatasetFormat& format, const fs::path& path) {
    const std::string file = format.evidence(path);
    std::error_code ec;
    return file.empty() || !fs::is_directory(path, ec) ? std::string() : " because of " + file;
}

}  // namespace

Recognition recognise(const fs::path& path, const std::string& option) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset at " + path.string() + ".");
    }
    std::vector<const DatasetFormat*> found;
    std::string names;
    for (const auto& format : all_formats()) {
        if (format->recognises(path)) {
            found.push_back(format.get());
            names += (names.empty() ? "" : ", ") + format->name() + because_of(*format, path);
        }
    }
    if (found.empty()) {
        require_readable_text(path);
        const std::string hint = hint_for(path);
        throw FormatError(path.string() + " looks like none of the dataset formats known here. " + hint +
                          (hint.empty() ? "" : " ") + "Name the right folder or file, or the format" +
                          (option.empty() ? "" : " with " + option) + " if it is one of " + known_names() + ".");
    }
    const std::string decides = option.empty() ? std::string(".") : "; " + option + " names another format.";
    if (found.size() == 1) {
        return {*found.front(),
                path.string() + " is read as " + found.front()->title() + because_of(*found.front(), path) + decides};
    }
    if (is_generated(path)) {
        const auto* most = *std::max_element(found.begin(), found.end(),
                                             [](const auto* a, const auto* b) { return kept_by(*a) < kept_by(*b); });
        return {*most, path.string() + " holds the same pictures in several formats (" + names + "); " + most->title() +
                           ", which keeps most, is read" + decides};
    }
    throw FormatError(path.string() + " could be of several formats: " + names + ". Name the one that is meant" +
                      (option.empty() ? "." : " with " + option + "."));
}

const DatasetFormat& recognise_format(const fs::path& path, const std::string& option) {
    return recognise(path, option).format;
}

}  // namespace destudio::dataset
