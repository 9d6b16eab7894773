// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/lora_options.h"

#include <charconv>
#include <cmath>
#include <filesystem>

#include "core/base/error.h"

namespace destudio::cli {

namespace {

LoraChoice parse_lora(const std::string& text) {
    constexpr double kMax = 10;
    LoraChoice choice{text, 1.0};
    std::error_code ec;
    const auto colon = text.rfind(':');
    if (colon != std::string::npos && colon > 0 && !std::filesystem::exists(text, ec)) {
        const char* const end = text.data() + text.size();
        double strength = 0;
        const auto [at, error] = std::from_chars(text.data() + colon + 1, end, strength);
        if (error == std::errc{} && at == end && std::isfinite(strength)) {
            choice = {text.substr(0, colon), strength};
        } else {
            throw UsageError("--lora: \"" + text + "\" is neither a file nor FILE:STRENGTH with a number.");
        }
    }
    if (std::abs(choice.strength) > kMax) {
        throw UsageError("--lora: the strength of " + choice.file.string() + " has to be from -10 to 10.");
    }
    if (!std::filesystem::is_regular_file(choice.file, ec)) {
        throw IoError("There is no LoRA file " + choice.file.string() + ".");
    }
    return choice;
}

}  // namespace

std::vector<LoraChoice> parse_loras(const std::vector<std::string>& texts) {
    std::vector<LoraChoice> choices;
    for (const auto& text : texts) {
        choices.push_back(parse_lora(text));
    }
    return choices;
}

}  // namespace destudio::cli
