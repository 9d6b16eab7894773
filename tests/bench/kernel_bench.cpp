// SPDX-License-Identifier: Apache-2.0
// The kernels of core/nn beside what libtorch offers, on the shapes of Stable Diffusion 2 at 512x512 with guidance.
// Every instruction set that this processor has is measured. Counter "FLOP": operations in a second.
#include "core/nn/torch.h"

#include <benchmark/benchmark.h>

#include "core/nn/functional/fused_convolution.h"
#include "core/nn/functional/fused_geglu.h"
#include "core/nn/functional/fused_group_norm.h"
#include "core/nn/functional/fused_linear.h"
#include "core/nn/kernels/attention_kernel.h"
#include "core/nn/kernels/linear_kernel.h"
#include "core/nn/models/attention.h"

using namespace destudio;

namespace {

void count(benchmark::State& state, double operations) {
    state.counters["FLOP"] = benchmark::Counter(operations, benchmark::Counter::kIsIterationInvariantRate);
}

/// One head, one thread.
template <class T>
void attention_head(benchmark::State& state, const nn::AttentionKernel<T>& kernel, torch::ScalarType type) {
    const std::int64_t queries = nn::kMaxQueries;
    const std::int64_t keys = state.range(0);
    const std::int64_t width = state.range(1);
    const auto query = torch::randn({queries, width}).to(type);
    const auto key = torch::randn({keys, width}).to(type);
    const auto out = torch::empty_like(query);
    const auto rows = [&](const torch::Tensor& tensor) {
        return nn::HeadRows<const T>{static_cast<const T*>(tensor.data_ptr()), tensor.size(0), width};
    };
    std::vector<unsigned char> packed(kernel.packed_bytes(keys, width));
    std::vector<unsigned char> scratch(kernel.scratch_bytes(width));
    kernel.pack(rows(key), rows(key), width, packed.data());
    const nn::QueryBlock<T> block{rows(query), {static_cast<T*>(out.data_ptr()), queries, width}, width, 0.125F, keys,
                                  keys};
    for (auto _ : state) {
        kernel.attend(block, packed.data(), scratch.data());
    }
    count(state, 4.0 * static_cast<double>(queries * keys * width));
}

/// What multi_head_attention did before it had a kernel: scores of all heads in memory.
void attention_with_scores(benchmark::State& state, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    const auto heads = state.range(1);
    const auto query = torch::randn({heads, state.range(0), 64}).to(type);
    for (auto _ : state) {
        const auto scores = torch::bmm(query * 0.125, query.transpose(1, 2));
        benchmark::DoNotOptimize(torch::bmm(torch::softmax(scores, -1), query));
    }
    count(state, 4.0 * static_cast<double>(heads * state.range(0) * state.range(0)) * 64);
}

void attention(benchmark::State& state, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    const auto heads = state.range(1);
    const auto query = torch::randn({1, state.range(0), heads * 64}).to(type);
    for (auto _ : state) {
        benchmark::DoNotOptimize(nn::multi_head_attention(query, query, query, heads));
    }
    count(state, 4.0 * static_cast<double>(heads * state.range(0) * state.range(0)) * 64);
}

void linear(benchmark::State& state, torch::ScalarType type, bool by_libtorch) {
    const torch::NoGradGuard no_grad;
    const auto input = torch::randn({state.range(0), state.range(1)}).to(type);
    const auto weight = torch::randn({state.range(2), state.range(1)}).to(type);
    const auto bias = torch::randn({state.range(2)}).to(type);
    for (auto _ : state) {
        benchmark::DoNotOptimize(by_libtorch ? torch::linear(input, weight, bias) : nn::linear(input, weight, bias));
    }
    count(state, 2.0 * static_cast<double>(state.range(0) * state.range(1) * state.range(2)));
}

torch::Tensor image(std::int64_t batch, std::int64_t channels, std::int64_t side, torch::ScalarType type) {
    return torch::randn({batch, channels, side, side}).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
}

void convolution(benchmark::State& state, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    const auto channels = state.range(0);
    const auto input = image(2, channels, state.range(1), type);
    const auto weight = torch::randn({channels, channels, 3, 3}).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
    for (auto _ : state) {
        benchmark::DoNotOptimize(nn::convolution(input, weight, {}, 1, {1, 1}));
    }
    count(state, 2.0 * 9 * static_cast<double>(channels * channels * 2 * state.range(1) * state.range(1)));
}

void group_norm_silu(benchmark::State& state, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    const auto input = image(2, state.range(0), state.range(1), type);
    const auto weight = torch::ones({state.range(0)});
    for (auto _ : state) {
        benchmark::DoNotOptimize(nn::group_norm_silu(input, 32, weight, weight, 1e-5, true));
    }
    state.SetBytesProcessed(state.iterations() * input.numel() * static_cast<std::int64_t>(input.element_size()));
}

void geglu(benchmark::State& state, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    const auto input = torch::randn({state.range(0), state.range(1)}).to(type);
    for (auto _ : state) {
        benchmark::DoNotOptimize(nn::geglu(input));
    }
    state.SetBytesProcessed(state.iterations() * input.numel() * static_cast<std::int64_t>(input.element_size()));
}

template <class T>
void add_attention_heads(const std::vector<nn::AttentionKernel<T>>& kernels, torch::ScalarType type, const char* name) {
    for (const auto& kernel : kernels) {
        benchmark::RegisterBenchmark((std::string("attention_head/") + name + "/" + kernel.name).c_str(),
                                     [kernel, type](benchmark::State& state) { attention_head(state, kernel, type); })
            ->Args({4096, 64})
            ->Args({77, 64})
            ->Args({4096, 512});
    }
}

void add(torch::ScalarType type, const std::string& name) {
    const auto add_one = [&](const std::string& what, auto function) {
        return benchmark::RegisterBenchmark((what + "/" + name).c_str(),
                                            [=](benchmark::State& state) { function(state, type); })
            ->UseRealTime();
    };
    add_one("attention", attention)->Args({4096, 5})->Args({1024, 10})->Args({256, 20});
    add_one("attention_with_scores", attention_with_scores)->Args({4096, 5})->Args({1024, 10})->Args({256, 20});
    for (const bool by_libtorch : {false, true}) {
        add_one(by_libtorch ? "libtorch_linear" : "linear",
                [by_libtorch](benchmark::State& state, torch::ScalarType t) { linear(state, t, by_libtorch); })
            ->Args({8192, 320, 320})
            ->Args({2048, 640, 5120})
            ->Args({512, 1280, 1280})
            ->Args({2, 1280, 1280});
    }
    add_one("convolution", convolution)->Args({320, 64})->Args({1280, 8});
    add_one("group_norm_silu", group_norm_silu)->Args({320, 64})->Args({1280, 16});
    add_one("geglu", geglu)->Args({8192, 2560});
}

}  // namespace

int main(int argc, char** argv) {
    add_attention_heads(nn::float32_attention_kernels(), torch::kFloat32, "float32");
    add_attention_heads(nn::bfloat16_attention_kernels(), torch::kBFloat16, "bfloat16");
    add(torch::kFloat32, "float32");
    add(torch::kBFloat16, "bfloat16");
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
