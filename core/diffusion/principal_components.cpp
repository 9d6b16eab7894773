// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/principal_components.h"

#include <algorithm>
#include <tuple>

namespace destudio::diffusion {

namespace {

/// Columns with the largest magnitude positive.
torch::Tensor with_fixed_signs(const torch::Tensor& scores) {
    const auto largest = std::get<1>(scores.abs().max(0, true));
    const auto sign = scores.gather(0, largest).sign();
    return scores * torch::where(sign == 0, torch::ones_like(sign), sign);
}

}  // namespace

PrincipalComponents principal_components(const torch::Tensor& rows, std::int64_t count) {
    const torch::NoGradGuard no_grad;
    const auto wide = rows.to(torch::kFloat32);
    const auto centred = wide - wide.mean(0, true);
    const auto samples = centred.size(0);
    const auto channels = centred.size(1);
    const bool by_covariance = channels <= samples;
    const auto products = by_covariance ? centred.t().mm(centred) : centred.mm(centred.t());
    // The decomposition in double: the small eigenvalues of a float32 one are noise of the largest.
    const auto [values, vectors] = torch::linalg_eigh(products.cpu().to(torch::kFloat64), "L");
    const auto known = std::min({count, samples, channels});
    const auto top_values = values.flip(0).slice(0, 0, known).clamp_min(0);
    const auto top_vectors = vectors.flip(1).slice(1, 0, known);
    torch::Tensor scores =
        by_covariance ? centred.cpu().to(torch::kFloat64).mm(top_vectors) : top_vectors * top_values.sqrt();
    if (known < count) {
        scores = torch::cat({scores, torch::zeros({samples, count - known}, scores.options())}, 1);
    }
    PrincipalComponents result;
    result.scores = with_fixed_signs(scores).to(torch::kFloat32);
    const double total = values.clamp_min(0).sum().item<double>();
    for (std::int64_t i = 0; i < count; ++i) {
        result.explained.push_back(i < known && total > 0 ? top_values[i].item<double>() / total : 0.0);
    }
    return result;
}

}  // namespace destudio::diffusion
