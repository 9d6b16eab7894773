// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/safetensors_types.h"

namespace destudio::nn {

void write_safetensors(const std::filesystem::path& path, const std::map<std::string, torch::Tensor>& tensors,
                       const std::map<std::string, std::string>& metadata) {
    nlohmann::json header = nlohmann::json::object();
    if (!metadata.empty()) {
        header["__metadata__"] = metadata;
    }
    std::vector<torch::Tensor> contents;
    std::size_t offset = 0;
    for (const auto& [name, tensor] : tensors) {
        const torch::Tensor content = tensor.detach().cpu().contiguous();
        const std::size_t bytes = content.numel() * content.element_size();
        header[name] = {{"dtype", safetensors_type_name(content.scalar_type())},
                        {"shape", content.sizes().vec()},
                        {"data_offsets", {offset, offset + bytes}}};
        offset += bytes;
        contents.push_back(content);
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');  // so that the data are aligned in a mapped file
    std::string length(8, '\0');
    for (std::size_t i = 0; i < length.size(); ++i) {
        length[i] = static_cast<char>((text.size() >> (8 * i)) & 0xFF);
    }
    replace_file_atomically(path, [&](const std::filesystem::path& temporary) {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out << length << text;
        for (const auto& content : contents) {
            out.write(static_cast<const char*>(content.data_ptr()),
                      static_cast<std::streamsize>(content.numel() * content.element_size()));
        }
        out.close();
        if (!out) {
            throw IoError("Cannot write " + path.string() + ": " + std::strerror(errno) +
                          ". Check that the folder is writable and the disk has room.");
        }
    });
}

}  // namespace destudio::nn
