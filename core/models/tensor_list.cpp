// SPDX-License-Identifier: Apache-2.0
#include "core/models/tensor_list.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/gguf_header.h"
#include "core/nn/io/checkpoint_index.h"
#include "core/nn/io/mapped_file.h"
#include "core/nn/io/safetensors_header.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

std::string first_bytes(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        throw IoError("There is no file " + file.string() + ".");
    }
    if (!fs::is_regular_file(file, error)) {
        throw IoError(file.string() + " is not a regular file.");
    }
    std::ifstream in(file, std::ios::binary);
    std::string start(64, '\0');
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (!in && !in.eof()) {
        throw IoError("Cannot read " + file.string() + ".");
    }
    start.resize(static_cast<std::size_t>(in.gcount()));
    return start;
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return text;
}

Container container_by(const std::string& start, const fs::path& file) {
    if (start.empty()) {
        return Container::kEmpty;
    }
    if (start.starts_with("GGUF")) {
        return Container::kGguf;
    }
    if (start.starts_with("PK\x03\x04")) {
        return Container::kCheckpoint;
    }
    if (start.starts_with("version https://git-lfs")) {
        return Container::kLfsPointer;
    }
    const auto text = lower(start.substr(std::min(start.find_first_not_of(" \t\r\n"), start.size())));
    if (text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("<?xml")) {
        return Container::kWebPage;
    }
    if (start.size() > 9 && start[8] == '{') {
        return Container::kSafetensors;
    }
    if (file.extension() == ".json" && text.starts_with('{')) {
        return Container::kShards;
    }
    if (start.starts_with('\x80')) {
        return Container::kOldPickle;
    }
    // Cut short or damaged, but meant to be one.
    return file.extension() == ".safetensors" ? Container::kSafetensors : Container::kOther;
}

std::uint64_t bytes_of(const std::vector<std::int64_t>& shape, std::uint64_t width) {
    std::uint64_t bytes = width;
    for (const auto size : shape) {
        if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes)) {
            return 0;
        }
    }
    return bytes;
}

void add_safetensors(const fs::path& file, TensorList& list) {
    const nn::MappedFile mapped(file, true);
    auto header = nn::read_safetensors_header(mapped.text(), file.string(), true);
    for (auto& [name, slot] : header.slots) {
        list.tensors.insert_or_assign(name, TensorInfo{slot.type, std::move(slot.shape), slot.bytes});
    }
    list.metadata.merge(header.metadata);
}

void add_shards(const fs::path& index, TensorList& list) {
    const auto json = read_json(index);
    const auto map = json.is_object() ? json.find("weight_map") : json.end();
    if (!json.is_object() || map == json.end() || !map->is_object()) {
        throw FormatError(index.string() + " is a JSON file, but no index of a model's shards: it has no weight_map.");
    }
    std::set<std::string> shards;
    for (const auto& [tensor, file] : map->items()) {
        const auto name = file.is_string() ? file.get<std::string>() : std::string();
        if (name.empty() || fs::path(name).filename() != name || name == "." || name == "..") {
            throw FormatError(index.string() + " maps tensor \"" + tensor + "\" to " + file.dump() +
                              ", which is not a file name.");
        }
        shards.insert(name);
    }
    for (const auto& shard : shards) {
        add_safetensors(index.parent_path() / shard, list);
    }
}

void add_checkpoint(const fs::path& file, TensorList& list) {
    auto index = nn::read_checkpoint_index(file);
    for (auto& [name, slot] : index.tensors) {
        const auto bytes = bytes_of(slot.shape, nn::safetensors_element_bytes(slot.type));
        list.tensors.insert_or_assign(name, TensorInfo{slot.type, std::move(slot.shape), bytes});
    }
    list.numbers = std::move(index.numbers);
}

void add_gguf(const fs::path& file, TensorList& list) {
    const nn::MappedFile mapped(file, true);
    auto header = read_gguf_header(mapped.text(), file.string());
    for (auto& [name, tensor] : header.tensors) {
        list.tensors.insert_or_assign(name, TensorInfo{tensor.type, std::move(tensor.shape), 0});
    }
    list.metadata = std::move(header.texts);
}

}  // namespace

bool TensorList::has_prefix(const std::string& prefix) const {
    const auto at = tensors.lower_bound(prefix);
    return at != tensors.end() && at->first.starts_with(prefix);
}

std::vector<std::int64_t> TensorList::shape(const std::string& name) const {
    const auto found = tensors.find(name);
    return found == tensors.end() ? std::vector<std::int64_t>() : found->second.shape;
}

std::int64_t TensorList::size(const std::string& name, std::size_t dimension) const {
    const auto found = tensors.find(name);
    return found == tensors.end() || dimension >= found->second.shape.size() ? 0 : found->second.shape[dimension];
}

Container container_of(const fs::path& file) {
    return container_by(first_bytes(file), file);
}

TensorList read_tensor_list(const fs::path& file) {
    TensorList list;
    list.container = container_of(file);
    switch (list.container) {
        case Container::kSafetensors:
            add_safetensors(file, list);
            break;
        case Container::kShards:
            add_shards(file, list);
            break;
        case Container::kCheckpoint:
        case Container::kOldPickle:
            add_checkpoint(file, list);
            break;
        case Container::kGguf:
            add_gguf(file, list);
            break;
        case Container::kLfsPointer:
            throw FormatError(file.string() +
                              " is not the model itself but a pointer of Git LFS. Fetch the file with \"git lfs "
                              "pull\", or download it from its page.");
        case Container::kWebPage:
            throw FormatError(file.string() +
                              " is a web page, not a model: the download went wrong. Download the file itself.");
        case Container::kEmpty:
            throw FormatError(file.string() + " is empty. Get the file again.");
        case Container::kOther:
            throw FormatError(file.string() +
                              " is no model file: it is neither safetensors nor a PyTorch checkpoint nor GGUF.");
    }
    return list;
}

}  // namespace destudio::models
