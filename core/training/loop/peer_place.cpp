// SPDX-License-Identifier: Apache-2.0
#include <cctype>
#include <charconv>

#include "core/base/error.h"
#include "core/training/loop/peers.h"

namespace destudio::training {

namespace {

constexpr int kMaxPeers = 4096;
constexpr int kFirstPort = 1024;
constexpr int kLastPort = 65535;
/// Ports that a job's number chooses from, so that two jobs on a machine seldom meet.
constexpr int kFirstJobPort = 20000;
constexpr int kJobPorts = 10000;

using Variable = std::function<const char*(const char*)>;

int number_of(const Variable& variable, const char* name, int least, int most) {
    const std::string text = variable(name);
    int value = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || value < least || value > most) {
        throw ConfigError(std::string(name) + " is \"" + text + "\"; it has to be a number from " +
                          std::to_string(least) + " to " + std::to_string(most) + ".");
    }
    return value;
}

/// The first of "node[03-04,07],other", "node3,node4" or "node".
std::string first_host(const std::string& list) {
    const auto bracket = list.find('[');
    const auto comma = list.find(',');
    if (bracket == std::string::npos || comma < bracket) {
        return list.substr(0, comma);
    }
    auto end = bracket + 1;
    while (end < list.size() && std::isdigit(static_cast<unsigned char>(list[end])) != 0) {
        ++end;
    }
    const auto close = list.find(']', bracket);
    const auto suffix = close == std::string::npos ? std::string() : list.substr(close + 1);
    return list.substr(0, bracket) + list.substr(bracket + 1, end - bracket - 1) + suffix.substr(0, suffix.find(','));
}

void place_by_slurm(const Variable& variable, PeerPlace& place) {
    if (place.address.empty() && variable("SLURM_STEP_NODELIST") != nullptr) {
        place.address = first_host(variable("SLURM_STEP_NODELIST"));
    }
    if (place.port == 0 && variable("SLURM_JOB_ID") != nullptr) {
        place.port = kFirstJobPort + number_of(variable, "SLURM_JOB_ID", 0, 2'000'000'000) % kJobPorts;
    }
}

}  // namespace

std::optional<PeerPlace> peer_place(const Variable& variable) {
    const bool by_rank = variable("RANK") != nullptr && variable("WORLD_SIZE") != nullptr;
    const bool by_slurm = !by_rank && variable("SLURM_PROCID") != nullptr && variable("SLURM_STEP_ID") != nullptr;
    if (!by_rank && !by_slurm) {
        return std::nullopt;
    }
    const char* const tasks = variable("SLURM_STEP_NUM_TASKS") != nullptr ? "SLURM_STEP_NUM_TASKS" : "SLURM_NTASKS";
    const char* const size_name = by_rank ? "WORLD_SIZE" : tasks;
    if (variable(size_name) == nullptr) {
        return std::nullopt;
    }
    PeerPlace place;
    place.size = number_of(variable, size_name, 1, kMaxPeers);
    if (place.size == 1) {
        return std::nullopt;
    }
    place.rank = number_of(variable, by_rank ? "RANK" : "SLURM_PROCID", 0, place.size - 1);
    if (variable("MASTER_ADDR") != nullptr) {
        place.address = variable("MASTER_ADDR");
    }
    if (variable("MASTER_PORT") != nullptr) {
        place.port = number_of(variable, "MASTER_PORT", kFirstPort, kLastPort);
    }
    if (by_slurm) {
        place_by_slurm(variable, place);
    }
    if (place.address.empty() || place.port == 0) {
        throw ConfigError(
            "This is process " + std::to_string(place.rank) + " of " + std::to_string(place.size) +
            ", but not where the first one is: set MASTER_ADDR to its machine and MASTER_PORT to a free " +
            "port of it, or WORLD_SIZE to 1 to train alone.");
    }
    return place;
}

}  // namespace destudio::training
