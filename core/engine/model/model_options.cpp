// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/model_options.h"

#include <algorithm>
#include <cctype>

#include "core/base/error.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/model/machine.h"
#include "core/models/model_description.h"
#include "core/nn/torch.h"

namespace destudio {

namespace {

// AMX runs bfloat16 about nine times as fast as float32, AVX-512 BF16 not twice as fast.
constexpr std::uintmax_t kLargeForAmx = std::uintmax_t{100} << 20;
constexpr std::uintmax_t kLarge = std::uintmax_t{400} << 20;

}  // namespace

std::string resolve_device(const std::string& wish) {
    const bool has_gpu = torch::cuda::is_available();
    if (wish == "auto") {
        return has_gpu ? "cuda:0" : "cpu";
    }
    if (wish == "cpu") {
        return wish;
    }
    const std::string number = wish.starts_with("cuda:") ? wish.substr(5) : wish == "cuda" ? "0" : "";
    const bool digits = std::all_of(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (number.empty() || number.size() > 3 || !digits) {
        throw UsageError("There is no device \"" + wish + "\"; use auto, cpu or cuda:0.");
    }
    if (!has_gpu || std::stoul(number) >= torch::cuda::device_count()) {
        throw ResourceError("The GPU " + wish + " cannot be used: this machine, or this build of libtorch, has none.");
    }
    return "cuda:" + std::to_string(std::stoul(number));
}

Precision resolve_precision(Precision wish, const std::string& device, std::uintmax_t unet_bytes) {
    const bool on_cpu = device == "cpu";
    if (wish == Precision::kFloat16 && on_cpu) {
        throw UsageError("float16 needs a GPU; use bfloat16 or float32 on the CPU.");
    }
    if (wish != Precision::kAuto) {
        return wish;
    }
    if (!on_cpu) {
        return unet_bytes >= kLarge ? Precision::kFloat16 : Precision::kFloat32;
    }
    const auto& cpu = cpu_features();
    const bool pays = (cpu.amx_bf16 && unet_bytes >= kLargeForAmx) || (cpu.avx512_bf16 && unet_bytes >= kLarge);
    return pays ? Precision::kBfloat16 : Precision::kFloat32;
}

std::uintmax_t unet_bytes(const std::filesystem::path& model) {
    try {
        return models::describe_model(model).unet_bytes;
    } catch (const Error&) {
        return 0;
    }
}

c10::ScalarType scalar_type(Precision precision) {
    switch (precision) {
        case Precision::kBfloat16:
            return torch::kBFloat16;
        case Precision::kFloat16:
            return torch::kFloat16;
        default:
            return torch::kFloat32;
    }
}

diffusion::BundleLoadOptions load_options(const std::filesystem::path& bundle, const std::string& device,
                                          const std::string& dtype) {
    const std::string place = resolve_device(device);
    const auto precision = resolve_precision(parse_precision(dtype), place, unet_bytes(bundle));
    return {scalar_type(precision), torch::Device(place)};
}

}  // namespace destudio
