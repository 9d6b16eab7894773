// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_library.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/models/folder_model.h"
#include "core/models/model_description.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

constexpr int kDeepestModel = 3;
constexpr std::size_t kMaxModels = 5000;

fs::path settled(const fs::path& path) {
    std::error_code error;
    auto whole = fs::weakly_canonical(fs::absolute(path, error), error);
    return whole.has_filename() ? whole : whole.parent_path();
}

bool is_model_file(const fs::path& file) {
    const auto extension = file.extension();
    return extension == ".safetensors" || extension == ".ckpt" || extension == ".gguf" || extension == ".pt" ||
           extension == ".pth";
}

/// A folder that is one model or one part, which is not looked into.
bool is_model_folder(const fs::path& folder) {
    try {
        return kind_of_folder(folder).family != Family::kUnknown;
    } catch (const Error&) {
        return true;  // damaged, but meant to be one
    }
}

void collect_models(const fs::path& folder, int depth, std::set<fs::path>& found) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (found.size() >= kMaxModels) {
            return;
        }
        const auto& path = it->path();
        if (path.filename().string().starts_with('.')) {
            continue;
        }
        if (it->is_regular_file(error)) {
            if (is_model_file(path)) {
                found.insert(path);
            }
        } else if (it->is_directory(error)) {
            if (is_model_folder(path)) {
                found.insert(path);
            } else if (depth < kDeepestModel && !it->is_symlink(error)) {
                collect_models(path, depth + 1, found);
            }
        }
    }
}

std::vector<fs::path> paths_in(const nlohmann::json& json, const char* key, const fs::path& file) {
    std::vector<fs::path> paths;
    const auto found = json.find(key);
    if (found == json.end()) {
        return paths;
    }
    std::vector<std::string> texts;
    if (!json_read(*found, texts)) {
        throw FormatError(file.string() + ": \"" + key + "\" is not a list of paths.");
    }
    return {texts.begin(), texts.end()};
}

std::vector<std::string> texts_of_paths(const std::vector<fs::path>& paths) {
    std::vector<std::string> texts;
    for (const auto& path : paths) {
        texts.push_back(path.string());
    }
    return texts;
}

bool lies_below(const fs::path& path, const fs::path& folder) {
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

ModelLibrary::ModelLibrary(fs::path index, fs::path home) : m_index(std::move(index)), m_home(settled(home)) {
    std::error_code error;
    if (!fs::exists(m_index, error)) {
        return;
    }
    const auto json = read_json(m_index);
    if (!json.is_object()) {
        throw FormatError(m_index.string() + " does not hold a JSON object. Delete it to begin a new list of models.");
    }
    m_added = paths_in(json, "added", m_index);
    m_forgotten = paths_in(json, "forgotten", m_index);
    m_default = json_value<std::string>(json, "default", {});
}

void ModelLibrary::write() const {
    std::error_code error;
    fs::create_directories(m_index.parent_path(), error);
    const nlohmann::json json = {{"added", texts_of_paths(m_added)},
                                 {"forgotten", texts_of_paths(m_forgotten)},
                                 {"default", m_default.string()}};
    write_file_atomically(m_index, json.dump(2) + "\n");
}

std::vector<fs::path> ModelLibrary::folders() const {
    std::vector<fs::path> folders{m_home};
    std::error_code error;
    for (const auto& path : m_added) {
        if (fs::is_directory(path, error) && !is_model_folder(path)) {
            folders.push_back(path);
        }
    }
    return folders;
}

std::vector<LibraryEntry> ModelLibrary::list(const ProgressSink& progress, const std::stop_token& stop) const {
    std::set<fs::path> found;
    const auto folders_now = folders();
    for (const auto& folder : folders_now) {
        collect_models(folder, 0, found);
    }
    for (const auto& path : m_added) {
        if (std::find(folders_now.begin(), folders_now.end(), path) == folders_now.end()) {
            found.insert(path);
        }
    }
    for (const auto& path : m_forgotten) {
        found.erase(path);
    }
    std::vector<LibraryEntry> entries;
    for (const auto& path : found) {
        throw_if_stopped(stop);
        if (progress) {
            progress({"inspect", static_cast<std::int64_t>(entries.size()), static_cast<std::int64_t>(found.size())});
        }
        LibraryEntry entry;
        entry.path = path;
        try {
            entry.report = inspect_model(path);
        } catch (const Error& problem) {
            entry.report.path = path;
            entry.report.sentence = problem.what();
        }
        entry.is_default = path == m_default;
        entries.push_back(std::move(entry));
    }
    return entries;
}

void ModelLibrary::add(const fs::path& path) {
    const auto whole = settled(path);
    std::error_code error;
    if (!fs::exists(whole, error)) {
        throw IoError("There is no file or folder " + path.string() + ".");
    }
    std::erase(m_forgotten, whole);
    const bool known = std::any_of(m_added.begin(), m_added.end(), [&](const fs::path& p) { return p == whole; });
    if (!known && !lies_below(whole, m_home)) {
        m_added.push_back(whole);
    }
    write();
}

bool ModelLibrary::holds(const fs::path& path) const {
    const auto all = folders();
    return std::any_of(all.begin(), all.end(), [&](const fs::path& folder) { return lies_below(path, folder); });
}

void ModelLibrary::forget(const fs::path& path) {
    const auto whole = settled(path);
    const bool was_added = std::erase(m_added, whole) > 0;
    if (!was_added && !holds(whole)) {
        throw UsageError("The list of models does not have " + path.string() + ".");
    }
    if (holds(whole)) {
        m_forgotten.push_back(whole);
    }
    if (m_default == whole) {
        m_default.clear();
    }
    write();
}

void ModelLibrary::set_default(const fs::path& path) {
    if (path.empty()) {
        m_default.clear();
    } else {
        const auto whole = settled(path);
        require_tokenizer(describe_model(whole));
        m_default = whole;
        if (!holds(whole) && std::find(m_added.begin(), m_added.end(), whole) == m_added.end()) {
            m_added.push_back(whole);
        }
    }
    write();
}

}  // namespace destudio::models
