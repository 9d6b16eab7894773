// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <utility>

namespace destudio::training {

/// Makes the next batch on a thread of its own while the last one is computed with. What a batch is depends on its
/// number alone, so it is the same that it would be without. Leaving waits for at most one batch.
template <class Batch>
class BatchPrefetch {
public:
    /// @param make may be called from another thread; what it throws comes out of get()
    /// @param end number after the last batch
    BatchPrefetch(std::function<Batch(std::int64_t)> make, std::int64_t end) : m_make(std::move(make)), m_end(end) {}

    Batch get(std::int64_t number) {
        const bool is_ready = m_next.valid() && m_next_number == number;
        if (m_next.valid() && !is_ready) {
            m_next.wait();
            m_next = {};
        }
        Batch batch = is_ready ? m_next.get() : m_make(number);
        if (number + 1 < m_end) {
            m_next_number = number + 1;
            m_next = std::async(std::launch::async, m_make, m_next_number);
        }
        return batch;
    }

private:
    std::function<Batch(std::int64_t)> m_make;
    std::int64_t m_end;
    std::int64_t m_next_number = -1;
    std::future<Batch> m_next;
};

}  // namespace destudio::training
