// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_group_norm.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/nn/functional/parallel.h"
#include "core/nn/kernels/group_norm_kernel.h"
#include "core/nn/torch_compat.h"

namespace destudio::nn {

namespace {

/// Rows whose sums are taken in float32 before they are joined in double precision.
constexpr std::int64_t kRowsPerBlock = 128;

/// The sizes of a channels-last tensor, cut into blocks of rows.
struct Layout {
    Layout(const torch::Tensor& input, std::int64_t group_count)
        : batch(input.size(0)),
          channels(input.size(1)),
          rows(input.numel() / std::max<std::int64_t>(1, batch * channels)),
          groups(group_count),
          blocks((rows + kRowsPerBlock - 1) / kRowsPerBlock) {}

    std::int64_t group_width() const { return channels / groups; }
    std::int64_t rows_of(std::int64_t block) const { return std::min(kRowsPerBlock, rows - block * kRowsPerBlock); }
    /// Where a block begins, in values.
    std::int64_t offset(std::int64_t image, std::int64_t block) const {
        return (image * rows + block * kRowsPerBlock) * channels;
    }

    std::int64_t batch;
    std::int64_t channels;
    std::int64_t rows;
    std::int64_t groups;
    std::int64_t blocks;
};

/// Calls body(image, block) for all blocks of all images, on several threads.
template <class Body>
void for_each_block(const Layout& layout, const Body& body) {
    parallel_for(0, layout.batch * layout.blocks, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            body(i / layout.blocks, i % layout.blocks);
        }
    });
}

/// One float per channel for every block of every image.
class BlockSums {
public:
    explicit BlockSums(const Layout& layout)
        : m_layout(layout), m_values(static_cast<std::size_t>(layout.batch * layout.blocks * layout.channels)) {}

    float* at(std::int64_t image, std::int64_t block) {
        return m_values.data() + (image * m_layout.blocks + block) * m_layout.channels;
    }
    double total(std::int64_t image, std::int64_t channel) const {
        double sum = 0;
        for (std::int64_t block = 0; block < m_layout.blocks; ++block) {
            sum += m_values[static_cast<std::size_t>((image * m_layout.blocks + block) * m_layout.channels + channel)];
        }
        return sum;
    }

private:
    const Layout& m_layout;
    std::vector<float> m_values;
};

/// Gives every channel its group's mean of what `per_channel(image, channel)` sums up. @param out [B,C]
template <class PerChannel>
void spread_group_means(const Layout& layout, const PerChannel& per_channel, float* out) {
    const auto width = layout.group_width();
    for (std::int64_t image = 0; image < layout.batch; ++image) {
        for (std::int64_t group = 0; group < layout.groups; ++group) {
            double sum = 0;
            for (std::int64_t c = group * width; c < (group + 1) * width; ++c) {
                sum += per_channel(image, c);
            }
            const auto mean = static_cast<float>(sum / static_cast<double>(layout.rows * width));
            std::fill_n(out + image * layout.channels + group * width, width, mean);
        }
    }
}

template <class T>
T* data_of(const torch::Tensor& tensor) {
    return static_cast<T*>(tensor.data_ptr());
}

/// @param statistics [2,B,C] float32: mean and 1 / deviation of each channel's group
template <class T>
void fill_statistics(const torch::Tensor& input, const Layout& layout, double eps, const torch::Tensor& statistics) {
    const T* x = data_of<const T>(input);
    float* mean = statistics.data_ptr<float>();
    float* rstd = mean + layout.batch * layout.channels;
    BlockSums sums(layout);
    const auto sum_up = [&](int power) {
        for_each_block(layout, [&](std::int64_t image, std::int64_t block) {
            const PixelRows<T> rows{x + layout.offset(image, block), layout.rows_of(block), layout.channels};
            channel_moments(rows, mean + image * layout.channels, power, sums.at(image, block));
        });
    };
    const auto total = [&](std::int64_t image, std::int64_t c) { return sums.total(image, c); };
    std::fill_n(mean, layout.batch * layout.channels, 0.0F);
    sum_up(1);
    spread_group_means(layout, total, mean);
    sum_up(2);
    spread_group_means(layout, total, rstd);
    for (std::int64_t i = 0; i < layout.batch * layout.channels; ++i) {
        rstd[i] = static_cast<float>(1.0 / std::sqrt(static_cast<double>(rstd[i]) + eps));
    }
}

ChannelNorm norm_of(const torch::Tensor& statistics, const torch::Tensor& weight, const torch::Tensor& bias, bool silu,
                    std::int64_t image) {
    const auto channels = weight.size(0);
    const float* mean = statistics.data_ptr<float>() + image * channels;
    const float* rstd = mean + statistics.size(1) * channels;
    return {mean, rstd, weight.data_ptr<float>(), bias.data_ptr<float>(), silu};
}

template <class T>
void run_forward(const torch::Tensor& input, const Layout& layout, const torch::Tensor& statistics,
                 const torch::Tensor& weight, const torch::Tensor& bias, bool silu, const torch::Tensor& output) {
    const T* x = data_of<const T>(input);
    T* out = data_of<T>(output);
    for_each_block(layout, [&](std::int64_t image, std::int64_t block) {
        const auto offset = layout.offset(image, block);
        normalise_rows(PixelRows<T>{x + offset, layout.rows_of(block), layout.channels},
                       norm_of(statistics, weight, bias, silu, image), out + offset);
    });
}

struct Gradients {
    torch::Tensor input;
    torch::Tensor weight;  ///< [C] float32
    torch::Tensor bias;    ///< [C] float32
};

template <class T>
void run_backward(const torch::Tensor& input, const torch::Tensor& grad_output, const Layout& layout,
                  const torch::Tensor& statistics, const torch::Tensor& weight, const torch::Tensor& bias, bool silu,
                  const Gradients& gradients) {
    const T* x = data_of<const T>(input);
    const T* grad_out = data_of<const T>(grad_output);
    BlockSums weight_sums(layout);
    BlockSums bias_sums(layout);
    for_each_block(layout, [&](std::int64_t image, std::int64_t block) {
        const auto offset = layout.offset(image, block);
        channel_gradients(PixelRows<T>{x + offset, layout.rows_of(block), layout.channels}, grad_out + offset,
                          norm_of(statistics, weight, bias, silu, image), weight_sums.at(image, block),
                          bias_sums.at(image, block));
    });
    const float* scale = weight.data_ptr<float>();
    std::vector<float> a(static_cast<std::size_t>(layout.batch * layout.channels));
    std::vector<float> b(a.size());
    spread_group_means(
        layout, [&](std::int64_t image, std::int64_t c) { return scale[c] * bias_sums.total(image, c); }, a.data());
    spread_group_means(
        layout, [&](std::int64_t image, std::int64_t c) { return scale[c] * weight_sums.total(image, c); }, b.data());
    for (std::int64_t c = 0; c < layout.channels; ++c) {
        double weight_sum = 0;
        double bias_sum = 0;
        for (std::int64_t image = 0; image < layout.batch; ++image) {
            weight_sum += weight_sums.total(image, c);
            bias_sum += bias_sums.total(image, c);
        }
        gradients.weight.data_ptr<float>()[c] = static_cast<float>(weight_sum);
        gradients.bias.data_ptr<float>()[c] = static_cast<float>(bias_sum);
    }
    T* grad_in = data_of<T>(gradients.input);
    for_each_block(layout, [&](std::int64_t image, std::int64_t block) {
        const auto offset = layout.offset(image, block);
        input_gradient(PixelRows<T>{x + offset, layout.rows_of(block), layout.channels}, grad_out + offset,
                       norm_of(statistics, weight, bias, silu, image), a.data() + image * layout.channels,
                       b.data() + image * layout.channels, grad_in + offset);
    });
}

class FusedGroupNorm : public torch::autograd::Function<FusedGroupNorm> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                                 std::int64_t groups, const torch::Tensor& weight, const torch::Tensor& bias,
                                 double eps, bool silu) {
        const Layout layout(input, groups);
        const auto wide_weight = weight.detach().to(torch::kFloat32).contiguous();
        const auto wide_bias = bias.detach().to(torch::kFloat32).contiguous();
        const auto statistics = torch::empty({2, layout.batch, layout.channels}, torch::kFloat32);
        auto output = torch::empty_like(input);
        if (input.scalar_type() == torch::kBFloat16) {
            fill_statistics<Bfloat16>(input, layout, eps, statistics);
            run_forward<Bfloat16>(input, layout, statistics, wide_weight, wide_bias, silu, output);
        } else {
            fill_statistics<float>(input, layout, eps, statistics);
            run_forward<float>(input, layout, statistics, wide_weight, wide_bias, silu, output);
        }
        context->save_for_backward({input, wide_weight, wide_bias, statistics});
        context->saved_data["groups"] = groups;
        context->saved_data["silu"] = silu;
        context->saved_data["dtype"] = weight.scalar_type();
        return output;
    }

    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list grad_outputs) {
        const auto saved = context->get_saved_variables();
        const auto& input = saved[0];
        const auto& weight = saved[1];
        const Layout layout(input, context->saved_data["groups"].toInt());
        const bool silu = context->saved_data["silu"].toBool();
        const auto format = input.suggest_memory_format();
        const auto grad_output = grad_outputs[0].to(input.scalar_type()).contiguous(format);
        const Gradients gradients{torch::empty_like(input), torch::empty_like(weight), torch::empty_like(weight)};
        if (input.scalar_type() == torch::kBFloat16) {
            run_backward<Bfloat16>(input, grad_output, layout, saved[3], weight, saved[2], silu, gradients);
        } else {
            run_backward<float>(input, grad_output, layout, saved[3], weight, saved[2], silu, gradients);
        }
        const auto dtype = context->saved_data["dtype"].toScalarType();
        return {gradients.input,          torch::Tensor(), gradients.weight.to(dtype),
                gradients.bias.to(dtype), torch::Tensor(), torch::Tensor()};
    }
};

}  // namespace

bool can_fuse_group_norm(const torch::Tensor& input) {
    const auto type = input.scalar_type();
    return input.device().is_cpu() && (type == torch::kFloat32 || type == torch::kBFloat16) && input.dim() == 4 &&
           input.is_contiguous(torch::MemoryFormat::ChannelsLast) && input.numel() > 0;
}

torch::Tensor group_norm_silu(const torch::Tensor& input, std::int64_t groups, const torch::Tensor& weight,
                              const torch::Tensor& bias, double eps, bool silu) {
    TORCH_CHECK(can_fuse_group_norm(input), "group_norm_silu needs a channels-last tensor on the CPU");
    TORCH_CHECK(input.size(1) == weight.size(0) && input.size(1) % groups == 0, "channels do not fit the groups");
    return FusedGroupNorm::apply(input, groups, weight, bias, eps, silu);
}

torch::Tensor group_norm_statistics(const torch::Tensor& input, std::int64_t groups, double eps) {
    TORCH_CHECK(can_fuse_group_norm(input) && input.size(1) % groups == 0, "channels do not fit the groups");
    const Layout layout(input, groups);
    const auto statistics = torch::empty({2, layout.batch, layout.channels}, torch::kFloat32);
    input.scalar_type() == torch::kBFloat16 ? fill_statistics<Bfloat16>(input, layout, eps, statistics)
                                            : fill_statistics<float>(input, layout, eps, statistics);
    return statistics;
}

void normalise_rows_silu(const torch::Tensor& rows, const torch::Tensor& statistics, const torch::Tensor& weight,
                         const torch::Tensor& bias, const torch::Tensor& output) {
    TORCH_CHECK(can_fuse_group_norm(rows) && can_fuse_group_norm(output) && rows.size(0) == 1 &&
                    rows.sizes() == output.sizes() && rows.scalar_type() == output.scalar_type() &&
                    statistics.size(1) == 1 && statistics.size(2) == rows.size(1),
                "the rows do not fit the statistics");
    const Layout layout(rows, 1);
    const auto wide_weight = weight.detach().to(torch::kFloat32).contiguous();
    const auto wide_bias = bias.detach().to(torch::kFloat32).contiguous();
    rows.scalar_type() == torch::kBFloat16
        ? run_forward<Bfloat16>(rows, layout, statistics, wide_weight, wide_bias, true, output)
        : run_forward<float>(rows, layout, statistics, wide_weight, wide_bias, true, output);
}

torch::Tensor group_norm(const torch::Tensor& input, std::int64_t groups, const torch::Tensor& weight,
                         const torch::Tensor& bias, double eps) {
    if (can_fuse_group_norm(input)) {
        return group_norm_silu(input, groups, weight, bias, eps, false);
    }
    if (normalises_in_half(input)) {
        return torch::group_norm(input.to(torch::kFloat32), groups, weight.to(torch::kFloat32),
                                 bias.to(torch::kFloat32), eps)
            .to(input.scalar_type());
    }
    return torch::group_norm(input, groups, weight, bias, eps);
}

}  // namespace destudio::nn
