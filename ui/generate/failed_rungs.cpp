// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/failed_rungs.h"

namespace destudio::ui {

void FailedRungs::remember(RowId reference_id, const FailedRung& failed) {
    forget(reference_id, failed.rung);
    m_by_reference[reference_id].push_back(failed);
}

void FailedRungs::forget(RowId reference_id, const Rung& rung) {
    std::erase_if(m_by_reference[reference_id],
                  [&rung](const FailedRung& other) { return other.rung.same_place(rung); });
}

std::vector<FailedRung> FailedRungs::of(RowId reference_id) const {
    const auto found = m_by_reference.find(reference_id);
    return found == m_by_reference.end() ? std::vector<FailedRung>{} : found->second;
}

}  // namespace destudio::ui
