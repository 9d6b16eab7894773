// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/error_sentence.h"

#include <new>

#include "core/base/error.h"

namespace destudio {

namespace {

/// Libraries put stack traces behind the first line; a person gets that line alone.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

constexpr const char* kOutOfMemory = "Memory ran out. Make fewer variants at once, or close other programs.";

}  // namespace

JobOutcome run_guarded(const std::function<void()>& work) noexcept {
    try {
        work();
        return {};
    } catch (const CancelledError&) {
        return {JobState::kCancelled, {}, false};
    } catch (const ResourceError& error) {
        return {JobState::kFailed, first_line(error.what()), true};
    } catch (const Error& error) {
        return {JobState::kFailed, first_line(error.what()), false};
    } catch (const std::bad_alloc&) {
        return {JobState::kFailed, kOutOfMemory, true};
    } catch (const std::exception& error) {
        return {JobState::kFailed, "Something unexpected went wrong: " + first_line(error.what()), false};
    } catch (...) {
        return {JobState::kFailed, "Something unexpected went wrong.", false};
    }
}

}  // namespace destudio
