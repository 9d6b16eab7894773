// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/nn/io/mapped_pages.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/safetensors_types.h"

namespace destudio::nn {

namespace {

/// The header's length and text for tensors in the order of their names.
class HeaderText {
public:
    explicit HeaderText(const std::map<std::string, std::string>& metadata) {
        if (!metadata.empty()) {
            m_header["__metadata__"] = metadata;
        }
    }
    void add(const std::string& name, torch::ScalarType type, const std::vector<std::int64_t>& shape) {
        std::size_t bytes = torch::elementSize(type);
        for (const auto size : shape) {
            bytes *= static_cast<std::size_t>(size);
        }
        m_header[name] = {
            {"dtype", safetensors_type_name(type)}, {"shape", shape}, {"data_offsets", {m_offset, m_offset + bytes}}};
        m_offset += bytes;
    }
    std::string bytes() const {
        std::string text = m_header.dump();
        text.append((8 - text.size() % 8) % 8, ' ');  // so that the data are aligned in a mapped file
        std::string length(8, '\0');
        for (std::size_t i = 0; i < length.size(); ++i) {
            length[i] = static_cast<char>((text.size() >> (8 * i)) & 0xFF);
        }
        return length + text;
    }

private:
    nlohmann::json m_header = nlohmann::json::object();
    std::size_t m_offset = 0;
};

void write_file_of_tensors(const std::filesystem::path& path, const HeaderText& header,
                           const std::function<void(std::ofstream&)>& write_tensors) {
    replace_file_atomically(path, [&](const std::filesystem::path& temporary) {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out << header.bytes();
        write_tensors(out);
        out.close();
        if (!out) {
            throw IoError("Cannot write " + path.string() + ": " + std::strerror(errno) +
                          ". Check that the folder is writable and the disk has room.");
        }
    });
}

void write_tensor(std::ofstream& out, const torch::Tensor& content) {
    out.write(static_cast<const char*>(content.data_ptr()),
              static_cast<std::streamsize>(content.numel() * content.element_size()));
}

}  // namespace

void write_safetensors(const std::filesystem::path& path, const std::map<std::string, torch::Tensor>& tensors,
                       const std::map<std::string, std::string>& metadata) {
    HeaderText header(metadata);
    std::vector<torch::Tensor> contents;
    for (const auto& [name, tensor] : tensors) {
        contents.push_back(tensor.detach().cpu().contiguous());
        header.add(name, contents.back().scalar_type(), contents.back().sizes().vec());
    }
    write_file_of_tensors(path, header, [&](std::ofstream& out) {
        for (const auto& content : contents) {
            write_tensor(out, content);
        }
    });
}

void write_safetensors(const std::filesystem::path& path, const WeightSource& source,
                       const std::map<std::string, std::string>& metadata, const std::stop_token& stop) {
    HeaderText header(metadata);
    const auto names = source.names();
    for (const auto& name : names) {
        const auto entry = source.describe(name);
        header.add(name, entry.type, entry.shape);
    }
    write_file_of_tensors(path, header, [&](std::ofstream& out) {
        for (const auto& name : names) {
            throw_if_stopped(stop);
            const auto tensor = source.tensor(name);
            write_tensor(out, tensor);
            drop_mapped_pages(tensor);
        }
    });
}

}  // namespace destudio::nn
