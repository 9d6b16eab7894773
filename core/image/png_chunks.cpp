// SPDX-License-Identifier: Apache-2.0
#include "core/image/png_chunks.h"

#include <array>

namespace destudio::image {

namespace {

// CRC-32 as the PNG specification (annex D) has it.
std::uint32_t checksum(std::string_view bytes) {
    static const auto table = [] {
        std::array<std::uint32_t, 256> t{};
        for (std::uint32_t n = 0; n < 256; ++n) {
            std::uint32_t c = n;
            for (int k = 0; k < 8; ++k) {
                c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
            }
            t[n] = c;
        }
        return t;
    }();
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
    }
    return crc ^ 0xFFFFFFFFU;
}

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

std::string from_latin1(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out.push_back(c);
        } else {
            out.push_back(static_cast<char>(0xC0U | (byte >> 6U)));
            out.push_back(static_cast<char>(0x80U | (byte & 0x3FU)));
        }
    }
    return out;
}

}  // namespace

bool visit_png_chunks(const ByteSource& source,
                      const std::function<bool(const std::string&, std::uint64_t, std::uint32_t)>& visit) {
    std::uint64_t at = kPngSignatureBytes;
    constexpr int kMaxChunks = 1'000'000;
    for (int chunk = 0; chunk < kMaxChunks && at < source.size(); ++chunk) {
        const auto start = source.read(at, 8);
        if (!start) {
            return false;
        }
        const std::uint32_t length = big_u32(*start, 0);
        const std::string type = start->substr(4);
        if (at + 12 + length > source.size()) {
            return false;
        }
        if (!visit(type, at + 8, length) || type == "IEND") {
            return true;
        }
        at += 12 + std::uint64_t{length};
    }
    return false;
}

std::string png_chunk(std::string_view type, std::string_view data) {
    const std::string body = std::string(type) + std::string(data);
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(checksum(body));
}

std::pair<std::string, std::string> png_text(const std::string& type, std::string_view data) {
    const auto end = data.find('\0');
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string keyword(data.substr(0, end));
    if (type == "tEXt") {
        return {keyword, from_latin1(data.substr(end + 1))};
    }
    if (type != "iTXt" || data.size() < end + 3 || data[end + 1] != 0) {
        return {};  // compressed texts are not ours
    }
    const auto language_end = data.find('\0', end + 3);
    const auto translated_end =
        language_end == std::string_view::npos ? language_end : data.find('\0', language_end + 1);
    if (translated_end == std::string_view::npos) {
        return {};
    }
    return {keyword, std::string(data.substr(translated_end + 1))};
}

std::string png_text_chunk(std::string_view keyword, std::string_view text) {
    std::string data(keyword);
    data.append(5, '\0');  // end of keyword, no compression (2), no language, no translated keyword
    data += text;
    return png_chunk("iTXt", data);
}

}  // namespace destudio::image
