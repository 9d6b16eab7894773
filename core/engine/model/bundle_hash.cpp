// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/bundle_hash.h"

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/recipe/file_hash.h"
#include "core/models/model_description.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

/// Files up to here are always read: at one GB/s and more that is not felt.
constexpr std::uintmax_t kMinLargeFile = std::uintmax_t{128} << 20;

constexpr std::array kModelParts = {"unet",           "vae",        "text_encoder", "tokenizer", "scheduler",
                                    "text_encoder_2", "tokenizer_2"};

/// bundle.json's "files": {"unet/x.safetensors": "HEX"} or {"unet/x.safetensors": {"sha256": "HEX"}}.
std::map<std::string, std::string> stated_hashes(const fs::path& bundle) {
    std::map<std::string, std::string> hashes;
    const fs::path file = bundle / "bundle.json";
    std::error_code ec;
    if (!fs::exists(file, ec)) {
        return hashes;
    }
    const auto json = read_json(file);
    const auto files = json.is_object() ? json.find("files") : json.end();
    if (files == json.end() || !files->is_object()) {
        return hashes;
    }
    for (const auto& [path, entry] : files->items()) {
        const auto& value = entry.is_object() && entry.contains("sha256") ? entry["sha256"] : entry;
        if (value.is_string() && value.get_ref<const std::string&>().size() == 64) {
            hashes[path] = value.get<std::string>();
        }
    }
    return hashes;
}

bool counts(const fs::path& file) {
    const auto extension = file.extension();
    return extension == ".json" || extension == ".txt" || extension == ".safetensors" || extension == ".bin";
}

/// Adds the files below `folder` to `hashes` under their path relative to `root`.
void collect(const fs::path& root, const fs::path& folder, const std::map<std::string, std::string>& stated,
             std::map<std::string, std::string>& hashes) {
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (!it->is_regular_file(ec) || !counts(it->path())) {
            continue;
        }
        const std::string name = it->path().lexically_relative(root).generic_string();
        const auto known = stated.find(name);
        const bool large = it->file_size(ec) > kMinLargeFile;
        hashes[name] = large && known != stated.end() ? known->second : cached_file_sha256(it->path());
    }
}

std::string combined(const std::map<std::string, std::string>& hashes) {
    Sha256 hash;
    for (const auto& [name, value] : hashes) {
        hash.add(name + "\t" + value + "\n");
    }
    return hash.hex();
}

}  // namespace

namespace {

/// What a person added to the model with options draws differently, too.
void add_options(std::map<std::string, std::string>& hashes) {
    const auto& options = models::default_model_options();
    if (options.prediction != "auto") {
        hashes["option/prediction"] = options.prediction;
    }
    std::error_code ec;
    if (!options.autoencoder.empty()) {
        if (fs::is_directory(options.autoencoder, ec)) {
            std::map<std::string, std::string> files;
            collect(options.autoencoder, options.autoencoder, {}, files);
            hashes["option/vae"] = combined(files);
        } else {
            hashes["option/vae"] = cached_file_sha256(options.autoencoder);
        }
    }
}

/// A single file's hashes: its own, and those of what belongs to it.
std::map<std::string, std::string> single_file_hashes(const fs::path& file) {
    const auto model = models::describe_model(file);
    std::map<std::string, std::string> hashes;
    for (const auto& part : models::files_of(model)) {
        const bool is_model = part == file;
        const bool is_vocabulary = part.parent_path() == model.text.tokenizer;
        hashes[is_model ? "model" : (is_vocabulary ? "tokenizer/" : "config/") + part.filename().string()] =
            cached_file_sha256(part);
    }
    hashes["scheduler"] = sha256_hex(model.scheduler.dump());
    hashes["unet"] = sha256_hex(nn::to_json(model.unet_config).dump());
    hashes["vae"] = sha256_hex(model.autoencoder_config.dump());
    return hashes;
}

}  // namespace

std::string bundle_hash(const fs::path& bundle) {
    std::error_code ec;
    std::map<std::string, std::string> hashes;
    if (fs::is_regular_file(bundle, ec)) {
        hashes = single_file_hashes(bundle);
    } else {
        const auto stated = stated_hashes(bundle);
        if (fs::exists(bundle / "model_index.json", ec)) {
            hashes["model_index.json"] = file_sha256(bundle / "model_index.json");
        }
        for (const char* part : kModelParts) {
            collect(bundle, bundle / part, stated, hashes);
        }
    }
    add_options(hashes);
    return combined(hashes);
}

std::string adapter_hash(const fs::path& adapter) {
    std::map<std::string, std::string> hashes;
    hashes["config.json"] = file_sha256(adapter / "config.json");
    collect(adapter, adapter, {}, hashes);
    return combined(hashes);
}

std::vector<std::string> check_bundle_files(const fs::path& bundle) {
    std::vector<std::string> problems;
    for (const auto& [name, stated] : stated_hashes(bundle)) {
        const fs::path file = bundle / name;
        try {
            // A path that leaves the bundle is not followed.
            if (fs::path(name).is_absolute() || name.find("..") != std::string::npos) {
                problems.push_back((bundle / "bundle.json").string() + " names " + name + ", which is outside.");
            } else if (file_sha256(file) != stated) {
                problems.push_back(file.string() + " is not the file that bundle.json describes; copy it again.");
            }
        } catch (const IoError& error) {
            problems.emplace_back(error.what());
        }
    }
    return problems;
}

std::size_t write_bundle_files(const fs::path& bundle) {
    std::error_code error;
    if (fs::is_regular_file(bundle, error)) {
        throw UsageError(bundle.string() + " is a single file, which has no bundle.json.");
    }
    std::map<std::string, std::string> hashes;
    if (fs::exists(bundle / "model_index.json", error)) {
        hashes["model_index.json"] = file_sha256(bundle / "model_index.json");
    }
    for (const char* part : kModelParts) {
        collect(bundle, bundle / part, {}, hashes);
    }
    collect(bundle, bundle / "adapter", {}, hashes);
    const fs::path file = bundle / "bundle.json";
    std::error_code ec;
    auto json = fs::exists(file, ec) ? read_json(file) : nlohmann::json::object();
    if (!json.is_object()) {
        throw FormatError(file.string() + " does not hold a JSON object.");
    }
    json["files"] = hashes;
    write_file_atomically(file, json.dump(2) + "\n");
    return hashes.size();
}

}  // namespace destudio
