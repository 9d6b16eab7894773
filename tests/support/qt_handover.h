// SPDX-License-Identifier: Apache-2.0
#pragma once

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>

#include <QCoreApplication>
#endif

// Qt's libraries are not built with the thread sanitizer and hand work from thread to thread with futexes, which it
// does not see. Without help it would call everything a race that one thread prepared and another took from an event or
// a pool. So qt_handover.cpp stands in for the few functions that hand over, and says what they promise.

namespace destudio::test {

#ifdef __SANITIZE_THREAD__
/// An application that has seen whatever was done before an event was posted to the event's receiver.
template <class Application>
class SanitizedApplication : public Application {
public:
    using Application::Application;
    bool notify(QObject* receiver, QEvent* event) override {
        __tsan_acquire(receiver);
        return Application::notify(receiver, event);
    }
};
#else
template <class Application>
using SanitizedApplication = Application;
#endif

}  // namespace destudio::test
