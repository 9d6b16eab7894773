// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

namespace destudio {

// Why a project does not open, where a window can offer something other than the sentence.

/// Another window or program has it.
class ProjectInUseError : public IoError {
public:
    using IoError::IoError;
};

/// Its file or folder cannot be written: a copy elsewhere can be opened.
class ProjectNotWritableError : public IoError {
public:
    using IoError::IoError;
};

/// A later version of this program made it.
class NewerProjectError : public ConfigError {
public:
    using ConfigError::ConfigError;
};

/// Its content is broken.
class DamagedProjectError : public FormatError {
public:
    using FormatError::FormatError;
};

}  // namespace destudio
