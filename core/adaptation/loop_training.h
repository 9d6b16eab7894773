// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/adaptation/adapter_run.h"
#include "core/adaptation/picture_labeller.h"
#include "core/project/running_loop.h"

namespace destudio::adaptation {

/// The next training of a project's running loop: the adapter in use learns further from all corrections, into a new
/// folder beside the project. @throws ConfigError without an adapter; IoError, FormatError
AdapterRunRequest loop_training(Project& project, const LoopSettings& settings);

/// Which model labels with what was learnt: the project's bundle. @param adapter folder; empty: the one in use
LabellerOptions loop_labeller(Project& project, const std::filesystem::path& adapter);

}  // namespace destudio::adaptation
