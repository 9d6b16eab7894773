// SPDX-License-Identifier: Apache-2.0
#include "tests/support/qt_handover.h"

#ifdef __SANITIZE_THREAD__

#include <dlfcn.h>

#include <QMetaObject>
#include <QThreadPool>
#include <functional>

namespace {

/// Qt's own function, behind the one of that name in this file.
template <class Function>
Function* of_qt(const char* symbol) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, symbol));
}

}  // namespace

bool QMetaObject::invokeMethodImpl(QObject* receiver, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                   void* result) {
    static auto* const invoke = of_qt<bool(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType, void*)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    __tsan_release(receiver);
    return invoke(receiver, slot, type, result);
}

void QThreadPool::start(std::function<void()> work, int priority) {
    static auto* const start =
        of_qt<void(QThreadPool*, std::function<void()>, int)>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    __tsan_release(this);
    start(
        this,
        [this, work = std::move(work)]() mutable {
            __tsan_acquire(this);
            work();
            work = nullptr;  // what the work holds goes before the pool is done
            __tsan_release(this);
        },
        priority);
}

bool QThreadPool::waitForDone(int milliseconds) {
    static auto* const wait = of_qt<bool(QThreadPool*, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = wait(this, milliseconds);
    __tsan_acquire(this);
    return done;
}

#endif
