// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/changes.h"

#include <vector>

namespace destudio {

ChangeNotifier::Subscription& ChangeNotifier::Subscription::operator=(Subscription&& other) noexcept {
    std::swap(m_listeners, other.m_listeners);
    std::swap(m_key, other.m_key);
    return *this;
}

ChangeNotifier::Subscription::~Subscription() {
    if (const auto listeners = m_listeners.lock()) {
        listeners->erase(m_key);
    }
}

ChangeNotifier::Subscription ChangeNotifier::subscribe(Listener listener) {
    Subscription subscription;
    subscription.m_listeners = m_listeners;
    subscription.m_key = m_next++;
    m_listeners->emplace(subscription.m_key, std::move(listener));
    return subscription;
}

void ChangeNotifier::notify(const ProjectChange& change) const {
    // A listener may subscribe or unsubscribe, also others, while it is being told.
    std::vector<std::uint64_t> keys;
    keys.reserve(m_listeners->size());
    for (const auto& entry : *m_listeners) {
        keys.push_back(entry.first);
    }
    for (const auto key : keys) {
        if (const auto found = m_listeners->find(key); found != m_listeners->end()) {
            const Listener listener = found->second;
            listener(change);
        }
    }
}

}  // namespace destudio
