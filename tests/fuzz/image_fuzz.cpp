// SPDX-License-Identifier: Apache-2.0
// Decodes a picture. Small limits: bombs are refused by their header, and the rest is to stay fast.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/error.h"
#include "core/image/image_io.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ImageLimits limits;
    limits.max_pixels = 1'000'000;
    limits.max_side = 4096;
    try {
        const cv::Mat picture =
            decode_image(std::string_view(reinterpret_cast<const char*>(data), size), "input", limits);
        if (picture.empty() || picture.type() != CV_8UC3) {
            std::abort();
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
