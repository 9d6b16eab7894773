// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/caption.h"

#include <algorithm>

namespace destudio::dataset {

std::string trimmed_caption(const std::string& text) {
    constexpr const char* kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

void add_caption(Image& image, const std::string& text) {
    std::string caption = trimmed_caption(text);
    auto& more = image.more_captions;
    if (caption.empty() || caption == image.caption || std::find(more.begin(), more.end(), caption) != more.end()) {
        return;
    }
    if (image.caption.empty()) {
        image.caption = std::move(caption);
    } else {
        more.push_back(std::move(caption));
    }
}

}  // namespace destudio::dataset
