// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/feature_cache.h"

#include <chrono>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/nn/io/safetensors.h"
#include "core/training/detector/content_hash.h"

namespace destudio::training {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFeatureSuffix = ".features";
constexpr const char* kCheckName = "check";
constexpr std::chrono::hours kForgottenAfter{24 * 7};
constexpr std::size_t kModelDigits = 16;

/// Of the tensors' bytes and what they belong to.
std::string check_of(const std::string& key, const detection::FeaturePyramid& features) {
    ContentHash hash;
    hash.add(key);
    for (const auto& [name, level] : features) {
        const auto bytes = level.contiguous();
        hash.add(name);
        hash.add(bytes.data_ptr(), bytes.nbytes());
    }
    return hash.hex();
}

detection::FeaturePyramid read_features(const fs::path& file, const std::string& key) {
    const nn::SafetensorsFile tensors(file);
    detection::FeaturePyramid features;
    for (const auto& [name, entry] : tensors.entries()) {
        features.emplace(name, tensors.tensor(name));
    }
    const auto check = tensors.metadata().find(kCheckName);
    if (check == tensors.metadata().end() || check->second != check_of(key, features)) {
        throw FormatError(file.string() + " is damaged.");
    }
    return features;
}

}  // namespace

FeatureCache::FeatureCache(const FeatureCacheOptions& options, const std::string& model)
    : m_options(options), m_own(options.folder / model.substr(0, kModelDigits)) {
    std::error_code error;
    fs::create_directories(m_own, error);
    if (error) {
        throw IoError("Cannot make the folder " + m_own.string() + " for features: " + error.message() +
                      ". Name another --feature-cache.");
    }
    list_files();
}

void FeatureCache::list_files() {
    const auto now = fs::file_time_type::clock::now();
    std::error_code error;
    for (fs::recursive_directory_iterator it(m_options.folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code gone;  // another run may have removed it
        if (it->path().extension() != kFeatureSuffix || !it->is_regular_file(gone)) {
            continue;
        }
        Kept kept{it->last_write_time(gone), it->path(), static_cast<std::int64_t>(it->file_size(gone))};
        if (gone) {
            continue;
        }
        m_bytes += kept.bytes;
        if (kept.file.parent_path() != m_own) {
            kept.read_at -= kForgottenAfter;  // before what is this model's
            m_removable.insert(kept);
        } else if (kept.read_at < now - kForgottenAfter) {
            m_removable.insert(kept);
        }
    }
}

fs::path FeatureCache::file_of(const std::string& key) const {
    return m_own / (key + kFeatureSuffix);
}

std::optional<detection::FeaturePyramid> FeatureCache::find(const std::string& key) {
    const fs::path file = file_of(key);
    std::error_code error;
    if (!fs::exists(file, error)) {
        ++m_misses;
        return std::nullopt;
    }
    try {
        auto features = read_features(file, key);
        for (auto& [name, level] : features) {
            level = level.to(torch::kFloat32);
        }
        fs::last_write_time(file, fs::file_time_type::clock::now(), error);
        ++m_hits;
        return features;
    } catch (const Error& damaged) {
        complain_once(std::string(damaged.what()) + " It is computed anew.");
    }
    ++m_misses;
    return std::nullopt;
}

void FeatureCache::keep(const std::string& key, const detection::FeaturePyramid& rounded) {
    std::map<std::string, torch::Tensor> tensors;
    std::int64_t bytes = 0;
    for (const auto& [name, level] : rounded) {
        tensors.emplace(name, level.cpu().contiguous());
        bytes += static_cast<std::int64_t>(tensors[name].nbytes());
    }
    if (!m_keeps || !make_way(bytes)) {
        return;
    }
    const fs::path file = file_of(key);
    try {
        nn::write_safetensors(file, tensors, {{kCheckName, check_of(key, tensors)}});
        std::error_code error;
        const auto written = fs::file_size(file, error);
        m_bytes += error ? bytes : static_cast<std::int64_t>(written);
    } catch (const IoError& full) {
        m_keeps = false;
        complain_once(std::string(full.what()) + " No more features are kept.");
    }
}

bool FeatureCache::make_way(std::int64_t bytes) {
    while (m_bytes + bytes > m_options.max_bytes && !m_removable.empty()) {
        const Kept least = *m_removable.begin();
        m_removable.erase(m_removable.begin());
        std::error_code error;
        const auto read_at = fs::last_write_time(least.file, error);
        const bool read_since = !error && least.file.parent_path() == m_own && read_at != least.read_at;
        if (!read_since) {
            fs::remove(least.file, error);
            m_bytes -= least.bytes;
        }
    }
    return m_bytes + bytes <= m_options.max_bytes;
}

void FeatureCache::complain_once(const std::string& sentence) {
    if (!m_complained) {
        m_complained = true;
        spdlog::warn("{}", sentence);
    }
}

detection::FeaturePyramid FeatureCache::rounded(const detection::FeaturePyramid& features,
                                                torch::ScalarType computed_in) {
    detection::FeaturePyramid result;
    for (const auto& [name, level] : features) {
        auto half = level.to(computed_in == torch::kBFloat16 ? torch::kBFloat16 : torch::kFloat16);
        if (!torch::isfinite(half).all().item<bool>()) {
            half = level.to(torch::kBFloat16);  // has float32's range
        }
        result.emplace(name, half);
    }
    return result;
}

}  // namespace destudio::training
