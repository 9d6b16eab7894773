// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "core/models/model_report.h"

namespace destudio::models {

namespace {

std::string size_text(std::uint64_t bytes) {
    constexpr double kMega = 1e6;
    char text[32];
    const auto value = static_cast<double>(bytes);
    if (value >= 1e9) {
        std::snprintf(text, sizeof text, "%.2f GB", value / 1e9);
    } else {
        std::snprintf(text, sizeof text, "%.1f MB", value / kMega);
    }
    return text;
}

/// A line of the report. Texts of others' files must not move a terminal's cursor.
void line(std::string& text, const std::string& name, std::string value) {
    for (char& c : value) {
        c = static_cast<unsigned char>(c) < ' ' || c == 127 ? ' ' : c;
    }
    if (!value.empty()) {
        text += name + ": " + value + "\n";
    }
}

std::string types_text(const ModelReport& report) {
    std::string text;
    for (const auto& [type, bytes] : report.bytes_by_type) {
        text += (text.empty() ? "" : ", ") + type + (bytes > 0 ? " " + size_text(bytes) : "");
    }
    return text;
}

std::string with_source(const std::string& value, const std::string& source) {
    return source.empty() || value.empty() ? value : value + " (" + source + ")";
}

}  // namespace

std::string to_text(const ModelReport& report) {
    std::string text = report.sentence + "\n";
    line(text, "path", report.path.string());
    line(text, "kind", family_name(report.family) + (report.detail.empty() ? "" : ", " + report.detail));
    line(text, "container", report.container + (report.layout.empty() ? "" : ", " + report.layout + " layout"));
    line(text, "purpose", report.purpose);
    if (report.family == Family::kLora) {
        line(text, "made for", report.base == Family::kUnknown ? "not told" : family_name(report.base));
    }
    line(text, "prediction", with_source(report.prediction, report.prediction_source));
    if (report.zero_terminal_snr) {
        line(text, "zero terminal SNR", with_source("yes", report.zero_snr_source));
    }
    if (report.tensors > 0) {
        line(text, "tensors", std::to_string(report.tensors) + ", " + std::to_string(report.parameters) + " numbers");
    }
    line(text, "precision", types_text(report));
    for (const auto& part : report.parts) {
        line(text, part.name,
             part.present ? part.file.string() + (part.bytes > 0 ? ", " + size_text(part.bytes) : "") +
                                (part.note.empty() ? "" : ", " + part.note)
                          : "missing");
    }
    if (report.memory_half > 0) {
        line(text, "memory",
             "about " + size_text(report.memory_half) + " in half precision, " + size_text(report.memory_float32) +
                 " in float32, and the picture's own");
    }
    for (const auto& [key, value] : report.metadata) {
        line(text, key, value);
    }
    line(text, "can draw", report.can_draw ? "yes" : "no");
    line(text, "can label",
         report.can_label  ? "yes"
         : report.can_draw ? "with --adapter, or after train-adapter"
                           : "no");
    for (const auto& note : report.notes) {
        line(text, "note", note);
    }
    return text;
}

nlohmann::json to_json(const ModelReport& report) {
    auto parts = nlohmann::json::array();
    for (const auto& part : report.parts) {
        parts.push_back({{"name", part.name},
                         {"present", part.present},
                         {"file", part.file.string()},
                         {"tensors", part.tensors},
                         {"bytes", part.bytes},
                         {"note", part.note}});
    }
    return {{"path", report.path.string()},
            {"container", report.container},
            {"family", family_word(report.family)},
            {"family_name", family_name(report.family)},
            {"layout", report.layout},
            {"detail", report.detail},
            {"purpose", report.purpose},
            {"base", report.base == Family::kUnknown ? nlohmann::json() : nlohmann::json(family_word(report.base))},
            {"prediction", {{"type", report.prediction}, {"source", report.prediction_source}}},
            {"zero_terminal_snr", {{"value", report.zero_terminal_snr}, {"source", report.zero_snr_source}}},
            {"bytes_by_type", report.bytes_by_type},
            {"tensors", report.tensors},
            {"parameters", report.parameters},
            {"bytes", report.bytes},
            {"memory", {{"float32", report.memory_float32}, {"half", report.memory_half}}},
            {"parts", parts},
            {"missing", report.missing},
            {"metadata", report.metadata},
            {"has_average_copy", report.has_average_copy},
            {"can_draw", report.can_draw},
            {"can_label", report.can_label},
            {"sentence", report.sentence},
            {"notes", report.notes}};
}

}  // namespace destudio::models
