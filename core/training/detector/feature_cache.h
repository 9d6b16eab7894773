// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/detection/common/detector.h"

namespace destudio::training {

/// Where the features of pictures are kept on disk.
struct FeatureCacheOptions {
    std::filesystem::path folder;                     ///< empty: none are kept
    std::int64_t max_bytes = std::int64_t{20} << 30;  ///< of all files in it
};

/// Features of a frozen model on disk, one file for each picture, in half the memory of float32. Several runs and
/// processes may share a folder; it may be deleted at any time. A file that is damaged is computed anew and told of
/// once. What does not fit is not kept: files of other models make way first, then those that nobody read for a week.
class FeatureCache {
public:
    /// @param model of which the features are, in hexadecimal digits
    /// @throws IoError when the folder cannot be made
    FeatureCache(const FeatureCacheOptions& options, const std::string& model);

    /// The features kept under a key, float32; nothing where there are none.
    std::optional<detection::FeaturePyramid> find(const std::string& key);
    /// Keeps features, rounded as they are. A full disk is told of once and ends the keeping.
    void keep(const std::string& key, const detection::FeaturePyramid& rounded);

    /// What find() will return of features that keep() gets: the nearest bfloat16 numbers where the model computes in
    /// bfloat16, which changes nothing, else the nearest of half precision.
    static detection::FeaturePyramid rounded(const detection::FeaturePyramid& features, torch::ScalarType computed_in);

    std::int64_t hits() const { return m_hits; }
    std::int64_t misses() const { return m_misses; }
    std::int64_t bytes() const { return m_bytes; }
    const FeatureCacheOptions& options() const { return m_options; }

private:
    struct Kept {
        std::filesystem::file_time_type read_at;
        std::filesystem::path file;
        std::int64_t bytes = 0;
        bool operator<(const Kept& other) const {
            return read_at != other.read_at ? read_at < other.read_at : file < other.file;
        }
    };
    std::filesystem::path file_of(const std::string& key) const;
    void list_files();
    /// Makes way for so many bytes. @return whether they fit
    bool make_way(std::int64_t bytes);
    void complain_once(const std::string& sentence);

    FeatureCacheOptions m_options;
    std::filesystem::path m_own;  ///< folder of this model
    std::set<Kept> m_removable;   ///< the least needed first
    std::int64_t m_bytes = 0;
    std::int64_t m_hits = 0;
    std::int64_t m_misses = 0;
    bool m_keeps = true;
    bool m_complained = false;
};

}  // namespace destudio::training
