// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_evaluation.h"

#include <algorithm>

#include "core/base/cancellation.h"
#include "core/base/random.h"
#include "core/detection/dino_detector.h"
#include "core/training/adapter_dataset.h"

namespace destudio::training {

namespace {

void add_truths(const detection::Target& target, std::int64_t image, int size, evaluation::CocoGroundTruths& truths) {
    const auto boxes = (target.boxes * size).to(torch::kDouble).contiguous();
    for (std::int64_t i = 0; i < boxes.size(0); ++i) {
        const double* box = boxes.data_ptr<double>() + i * 4;
        evaluation::CocoGroundTruth truth;
        truth.id = static_cast<std::int64_t>(truths.annotations.size()) + 1;
        truth.image_id = image;
        truth.category_id = target.labels[i].item<std::int64_t>();
        truth.box = {box[0] - box[2] / 2, box[1] - box[3] / 2, box[2], box[3]};
        truth.area = box[2] * box[3];
        truths.annotations.push_back(truth);
    }
}

}  // namespace

evaluation::CocoFigures evaluate_adapter(const std::shared_ptr<detection::DinoAdapter>& adapter,
                                         AdapterFeatures& features, const TrainingImageSource& source,
                                         const AdapterRecipe& recipe, const std::stop_token& stop) {
    const detection::DinoDetector detector(adapter);
    evaluation::CocoGroundTruths truths;
    std::vector<evaluation::CocoResult> results;
    for (std::size_t c = 0; c < source.classes().size(); ++c) {
        truths.categories.push_back({static_cast<std::int64_t>(c), source.classes()[c]});
    }
    auto total = static_cast<std::uint64_t>(recipe.evaluation_images);
    if (source.count() > 0) {
        total = std::min(total, source.count());
    }
    const Size size{recipe.image_size, recipe.image_size};
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(mix_seeds(recipe.seed, 0xe7a1));
    for (std::uint64_t first = 0; first < total; first += static_cast<std::uint64_t>(recipe.batch)) {
        throw_if_stopped(stop);
        std::vector<std::uint64_t> indices;
        for (std::uint64_t i = first; i < std::min(total, first + static_cast<std::uint64_t>(recipe.batch)); ++i) {
            indices.push_back(i);
        }
        const AdapterBatch batch = make_batch(source, indices, recipe.image_size);
        const auto count = static_cast<std::int64_t>(indices.size());
        const auto noise = torch::randn(features.latent_shape(count, recipe.image_size), generator, torch::kFloat32);
        const auto timesteps = torch::full({count}, (recipe.min_timestep + recipe.max_timestep) / 2, torch::kInt64);
        const auto detections = detector.detect(features.extract(batch.images, timesteps, noise), size, size, 0.0);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            const auto image = static_cast<std::int64_t>(indices[i]);
            truths.image_ids.push_back(image);
            add_truths(batch.targets[i], image, recipe.image_size, truths);
            for (const Detection& detection : detections[i]) {
                results.push_back({image,
                                   detection.class_index,
                                   {detection.box.x1, detection.box.y1, detection.box.width(), detection.box.height()},
                                   detection.score});
            }
        }
    }
    return evaluation::evaluate_coco(truths, results);
}

}  // namespace destudio::training
