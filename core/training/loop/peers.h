// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/training/loop/exponential_moving_average.h"
#include "core/training/loop/optimiser.h"

namespace destudio::training {

/// Processes that train one model together, on one machine or several. All of them make the same calls in the same
/// order; a call that another one does not answer ends in a ResourceError.
class Peers {
public:
    virtual ~Peers() = default;
    virtual int rank() const = 0;  ///< 0-based; the first one writes
    virtual int size() const = 0;
    /// Puts the sum over all processes in place of a tensor's values, the same bits everywhere.
    /// @param values contiguous on the CPU, floating or int64
    virtual void sum(torch::Tensor& values) = 0;
    /// Puts the first one's values in place. @param values as in sum()
    virtual void broadcast(torch::Tensor& values) = 0;

    /// Whether one of them says so.
    bool any(bool here);
};

/// Where a process stands among those that were started together.
struct PeerPlace {
    int rank = 0;
    int size = 1;
    std::string address;  ///< machine of the first process
    int port = 0;
    std::chrono::seconds timeout{1800};  ///< of a call that waits for another process; a third of it for the first one
};

/// What torchrun and its like say in RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, or else Slurm's srun in
/// SLURM_PROCID, SLURM_STEP_NUM_TASKS, SLURM_STEP_NODELIST and SLURM_JOB_ID; MASTER_ADDR and MASTER_PORT count for
/// both.
/// @param variable value of an environment variable; null where it is not set
/// @return nothing for a process that was started alone  @throws ConfigError naming a variable that makes no sense
std::optional<PeerPlace> peer_place(const std::function<const char*(const char*)>& variable);

/// Waits for the other processes. Gloo, through libtorch's c10d.
/// @throws ResourceError when not all of them come in time, or this build has no Gloo
std::unique_ptr<Peers> join_peers(const PeerPlace& place);

/// Sums the gradients of all processes; a parameter that has one in any process has one in all of them afterwards.
void sum_gradients(Peers& peers, const std::vector<NamedParameter>& parameters);

/// Gives every process what the first one has: parameters, the optimiser's memory, averages and the step.
/// @param average may be null  @return the first one's step
std::int64_t share_state(Peers& peers, Optimiser& optimiser, const ExponentialMovingAverage* average,
                         std::int64_t step);

}  // namespace destudio::training
