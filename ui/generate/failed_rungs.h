// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <map>
#include <vector>

#include "core/engine/generation/generator.h"
#include "core/project/store/types.h"

namespace destudio::ui {

/// A rung that could not be made.
struct FailedRung {
    Rung rung;
    int steps = 0;  ///< of its recipe
    Sampler sampler = Sampler::kDpmpp2m;
    QString sentence;
};

/// What failed since the project was opened, by reference: the ladder shows it where the variant would stand, until the
/// rung is asked for again.
class FailedRungs {
public:
    void remember(RowId reference_id, const FailedRung& failed);
    void forget(RowId reference_id, const Rung& rung);
    void clear() { m_by_reference.clear(); }
    std::vector<FailedRung> of(RowId reference_id) const;

private:
    std::map<RowId, std::vector<FailedRung>> m_by_reference;
};

}  // namespace destudio::ui
