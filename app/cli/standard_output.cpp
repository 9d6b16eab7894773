// SPDX-License-Identifier: Apache-2.0
#include "app/cli/standard_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "core/base/shown_text.h"

namespace destudio::cli {

namespace {

/// Standard descriptors that are closed would become the next files that are opened, and output would go into them.
void fill_closed_descriptors() {
    constexpr int kStandardDescriptors = 3;
    int descriptor = ::open("/dev/null", O_RDONLY);  // reading alone, so that printing fails and is noticed
    while (descriptor >= 0 && descriptor < kStandardDescriptors) {
        descriptor = ::open("/dev/null", O_RDONLY);
    }
    if (descriptor >= kStandardDescriptors) {
        ::close(descriptor);
    }
}

}  // namespace

/// Hands whole lines to stdio, so that letters of several bytes stay whole and printf() keeps its place.
class StandardOutput::Buffer : public std::streambuf {
public:
    int error() const { return m_error; }

    void write_out() {
        const std::string text = shown_text(m_text, true);
        m_text.clear();
        errno = 0;
        if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
            fail();
        }
    }
    void flush_all() {
        write_out();
        errno = 0;
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
            fail();
        }
    }

protected:
    int_type overflow(int_type c) override {
        if (!traits_type::eq_int_type(c, traits_type::eof())) {
            m_text += traits_type::to_char_type(c);
            write_if_complete();
        }
        return traits_type::not_eof(c);
    }
    std::streamsize xsputn(const char* text, std::streamsize size) override {
        m_text.append(text, static_cast<std::size_t>(size));
        write_if_complete();
        return size;
    }
    int sync() override {
        flush_all();
        return m_error == 0 ? 0 : -1;
    }

private:
    void write_if_complete() {
        constexpr std::size_t kMax = 1 << 16;
        if (m_text.ends_with('\n') || (m_text.size() > kMax && (m_text.back() & 0x80) == 0)) {
            write_out();
        }
    }
    void fail() {
        if (m_error == 0) {
            m_error = errno != 0 ? errno : EIO;
        }
    }

    std::string m_text;
    int m_error = 0;
};

StandardOutput::StandardOutput() : m_buffer(std::make_unique<Buffer>()) {
    fill_closed_descriptors();
    m_before = std::cout.rdbuf(m_buffer.get());
}

StandardOutput::~StandardOutput() {
    m_buffer->flush_all();
    std::cout.rdbuf(m_before);
}

std::string StandardOutput::finish() {
    m_buffer->flush_all();
    return m_buffer->error() == 0 ? std::string() : std::strerror(m_buffer->error());
}

}  // namespace destudio::cli
