// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_batch.h"

#include <algorithm>
#include <future>
#include <numeric>
#include <thread>

#include "core/base/error.h"
#include "core/base/permutation.h"
#include "core/base/random.h"

namespace destudio::training {

namespace {

/// Below this many pictures a thread costs more than it saves.
constexpr int kImagesPerThread = 4;

std::vector<std::uint64_t> epoch_order(std::uint64_t count, std::uint64_t seed, std::uint64_t epoch) {
    std::vector<std::uint64_t> order(count);
    std::iota(order.begin(), order.end(), std::uint64_t{0});
    Random random(mix_seeds(seed, epoch));
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i) - 1))]);
    }
    return order;
}

/// [n,4] (cx,cy,w,h) divided by `size`.
torch::Tensor relative_boxes(const std::vector<Box>& boxes, int size) {
    auto tensor = torch::zeros({static_cast<std::int64_t>(boxes.size()), 4}, torch::kFloat32);
    float* out = tensor.data_ptr<float>();
    const double scale = 1.0 / size;
    for (const Box& box : boxes) {
        *out++ = static_cast<float>((box.x1 + box.x2) / 2 * scale);
        *out++ = static_cast<float>((box.y1 + box.y2) / 2 * scale);
        *out++ = static_cast<float>(box.width() * scale);
        *out++ = static_cast<float>(box.height() * scale);
    }
    return tensor;
}

/// [n,S,S] bytes of 0 and 1, or of 2 where a mask is not known.
torch::Tensor mask_tensor(const TrainingImage& image) {
    auto tensor = torch::full({static_cast<std::int64_t>(image.boxes.size()), image.size, image.size},
                              detection::kMaskUnknown, torch::kUInt8);
    for (std::size_t i = 0; i < image.masks.size() && i < image.boxes.size(); ++i) {
        if (!image.masks[i].counts.empty()) {
            const auto pixels = pixels_of(image.masks[i]);
            std::copy(pixels.begin(), pixels.end(), tensor[static_cast<std::int64_t>(i)].data_ptr<std::uint8_t>());
        }
    }
    return tensor;
}

MaskRuns mirrored_mask(const MaskRuns& mask) {
    if (mask.counts.empty()) {
        return mask;
    }
    auto pixels = pixels_of(mask);
    const auto width = static_cast<std::ptrdiff_t>(mask.size.width);
    for (auto row = pixels.begin(); row != pixels.end(); row += width) {
        std::reverse(row, row + width);
    }
    return runs_of_pixels(pixels, mask.size);
}

/// Pictures of consecutive places: those of an endless series; else each epoch a fresh order of all of them.
std::vector<std::uint64_t> indices_of(const TrainingImageSource& source, std::uint64_t first, int number,
                                      std::uint64_t seed) {
    const std::uint64_t count = source.count();
    std::vector<std::uint64_t> indices;
    std::vector<std::uint64_t> order;
    std::uint64_t order_epoch = 0;
    for (std::uint64_t i = first; i < first + static_cast<std::uint64_t>(number); ++i) {
        if (count == 0) {
            indices.push_back(i);
            continue;
        }
        const std::uint64_t epoch = i / count;
        if (order.empty() || epoch != order_epoch) {
            order = epoch_order(count, seed, epoch);
            order_epoch = epoch;
        }
        indices.push_back(order[i % count]);
    }
    return indices;
}

}  // namespace

std::vector<DrawnPicture> drawn_pictures(const TrainingImageSource& source, std::uint64_t first, int count,
                                         std::uint64_t seed, int draws) {
    const std::uint64_t own = mix_seeds(seed, 1);
    std::vector<DrawnPicture> drawn;
    if (draws == 0) {
        std::uint64_t place = first;
        for (const auto index : indices_of(source, first, count, seed)) {
            drawn.push_back({index, mix_seeds(own, place++)});
        }
        return drawn;
    }
    const std::uint64_t pictures = source.pictures();
    if (pictures == 0) {
        throw ConfigError(
            "feature_draws is for pictures that come again; here each is a new one. Leave the key out of the recipe.");
    }
    for (std::uint64_t place = first; place < first + static_cast<std::uint64_t>(count); ++place) {
        const std::uint64_t epoch = place / pictures;
        const std::uint64_t picture = permuted(place % pictures, pictures, mix_seeds(seed, epoch));
        // Of an endless series, each pass shows every picture in another crop.
        const std::uint64_t of_pass = epoch % static_cast<std::uint64_t>(draws) * pictures + picture;
        drawn.push_back({source.count() == 0 ? of_pass : picture, mix_seeds(own, of_pass)});
    }
    return drawn;
}

DetectorBatch make_batch(const TrainingImageSource& source, const std::vector<std::uint64_t>& indices, int size,
                         const std::vector<bool>& mirrored) {
    std::vector<TrainingImage> images(indices.size());
    const auto fetch = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            images[i] = source.get(indices[i], size);
        }
    };
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const auto threads =
        static_cast<std::size_t>(std::clamp(static_cast<int>(indices.size()) / kImagesPerThread, 1, cores));
    std::vector<std::future<void>> parts;
    for (std::size_t t = 0; t < threads; ++t) {
        parts.push_back(std::async(threads == 1 ? std::launch::deferred : std::launch::async, fetch,
                                   indices.size() * t / threads, indices.size() * (t + 1) / threads));
    }
    for (auto& part : parts) {
        part.get();
    }
    DetectorBatch batch;
    std::vector<torch::Tensor> tensors;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (!mirrored.empty() && mirrored[i]) {
            mirror(images[i]);
        }
        tensors.push_back(image_tensor(images[i]));
        batch.targets.push_back(image_target(images[i]));
        batch.captions.push_back(images[i].caption);
    }
    batch.images = torch::stack(tensors);
    return batch;
}

torch::Tensor image_tensor(const TrainingImage& image) {
    // from_blob wants a mutable pointer; the conversion below copies.
    auto* bytes = const_cast<std::uint8_t*>(image.rgb.data());
    return torch::from_blob(bytes, {image.size, image.size, 3}, torch::kUInt8)
        .permute({2, 0, 1})
        .to(torch::kFloat32)
        .div(127.5)
        .sub(1.0);
}

detection::Target image_target(const TrainingImage& image) {
    detection::Target target{torch::zeros({static_cast<std::int64_t>(image.labels.size())}, torch::kInt64),
                             relative_boxes(image.boxes, image.size)};
    std::copy(image.labels.begin(), image.labels.end(), target.labels.data_ptr<std::int64_t>());
    if (!image.masks.empty()) {
        target.masks = mask_tensor(image);
    }
    if (!image.ignored.empty()) {
        target.ignored = relative_boxes(image.ignored, image.size);
    }
    return target;
}

void mirror(TrainingImage& image) {
    const auto size = static_cast<std::size_t>(image.size);
    for (std::size_t y = 0; y < size; ++y) {
        std::uint8_t* row = image.rgb.data() + y * size * 3;
        for (std::size_t x = 0; x < size / 2; ++x) {
            std::swap_ranges(row + x * 3, row + x * 3 + 3, row + (size - 1 - x) * 3);
        }
    }
    for (MaskRuns& mask : image.masks) {
        mask = mirrored_mask(mask);
    }
    for (auto* boxes : {&image.boxes, &image.ignored}) {
        for (Box& box : *boxes) {
            box = {image.size - box.x2, box.y1, image.size - box.x1, box.y2};
        }
    }
}

}  // namespace destudio::training
