// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/recipe_file.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/image/source_mark.h"

namespace destudio {

namespace {

constexpr std::uintmax_t kMaxJsonBytes = std::uintmax_t{1} << 20;

bool is_picture(const std::filesystem::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension == ".png" || extension == ".jpg" || extension == ".jpeg" || extension == ".webp";
}

std::string recipe_text(const std::filesystem::path& file) {
    if (!is_picture(file)) {
        return read_file(file, kMaxJsonBytes);
    }
    const std::string text = read_source_mark(file).recipe;
    if (text.empty()) {
        throw FormatError(file.string() +
                          " carries no recipe. Take a picture that this program made, or a recipe's JSON file.");
    }
    return text;
}

}  // namespace

Recipe read_recipe(const std::filesystem::path& file) {
    const std::string text = recipe_text(file);
    try {
        return parse_json(text, file.string()).get<Recipe>();
    } catch (const FormatError& error) {
        const std::string sentence = error.what();
        throw FormatError(sentence.find(file.string()) == std::string::npos ? file.string() + ": " + sentence
                                                                            : sentence);
    }
}

}  // namespace destudio
