// SPDX-License-Identifier: Apache-2.0
#include <cctype>

#include "core/image/image_header.h"

namespace destudio::image {

std::optional<ImageHeader> read_pnm_header(const ByteSource& source) {
    constexpr std::uint64_t kLongestHeader = 4096;
    const std::string text = source.read(0, std::min(kLongestHeader, source.size())).value_or("");
    int numbers[2] = {0, 0};
    std::size_t at = 2;
    for (int& number : numbers) {
        while (at < text.size() && (std::isspace(static_cast<unsigned char>(text[at])) != 0 || text[at] == '#')) {
            if (text[at] == '#') {
                at = std::min(text.find('\n', at), text.size() - 1);
            }
            ++at;
        }
        int digits = 0;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            if (++digits > 9) {
                return std::nullopt;
            }
            number = number * 10 + (text[at++] - '0');
        }
        if (digits == 0) {
            return std::nullopt;
        }
    }
    return ImageHeader{.format = ImageFormat::kPnm, .stored = {numbers[0], numbers[1]}};
}

}  // namespace destudio::image
