// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_list_source.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/base/error.h"
#include "core/base/permutation.h"
#include "core/base/random.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/image/image_io.h"
#include "core/training/sources/square_crop.h"

namespace destudio::adaptation {

namespace {

/// A random square of the picture.
ReferencePlan random_square(Size picture, int size, Random& random) {
    const int shorter = std::min(picture.width, picture.height);
    const auto side = std::max<std::int64_t>(1, std::llround(shorter * random.uniform(training::kSmallestCrop, 1.0)));
    const auto x = static_cast<double>(random.integer(0, picture.width - side));
    const auto y = static_cast<double>(random.integer(0, picture.height - side));
    const auto length = static_cast<double>(side);
    return {Box::from_xywh(x, y, length, length), {size, size}};
}

void place(const std::vector<Box>& boxes, const std::vector<int>& labels, const ReferencePlan& plan,
           std::vector<Box>& placed, std::vector<int>& placed_labels) {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (const auto box = box_in_variant(boxes[i], plan)) {
            placed.push_back(*box);
            placed_labels.push_back(labels[i]);
        }
    }
}

/// The pixels of an object in the cut; nothing known of an empty outline.
MaskRuns mask_in_cut(Outline outline, const ReferencePlan& plan) {
    const double sx = plan.size.width / plan.crop.width();
    const double sy = plan.size.height / plan.crop.height();
    for (Ring& ring : outline) {
        for (Corner& corner : ring) {
            corner = {(corner.x - plan.crop.x1) * sx, (corner.y - plan.crop.y1) * sy};
        }
    }
    return outline.empty() ? MaskRuns{} : fill_outline(outline, plan.size);
}

training::TrainingImage cut(const LabelledPicture& entry, const cv::Mat& picture, const ReferencePlan& plan) {
    const cv::Mat pixels = prepare_reference(picture, plan);
    training::TrainingImage image;
    image.size = plan.size.width;
    image.caption = entry.caption;
    const auto row_bytes = static_cast<std::size_t>(image.size) * 3;
    for (int y = 0; y < image.size; ++y) {
        const unsigned char* row = pixels.ptr<unsigned char>(y);
        image.rgb.insert(image.rgb.end(), row, row + row_bytes);
    }
    place(entry.boxes, entry.labels, plan, image.boxes, image.labels);
    place(entry.ignored, entry.ignored_labels, plan, image.ignored, image.ignored_labels);
    for (std::size_t i = 0; i < entry.outlines.size(); ++i) {
        if (box_in_variant(entry.boxes[i], plan)) {  // as place() has it
            image.masks.push_back(mask_in_cut(entry.outlines[i], plan));
        }
    }
    return image;
}

}  // namespace

PictureListSource::PictureListSource(const PictureList& list, Use use, std::uint64_t seed)
    : m_classes(list.classes), m_use(use), m_seed(seed) {
    std::copy_if(list.pictures.begin(), list.pictures.end(), std::back_inserter(m_pictures),
                 [use](const auto& picture) { return picture.held_out == (use == Use::kHeldOut); });
}

training::TrainingImage PictureListSource::get(std::uint64_t index, int size) const {
    if (m_use == Use::kHeldOut) {
        return still(index, size);
    }
    const std::uint64_t pass = index / m_pictures.size();
    const auto number = permuted(index % m_pictures.size(), m_pictures.size(), mix_seeds(m_seed, pass));
    const LabelledPicture& entry = m_pictures.at(static_cast<std::size_t>(number));
    const cv::Mat picture = load_image(entry.file);
    Random random(mix_seeds(m_seed, ~index));
    return cut(entry, picture, random_square({picture.cols, picture.rows}, size, random));
}

training::TrainingImage PictureListSource::still(std::uint64_t number, int size) const {
    const LabelledPicture& entry = m_pictures.at(static_cast<std::size_t>(number));
    const cv::Mat picture = load_image(entry.file);
    return cut(entry, picture, plan_native({picture.cols, picture.rows}, {size, size}));
}

std::unique_ptr<training::TrainingImageSource> PictureListSource::some_pictures(std::uint64_t most,
                                                                                std::uint64_t seed) const {
    auto some = std::make_unique<PictureListSource>(*this);
    some->m_pictures.clear();
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(most, m_pictures.size()); ++i) {
        some->m_pictures.push_back(m_pictures[static_cast<std::size_t>(permuted(i, m_pictures.size(), seed))]);
    }
    return some;
}

training::TrainingSources open_sources(const PictureList& list, std::uint64_t seed) {
    if (list.count(false) == 0 || list.count(true) == 0) {
        throw FormatError("There are " + std::to_string(list.pictures.size()) +
                          " labelled pictures, too few to train on some and measure on the rest.");
    }
    using Use = PictureListSource::Use;
    training::TrainingSources sources;
    sources.training = std::make_unique<PictureListSource>(list, Use::kTraining, seed);
    sources.held_out = std::make_unique<PictureListSource>(list, Use::kHeldOut, seed);
    return sources;
}

}  // namespace destudio::adaptation
