// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/number_text.h"

#include <charconv>
#include <cmath>

namespace destudio::dataset {

void append_decimal(std::string& out, double value, int digits) {
    char text[400];  // the largest double has 309 digits before the point
    const auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits);
    std::string_view written(text, static_cast<std::size_t>(end - text));
    if (written.find('.') != std::string_view::npos) {
        written.remove_suffix(written.size() - 1 - written.find_last_not_of('0'));
        if (written.back() == '.') {
            written.remove_suffix(1);
        }
    }
    out += written == "-0" ? "0" : written;
}

std::string decimal(double value, int digits) {
    std::string out;
    append_decimal(out, value, digits);
    return out;
}

double parse_number(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return NAN;
    }
    text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
    if (text.size() > 1 && text.front() == '+') {
        text.remove_prefix(1);
    }
    double value = NAN;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : NAN;
}

}  // namespace destudio::dataset
