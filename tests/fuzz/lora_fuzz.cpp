// SPDX-License-Identifier: Apache-2.0
// Takes the lines of the input for the tensor names of a LoRA file and, once more, for the modules of a U-Net.
#include <cstdlib>
#include <string>
#include <vector>

#include "core/lora/lora_layout.h"
#include "core/lora/lora_names.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto names = lines_of(fuzz::as_text(data, size));
    const auto layout = lora::read_lora_layout(names);
    std::size_t tensors = layout.unknown.size();
    for (const auto& module : layout.modules) {
        tensors += module.tensors.size();
    }
    if (tensors != names.size()) {
        std::abort();  // every tensor is used or told
    }
    lora::ModuleNames table;
    table.add(lora::Component::kUnet, names);
    table.add(lora::Component::kTextEncoder2, names);
    for (const auto& module : layout.modules) {
        static_cast<void>(table.find(module.key));
    }
    return 0;
}
