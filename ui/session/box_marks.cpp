// SPDX-License-Identifier: Apache-2.0
#include "ui/session/box_marks.h"

namespace destudio::ui {
namespace {

template <class Set, class Entry>
void mark(Set& set, const Entry& entry, bool marked) {
    if (marked) {
        set.insert(entry);
    } else {
        set.erase(entry);
    }
}

}  // namespace

void BoxMarks::set_locked(BoxTarget target, const std::vector<qint64>& keys, bool locked) {
    for (const qint64 key : keys) {
        mark(m_locked, name(target, key), locked);
    }
    emit changed(target);
}

void BoxMarks::set_hidden(BoxTarget target, const std::vector<qint64>& keys, bool hidden) {
    for (const qint64 key : keys) {
        mark(m_hidden, name(target, key), hidden);
    }
    emit changed(target);
}

void BoxMarks::show_all(BoxTarget target) {
    std::erase_if(m_hidden, [&](const Name& entry) { return entry.first == name(target, 0).first; });
    emit changed(target);
}

}  // namespace destudio::ui
