// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/nn/io/safetensors.h"

namespace destudio::nn {

namespace fs = std::filesystem;

SafetensorsArchive::SafetensorsArchive(const fs::path& path) : m_path(path) {
    if (path.extension() != ".json") {
        add_shard(path);
        return;
    }
    const auto index = read_json(path);
    const auto map = index.is_object() ? index.find("weight_map") : index.end();
    if (!index.is_object() || map == index.end() || !map->is_object()) {
        throw FormatError(path.string() + " has no \"weight_map\" object, so the shards cannot be found.");
    }
    std::set<std::string> shards;
    for (const auto& [tensor, file] : map->items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : std::string();
        // A shard lies beside its index; anything else could read files of the caller's choosing.
        if (name.empty() || fs::path(name).filename() != name || name == "." || name == "..") {
            throw FormatError(path.string() + " maps tensor \"" + tensor + "\" to " + file.dump() +
                              ", which is not a file name.");
        }
        shards.insert(name);
    }
    for (const auto& shard : shards) {
        add_shard(path.parent_path() / shard);
    }
    for (const auto& [tensor, file] : map->items()) {
        const auto owner = m_owners.find(tensor);
        if (owner == m_owners.end() || owner->second->path().filename() != file.get<std::string>()) {
            throw FormatError(path.string() + " says that tensor \"" + tensor + "\" is in " + file.get<std::string>() +
                              ", but it is not there. Get the model again.");
        }
    }
}

void SafetensorsArchive::add_shard(const fs::path& file) {
    m_files.push_back(std::make_unique<SafetensorsFile>(file));
    const SafetensorsFile* shard = m_files.back().get();
    for (const auto& [name, entry] : shard->entries()) {
        const auto [at, inserted] = m_owners.emplace(name, shard);
        if (!inserted) {
            throw FormatError("Tensor \"" + name + "\" is both in " + at->second->path().string() + " and in " +
                              file.string() + ".");
        }
    }
}

std::vector<std::string> SafetensorsArchive::names() const {
    std::vector<std::string> names;
    names.reserve(m_owners.size());
    for (const auto& [name, owner] : m_owners) {
        names.push_back(name);
    }
    return names;
}

const SafetensorsEntry& SafetensorsArchive::entry(const std::string& name) const {
    const auto owner = m_owners.find(name);
    if (owner == m_owners.end()) {
        throw FormatError(m_path.string() + " has no tensor \"" + name + "\".");
    }
    return owner->second->entries().at(name);
}

WeightEntry SafetensorsArchive::describe(const std::string& name) const {
    const auto& found = entry(name);
    return {found.type, found.shape};
}

torch::Tensor SafetensorsArchive::tensor(const std::string& name) const {
    const auto owner = m_owners.find(name);
    if (owner == m_owners.end()) {
        throw FormatError(m_path.string() + " has no tensor \"" + name + "\".");
    }
    return owner->second->tensor(name);
}

}  // namespace destudio::nn
