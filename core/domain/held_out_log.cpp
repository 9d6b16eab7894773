// SPDX-License-Identifier: Apache-2.0
#include "core/domain/held_out_log.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/json_read.h"

namespace destudio::domain {

std::vector<HeldOutLoss> read_held_out_losses(const std::filesystem::path& log) {
    std::vector<HeldOutLoss> losses;
    std::ifstream in(log);
    for (std::string line; std::getline(in, line);) {
        if (line.find("held_out_loss") == std::string::npos) {
            continue;
        }
        const auto json = nlohmann::json::parse(line, nullptr, false);
        HeldOutLoss entry{json_value(json, "step", std::int64_t{-1}), json_value(json, "held_out_loss", -1.0)};
        if (entry.step >= 0 && entry.loss >= 0) {
            // A run that resumed measures the same step again.
            while (!losses.empty() && losses.back().step >= entry.step) {
                losses.pop_back();
            }
            losses.push_back(entry);
        }
    }
    return losses;
}

}  // namespace destudio::domain
