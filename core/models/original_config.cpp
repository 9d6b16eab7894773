// SPDX-License-Identifier: Apache-2.0
#include "core/models/original_config.h"

#include <charconv>
#include <cmath>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestYaml = 1 << 20;
constexpr std::size_t kDeepest = 32;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Without a comment, which begins with " #" outside quotes.
std::string_view without_comment(std::string_view line) {
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (quote != 0) {
            quote = line[i] == quote ? '\0' : quote;
        } else if (line[i] == '"' || line[i] == '\'') {
            quote = line[i];
        } else if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
            return line.substr(0, i);
        }
    }
    return line;
}

std::string unquoted(std::string_view text) {
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
        text = text.substr(1, text.size() - 2);
    }
    return std::string(text);
}

class ScalarReader {
public:
    explicit ScalarReader(const std::string& source) : m_source(source) {}

    void read_line(std::string_view raw) {
        ++m_line;
        const auto line = without_comment(raw);
        const auto content = trimmed(line);
        if (content.empty() || content == "---" || content.starts_with('-') || content.starts_with('[') ||
            content.starts_with(']') || content.starts_with('{') || content.starts_with('}')) {
            return;
        }
        const auto colon = content.find(':');
        if (colon == std::string_view::npos || (colon + 1 < content.size() && content[colon + 1] != ' ')) {
            return;  // the continuation of a scalar or a list
        }
        const auto indentation = line.find_first_not_of(' ');
        while (!m_open.empty() && m_open.back().indentation >= indentation) {
            m_open.pop_back();
        }
        if (m_open.size() >= kDeepest) {
            throw FormatError(m_source + ", line " + std::to_string(m_line) + ": maps are nested too deeply.");
        }
        const auto key = unquoted(trimmed(content.substr(0, colon)));
        const auto path = m_open.empty() ? key : m_open.back().path + "." + key;
        const auto value = trimmed(content.substr(colon + 1));
        if (value.empty()) {
            m_open.push_back({indentation, path});
        } else {
            m_scalars.insert_or_assign(path, unquoted(value));
        }
    }
    std::map<std::string, std::string> take() { return std::move(m_scalars); }

private:
    struct Open {
        std::size_t indentation;
        std::string path;
    };
    const std::string& m_source;
    std::size_t m_line = 0;
    std::vector<Open> m_open;
    std::map<std::string, std::string> m_scalars;
};

/// What the scalars say under any of these paths.
class Scalars {
public:
    Scalars(std::map<std::string, std::string> values, const std::string& source)
        : m_values(std::move(values)), m_source(source) {}

    bool has_prefix(const std::string& prefix) const {
        const auto at = m_values.lower_bound(prefix);
        return at != m_values.end() && at->first.starts_with(prefix);
    }
    const std::string* text(const std::string& path) const {
        const auto found = m_values.find(path);
        return found == m_values.end() ? nullptr : &found->second;
    }
    std::optional<double> real(const std::string& path) const {
        const auto* value = text(path);
        if (value == nullptr || *value == "null" || *value == "~") {
            return std::nullopt;
        }
        double number = 0;
        const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
        if (error != std::errc() || end != value->data() + value->size() || !std::isfinite(number)) {
            throw FormatError(m_source + ": " + path + " is \"" + *value + "\", which is no number.");
        }
        return number;
    }
    std::int64_t whole(const std::string& path) const {
        const auto value = real(path).value_or(0);
        // -1 says "not set" in such files.
        return value >= 1 && value <= 1e6 ? static_cast<std::int64_t>(value) : 0;
    }

private:
    std::map<std::string, std::string> m_values;
    const std::string& m_source;
};

}  // namespace

std::map<std::string, std::string> parse_yaml_scalars(std::string_view text, const std::string& source) {
    if (text.size() > kLargestYaml) {
        throw FormatError(source + " is too large for a model's configuration.");
    }
    ScalarReader reader(source);
    while (!text.empty()) {
        const auto end = text.find('\n');
        reader.read_line(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return reader.take();
}

OriginalConfig parse_original_config(std::string_view text, const std::string& source) {
    const Scalars scalars(parse_yaml_scalars(text, source), source);
    if (!scalars.has_prefix("model.")) {
        throw FormatError(source + " is no configuration of a diffusion model: it has no \"model\".");
    }
    OriginalConfig config;
    const std::string model = "model.params.";
    for (const char* unet : {"unet_config", "network_config"}) {
        const auto start = model + unet + ".params.";
        config.hints.unet_heads = std::max(config.hints.unet_heads, scalars.whole(start + "num_heads"));
        config.hints.unet_head_channels =
            std::max(config.hints.unet_head_channels, scalars.whole(start + "num_head_channels"));
    }
    if (config.hints.unet_head_channels > 0) {
        config.hints.unet_heads = 0;
    }
    config.hints.scaling_factor = scalars.real(model + "scale_factor").value_or(0);
    config.hints.sample_size = scalars.whole(model + "image_size");
    config.beta_start = scalars.real(model + "linear_start");
    config.beta_end = scalars.real(model + "linear_end");
    if (const auto* kind = scalars.text(model + "parameterization")) {
        config.v_prediction = *kind == "v";
    }
    for (const char* path : {"denoiser_config.params.scaling_config.target", "denoiser_config.params.scaling.target"}) {
        if (const auto* target = scalars.text(model + path)) {
            config.v_prediction = target->find("VScaling") != std::string::npos;
        }
    }
    for (const char* path : {"zero_snr", "rescale_betas_zero_snr", "use_zero_snr"}) {
        if (const auto* value = scalars.text(model + path)) {
            config.zero_snr = *value == "true" || *value == "True";
        }
    }
    return config;
}

std::optional<fs::path> find_original_config(const fs::path& checkpoint) {
    auto stem = checkpoint.filename();
    while (stem.has_extension()) {
        stem = stem.stem();
        for (const char* extension : {".yaml", ".yml"}) {
            auto file = checkpoint.parent_path() / (stem.string() + extension);
            std::error_code error;
            if (fs::is_regular_file(file, error)) {
                return file;
            }
        }
    }
    return std::nullopt;
}

OriginalConfig read_original_config(const fs::path& file) {
    auto config = parse_original_config(read_file(file), file.string());
    config.file = file;
    return config;
}

}  // namespace destudio::models
