// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Reports that an XML text declares entities of its own: they are never expanded, because they can grow without bound
/// and name files of the machine.
void report_entities(std::string_view xml, const std::string& where, ReadResult& result);

}  // namespace destudio::dataset
