// SPDX-License-Identifier: Apache-2.0
#include "core/models/gguf_header.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"

namespace destudio::models {

namespace {

constexpr std::uint64_t kMaxEntries = 1 << 20;
constexpr std::uint64_t kLongestText = 1 << 24;
constexpr std::uint32_t kTextKind = 8;
constexpr std::uint32_t kArrayKind = 9;

class GgufReader {
public:
    GgufReader(std::string_view file, const std::string& name) : m_rest(file), m_name(name) {}

    GgufHeader read() {
        if (take(4) != "GGUF") {
            fail("it does not begin with GGUF");
        }
        const auto version = number(4);
        if (version < 2 || version > 3) {
            fail("its version is " + std::to_string(version));
        }
        const auto tensors = number(8);
        const auto entries = number(8);
        if (tensors > kMaxEntries || entries > kMaxEntries) {
            fail("it claims an impossible number of tensors");
        }
        GgufHeader header;
        for (std::uint64_t i = 0; i < entries; ++i) {
            const auto key = text();
            const auto kind = static_cast<std::uint32_t>(number(4));
            if (kind == kTextKind) {
                header.texts.insert_or_assign(key, text());
            } else {
                skip_value(kind, 0);
            }
        }
        for (std::uint64_t i = 0; i < tensors; ++i) {
            read_tensor(header);
        }
        return header;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw FormatError(m_name + " is not a valid GGUF file: " + what + ". Get the file again.");
    }
    std::string_view take(std::uint64_t count) {
        if (count > m_rest.size()) {
            fail("it is cut off");
        }
        const auto part = m_rest.substr(0, static_cast<std::size_t>(count));
        m_rest.remove_prefix(static_cast<std::size_t>(count));
        return part;
    }
    std::uint64_t number(std::size_t width) {
        const auto bytes = take(width);
        std::uint64_t value = 0;
        for (std::size_t i = width; i-- > 0;) {
            value = (value << 8U) | static_cast<unsigned char>(bytes[i]);
        }
        return value;
    }
    std::string text() {
        const auto length = number(8);
        if (length > kLongestText) {
            fail("it claims an impossibly long text");
        }
        return std::string(take(length));
    }
    void skip_value(std::uint32_t kind, int depth) {
        static constexpr std::array<std::uint64_t, 13> kBytes{1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
        if (kind == kTextKind) {
            text();
        } else if (kind == kArrayKind) {
            const auto inner = static_cast<std::uint32_t>(number(4));
            const auto count = number(8);
            if (depth > 3) {
                fail("its lists are nested too deeply");
            }
            if (inner < kBytes.size() && kBytes[inner] > 0) {
                if (count > m_rest.size()) {
                    fail("it is cut off");
                }
                take(count * kBytes[inner]);
                return;
            }
            for (std::uint64_t i = 0; i < count; ++i) {
                skip_value(inner, depth + 1);
            }
        } else if (kind < kBytes.size()) {
            take(kBytes[kind]);
        } else {
            fail("it holds a value of an unknown kind");
        }
    }
    void read_tensor(GgufHeader& header) {
        const auto name = text();
        const auto dimensions = number(4);
        if (dimensions > 8) {
            fail("a tensor has too many dimensions");
        }
        GgufHeader::Tensor tensor;
        for (std::uint64_t i = 0; i < dimensions; ++i) {
            const auto size = number(8);
            if (size > (std::uint64_t{1} << 40U)) {
                fail("a tensor is impossibly large");
            }
            tensor.shape.push_back(static_cast<std::int64_t>(size));
        }
        std::reverse(tensor.shape.begin(), tensor.shape.end());
        tensor.type = type_name(number(4));
        number(8);  // its offset
        header.tensors.insert_or_assign(name, std::move(tensor));
    }
    static std::string type_name(std::uint64_t type) {
        static constexpr std::array<const char*, 16> kNames{"F32",  "F16",  "Q4_0", "Q4_1", "Q4_2", "Q4_3",
                                                            "Q5_0", "Q5_1", "Q8_0", "Q8_1", "Q2_K", "Q3_K",
                                                            "Q4_K", "Q5_K", "Q6_K", "Q8_K"};
        return type < kNames.size() ? kNames[type] : type == 30 ? "BF16" : "type " + std::to_string(type);
    }

    std::string_view m_rest;
    const std::string& m_name;
};

}  // namespace

GgufHeader read_gguf_header(std::string_view file, const std::string& name) {
    return GgufReader(file, name).read();
}

}  // namespace destudio::models
