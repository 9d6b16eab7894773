// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/project/store/project_lock.h"

namespace destudio {

// Why a project does not open, where a window can offer something other than the sentence.

/// Another window or program has it.
class ProjectInUseError : public IoError {
public:
    ProjectInUseError(const std::string& sentence, std::optional<LockHolder> holder)
        : IoError(sentence), m_holder(std::move(holder)) {}
    /// none: the lock does not say who
    const std::optional<LockHolder>& holder() const { return m_holder; }

private:
    std::optional<LockHolder> m_holder;
};

/// Its file or folder cannot be written: a copy elsewhere can be opened.
class ProjectNotWritableError : public IoError {
public:
    using IoError::IoError;
};

/// There is no room for what was to be saved; the project is as it was before.
class DiskFullError : public IoError {
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
