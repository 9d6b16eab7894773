// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_geglu.h"

#include "core/nn/functional/parallel.h"
#include "core/nn/kernels/geglu_kernel.h"

namespace destudio::nn {

namespace {

template <class T>
T* values_of(const torch::Tensor& tensor) {
    return static_cast<T*>(tensor.data_ptr());
}

template <class T>
void run_forward(const torch::Tensor& input, const torch::Tensor& output) {
    const auto width = output.size(-1);
    parallel_for(0, output.numel() / width, [&](std::int64_t first, std::int64_t last) {
        geglu_rows(values_of<const T>(input) + first * 2 * width, last - first, width,
                   values_of<T>(output) + first * width);
    });
}

template <class T>
void run_backward(const torch::Tensor& input, const torch::Tensor& grad_output, const torch::Tensor& grad_input) {
    const auto width = grad_output.size(-1);
    parallel_for(0, grad_output.numel() / width, [&](std::int64_t first, std::int64_t last) {
        geglu_gradient(values_of<const T>(input) + first * 2 * width, values_of<const T>(grad_output) + first * width,
                       last - first, width, values_of<T>(grad_input) + first * 2 * width);
    });
}

class FusedGeglu : public torch::autograd::Function<FusedGeglu> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input) {
        context->save_for_backward({input});
        auto sizes = input.sizes().vec();
        sizes.back() /= 2;
        const auto output = torch::empty(sizes, input.options());
        input.scalar_type() == torch::kBFloat16 ? run_forward<Bfloat16>(input, output)
                                                : run_forward<float>(input, output);
        return output;
    }

    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list grad_outputs) {
        const auto input = context->get_saved_variables()[0];
        const auto grad_output = grad_outputs[0].to(input.scalar_type()).contiguous();
        const auto grad_input = torch::empty_like(input);
        input.scalar_type() == torch::kBFloat16 ? run_backward<Bfloat16>(input, grad_output, grad_input)
                                                : run_backward<float>(input, grad_output, grad_input);
        return {grad_input};
    }
};

}  // namespace

torch::Tensor geglu(const torch::Tensor& input) {
    const auto type = input.scalar_type();
    const bool has_kernel = input.device().is_cpu() && (type == torch::kFloat32 || type == torch::kBFloat16);
    if (!has_kernel || input.numel() == 0) {
        const auto halves = input.chunk(2, -1);
        return halves[0] * torch::gelu(halves[1]);
    }
    return FusedGeglu::apply(input.contiguous());
}

}  // namespace destudio::nn
