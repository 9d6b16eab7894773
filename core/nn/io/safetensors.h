// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/nn/io/weight_files.h"
#include "core/nn/io/weight_source.h"

namespace destudio::nn {

class MappedFile;

/// Where a tensor lies inside one safetensors file.
struct SafetensorsEntry {
    torch::ScalarType type = torch::kFloat32;
    std::vector<std::int64_t> shape;
    std::size_t offset = 0;  ///< from the start of the file
    std::size_t bytes = 0;
};

/// One memory-mapped safetensors file. The header is untrusted: its length, depth, names, types, shapes and ranges are
/// checked before any tensor is handed out (https://github.com/huggingface/safetensors, "Format").
class SafetensorsFile {
public:
    /// @throws IoError when the file cannot be opened, FormatError naming the file and the tensor at fault
    explicit SafetensorsFile(const std::filesystem::path& path);

    const std::filesystem::path& path() const;
    const std::map<std::string, SafetensorsEntry>& entries() const { return m_entries; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    bool contains(const std::string& name) const { return m_entries.contains(name); }

    /// The tensor as stored, on the CPU. It shares the mapped pages, which stay alive as long as the tensor; the pages
    /// are private, so writing to it never changes the file. @throws FormatError when there is no such tensor
    torch::Tensor tensor(const std::string& name) const;

private:
    void read_header();

    std::shared_ptr<MappedFile> m_mapping;
    std::map<std::string, SafetensorsEntry> m_entries;
    std::map<std::string, std::string> m_metadata;
};

/// The tensors of a model, in one file or in shards named by an index ("weight_map").
class SafetensorsArchive : public WeightSource {
public:
    /// @param path a .safetensors file or a .safetensors.index.json
    /// @throws IoError, FormatError
    explicit SafetensorsArchive(const std::filesystem::path& path);

    const std::filesystem::path& path() const override { return m_path; }
    std::vector<std::string> names() const override;
    bool contains(const std::string& name) const override { return m_owners.contains(name); }
    WeightEntry describe(const std::string& name) const override;
    const SafetensorsEntry& entry(const std::string& name) const;
    torch::Tensor tensor(const std::string& name) const override;

private:
    void add_shard(const std::filesystem::path& file);

    std::filesystem::path m_path;
    std::vector<std::unique_ptr<SafetensorsFile>> m_files;
    std::map<std::string, const SafetensorsFile*> m_owners;
};

/// Writes `tensors` (any device; made contiguous) in one atomic step.
/// @throws IoError naming the path; UsageError for a type that the format does not know
void write_safetensors(const std::filesystem::path& path, const std::map<std::string, torch::Tensor>& tensors,
                       const std::map<std::string, std::string>& metadata = {});

/// Writes the tensors of a source as they are, one at a time, so that memory does not grow with the file.
/// @param stop leaves nothing behind and throws CancelledError  @throws IoError naming the path
void write_safetensors(const std::filesystem::path& path, const WeightSource& source,
                       const std::map<std::string, std::string>& metadata = {}, const std::stop_token& stop = {});

}  // namespace destudio::nn
