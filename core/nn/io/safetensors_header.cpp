// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/safetensors_header.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::nn {

using nlohmann::json;

namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;  // the limit of the reference implementation
constexpr std::size_t kMaxDimensions = 16;
constexpr const char* kBadOffset = "has a data offset that is not a whole number";

constexpr std::array<std::pair<std::string_view, std::size_t>, 10> kElementBytes{{{"F64", 8},
                                                                                  {"F32", 4},
                                                                                  {"F16", 2},
                                                                                  {"BF16", 2},
                                                                                  {"I64", 8},
                                                                                  {"I32", 4},
                                                                                  {"I16", 2},
                                                                                  {"I8", 1},
                                                                                  {"U8", 1},
                                                                                  {"BOOL", 1}}};

/// Types of the format that this program does not compute with, and their bytes.
constexpr std::array<std::pair<std::string_view, std::size_t>, 10> kOtherTypes{{{"F8_E4M3", 1},
                                                                                {"F8_E5M2", 1},
                                                                                {"F8_E4M3FN", 1},
                                                                                {"F8_E4M3FNUZ", 1},
                                                                                {"F8_E5M2FNUZ", 1},
                                                                                {"F8_E8M0", 1},
                                                                                {"U16", 2},
                                                                                {"U32", 4},
                                                                                {"U64", 8},
                                                                                {"C64", 8}}};

std::size_t bytes_of_other(std::string_view type) {
    for (const auto& [name, bytes] : kOtherTypes) {
        if (name == type) {
            return bytes;
        }
    }
    return 0;
}

class HeaderReader {
public:
    HeaderReader(std::string_view file, const std::string& name, bool any_type)
        : m_file(file), m_name(name), m_any_type(any_type) {}

    SafetensorsHeader read() {
        const json document = parse_json(header_text(), "The header of " + m_name);
        if (!document.is_object()) {
            fail("its header is not an object");
        }
        SafetensorsHeader header;
        for (const auto& [name, value] : document.items()) {
            if (name == "__metadata__") {
                header.metadata = read_metadata(value);
            } else {
                header.slots.emplace(name, read_slot(name, value));
            }
        }
        check_layout(header.slots);
        return header;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw FormatError(m_name + " is not a valid safetensors file: " + what + ". Get the file again.");
    }
    [[noreturn]] void fail(const std::string& tensor, const std::string& what) const {
        fail("tensor \"" + tensor + "\" " + what);
    }

    std::string_view header_text() {
        if (m_file.size() < kLengthBytes) {
            fail("it is shorter than the header length");
        }
        std::uint64_t bytes = 0;
        for (std::size_t i = kLengthBytes; i-- > 0;) {
            bytes = (bytes << 8U) | static_cast<unsigned char>(m_file[i]);
        }
        if (bytes > kMaxHeaderBytes || bytes > m_file.size() - kLengthBytes) {
            fail("its header claims " + std::to_string(bytes) + " bytes, the file has " +
                 std::to_string(m_file.size()) + " (it may be cut off)");
        }
        m_data_start = kLengthBytes + static_cast<std::size_t>(bytes);
        return m_file.substr(kLengthBytes, static_cast<std::size_t>(bytes));
    }

    std::map<std::string, std::string> read_metadata(const json& value) const {
        if (!value.is_object()) {
            fail("its metadata is not an object");
        }
        std::map<std::string, std::string> metadata;
        for (const auto& [key, text] : value.items()) {
            if (!text.is_string()) {
                fail("its metadata entry \"" + key + "\" is not a string");
            }
            metadata.emplace(key, text.get<std::string>());
        }
        return metadata;
    }

    std::uint64_t natural(const json& value, const std::string& tensor, const char* problem) const {
        if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < 0)) {
            fail(tensor, problem);
        }
        return value.get<std::uint64_t>();
    }

    SafetensorsSlot read_slot(const std::string& name, const json& value) {
        if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") ||
            !value.contains("data_offsets")) {
            fail(name, "lacks dtype, shape or data_offsets");
        }
        SafetensorsSlot slot;
        const auto& type = value["dtype"];
        slot.type = type.is_string() ? type.get<std::string>() : std::string();
        m_element_bytes = safetensors_element_bytes(slot.type);
        if (m_element_bytes == 0 && bytes_of_other(slot.type) > 0) {
            if (!m_any_type) {
                throw FormatError(m_name + " holds numbers of the type " + slot.type + " (tensor \"" + name +
                                  "\"), which this program does not compute with. Use the same model in F16, BF16 or "
                                  "F32.");
            }
            m_element_bytes = bytes_of_other(slot.type);
        }
        if (m_element_bytes == 0) {
            fail(name, "has the unknown type " + type.dump());
        }
        const auto& shape = value["shape"];
        if (!shape.is_array() || shape.size() > kMaxDimensions) {
            fail(name, "has a shape that is not a short list");
        }
        for (const auto& dimension : shape) {
            const auto length = natural(dimension, name, "has a dimension that is not a whole number");
            if (length > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
                fail(name, "has a shape too large for any file");
            }
            slot.shape.push_back(static_cast<std::int64_t>(length));
        }
        const auto& offsets = value["data_offsets"];
        if (!offsets.is_array() || offsets.size() != 2) {
            fail(name, "does not have two data offsets");
        }
        const auto begin = natural(offsets[0], name, kBadOffset);
        const auto end = natural(offsets[1], name, kBadOffset);
        if (begin > end || end > m_file.size() - m_data_start) {
            fail(name, "lies outside the file (it may be cut off)");
        }
        if (bytes_of(slot, name) != end - begin) {
            fail(name, "has a shape that does not fit its data");
        }
        slot.offset = m_data_start + static_cast<std::size_t>(begin);
        slot.bytes = static_cast<std::size_t>(end - begin);
        return slot;
    }

    /// Bytes that the shape needs. Refuses sizes whose product overflows even where another one is 0: the strides of
    /// such a tensor are products of them.
    std::uint64_t bytes_of(const SafetensorsSlot& slot, const std::string& tensor) const {
        auto bytes = static_cast<std::int64_t>(m_element_bytes);
        bool empty = false;
        for (const auto size : slot.shape) {
            empty = empty || size == 0;
            if (size != 0 && __builtin_mul_overflow(bytes, size, &bytes)) {
                fail(tensor, "has a shape too large for any file");
            }
        }
        return empty ? 0 : static_cast<std::uint64_t>(bytes);
    }

    void check_layout(const std::map<std::string, SafetensorsSlot>& slots) const {
        std::vector<std::pair<const std::string*, const SafetensorsSlot*>> order;
        for (const auto& [name, slot] : slots) {
            order.emplace_back(&name, &slot);
        }
        // Empty tensors may share an offset with a filled one; they come first then.
        std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return std::pair(a.second->offset, a.second->bytes) < std::pair(b.second->offset, b.second->bytes);
        });
        std::size_t position = m_data_start;
        for (const auto& [name, slot] : order) {
            if (slot->offset < position) {
                fail(*name, "overlaps another tensor");
            }
            if (slot->offset > position) {
                fail(*name, "leaves a gap of unnamed bytes before it");
            }
            position = slot->offset + slot->bytes;
        }
        if (position != m_file.size()) {
            fail("it has " + std::to_string(m_file.size() - position) + " bytes after its last tensor");
        }
    }

    std::string_view m_file;
    const std::string& m_name;
    bool m_any_type;
    std::size_t m_element_bytes = 0;  ///< of the tensor that is being read
    std::size_t m_data_start = 0;
};

}  // namespace

std::size_t safetensors_element_bytes(std::string_view type) {
    const auto* found = std::find_if(kElementBytes.begin(), kElementBytes.end(),
                                     [type](const auto& entry) { return entry.first == type; });
    return found == kElementBytes.end() ? 0 : found->second;
}

SafetensorsHeader read_safetensors_header(std::string_view file, const std::string& name, bool any_type) {
    return HeaderReader(file, name, any_type).read();
}

}  // namespace destudio::nn
