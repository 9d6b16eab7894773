// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_evaluation.h"

#include <algorithm>

#include "core/base/cancellation.h"
#include "core/base/random.h"
#include "core/training/detector/detector_batch.h"

namespace destudio::training {

namespace {

/// The next truth of the list.
evaluation::CocoGroundTruth truth_of(const Box& box, int label, std::int64_t image,
                                     const evaluation::CocoGroundTruths& truths) {
    evaluation::CocoGroundTruth truth;
    truth.id = static_cast<std::int64_t>(truths.annotations.size()) + 1;
    truth.image_id = image;
    truth.category_id = label;
    truth.box = {box.x1, box.y1, box.width(), box.height()};
    truth.area = box.area();
    return truth;
}

}  // namespace

evaluation::CocoGroundTruths empty_truths(const std::vector<std::string>& classes) {
    evaluation::CocoGroundTruths truths;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        truths.categories.push_back({static_cast<std::int64_t>(c), classes[c]});
    }
    return truths;
}

void add_truths(const TrainingImage& picture, std::int64_t image, evaluation::CocoGroundTruths& truths) {
    add_truths(picture.boxes, picture.labels, image, truths);
    for (std::size_t i = 0; i < picture.ignored.size(); ++i) {
        if (picture.ignored_labels[i] >= 0) {
            truths.annotations.push_back(truth_of(picture.ignored[i], picture.ignored_labels[i], image, truths));
            truths.annotations.back().crowd = true;
        }
    }
}

void add_truths(const std::vector<Box>& boxes, const std::vector<int>& labels, std::int64_t image,
                evaluation::CocoGroundTruths& truths) {
    truths.image_ids.push_back(image);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        truths.annotations.push_back(truth_of(boxes[i], labels[i], image, truths));
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
                                          const std::stop_token& stop, const PictureSink& on_picture) {
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
        std::vector<std::string> captions;
        for (std::uint64_t i = first; i < std::min(total, first + batch); ++i) {
            pictures.push_back(source.get(i, options.image_size));
            tensors.push_back(image_tensor(pictures.back()));
            captions.push_back(pictures.back().caption);
        }
        const auto features = inputs.for_evaluation(torch::stack(tensors), captions, generator);
        const auto detections = detector.detect(features, size, size, 0.0);
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const auto image = static_cast<std::int64_t>(first + i);
            add_truths(pictures[i], image, truths);
            add_results(detections[i], image, results);
            if (on_picture) {
                on_picture(first + i, pictures[i], detections[i]);
            }
        }
    }
    return evaluation::evaluate_coco(truths, results);
}

}  // namespace destudio::training
