// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/picture_batch.h"

#include <algorithm>
#include <future>
#include <thread>

namespace destudio::training {

namespace {

/// Below this many pictures a thread costs more than it saves.
constexpr int kPicturesPerThread = 8;

}  // namespace

PictureBatch picture_batch(const CaptionedSource& source, std::uint64_t first_index, int count) {
    std::vector<CaptionedPicture> pictures(static_cast<std::size_t>(count));
    const std::uint64_t end = source.count();
    const auto make = [&](int first, int last) {
        for (int i = first; i < last; ++i) {
            const std::uint64_t index = first_index + static_cast<std::uint64_t>(i);
            pictures[static_cast<std::size_t>(i)] = source.get(end == 0 ? index : index % end);
        }
    };
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const int threads = std::clamp(count / kPicturesPerThread, 1, cores);
    std::vector<std::future<void>> parts;
    for (int t = 0; t < threads; ++t) {
        parts.push_back(std::async(threads == 1 ? std::launch::deferred : std::launch::async, make, count * t / threads,
                                   count * (t + 1) / threads));
    }
    for (auto& part : parts) {
        part.get();
    }

    PictureBatch batch;
    std::vector<torch::Tensor> images;
    for (auto& picture : pictures) {
        images.push_back(torch::from_blob(picture.rgb.data(), {picture.height, picture.width, 3}, torch::kUInt8));
        batch.captions.push_back(picture.caption);
    }
    batch.images = torch::stack(images).permute({0, 3, 1, 2}).to(torch::kFloat32).div(127.5).sub(1.0);
    return batch;
}

}  // namespace destudio::training
