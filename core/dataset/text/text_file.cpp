// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/text_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/error.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class Descriptor {
public:
    explicit Descriptor(const fs::path& path) : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~Descriptor() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

struct stat status_of(int fd, const fs::path& path) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) {
        throw IoError("Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
    }
    return status;
}

bool same(const struct stat& a, const struct stat& b) {
    return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::size_t read_some(int fd, char* into, std::size_t most, const fs::path& path) {
    while (true) {
        const ssize_t n = ::read(fd, into, most);
        if (n >= 0) {
            return static_cast<std::size_t>(n);
        }
        if (errno != EINTR) {
            throw IoError("Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
        }
    }
}

// A byte-order mark says which encoding it is; only UTF-8 is read here.
std::size_t check_byte_order_mark(std::string_view text, const fs::path& path) {
    using namespace std::string_view_literals;
    if (text.starts_with("\xEF\xBB\xBF"sv)) {
        return 3;
    }
    if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv) || text.starts_with("\0\0\xFE\xFF"sv)) {
        throw FormatError(path.string() + " is in UTF-16 or UTF-32. Save it as UTF-8.");
    }
    return 0;
}

// Length of the UTF-8 sequence at the start of `text`, 0 when it is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0 || length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) >= 0xA0) || (first == 0xF0 && byte(1) < 0x90) ||
        (first == 0xF4 && byte(1) >= 0x90)) {
        return 0;
    }
    return length;
}

}  // namespace

PaddedText::PaddedText(std::size_t size)
    : m_bytes(std::make_unique_for_overwrite<char[]>(size + kPadding)), m_size(size) {
    std::memset(m_bytes.get() + size, 0, kPadding);
}

PaddedText::PaddedText(std::string_view text) : PaddedText(text.size()) {
    std::copy(text.begin(), text.end(), m_bytes.get());
}

PaddedText read_padded_text(const fs::path& path, std::uintmax_t max_bytes, const PieceCheck& check) {
    const Descriptor file(path);
    if (file.get() < 0) {
        throw IoError(errno == ENOENT ? "There is no file " + path.string() + "."
                                      : "Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
    }
    const struct stat before = status_of(file.get(), path);
    if (!S_ISREG(before.st_mode)) {
        throw IoError(path.string() + " is not a regular file.");
    }
    const auto size = static_cast<std::uintmax_t>(before.st_size);
    if (size > max_bytes) {
        throw IoError(path.string() + " is larger than the limit of " + std::to_string(max_bytes) + " bytes.");
    }
    constexpr std::size_t kPiece = std::size_t{4} << 20U;
    PaddedText text(size);
    std::size_t done = 0;
    while (done < size) {
        const std::size_t got =
            read_some(file.get(), text.data() + done, std::min<std::size_t>(kPiece, size - done), path);
        if (got == 0) {
            break;
        }
        if (check) {
            check({text.data() + done, got});
        }
        done += got;
    }
    if (done != size || !same(before, status_of(file.get(), path))) {
        throw IoError(path.string() + " changed while it was read. Try again when nothing writes to it.");
    }
    text.drop_front(check_byte_order_mark(text.view(), path));
    return text;
}

std::string read_utf8_file(const fs::path& path, std::uintmax_t max_bytes) {
    const PaddedText text = read_padded_text(path, max_bytes);
    const std::size_t bad = find_not_utf8(text.view());
    if (bad != std::string_view::npos) {
        throw FormatError(path.string() + ", line " + std::to_string(line_of(text.view(), bad)) +
                          ": it is not UTF-8. Save it as UTF-8.");
    }
    return std::string(text.view());
}

std::string read_head(const fs::path& path) {
    constexpr std::size_t kHead = 64U << 10U;
    std::error_code ec;
    if (!fs::is_regular_file(path, ec)) {
        return {};
    }
    std::ifstream in(path, std::ios::binary);
    std::string head(kHead, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

std::string read_long_head(const std::filesystem::path& file) {
    constexpr std::size_t kHead = std::size_t{64} << 10U;
    constexpr std::size_t kMaxRead = std::size_t{256} << 20U;
    constexpr std::size_t kKeptOfText = 1024;
    std::error_code ec;
    std::ifstream stream;
    if (std::filesystem::is_regular_file(file, ec)) {
        stream.open(file, std::ios::binary);
    }
    std::string head;
    std::string piece(kHead, '\0');
    bool in_text = false;
    bool escaped = false;
    std::size_t text_length = 0;
    for (std::size_t done = 0; stream && head.size() < kHead && done < kMaxRead;) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto count = static_cast<std::size_t>(stream.gcount());
        done += count;
        for (std::size_t i = 0; i < count && head.size() < kHead; ++i) {
            const char c = piece[i];
            if (!in_text) {
                in_text = c == '"';
                text_length = 0;
                head.push_back(c);
                continue;
            }
            const bool behind_backslash = escaped;
            const bool ends = c == '"' && !behind_backslash;
            escaped = c == '\\' && !behind_backslash;
            in_text = !ends;
            if (ends || ++text_length <= kKeptOfText) {
                head.push_back(c);
            } else if (text_length == kKeptOfText + 1 && behind_backslash) {
                head.pop_back();  // half an escape would escape the end of the text
            }
        }
    }
    return head;
}

std::size_t find_not_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = sequence_length(text.substr(i, 4));
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return std::string_view::npos;
}

std::size_t line_of(std::string_view text, std::size_t position) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

}  // namespace destudio::dataset
