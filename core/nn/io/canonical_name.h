// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace destudio::nn {

/// The name this program uses for a tensor of a published file.
inline std::string canonical_name(const std::string& name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kOldNames{
        {{".query.", ".to_q."}, {".key.", ".to_k."}, {".value.", ".to_v."}, {".proj_attn.", ".to_out.0."}}};
    if (name.find("mid_block.attentions.") != std::string::npos) {
        for (const auto& [old_part, new_part] : kOldNames) {
            const auto at = name.find(old_part);
            if (at != std::string::npos) {
                return std::string(name).replace(at, old_part.size(), new_part);
            }
        }
    }
    return name;
}

}  // namespace destudio::nn
