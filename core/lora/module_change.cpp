// SPDX-License-Identifier: Apache-2.0
#include "core/lora/module_change.h"

#include <algorithm>
#include <cmath>

namespace destudio::lora {

namespace {

using Shape = std::vector<std::int64_t>;

std::int64_t count(const Shape& shape, std::size_t first = 0) {
    std::int64_t product = 1;
    for (std::size_t i = first; i < shape.size(); ++i) {
        product *= shape[i];
    }
    return product;
}

std::string text_of(const Shape& shape) {
    std::string text;
    for (const auto size : shape) {
        text += (text.empty() ? "[" : ",") + std::to_string(size);
    }
    return text.empty() ? "[]" : text + "]";
}

/// Rows and columns of a times b, flattened behind their first dimensions.
std::optional<std::pair<std::int64_t, std::int64_t>> product_extent(const Shape* a, const Shape* b) {
    if (a == nullptr || b == nullptr || a->size() < 2 || b->size() < 2 || count(*a, 1) != (*b)[0]) {
        return std::nullopt;
    }
    return std::pair((*a)[0], count(*b, 1));
}

torch::Tensor product(const torch::Tensor& a, const torch::Tensor& b) {
    return a.flatten(1).matmul(b.flatten(1));
}

/// [out,in,kh,kw] from core [a,b,kh,kw], out [a,out] and in [b,in].
torch::Tensor tucker(const torch::Tensor& core, const torch::Tensor& out, const torch::Tensor& in) {
    return torch::einsum("abyx,ao,bi->oiyx", {core, out, in});
}

/// The Kronecker product of a matrix with a matrix or a convolution's weight, whose kernel stays as it is.
torch::Tensor kronecker(const torch::Tensor& a, const torch::Tensor& b) {
    const auto kernels = b.dim() > 2 ? b.flatten(2) : b.unsqueeze(2);
    const auto spread = a.unsqueeze(1).unsqueeze(3).unsqueeze(4) * kernels.unsqueeze(0).unsqueeze(2);
    return spread.reshape({a.size(0) * b.size(0), a.size(1) * b.size(1), kernels.size(2)});
}

/// The extent of tucker(), for `core` with four dimensions.
std::optional<std::pair<std::int64_t, std::int64_t>> tucker_extent(const Shape* core, const Shape* out,
                                                                   const Shape* in) {
    if (core == nullptr || out == nullptr || in == nullptr || core->size() != 4 || out->size() != 2 ||
        in->size() != 2 || (*out)[0] != (*core)[0] || (*in)[0] != (*core)[1]) {
        return std::nullopt;
    }
    return std::pair((*out)[1], (*in)[1] * (*core)[2] * (*core)[3]);
}

}  // namespace

ModuleChange::ModuleChange(const nn::SafetensorsFile& file, const LoraModule& module, std::optional<double> alpha)
    : m_file(&file), m_module(&module), m_alpha(alpha) {}

bool ModuleChange::changes_weight() const {
    return m_module->kind != Kind::kFull || m_module->tensors.contains("diff");
}

const Shape* ModuleChange::shape(const char* role) const {
    const auto at = m_module->tensors.find(role);
    return at == m_module->tensors.end() ? nullptr : &m_file->entries().at(at->second).shape;
}

torch::Tensor ModuleChange::factor(const char* role) const {
    return m_file->tensor(m_module->tensors.at(role)).to(torch::kFloat32);
}

std::optional<std::pair<std::int64_t, std::int64_t>> ModuleChange::extent() const {
    switch (m_module->kind) {
        case Kind::kLowRank: {
            const Shape* mid = shape("mid");
            if (mid == nullptr) {
                return product_extent(shape("up"), shape("down"));
            }
            const Shape* up = shape("up");
            const Shape* down = shape("down");
            if (mid->size() != 4 || up->size() < 2 || down->size() < 2 || count(*up, 1) != (*mid)[0] ||
                (*down)[0] != (*mid)[1]) {
                return std::nullopt;
            }
            return std::pair((*up)[0], count(*down, 1) * (*mid)[2] * (*mid)[3]);
        }
        case Kind::kHadamard: {
            const auto one = shape("t1") != nullptr ? tucker_extent(shape("t1"), shape("w1_a"), shape("w1_b"))
                                                    : product_extent(shape("w1_a"), shape("w1_b"));
            const auto two = shape("t2") != nullptr ? tucker_extent(shape("t2"), shape("w2_a"), shape("w2_b"))
                                                    : product_extent(shape("w2_a"), shape("w2_b"));
            return one == two ? one : std::nullopt;
        }
        case Kind::kKronecker: {
            const auto whole = [](const Shape& w) -> std::optional<std::pair<std::int64_t, std::int64_t>> {
                return w.size() < 2 ? std::nullopt : std::optional(std::pair(w[0], count(w, 1)));
            };
            const auto one =
                shape("w1") != nullptr ? whole(*shape("w1")) : product_extent(shape("w1_a"), shape("w1_b"));
            const auto two = shape("w2") != nullptr   ? whole(*shape("w2"))
                             : shape("t2") != nullptr ? tucker_extent(shape("t2"), shape("w2_a"), shape("w2_b"))
                                                      : product_extent(shape("w2_a"), shape("w2_b"));
            // The first factor is a matrix.
            if (!one || !two || (shape("w1") != nullptr && count(*shape("w1"), 2) != 1)) {
                return std::nullopt;
            }
            return std::pair(one->first * two->first, one->second * two->second);
        }
        case Kind::kFull:
            return std::pair((*shape("diff")).empty() ? 1 : (*shape("diff"))[0],
                             (*shape("diff")).empty() ? 1 : count(*shape("diff"), 1));
    }
    return std::nullopt;
}

std::string ModuleChange::weight_misfit(const Shape& weight) const {
    if (const Shape* alpha = shape("alpha"); alpha != nullptr && count(*alpha) != 1) {
        return "alpha is no single number";
    }
    const auto found = extent();
    if (!found) {
        return "its factors do not fit each other";
    }
    const std::int64_t rows = weight.empty() ? 1 : weight[0];
    const std::int64_t columns = weight.empty() ? 1 : count(weight, 1);
    if (found->first != rows || found->second != columns) {
        return "it is made for " + text_of({found->first, found->second}) + ", and the model has " + text_of(weight);
    }
    if (const Shape* scale = shape("dora_scale"); scale != nullptr) {
        const bool by_output = count(*scale) == rows;
        const bool by_input = weight.size() >= 2 && count(*scale) == weight[1];
        if (!by_output && !by_input) {
            return "dora_scale has " + text_of(*scale) + ", and the model " + text_of(weight);
        }
    }
    return {};
}

std::string ModuleChange::bias_misfit(const Shape& bias) const {
    const Shape* diff = shape("diff_b");
    return diff != nullptr && count(*diff) == count(bias)
               ? std::string()
               : "its bias does not have the model's " + text_of(bias) + " numbers";
}

double ModuleChange::scale() const {
    std::int64_t rank = 0;
    switch (m_module->kind) {
        case Kind::kLowRank:
            rank = (*shape("down"))[0];
            break;
        case Kind::kHadamard:
            rank = (*shape("w1_b"))[0];
            break;
        case Kind::kKronecker:
            // Two whole factors have no rank, and no alpha counts.
            rank = shape("w2_b") != nullptr ? (*shape("w2_b"))[0] : shape("w1_b") != nullptr ? (*shape("w1_b"))[0] : 0;
            break;
        case Kind::kFull:
            break;
    }
    if (rank == 0) {
        return 1;
    }
    if (m_module->tensors.contains("alpha")) {
        return factor("alpha").item<double>() / static_cast<double>(rank);
    }
    return m_alpha ? *m_alpha / static_cast<double>(rank) : 1;
}

torch::Tensor ModuleChange::difference() const {
    const auto either = [&](const char* core, const char* a, const char* b) {
        return shape(core) != nullptr ? tucker(factor(core), factor(a), factor(b)) : product(factor(a), factor(b));
    };
    switch (m_module->kind) {
        case Kind::kLowRank:
            return shape("mid") != nullptr
                       ? tucker(factor("mid"), factor("up").flatten(1).t(), factor("down").flatten(1))
                       : product(factor("up"), factor("down"));
        case Kind::kHadamard:
            return either("t1", "w1_a", "w1_b") * either("t2", "w2_a", "w2_b");
        case Kind::kKronecker: {
            const auto one = shape("w1") != nullptr ? factor("w1").flatten(1) : product(factor("w1_a"), factor("w1_b"));
            return kronecker(one, shape("w2") != nullptr ? factor("w2") : either("t2", "w2_a", "w2_b"));
        }
        case Kind::kFull:
            break;
    }
    return factor("diff");
}

torch::Tensor ModuleChange::changed_weight(const torch::Tensor& weight, double strength) const {
    const auto whole = scale() * difference().contiguous().reshape(weight.sizes());
    if (!m_module->tensors.contains("dora_scale")) {
        return weight + strength * whole;
    }
    const auto changed = weight + whole;
    const auto lengths = factor("dora_scale").flatten();
    const bool by_output = lengths.numel() == weight.size(0);
    std::vector<std::int64_t> sum_over;
    std::vector<std::int64_t> stretch(static_cast<std::size_t>(weight.dim()), 1);
    const std::int64_t kept = by_output ? 0 : 1;
    for (std::int64_t d = 0; d < weight.dim(); ++d) {
        if (d != kept) {
            sum_over.push_back(d);
        }
    }
    stretch[static_cast<std::size_t>(kept)] = -1;
    const auto now = changed.square().sum(sum_over, true).sqrt().clamp_min(1e-12);
    return weight + strength * (changed * (lengths.view(stretch) / now) - weight);
}

torch::Tensor ModuleChange::changed_bias(const torch::Tensor& bias, double strength) const {
    return bias + strength * factor("diff_b").reshape(bias.sizes());
}

}  // namespace destudio::lora
