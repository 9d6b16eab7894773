// SPDX-License-Identifier: Apache-2.0
#include "core/nn/safetensors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/nn/safetensors_types.h"

namespace destudio::nn {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;  // the limit of the reference implementation
constexpr std::size_t kMaxDimensions = 16;

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
    throw FormatError(path.string() + " is not a valid safetensors file: " + what + ". Get the file again.");
}

[[noreturn]] void fail(const fs::path& path, const std::string& tensor, const std::string& what) {
    fail(path, "tensor \"" + tensor + "\" " + what);
}

std::uint64_t natural(const json& value, const fs::path& path, const std::string& tensor, const char* what) {
    if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < 0)) {
        fail(path, tensor, std::string("has a ") + what + " that is not a whole number");
    }
    return value.get<std::uint64_t>();
}

/// Bytes that the shape needs; refuses products that overflow.
std::uint64_t bytes_of(const SafetensorsEntry& entry, const fs::path& path, const std::string& tensor) {
    std::uint64_t bytes = torch::elementSize(entry.type);
    for (const auto size : entry.shape) {
        if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes)) {
            fail(path, tensor, "has a shape too large for any file");
        }
    }
    return bytes;
}

}  // namespace

/// The private mapping of a file.
class SafetensorsFile::Mapping {
public:
    explicit Mapping(fs::path path) : m_path(std::move(path)) {
        const int fd = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0) {
            throw IoError(errno == ENOENT ? "There is no file " + m_path.string() + "."
                                          : "Cannot read " + m_path.string() + ": " + std::strerror(errno) + ".");
        }
        struct stat status {};
        if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
            ::close(fd);
            throw IoError(m_path.string() + " is not a regular file.");
        }
        m_size = static_cast<std::size_t>(status.st_size);
        if (m_size > 0) {
            void* address = ::mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
            if (address == MAP_FAILED) {
                const int code = errno;
                ::close(fd);
                throw IoError("Cannot map " + m_path.string() + " into memory: " + std::strerror(code) + ".");
            }
            m_data = static_cast<unsigned char*>(address);
        }
        ::close(fd);
    }
    ~Mapping() {
        if (m_data != nullptr) {
            ::munmap(m_data, m_size);
        }
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    const fs::path& path() const { return m_path; }
    unsigned char* data() const { return m_data; }
    std::size_t size() const { return m_size; }

private:
    fs::path m_path;
    unsigned char* m_data = nullptr;
    std::size_t m_size = 0;
};

SafetensorsFile::SafetensorsFile(const fs::path& path) : m_mapping(std::make_shared<Mapping>(path)) {
    read_header();
}

const fs::path& SafetensorsFile::path() const {
    return m_mapping->path();
}

void SafetensorsFile::read_header() {
    const std::size_t size = m_mapping->size();
    if (size < kLengthBytes) {
        fail(path(), "it is shorter than the header length");
    }
    std::uint64_t header_bytes = 0;
    for (std::size_t i = kLengthBytes; i-- > 0;) {
        header_bytes = (header_bytes << 8) | m_mapping->data()[i];
    }
    if (header_bytes > kMaxHeaderBytes || header_bytes > size - kLengthBytes) {
        fail(path(), "its header claims " + std::to_string(header_bytes) + " bytes, the file has " +
                         std::to_string(size) + " (it may be cut off)");
    }
    const auto* text = reinterpret_cast<const char*>(m_mapping->data() + kLengthBytes);
    const json header = parse_json({text, static_cast<std::size_t>(header_bytes)}, "The header of " + path().string());
    if (!header.is_object()) {
        fail(path(), "its header is not an object");
    }
    const std::uint64_t data_start = kLengthBytes + header_bytes;
    for (const auto& [name, value] : header.items()) {
        if (name == "__metadata__") {
            if (!value.is_object()) {
                fail(path(), "its metadata is not an object");
            }
            for (const auto& [key, text_value] : value.items()) {
                if (!text_value.is_string()) {
                    fail(path(), "its metadata entry \"" + key + "\" is not a string");
                }
                m_metadata.emplace(key, text_value.get<std::string>());
            }
            continue;
        }
        m_entries.emplace(name, read_entry(name, value, data_start));
    }
    check_layout(data_start, size);
}

SafetensorsEntry SafetensorsFile::read_entry(const std::string& name, const json& value,
                                             std::uint64_t data_start) const {
    const std::uint64_t data_bytes = m_mapping->size() - data_start;
    if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") || !value.contains("data_offsets")) {
        fail(path(), name, "lacks dtype, shape or data_offsets");
    }
    SafetensorsEntry entry;
    const auto type = value["dtype"].is_string() ? safetensors_type(value["dtype"].get_ref<const std::string&>())
                                                 : std::optional<torch::ScalarType>{};
    if (!type) {
        fail(path(), name, "has the unknown type " + value["dtype"].dump());
    }
    entry.type = *type;
    const auto& shape = value["shape"];
    if (!shape.is_array() || shape.size() > kMaxDimensions) {
        fail(path(), name, "has a shape that is not a short list");
    }
    for (const auto& dimension : shape) {
        const auto length = natural(dimension, path(), name, "dimension");
        if (length > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            fail(path(), name, "has a shape too large for any file");
        }
        entry.shape.push_back(static_cast<std::int64_t>(length));
    }
    const auto& offsets = value["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2) {
        fail(path(), name, "does not have two data offsets");
    }
    const auto begin = natural(offsets[0], path(), name, "data offset");
    const auto end = natural(offsets[1], path(), name, "data offset");
    if (begin > end || end > data_bytes) {
        fail(path(), name, "lies outside the file (it may be cut off)");
    }
    if (bytes_of(entry, path(), name) != end - begin) {
        fail(path(), name, "has a shape that does not fit its data");
    }
    entry.offset = static_cast<std::size_t>(data_start + begin);
    entry.bytes = static_cast<std::size_t>(end - begin);
    return entry;
}

void SafetensorsFile::check_layout(std::uint64_t data_start, std::uint64_t size) const {
    std::vector<std::pair<std::size_t, const std::string*>> order;
    for (const auto& [name, entry] : m_entries) {
        order.emplace_back(entry.offset, &name);
    }
    // Empty tensors may share an offset with a filled one; they come first then.
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        return std::pair(a.first, m_entries.at(*a.second).bytes) < std::pair(b.first, m_entries.at(*b.second).bytes);
    });
    std::size_t position = data_start;
    for (const auto& [offset, name] : order) {
        if (offset < position) {
            fail(path(), *name, "overlaps another tensor");
        }
        if (offset > position) {
            fail(path(), *name, "leaves a gap of unnamed bytes before it");
        }
        position = offset + m_entries.at(*name).bytes;
    }
    if (position != size) {
        fail(path(), "it has " + std::to_string(size - position) + " bytes after its last tensor");
    }
}

torch::Tensor SafetensorsFile::tensor(const std::string& name) const {
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        throw FormatError(path().string() + " has no tensor \"" + name + "\".");
    }
    const SafetensorsEntry& entry = found->second;
    const auto options = torch::TensorOptions().dtype(entry.type);
    if (entry.bytes == 0) {
        return torch::empty(entry.shape, options);
    }
    unsigned char* data = m_mapping->data() + entry.offset;
    if (reinterpret_cast<std::uintptr_t>(data) % torch::elementSize(entry.type) != 0) {
        torch::Tensor copy = torch::empty(entry.shape, options);
        std::memcpy(copy.data_ptr(), data, entry.bytes);
        return copy;
    }
    return torch::from_blob(
        data, entry.shape, [mapping = m_mapping](void*) mutable { mapping.reset(); }, options);
}

}  // namespace destudio::nn
