// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <streambuf>
#include <string>

namespace destudio::cli {

/// Standard output as scripts and terminals need it: control characters in names out of files come out escaped
/// (shown_text), and output that was lost, on a full disk or a closed descriptor, is noticed. Puts itself behind
/// std::cout.
class StandardOutput {
public:
    /// Also opens descriptors 0 to 2 that are closed, so that no file of a dataset gets their numbers.
    StandardOutput();
    ~StandardOutput();
    StandardOutput(const StandardOutput&) = delete;
    StandardOutput& operator=(const StandardOutput&) = delete;

    /// Flushes what was printed. @return why it could not be written; empty: it could
    std::string finish();

private:
    class Buffer;
    std::unique_ptr<Buffer> m_buffer;
    std::streambuf* m_before = nullptr;
};

}  // namespace destudio::cli
