// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>
#include <algorithm>
#include <optional>
#include <vector>

namespace destudio::widgets {

/// The ids of the selected boxes in the order in which they were chosen.
class BoxSelection {
public:
    BoxSelection() = default;
    explicit BoxSelection(std::vector<qint64> ids) : m_ids(std::move(ids)) {}
    explicit BoxSelection(std::optional<qint64> id) {
        if (id) {
            m_ids.push_back(*id);
        }
    }

    const std::vector<qint64>& ids() const { return m_ids; }
    bool empty() const { return m_ids.empty(); }
    std::size_t size() const { return m_ids.size(); }
    bool contains(qint64 id) const { return std::find(m_ids.begin(), m_ids.end(), id) != m_ids.end(); }
    /// The one chosen last: what a command for a single box means.
    std::optional<qint64> primary() const { return m_ids.empty() ? std::nullopt : std::optional(m_ids.back()); }

    void toggle(qint64 id) {
        if (std::erase(m_ids, id) == 0) {
            m_ids.push_back(id);
        }
    }
    /// Adds it, or makes it the primary one.
    void add(qint64 id) {
        std::erase(m_ids, id);
        m_ids.push_back(id);
    }
    template <typename Keep>
    void retain(Keep keep) {
        std::erase_if(m_ids, [&](qint64 id) { return !keep(id); });
    }

    bool operator==(const BoxSelection&) const = default;

private:
    std::vector<qint64> m_ids;
};

}  // namespace destudio::widgets
