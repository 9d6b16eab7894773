// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/nn/torch.h"

namespace destudio::test {

/// Little-endian bytes.
inline std::string le(std::uint64_t value, int width) {
    std::string bytes;
    for (int i = 0; i < width; ++i) {
        bytes += static_cast<char>(value >> (8 * i) & 0xff);
    }
    return bytes;
}

/// Pieces of a pickle, protocol 2.
inline std::string text_op(const std::string& text) {
    return "X" + le(text.size(), 4) + text;
}
inline std::string int_op(std::int64_t value) {
    return "J" + le(static_cast<std::uint64_t>(value), 4);
}
inline std::string global_op(const std::string& module, const std::string& name) {
    return "c" + module + "\n" + name + "\n";
}
inline std::string ints_op(const std::vector<std::int64_t>& values) {
    std::string op = "(";
    for (const std::int64_t value : values) {
        op += int_op(value);
    }
    return op + "t";
}
inline std::string storage_op(const std::string& type, const std::string& key, std::int64_t count) {
    return "(" + text_op("storage") + global_op("torch", type) + text_op(key) + text_op("cpu") + int_op(count) + "tQ";
}
inline std::string tensor_op(const std::string& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
                             const std::vector<std::int64_t>& strides) {
    return global_op("torch._utils", "_rebuild_tensor_v2") + "(" + storage + int_op(offset) + ints_op(shape) +
           ints_op(strides) + "\x89" + global_op("collections", "OrderedDict") + ")RtR";
}
/// {"model": OrderedDict(entries)} with a learning rate beside it.
inline std::string checkpoint_pickle(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string items;
    for (const auto& [name, op] : entries) {
        items += text_op(name) + op;
    }
    return "\x80\x02}q" + std::string(1, '\0') + "(" + text_op("model") + global_op("collections", "OrderedDict") +
           ")R(" + items + "u}" + text_op("_metadata") + "Nsb" + text_op("lr") +
           std::string("G\x3f\xf0\0\0\0\0\0\0", 9) + "u.";
}

/// A zip file of uncompressed entries.
inline std::string zip_file(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string body;
    std::string directory;
    for (const auto& [name, content] : entries) {
        // Method, time, date, checksum (which nobody asks for), both sizes, length of the name.
        const std::string common = le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(content.size(), 4) +
                                   le(content.size(), 4) + le(name.size(), 2);
        directory += std::string("PK\x01\x02") + le(20, 2) + le(20, 2) + le(0, 2) + common + le(0, 2) + le(0, 2) +
                     le(0, 2) + le(0, 2) + le(0, 4) + le(body.size(), 4) + name;
        // PyTorch pads the local header's extra field so that the data is aligned.
        body += std::string("PK\x03\x04") + le(20, 2) + le(0, 2) + common + le(5, 2) + name + "FB\1Z0" + content;
    }
    return body + directory + "PK\x05\x06" + le(0, 4) + le(entries.size(), 2) + le(entries.size(), 2) +
           le(directory.size(), 4) + le(body.size(), 4) + le(0, 2);
}

/// A checkpoint as torch.save writes it. @param pickle data.pkl  @param storages raw bytes by key
inline void write_checkpoint(const std::filesystem::path& path, const std::string& pickle,
                             const std::map<std::string, std::string>& storages) {
    std::vector<std::pair<std::string, std::string>> entries = {{"archive/data.pkl", pickle}};
    for (const auto& [key, bytes] : storages) {
        entries.emplace_back("archive/data/" + key, bytes);
    }
    entries.emplace_back("archive/version", "3\n");
    write_file_atomically(path, zip_file(entries));
}

/// float32 tensors as a checkpoint, each with a storage of its own.
inline void write_checkpoint(const std::filesystem::path& path, const std::map<std::string, torch::Tensor>& tensors) {
    std::vector<std::pair<std::string, std::string>> entries;
    std::map<std::string, std::string> storages;
    for (const auto& [name, tensor] : tensors) {
        const std::string key = std::to_string(storages.size());
        const auto whole = tensor.detach().contiguous();
        storages[key] = std::string(static_cast<const char*>(whole.data_ptr()), whole.nbytes());
        entries.emplace_back(name, tensor_op(storage_op("FloatStorage", key, whole.numel()), 0, whole.sizes().vec(),
                                             whole.strides().vec()));
    }
    write_checkpoint(path, checkpoint_pickle(entries), storages);
}

}  // namespace destudio::test
