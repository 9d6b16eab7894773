// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weight_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <vector>

#include "core/base/error.h"

namespace destudio::nn {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFilesInMessage = 6;

/// What lies between a start and an end of `name`; nothing when it does not begin and end so.
std::optional<std::string> variant_between(const std::string& name, const std::string& start, const std::string& end) {
    if (name.size() <= start.size() + end.size() || !name.starts_with(start) || !name.ends_with(end)) {
        return std::nullopt;
    }
    const auto variant = name.substr(start.size(), name.size() - start.size() - end.size());
    // "00001-of-00002" is a shard, which its index names.
    const bool plain = variant.find('.') == std::string::npos && variant.find("-of-") == std::string::npos;
    return plain ? std::optional(variant) : std::nullopt;
}

/// Plain files first, then full precision, half precision, weights without averaging; and the rest by name.
int rank_of_variant(const std::string& variant) {
    static constexpr std::array<const char*, 5> kOrder{"", "fp32", "ema", "bf16", "fp16"};
    const auto* found = std::find(kOrder.begin(), kOrder.end(), variant);
    if (variant == "non_ema") {
        return static_cast<int>(kOrder.size()) + 1;
    }
    return static_cast<int>(found - kOrder.begin());
}

struct Candidate {
    int kind;  ///< safetensors before an index before a .bin
    WeightFile file;
};

std::vector<std::string> stems_of_bin(const std::string& stem) {
    return stem == "model" ? std::vector<std::string>{"pytorch_model", "model"} : std::vector<std::string>{stem};
}

std::optional<Candidate> candidate(const fs::path& path, const std::string& stem) {
    const auto name = path.filename().string();
    if (name == stem + ".safetensors") {
        return Candidate{0, {path, {}}};
    }
    if (name == stem + ".safetensors.index.json") {
        return Candidate{1, {path, {}}};
    }
    if (auto variant = variant_between(name, stem + ".", ".safetensors")) {
        return Candidate{0, {path, *variant}};
    }
    for (const auto& [start, end] :
         {std::pair(stem + ".safetensors.index.", ".json"), std::pair(stem + ".", ".safetensors.index.json")}) {
        if (auto variant = variant_between(name, start, end)) {
            return Candidate{1, {path, *variant}};
        }
    }
    for (const auto& bin : stems_of_bin(stem)) {
        if (name == bin + ".bin") {
            return Candidate{2, {path, {}}};
        }
        if (auto variant = variant_between(name, bin + ".", ".bin")) {
            return Candidate{2, {path, *variant}};
        }
    }
    return std::nullopt;
}

std::string listed_files(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < kFilesInMessage; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > kFilesInMessage ? text + " and " + std::to_string(names.size() - kFilesInMessage) + " more"
                                          : text;
}

}  // namespace

WeightFile choose_weights(const fs::path& folder, const std::string& stem) {
    std::vector<Candidate> candidates;
    std::vector<std::string> others;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (!it->is_regular_file(error)) {
            continue;
        }
        if (auto found = candidate(it->path(), stem)) {
            candidates.push_back(std::move(*found));
        } else if (it->path().filename() != "config.json") {
            others.push_back(it->path().filename().string());
        }
    }
    if (candidates.empty()) {
        const auto wanted = (folder / (stem + ".safetensors")).string();
        throw IoError("There is no weight file " + wanted + ", nor a variant of it such as " + stem +
                      ".fp16.safetensors" +
                      (others.empty() ? std::string(". Get the whole model.")
                                      : "; the folder holds " + listed_files(others) + ". Get the whole model."));
    }
    const auto order = [](const Candidate& c) {
        // A .bin comes after every safetensors file, in whatever variant.
        return std::tuple(c.kind == 2 ? 1 : 0, rank_of_variant(c.file.variant), c.kind, c.file.path);
    };
    return std::min_element(candidates.begin(), candidates.end(),
                            [&](const auto& a, const auto& b) { return order(a) < order(b); })
        ->file;
}

fs::path find_weights(const fs::path& folder, const std::string& stem) {
    return choose_weights(folder, stem).path;
}

}  // namespace destudio::nn
