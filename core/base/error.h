// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace destudio {

/// Base of every error the core throws on purpose. what() is one plain English sentence (or two) that names the file
/// or value, says what is wrong and what to do. It is caught at the worker and command boundary.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The caller asked for something that makes no sense (ratio 1.2, an unknown sampler). Exit status 2.
class UsageError : public Error {
public:
    using Error::Error;
};

/// A file or folder is missing, unreadable, unwritable, or the disk is full.
class IoError : public Error {
public:
    using Error::Error;
};

/// A file's content is not what it claims to be (broken image, lying safetensors header, bad JSON).
class FormatError : public Error {
public:
    using Error::Error;
};

/// A configuration does not fit its weights, or names something this program does not know.
class ConfigError : public Error {
public:
    using Error::Error;
};

/// Not enough memory or another resource.
class ResourceError : public Error {
public:
    using Error::Error;
};

/// The work was cancelled through its stop token. Exit status 3.
class CancelledError : public Error {
public:
    CancelledError() : Error("Cancelled.") {}
};

/// Exit statuses of destudio-cli (a contract with scripts).
enum class ExitStatus { kDone = 0, kFailed = 1, kUsage = 2, kCancelled = 3 };

/// The exit status that belongs to an error.
ExitStatus exit_status(const std::exception& error);

/// A value, or the sentence that says why there is none. For failures that a caller is expected to handle one by one
/// (one bad image among thousands); everything else throws.
template <class T>
class Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit on purpose
    static Result failure(std::string sentence) { return Result(FailureTag{}, std::move(sentence)); }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T& value() const { return std::get<0>(m_state); }
    T& value() { return std::get<0>(m_state); }
    /// Only when !ok().
    const std::string& error() const { return std::get<1>(m_state).sentence; }

private:
    struct FailureTag {};
    struct Failure {
        std::string sentence;
    };
    Result(FailureTag, std::string sentence) : m_state(std::in_place_index<1>, Failure{std::move(sentence)}) {}
    std::variant<T, Failure> m_state;
};

}  // namespace destudio
