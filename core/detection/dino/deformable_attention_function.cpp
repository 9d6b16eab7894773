// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/deformable_attention_function.h"

#include "core/nn/torch.h"

#include "core/detection/dino/deformable_kernel.h"
#include "core/nn/functional/parallel.h"

namespace destudio::detection {

namespace {

// at::grid_sampler's numbers.
constexpr std::int64_t kBilinear = 0;
constexpr std::int64_t kZeroPadding = 0;

DeformableSizes make_sizes(const torch::Tensor& value, const torch::Tensor& weights, const LevelShapes& shapes) {
    DeformableSizes sizes;
    sizes.batch = value.size(0);
    sizes.tokens = value.size(1);
    sizes.heads = value.size(2);
    sizes.head_dim = value.size(3);
    sizes.queries = weights.size(1);
    sizes.points = weights.size(4);
    sizes.levels = shapes;
    return sizes;
}

/// Our kernel with its hand-written gradient.
class KernelFunction : public torch::autograd::Function<KernelFunction> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& value,
                                 const torch::Tensor& locations, const torch::Tensor& weights,
                                 const std::vector<std::int64_t>& flat_shapes) {
        context->save_for_backward({value, locations, weights});
        context->saved_data["shapes"] = flat_shapes;
        const DeformableSizes sizes = make_sizes(value, weights, unflatten(flat_shapes));
        auto output = torch::empty({sizes.batch, sizes.queries, sizes.heads * sizes.head_dim}, value.options());
        const DeformableInputs in = inputs(value, locations, weights);
        float* out = output.data_ptr<float>();
        nn::parallel_for(0, sizes.batch * sizes.heads,
                         [&](std::int64_t begin, std::int64_t end) { deformable_forward(sizes, in, out, begin, end); });
        return output;
    }

    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list grad_outputs) {
        const auto saved = context->get_saved_variables();
        const auto& value = saved[0];
        const auto& locations = saved[1];
        const auto& weights = saved[2];
        const DeformableSizes sizes =
            make_sizes(value, weights, unflatten(context->saved_data["shapes"].toIntVector()));
        const auto grad_output = grad_outputs[0].contiguous();
        auto grad_value = torch::zeros_like(value);
        auto grad_locations = torch::empty_like(locations);
        auto grad_weights = torch::empty_like(weights);
        const DeformableInputs in = inputs(value, locations, weights);
        const DeformableGradients grad{grad_output.data_ptr<float>(), grad_value.data_ptr<float>(),
                                       grad_locations.data_ptr<float>(), grad_weights.data_ptr<float>()};
        nn::parallel_for(0, sizes.batch * sizes.heads, [&](std::int64_t begin, std::int64_t end) {
            deformable_backward(sizes, in, grad, begin, end);
        });
        return {grad_value, grad_locations, grad_weights, torch::Tensor()};
    }

    static std::vector<std::int64_t> flatten(const LevelShapes& shapes) {
        std::vector<std::int64_t> flat;
        for (const LevelShape& shape : shapes) {
            flat.push_back(shape.height);
            flat.push_back(shape.width);
        }
        return flat;
    }

private:
    static LevelShapes unflatten(const std::vector<std::int64_t>& flat) {
        LevelShapes shapes;
        for (std::size_t i = 0; i + 1 < flat.size(); i += 2) {
            shapes.push_back({flat[i], flat[i + 1]});
        }
        return shapes;
    }

    static DeformableInputs inputs(const torch::Tensor& value, const torch::Tensor& locations,
                                   const torch::Tensor& weights) {
        return {value.data_ptr<float>(), locations.data_ptr<float>(), weights.data_ptr<float>()};
    }
};

}  // namespace

torch::Tensor deformable_attention(const torch::Tensor& value, const LevelShapes& shapes,
                                   const torch::Tensor& locations, const torch::Tensor& weights) {
    const auto fits = [](const torch::Tensor& tensor) {
        return tensor.device().is_cpu() && tensor.scalar_type() == torch::kFloat;
    };
    TORCH_CHECK(total_tokens(shapes) == value.size(1), "level shapes do not add up to the number of tokens");
    TORCH_CHECK(static_cast<std::int64_t>(shapes.size()) == weights.size(3), "one weight per level is needed");
    if (!fits(value) || !fits(locations) || !fits(weights)) {
        return deformable_attention_by_grid_sample(value, shapes, locations, weights);
    }
    return KernelFunction::apply(value.contiguous(), locations.contiguous(), weights.contiguous(),
                                 KernelFunction::flatten(shapes));
}

torch::Tensor deformable_attention_by_grid_sample(const torch::Tensor& value, const LevelShapes& shapes,
                                                  const torch::Tensor& locations, const torch::Tensor& weights) {
    const std::int64_t batch = value.size(0);
    const std::int64_t heads = value.size(2);
    const std::int64_t dim = value.size(3);
    const std::int64_t queries = weights.size(1);
    const auto grids = 2 * locations - 1;
    std::vector<torch::Tensor> sampled;
    std::int64_t start = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto level = static_cast<std::int64_t>(i);
        const auto map = value.narrow(1, start, shapes[i].tokens())
                             .permute({0, 2, 3, 1})
                             .reshape({batch * heads, dim, shapes[i].height, shapes[i].width});
        const auto grid = grids.select(3, level).transpose(1, 2).flatten(0, 1);  // [B*heads,Q,P,2]
        sampled.push_back(at::grid_sampler(map, grid, kBilinear, kZeroPadding, /*align_corners=*/false));
        start += shapes[i].tokens();
    }
    const auto flat_weights = weights.transpose(1, 2).reshape({batch * heads, 1, queries, -1});
    const auto all = torch::stack(sampled, -2).reshape({batch * heads, dim, queries, -1});
    return (all * flat_weights).sum(-1).view({batch, heads * dim, queries}).transpose(1, 2).contiguous();
}

}  // namespace destudio::detection
