// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/strip_convolution.h"

#include <algorithm>
#include <atomic>
#include <functional>

#include "core/nn/functional/fused_convolution.h"
#include "core/nn/functional/fused_group_norm.h"

namespace destudio::nn {

namespace {

std::atomic<std::int64_t> most_bytes = kStripBytes;

/// Rows of the value between the two that are held at once.
std::int64_t rows_per_strip(std::int64_t row_bytes) {
    constexpr std::int64_t kFewest = 16;  // two more rows at the borders are computed twice
    constexpr std::int64_t kMaxBytes = 8 << 20;
    const auto bytes = std::min(most_bytes.load(), kMaxBytes);
    return std::max(kFewest, bytes / std::max<std::int64_t>(1, row_bytes));
}

std::int64_t bytes_of(const torch::Tensor& tensor) {
    return tensor.numel() * static_cast<std::int64_t>(tensor.element_size());
}

using FillRows = std::function<void(std::int64_t, std::int64_t, const torch::Tensor&)>;

bool suits(const Conv2d& convolution, const torch::Tensor& input) {
    return can_fuse_group_norm(input) && !torch::GradMode::is_enabled() && input.size(0) == 1 &&
           convolution.weight.size(2) == 3 && !convolution.low_rank;
}

torch::Tensor empty_image(std::int64_t channels, std::int64_t height, std::int64_t width,
                          const torch::TensorOptions& type) {
    return torch::empty({1, channels, height, width}, type.memory_format(torch::MemoryFormat::ChannelsLast));
}

/// The 3x3 convolution of an image of `channels` whose rows `fill` writes, as large as `output`: fill(first, last, to)
/// for `to` [1,channels,last - first,width]. @param before_writing told the rows of `output` that come next
void convolve(const Conv2d& layer, std::int64_t channels, const torch::Tensor& output, const FillRows& fill,
              const std::function<void(std::int64_t, std::int64_t)>& before_writing = {}) {
    const auto height = output.size(2);
    const auto width = output.size(3);
    const auto rows = rows_per_strip(channels * width * static_cast<std::int64_t>(output.element_size()));
    for (std::int64_t first = 0; first < height; first += rows) {
        const auto last = std::min(height, first + rows);
        // One row more on each side; beyond the image it is zero.
        const auto strip = empty_image(channels, last - first + 2, width, output.options());
        const auto from = std::max<std::int64_t>(0, first - 1);
        const auto to = std::min(height, last + 1);
        if (from == first) {
            strip.slice(2, 0, 1).zero_();
        }
        if (to == last) {
            strip.slice(2, last - first + 1).zero_();
        }
        fill(from, to, strip.slice(2, from - first + 1, to - first + 1));
        const auto part = convolution(strip, layer.weight, layer.bias, 1, {0, 1});
        if (before_writing) {
            before_writing(first, last);
        }
        output.slice(2, first, last).copy_(part);
    }
}

}  // namespace

void set_strip_bytes(std::int64_t bytes) {
    most_bytes = bytes;
}
std::int64_t strip_bytes() {
    return most_bytes;
}

bool goes_in_strips(const Conv2d& convolution, const torch::Tensor& input) {
    return bytes_of(input) > most_bytes && suits(convolution, input);
}

torch::Tensor norm_silu_convolution(GroupNorm& norm, const NormOptions& options, Conv2d& convolution,
                                    const torch::Tensor& input) {
    if (!goes_in_strips(convolution, input)) {
        return convolution.forward(norm.forward_silu(input));
    }
    const auto statistics = group_norm_statistics(input, options.groups, options.eps);
    const auto output = empty_image(convolution.weight.size(0), input.size(2), input.size(3), input.options());
    convolve(convolution, input.size(1), output, [&](std::int64_t first, std::int64_t last, const torch::Tensor& to) {
        normalise_rows_silu(input.slice(2, first, last), statistics, norm.weight, norm.bias, to);
    });
    return output;
}

void norm_silu_convolution_in_place(GroupNorm& norm, const NormOptions& options, Conv2d& convolution,
                                    const torch::Tensor& image) {
    TORCH_CHECK(goes_in_strips(convolution, image) && convolution.weight.size(0) == image.size(1),
                "only for an image that goes in strips, and a convolution that keeps the channels");
    const auto statistics = group_norm_statistics(image, options.groups, options.eps);
    const auto normalise = [&](const torch::Tensor& rows, const torch::Tensor& to) {
        normalise_rows_silu(rows, statistics, norm.weight, norm.bias, to);
    };
    torch::Tensor above;  // the input's row before a strip, where the output stands by then
    convolve(
        convolution, image.size(1), image,
        [&](std::int64_t first, std::int64_t last, const torch::Tensor& to) {
            if (above.defined()) {
                normalise(above, to.slice(2, 0, 1));
                normalise(image.slice(2, first + 1, last), to.slice(2, 1));
            } else {
                normalise(image.slice(2, first, last), to);
            }
        },
        [&](std::int64_t, std::int64_t last) { above = image.slice(2, last - 1, last).clone(); });
}

void add_pointwise_convolution(const torch::Tensor& image, const Conv2d& layer, const torch::Tensor& input) {
    const auto rows = rows_per_strip(image.size(1) * image.size(3) * static_cast<std::int64_t>(image.element_size()));
    for (std::int64_t first = 0; first < image.size(2); first += rows) {
        const auto last = std::min(image.size(2), first + rows);
        image.slice(2, first, last).add_(convolution(input.slice(2, first, last), layer.weight, layer.bias, 1, {0, 0}));
    }
}

torch::Tensor enlarged_convolution(Conv2d& convolution, const torch::Tensor& input, std::int64_t height,
                                   std::int64_t width) {
    const auto bytes = bytes_of(input) / (input.size(2) * input.size(3)) * height * width;
    if (bytes <= most_bytes || !suits(convolution, input) || height != 2 * input.size(2) ||
        width != 2 * input.size(3)) {
        return convolution.forward(torch::upsample_nearest2d(input, {height, width}));
    }
    const auto output = empty_image(convolution.weight.size(0), height, width, input.options());
    convolve(convolution, input.size(1), output, [&](std::int64_t first, std::int64_t last, const torch::Tensor& to) {
        const auto source = input.slice(2, first / 2, (last + 1) / 2);
        const auto large = torch::upsample_nearest2d(source, {2 * source.size(2), width});
        to.copy_(large.slice(2, first % 2, first % 2 + last - first));
    });
    return output;
}

}  // namespace destudio::nn
