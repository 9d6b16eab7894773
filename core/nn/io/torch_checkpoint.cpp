// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/torch_checkpoint.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/nn/io/mapped_file.h"
#include "core/nn/io/safetensors_header.h"
#include "core/nn/io/safetensors_types.h"

namespace destudio::nn {

TorchCheckpoint::TorchCheckpoint(const std::filesystem::path& path)
    : m_path(path), m_index(read_checkpoint_index(path)), m_mapping(std::make_shared<MappedFile>(path)) {
    for (const auto& [name, slot] : m_index.tensors) {
        const auto bytes = static_cast<std::uint64_t>(slot.count) * safetensors_element_bytes(slot.type);
        if (slot.storage > m_mapping->size() || bytes > m_mapping->size() - slot.storage) {
            throw FormatError(path.string() + " changed while it was being read.");
        }
    }
}

std::vector<std::string> TorchCheckpoint::names() const {
    std::vector<std::string> names;
    names.reserve(m_index.tensors.size());
    for (const auto& [name, slot] : m_index.tensors) {
        names.push_back(name);
    }
    return names;
}

const CheckpointSlot& TorchCheckpoint::slot(const std::string& name) const {
    const auto found = m_index.tensors.find(name);
    if (found == m_index.tensors.end()) {
        throw FormatError(m_path.string() + " has no tensor \"" + name + "\".");
    }
    return found->second;
}

WeightEntry TorchCheckpoint::describe(const std::string& name) const {
    const auto& found = slot(name);
    return {safetensors_type(found.type).value(), found.shape};
}

torch::Tensor TorchCheckpoint::tensor(const std::string& name) const {
    const auto& found = slot(name);
    const auto options = torch::TensorOptions().dtype(safetensors_type(found.type).value());
    if (found.count == 0) {
        return torch::empty(found.shape, options);
    }
    unsigned char* data = m_mapping->data() + found.storage;
    const auto width = torch::elementSize(safetensors_type(found.type).value());
    const bool aligned = reinterpret_cast<std::uintptr_t>(data) % width == 0;
    torch::Tensor numbers;
    if (aligned) {
        numbers = torch::from_blob(
            data, {found.count}, [mapping = m_mapping](void*) mutable { mapping.reset(); }, options);
    } else {
        numbers = torch::empty({found.count}, options);
        std::copy_n(data, static_cast<std::size_t>(found.count) * width,
                    static_cast<unsigned char*>(numbers.data_ptr()));
    }
    const auto view = numbers.as_strided(found.shape, found.strides, found.offset);
    return found.is_contiguous() ? view : view.clone(at::MemoryFormat::Contiguous);
}

std::map<std::string, torch::Tensor> read_torch_checkpoint(const std::filesystem::path& path) {
    const TorchCheckpoint checkpoint(path);
    std::map<std::string, torch::Tensor> tensors;
    for (const auto& name : checkpoint.names()) {
        tensors.emplace(name, checkpoint.tensor(name).clone(at::MemoryFormat::Contiguous));
    }
    return tensors;
}

}  // namespace destudio::nn
