// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weight_source.h"

#include <array>
#include <fstream>

#include "core/nn/io/safetensors.h"
#include "core/nn/io/torch_checkpoint.h"

namespace destudio::nn {

std::shared_ptr<const WeightSource> open_weights(const std::filesystem::path& path) {
    if (path.extension() != ".json") {
        std::array<char, 2> start{};
        std::ifstream file(path, std::ios::binary);
        file.read(start.data(), start.size());
        // A safetensors file starts with the length of its header; "PK" or a pickle's 0x80 would be one of gigabytes
        // or end with a brace at once.
        const bool is_zip = start[0] == 'P' && start[1] == 'K';
        const auto extension = path.extension().string();
        if (file && path.extension() != ".safetensors" &&
            (is_zip || extension == ".ckpt" || extension == ".pt" || extension == ".pth" || extension == ".bin")) {
            return std::make_shared<TorchCheckpoint>(path);
        }
    }
    return std::make_shared<SafetensorsArchive>(path);
}

}  // namespace destudio::nn
