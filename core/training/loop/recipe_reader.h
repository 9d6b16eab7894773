// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "core/base/error.h"
#include "core/base/json_read.h"

namespace destudio::training {

/// Pictures that one step may take together; more is a slip of the pen, and would end without memory.
inline constexpr int kMaxBatch = 4096;

/// Reads one JSON object of a recipe: missing keys keep their default, keys that nobody asked for are an error, so that
/// a misspelt option never goes unnoticed.
class RecipeReader {
public:
    /// @param name of the object in errors, such as "recipe.json: autoencoder"
    RecipeReader(const nlohmann::json& object, std::string name) : m_object(object), m_name(std::move(name)) {
        if (!m_object.is_object()) {
            throw ConfigError(m_name + " must be a JSON object.");
        }
    }

    template <class T>
    void read(const std::string& key, T& value) {
        m_known.insert(key);
        if (m_object.contains(key) && !json_read(m_object.at(key), value)) {
            throw ConfigError(m_name + ": the value of \"" + key + "\" has the wrong type.");
        }
    }

    /// The object below `key`, empty when it is missing.
    RecipeReader child(const std::string& key) {
        static const nlohmann::json kEmpty = nlohmann::json::object();
        m_known.insert(key);
        return RecipeReader(m_object.contains(key) ? m_object.at(key) : kEmpty, m_name + ": " + key);
    }

    /// @throws ConfigError naming the first key that was not read
    void finish() const {
        for (const auto& item : m_object.items()) {
            if (!m_known.contains(item.key())) {
                throw ConfigError(m_name + " has the unknown key \"" + item.key() + "\".");
            }
        }
    }

private:
    const nlohmann::json& m_object;
    std::string m_name;
    std::set<std::string> m_known;
};

}  // namespace destudio::training
