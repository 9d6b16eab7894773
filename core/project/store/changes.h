// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "core/project/store/types.h"

namespace destudio {

/// One change of the project. `kReset` means: read everything again (after a rolled-back transaction).
struct ProjectChange {
    enum class What { kReset, kInfo, kClasses, kReferences, kReferenceBoxes, kVariants, kAnnotations, kSettings };
    enum class How { kAdded, kUpdated, kRemoved };
    What what = What::kReset;
    How how = How::kUpdated;
    RowId id = 0;  ///< row of the table; for kReferenceBoxes the reference, for kAnnotations the variant; 0: several
    RowId parent = 0;  ///< reference of a variant
};

/// Tells listeners about changes at once, on the calling thread. Listeners may unsubscribe while being told.
class ChangeNotifier {
public:
    using Listener = std::function<void(const ProjectChange&)>;

    /// Unsubscribes when destroyed; may outlive the notifier.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&&) = default;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        friend class ChangeNotifier;
        std::weak_ptr<std::map<std::uint64_t, Listener>> m_listeners;
        std::uint64_t m_key = 0;
    };

    [[nodiscard]] Subscription subscribe(Listener listener);
    void notify(const ProjectChange& change) const;

private:
    std::shared_ptr<std::map<std::uint64_t, Listener>> m_listeners =
        std::make_shared<std::map<std::uint64_t, Listener>>();
    std::uint64_t m_next = 1;
};

}  // namespace destudio
