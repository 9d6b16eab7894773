// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/safetensors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/nn/io/safetensors_header.h"
#include "core/nn/io/safetensors_types.h"

namespace destudio::nn {

namespace fs = std::filesystem;

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
    const auto* start = reinterpret_cast<const char*>(m_mapping->data());
    SafetensorsHeader header = read_safetensors_header({start, m_mapping->size()}, path().string());
    for (auto& [name, slot] : header.slots) {
        m_entries.emplace(name, SafetensorsEntry{safetensors_type(slot.type).value(), std::move(slot.shape),
                                                 slot.offset, slot.bytes});
    }
    m_metadata = std::move(header.metadata);
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
