// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio::bench {

/// What libtorch reaches here on the two operations that a diffusion model spends its time on, in TFLOP/s.
struct MachineRates {
    std::string cpu;  ///< the processor's name, or the GPU's device
    int threads = 0;  ///< that libtorch computes with
    double conv_bf16_tflops = 0;
    double matmul_bf16_tflops = 0;
    double conv_f32_tflops = 0;
    double matmul_f32_tflops = 0;
};

/// A 3x3 convolution of 512 channels on 64x64 pixels in channels-last order, and a product of 2048x2048 matrices, each
/// at its fastest. Takes a few seconds. @param device "cpu" or "cuda:N"
MachineRates measure_machine(const std::string& device);

/// Largest memory that this process has held at once, in MB of 10^6 bytes (Linux).
double peak_rss_mb();

}  // namespace destudio::bench
