// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/recompute.h"

#include <memory>
#include <utility>

namespace destudio::nn {

namespace {

using Work = std::function<torch::Tensor(const torch::Tensor&, const torch::Tensor&)>;

thread_local bool recompute_in_backward = false;

/// A handle that autograd's table of attributes can hold.
struct WorkHolder : torch::CustomClassHolder {
    explicit WorkHolder(Work given) : work(std::move(given)) {}
    Work work;
};

class Recompute : public torch::autograd::Function<Recompute> {
public:
    /// @param anchor wants a gradient, so that the result does, too, where neither input does but the work's own
    ///        parameters do
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const std::shared_ptr<Work>& work,
                                 const torch::Tensor& anchor, const torch::Tensor& a, const torch::Tensor& b) {
        (void)anchor;
        context->save_for_backward({a, b});
        context->saved_data["work"] = c10::IValue::make_capsule(c10::make_intrusive<WorkHolder>(*work));
        context->saved_data["a"] = a.requires_grad();
        context->saved_data["b"] = b.requires_grad();
        return (*work)(a, b);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto holder = context->saved_data["work"].toCapsule();
        const auto& work = static_cast<WorkHolder&>(*holder).work;
        const RecomputeInBackward whole(false);
        const torch::AutoGradMode with_gradients(true);
        const auto leaf = [&](std::size_t index, const char* name) {
            return saved[index].detach().requires_grad_(context->saved_data[name].toBool());
        };
        const torch::Tensor a = leaf(0, "a");
        const torch::Tensor b = leaf(1, "b");
        const torch::Tensor result = work(a, b);
        if (result.requires_grad()) {
            torch::autograd::backward({result}, {gradients[0]});
        }
        return {torch::Tensor(), torch::Tensor(), a.grad(), b.grad()};
    }
};

}  // namespace

RecomputeInBackward::RecomputeInBackward(bool on) : m_before(recompute_in_backward) {
    recompute_in_backward = on;
}
RecomputeInBackward::~RecomputeInBackward() {
    recompute_in_backward = m_before;
}
bool RecomputeInBackward::active() {
    return recompute_in_backward;
}

torch::Tensor recomputed(Work work, const torch::Tensor& a, const torch::Tensor& b) {
    if (!recompute_in_backward || !torch::GradMode::is_enabled()) {
        return work(a, b);
    }
    const auto anchor = torch::empty({0}, torch::requires_grad());
    return Recompute::apply(std::make_shared<Work>(std::move(work)), anchor, a, b);
}

}  // namespace destudio::nn
