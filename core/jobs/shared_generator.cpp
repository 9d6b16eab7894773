// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/shared_generator.h"

#include <algorithm>
#include <exception>

#include "core/base/cancellation.h"

namespace destudio {

namespace {

bool same(const GeneratorOptions& a, const GeneratorOptions& b) {
    return a.precision == b.precision && a.device == b.device && a.adapter == b.adapter && a.loras == b.loras &&
           a.previews == b.previews;
}

}  // namespace

struct SharedGenerator::Visitor {
    std::filesystem::path bundle;
    GeneratorOptions options;
    const Visit& work;
    bool started = false;
    bool done = false;
    std::exception_ptr failure;
};

bool SharedGenerator::holds(const std::filesystem::path& bundle, const GeneratorOptions& options) const {
    return m_generator && m_bundle == bundle && same(m_options, options);
}

Generator& SharedGenerator::get(const std::filesystem::path& bundle, const GeneratorOptions& options) {
    if (!holds(bundle, options)) {
        m_generator.reset();  // first, so that both never need memory at once
        m_generator = std::make_unique<Generator>(bundle, options);
        m_bundle = bundle;
        m_options = options;
    }
    return *m_generator;
}

void SharedGenerator::free_memory() {
    const Lease turn(*this);
    m_generator.reset();
}

void SharedGenerator::acquire(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return !m_taken; })) {
        throw CancelledError();
    }
    m_taken = true;
}

void SharedGenerator::release() {
    {
        const std::lock_guard lock(m_mutex);
        m_taken = false;
    }
    m_changed.notify_all();
}

void SharedGenerator::yield_to_waiting() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto next = std::find_if(m_visitors.begin(), m_visitors.end(),
                                       [this](const Visitor* v) { return holds(v->bundle, v->options); });
        if (next == m_visitors.end()) {
            return;
        }
        Visitor& visitor = **next;
        m_visitors.erase(next);
        visitor.started = true;
        lock.unlock();
        try {
            visitor.work(*m_generator);
        } catch (...) {
            visitor.failure = std::current_exception();
        }
        lock.lock();
        visitor.done = true;
        m_changed.notify_all();
    }
}

void SharedGenerator::yield_to_waiting_during(const std::function<void()>& wait) {
    yield_to_waiting();
    const auto close = [this] {
        std::unique_lock lock(m_mutex);
        m_open = false;
        m_changed.wait(lock, [this] { return !m_inside; });
    };
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
    }
    m_changed.notify_all();
    try {
        wait();
    } catch (...) {
        close();
        throw;
    }
    close();
}

void SharedGenerator::run_interleaved(const std::filesystem::path& bundle, const GeneratorOptions& options,
                                      const Visit& work, const std::stop_token& stop) {
    Visitor visitor{bundle, options, work, false, false, nullptr};
    bool inside = false;  // the turn of a job that waits, rather than one of its own
    {
        std::unique_lock lock(m_mutex);
        m_visitors.push_back(&visitor);
        const auto door_open = [&] { return m_open && !m_inside && holds(bundle, options); };
        m_changed.wait(lock, stop, [&] { return visitor.done || (!visitor.started && (!m_taken || door_open())); });
        if (!visitor.started) {
            std::erase(m_visitors, &visitor);
            throw_if_stopped(stop);
            inside = m_taken;
            (inside ? m_inside : m_taken) = true;
        } else {
            // It polls the token itself; what it works on must not go away under it.
            m_changed.wait(lock, [&] { return visitor.done; });
        }
    }
    if (visitor.done) {
        if (visitor.failure) {
            std::rethrow_exception(visitor.failure);
        }
        return;
    }
    const auto leave = [&] {
        {
            const std::lock_guard lock(m_mutex);
            (inside ? m_inside : m_taken) = false;
        }
        m_changed.notify_all();
    };
    try {
        work(inside ? *m_generator : get(bundle, options));
    } catch (...) {
        leave();
        throw;
    }
    leave();
}

}  // namespace destudio
