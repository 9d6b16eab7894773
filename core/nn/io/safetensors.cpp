// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/safetensors.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/nn/io/mapped_file.h"
#include "core/nn/io/safetensors_header.h"
#include "core/nn/io/safetensors_types.h"

namespace destudio::nn {

namespace fs = std::filesystem;

SafetensorsFile::SafetensorsFile(const fs::path& path) : m_mapping(std::make_shared<MappedFile>(path)) {
    read_header();
}

const fs::path& SafetensorsFile::path() const {
    return m_mapping->path();
}

void SafetensorsFile::read_header() {
    SafetensorsHeader header = read_safetensors_header(m_mapping->text(), path().string());
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
