// SPDX-License-Identifier: Apache-2.0
#include "core/bench/machine_rates.h"

#include "core/nn/torch.h"

#include <sys/resource.h>

#include <fstream>

#include "core/bench/best_seconds.h"

namespace destudio::bench {

namespace {

constexpr Repetition kRepetition{.min_runs = 5, .min_seconds = 0.5, .max_seconds = 4};

/// Reading a number back waits for everything that was queued on a GPU before it.
double rate(double operations, const std::function<torch::Tensor()>& work) {
    return operations / 1e12 / best_seconds([&] { work().flatten()[0].item(); }, kRepetition);
}

double convolution_rate(const torch::Device& device, torch::ScalarType dtype) {
    constexpr std::int64_t kChannels = 512;
    constexpr std::int64_t kSide = 64;
    const auto options = torch::TensorOptions().device(device).dtype(dtype);
    const auto order = torch::MemoryFormat::ChannelsLast;
    const auto input = torch::ones({1, kChannels, kSide, kSide}, options).contiguous(order);
    const auto weight = torch::ones({kChannels, kChannels, 3, 3}, options).contiguous(order);
    return rate(2.0 * 9 * kChannels * kChannels * kSide * kSide,
                [&] { return torch::conv2d(input, weight, {}, 1, 1); });
}

double product_rate(const torch::Device& device, torch::ScalarType dtype) {
    constexpr std::int64_t kSide = 2048;
    const auto options = torch::TensorOptions().device(device).dtype(dtype);
    const auto left = torch::ones({kSide, kSide}, options);
    const auto right = torch::ones({kSide, kSide}, options);
    return rate(2.0 * kSide * kSide * kSide, [&] { return left.mm(right); });
}

std::string processor_name() {
    std::ifstream in("/proc/cpuinfo");
    std::string line;
    while (std::getline(in, line)) {
        if (line.starts_with("model name")) {
            const auto colon = line.find(": ");
            return colon == std::string::npos ? line : line.substr(colon + 2);
        }
    }
    return "unknown";
}

}  // namespace

MachineRates measure_machine(const std::string& device) {
    const torch::NoGradGuard no_grad;
    const torch::Device where(device);
    MachineRates rates;
    rates.cpu = where.is_cpu() ? processor_name() : device;
    rates.threads = torch::get_num_threads();
    rates.conv_bf16_tflops = convolution_rate(where, torch::kBFloat16);
    rates.matmul_bf16_tflops = product_rate(where, torch::kBFloat16);
    rates.conv_f32_tflops = convolution_rate(where, torch::kFloat32);
    rates.matmul_f32_tflops = product_rate(where, torch::kFloat32);
    return rates;
}

double peak_rss_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

}  // namespace destudio::bench
