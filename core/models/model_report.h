// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/models/model_family.h"
#include "core/models/model_options.h"

namespace destudio::models {

struct ReportedPart {
    std::string name;  ///< "U-Net", "autoencoder", "text encoder", "second text encoder", "tokenizer"
    bool present = false;
    std::filesystem::path file;  ///< empty where it is not present
    std::uint64_t tensors = 0;
    std::uint64_t bytes = 0;
    std::string note;  ///< "variant fp16"; empty most of the time
};

/// What a file or folder is, what is missing, and what the studio can do with it.
struct ModelReport {
    std::filesystem::path path;
    std::string container;  ///< "folder", "safetensors", "checkpoint", "gguf", "shards", ...
    Family family = Family::kUnknown;
    std::string layout;              ///< "diffusers", "original"; empty where that means nothing
    std::string detail;              ///< "kohya" of a LoRA and the like
    std::string purpose;             ///< "text to image", "inpainting", "instructions"; empty where it draws nothing
    Family base = Family::kUnknown;  ///< of a LoRA: what it was made for
    std::string prediction;          ///< "epsilon", "v_prediction", "unknown"; empty where it draws nothing
    std::string prediction_source;
    bool zero_terminal_snr = false;
    std::string zero_snr_source;
    std::map<std::string, std::uint64_t> bytes_by_type;  ///< "F16": bytes of the tensors of this type
    std::uint64_t tensors = 0;
    std::uint64_t parameters = 0;
    std::uint64_t bytes = 0;           ///< of the file, or of the weights of a folder
    std::uint64_t memory_float32 = 0;  ///< weights in memory while it draws, roughly; 0 where it draws nothing
    std::uint64_t memory_half = 0;
    std::vector<ReportedPart> parts;
    std::vector<std::string> missing;             ///< names of parts that have to be added
    std::map<std::string, std::string> metadata;  ///< title, author, licence, where stated
    bool has_average_copy = false;
    bool can_draw = false;   ///< with what is there and what `options` add
    bool can_label = false;  ///< a folder with an adapter of its own
    std::string sentence;    ///< one or two, for people: what it is and what to do with it
    std::vector<std::string> notes;
};

/// Looks at any file or folder. What is wrong with its content stands in the report, which then says so in its
/// sentence. @throws IoError only when there is nothing at the path or it cannot be read
ModelReport inspect_model(const std::filesystem::path& path, const ModelFileOptions& options = default_model_options());

/// Lines for people.
std::string to_text(const ModelReport& report);
nlohmann::json to_json(const ModelReport& report);

}  // namespace destudio::models
