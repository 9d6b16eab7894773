// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "core/engine/generation/generator.h"

namespace destudio {

/// Keeps the generator that was loaded last, so that jobs with the same bundle share it. One keeper per device. Jobs
/// take turns on it; who only wants a look at a picture need not wait for a whole ladder, but comes in between two
/// U-Net steps of the job whose turn it is.
class SharedGenerator {
public:
    using Visit = std::function<void(Generator&)>;

    /// Exclusive use, until it is gone.
    class Lease {
    public:
        /// Waits for its turn. @throws CancelledError when the stop comes before it
        explicit Lease(SharedGenerator& shared, const std::stop_token& stop = {}) : m_shared(shared) {
            m_shared.acquire(stop);
        }
        ~Lease() { m_shared.release(); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

    private:
        SharedGenerator& m_shared;
    };

    /// The generator for these options; loads it, in place of the one kept, where they differ. Only for whose turn it
    /// is. @throws what Generator's constructor throws
    Generator& get(const std::filesystem::path& bundle, const GeneratorOptions& options);
    /// Drops the generator, in a turn of its own.
    void free_memory();

    /// Between two steps of the turn's own work, on its thread: runs the visits that wait for the generator in use.
    void yield_to_waiting();
    /// Likewise, then runs `wait`, which may take long, such as a pause: meanwhile visitors of the generator in use
    /// work on their own threads, one after the other. Returns when none is at work any more. @throws what `wait`
    /// throws
    void yield_to_waiting_during(const std::function<void()>& wait);

    /// Runs `work` with the generator for these options and waits for its end: within the turn of a job that uses the
    /// same generator (also while it pauses), else in a turn of its own on this thread.
    /// @throws what `work` and loading throw; CancelledError when the stop came before it began
    void run_interleaved(const std::filesystem::path& bundle, const GeneratorOptions& options, const Visit& work,
                         const std::stop_token& stop);

private:
    struct Visitor;

    void acquire(const std::stop_token& stop);
    void release();
    bool holds(const std::filesystem::path& bundle, const GeneratorOptions& options) const;

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_taken = false;
    bool m_open = false;              ///< whose turn it is waits, and lets visitors in
    bool m_inside = false;            ///< one of them is at work
    std::deque<Visitor*> m_visitors;  ///< that wait to be served
    std::filesystem::path m_bundle;
    GeneratorOptions m_options;
    std::unique_ptr<Generator> m_generator;
};

}  // namespace destudio
