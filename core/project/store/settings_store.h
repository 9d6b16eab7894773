// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// Generation settings, the threshold, and small strings of the views (sizes, last page). Not part of undo.
class SettingsStore {
public:
    SettingsStore(ProjectDatabase& database, ChangeNotifier& changes) : m_database(database), m_changes(changes) {}

    GenerationSettings generation() const;
    void set_generation(const GenerationSettings& settings);

    /// Score from which detections are shown and exported; kDefaultThreshold at first.
    double threshold() const;
    void set_threshold(double threshold);

    /// How many accepted annotations of each class are wanted; 80 at first.
    int lower_bound() const;
    void set_lower_bound(int annotations);

    std::optional<std::string> view(const std::string& key) const;
    void set_view(const std::string& key, const std::string& value);

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

}  // namespace destudio
