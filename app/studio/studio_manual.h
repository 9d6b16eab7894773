// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "option_table.h"

namespace destudio {

/// Writes the manual page of destudio and the completions of shells into `folder`. @throws IoError
void write_studio_manual(const QString& folder, const OptionTable& table);

}  // namespace destudio
