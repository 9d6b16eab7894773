// SPDX-License-Identifier: Apache-2.0
#include "core/nn/strip_convolution.h"

#include <algorithm>
#include <atomic>
#include <functional>

#include "core/nn/fused_convolution.h"
#include "core/nn/fused_group_norm.h"

namespace destudio::nn {

namespace {

std::atomic<std::int64_t> most_bytes = kStripBytes;

/// Rows of the value between the two that are held at once.
std::int64_t rows_per_strip(std::int64_t row_bytes) {
    constexpr std::int64_t kFewest = 16;  // two more rows at the borders are computed twice
    return std::max(kFewest, most_bytes / std::max<std::int64_t>(1, row_bytes));
}

bool suits(const Conv2d& convolution, const torch::Tensor& input) {
    return can_fuse_group_norm(input) && !torch::GradMode::is_enabled() && input.size(0) == 1 &&
           convolution.weight.size(2) == 3;
}

/// The 3x3 convolution of an image whose rows `fill` writes: fill(first, last, to) for `to` [1,C,last - first,width].
torch::Tensor convolve(const Conv2d& layer, std::int64_t channels, std::int64_t height, std::int64_t width,
                       const torch::TensorOptions& type,
                       const std::function<void(std::int64_t, std::int64_t, const torch::Tensor&)>& fill) {
    const auto order = torch::MemoryFormat::ChannelsLast;
    const auto options = type.memory_format(order);
    const auto rows = rows_per_strip(channels * width * static_cast<std::int64_t>(type.dtype().itemsize()));
    const auto output = torch::empty({1, layer.weight.size(0), height, width}, options);
    for (std::int64_t first = 0; first < height; first += rows) {
        const auto last = std::min(height, first + rows);
        // One row more on each side; beyond the image it is zero.
        const auto strip = torch::empty({1, channels, last - first + 2, width}, options);
        const auto from = std::max<std::int64_t>(0, first - 1);
        const auto to = std::min(height, last + 1);
        if (from == first) {
            strip.slice(2, 0, 1).zero_();
        }
        if (to == last) {
            strip.slice(2, last - first + 1).zero_();
        }
        fill(from, to, strip.slice(2, from - first + 1, to - first + 1));
        output.slice(2, first, last).copy_(convolution(strip, layer.weight, layer.bias, 1, {0, 1}));
    }
    return output;
}

}  // namespace

void set_strip_bytes(std::int64_t bytes) {
    most_bytes = bytes;
}
std::int64_t strip_bytes() {
    return most_bytes;
}

torch::Tensor norm_silu_convolution(GroupNorm& norm, const NormOptions& options, Conv2d& convolution,
                                    const torch::Tensor& input) {
    const auto bytes = input.numel() * static_cast<std::int64_t>(input.element_size());
    if (bytes <= most_bytes || !suits(convolution, input)) {
        return convolution.forward(norm.forward_silu(input));
    }
    const auto statistics = group_norm_statistics(input, options.groups, options.eps);
    return convolve(convolution, input.size(1), input.size(2), input.size(3), input.options(),
                    [&](std::int64_t first, std::int64_t last, const torch::Tensor& to) {
                        normalise_rows_silu(input.slice(2, first, last), statistics, norm.weight, norm.bias, to);
                    });
}

torch::Tensor enlarged_convolution(Conv2d& convolution, const torch::Tensor& input, std::int64_t height,
                                   std::int64_t width) {
    const auto bytes = input.size(0) * input.size(1) * height * width * static_cast<std::int64_t>(input.element_size());
    if (bytes <= most_bytes || !suits(convolution, input) || height != 2 * input.size(2) ||
        width != 2 * input.size(3)) {
        return convolution.forward(torch::upsample_nearest2d(input, {height, width}));
    }
    return convolve(convolution, input.size(1), height, width, input.options(),
                    [&](std::int64_t first, std::int64_t last, const torch::Tensor& to) {
                        const auto source = input.slice(2, first / 2, (last + 1) / 2);
                        const auto large = torch::upsample_nearest2d(source, {2 * source.size(2), width});
                        to.copy_(large.slice(2, first % 2, first % 2 + last - first));
                    });
}

}  // namespace destudio::nn
