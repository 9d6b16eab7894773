// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector_evaluation.h"

#include <algorithm>

#include "core/base/cancellation.h"
#include "core/base/random.h"
#include "core/training/detector_batch.h"

namespace destudio::training {

evaluation::CocoGroundTruths empty_truths(const std::vector<std::string>& classes) {
    evaluation::CocoGroundTruths truths;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        truths.categories.push_back({static_cast<std::int64_t>(c), classes[c]});
    }
    return truths;
}

void add_truths(const std::vector<Box>& boxes, const std::vector<int>& labels, std::int64_t image,
                evaluation::CocoGroundTruths& truths) {
    truths.image_ids.push_back(image);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        evaluation::CocoGroundTruth truth;
        truth.id = static_cast<std::int64_t>(truths.annotations.size()) + 1;
        truth.image_id = image;
        truth.category_id = labels[i];
        truth.box = {boxes[i].x1, boxes[i].y1, boxes[i].width(), boxes[i].height()};
        truth.area = boxes[i].area();
        truths.annotations.push_back(truth);
    }
}

void add_results(const std::vector<Detection>& detections, std::int64_t image,
                 std::vector<evaluation::CocoResult>& results) {
    for (const Detection& detection : detections) {
        const Box& box = detection.box;
        results.push_back({image, detection.class_index, {box.x1, box.y1, box.width(), box.height()}, detection.score});
    }
}

evaluation::CocoFigures evaluate_detector(const detection::Detector& detector, DetectorInputs& inputs,
                                          const TrainingImageSource& source, const EvaluationOptions& options,
                                          const std::stop_token& stop) {
    evaluation::CocoGroundTruths truths = empty_truths(source.classes());
    std::vector<evaluation::CocoResult> results;
    const std::uint64_t total = source.count() > 0 ? std::min(options.images, source.count()) : options.images;
    const auto batch = static_cast<std::uint64_t>(options.batch);
    const Size size{options.image_size, options.image_size};
    torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(mix_seeds(options.seed, 0xe7a1));
    for (std::uint64_t first = 0; first < total; first += batch) {
        throw_if_stopped(stop);
        std::vector<TrainingImage> pictures;
        std::vector<torch::Tensor> tensors;
        for (std::uint64_t i = first; i < std::min(total, first + batch); ++i) {
            pictures.push_back(source.get(i, options.image_size));
            tensors.push_back(image_tensor(pictures.back()));
        }
        const auto features = inputs.for_evaluation(torch::stack(tensors), generator);
        const auto detections = detector.detect(features, size, size, 0.0);
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const auto image = static_cast<std::int64_t>(first + i);
            add_truths(pictures[i].boxes, pictures[i].labels, image, truths);
            add_results(detections[i], image, results);
        }
    }
    return evaluation::evaluate_coco(truths, results);
}

}  // namespace destudio::training
