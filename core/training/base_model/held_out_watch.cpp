// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/held_out_watch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::training {

HeldOutWatch::HeldOutWatch(std::filesystem::path file, int patience) : m_file(std::move(file)), m_patience(patience) {
    std::error_code ec;
    if (!std::filesystem::exists(m_file, ec)) {
        return;
    }
    try {
        const auto json = read_json(m_file);
        for (const auto& entry : json.at("losses")) {
            m_losses.emplace_back(entry.at(0).get<std::int64_t>(), entry.at(1).get<double>());
        }
    } catch (const nlohmann::json::exception&) {
        throw FormatError(m_file.string() + " holds no losses; remove it, and the run goes on without them.");
    }
}

bool HeldOutWatch::note(std::int64_t step, double loss) {
    std::erase_if(m_losses, [step](const auto& entry) { return entry.first >= step; });
    m_losses.emplace_back(step, loss);
    auto losses = nlohmann::json::array();
    for (const auto& [at, value] : m_losses) {
        losses.push_back({at, value});
    }
    write_file_atomically(m_file, nlohmann::json{{"losses", losses}}.dump() + "\n");
    return best() + 1 == m_losses.size();
}

bool HeldOutWatch::should_end() const {
    return m_patience > 0 && !m_losses.empty() && m_losses.size() - 1 - best() >= static_cast<std::size_t>(m_patience);
}

std::int64_t HeldOutWatch::best_step() const {
    return m_losses.empty() ? -1 : m_losses[best()].first;
}

std::size_t HeldOutWatch::best() const {
    const auto lowest = std::min_element(m_losses.begin(), m_losses.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return static_cast<std::size_t>(lowest - m_losses.begin());
}

}  // namespace destudio::training
