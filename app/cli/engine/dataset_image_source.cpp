// SPDX-License-Identifier: Apache-2.0
#include "app/cli/engine/dataset_image_source.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "app/cli/training_sources.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/dataset/coco/coco_format.h"
#include "core/engine/reference_preparation.h"
#include "core/image/image_io.h"

namespace destudio::cli {

namespace {

constexpr std::uint64_t kHeldOutShare = 10;  ///< one in ten
constexpr double kSmallestCrop = 0.6;        ///< of the shorter side

/// A random square of the picture.
ReferencePlan random_square(Size picture, int size, Random& random) {
    const int shorter = std::min(picture.width, picture.height);
    const auto side = std::max<std::int64_t>(1, std::llround(shorter * random.uniform(kSmallestCrop, 1.0)));
    const auto x = static_cast<double>(random.integer(0, picture.width - side));
    const auto y = static_cast<double>(random.integer(0, picture.height - side));
    const auto length = static_cast<double>(side);
    return {Box::from_xywh(x, y, length, length), {size, size}};
}

/// The parts of `all` whose pictures were chosen.
dataset::Dataset subset(const dataset::Dataset& all, const std::vector<bool>& chosen) {
    dataset::Dataset part;
    part.classes = all.classes;
    std::map<std::int64_t, bool> is_chosen;
    for (std::size_t i = 0; i < all.images.size(); ++i) {
        is_chosen[all.images[i].id] = chosen[i];
        if (chosen[i]) {
            part.images.push_back(all.images[i]);
        }
    }
    for (const dataset::Annotation& annotation : all.annotations) {
        if (is_chosen[annotation.image_id]) {
            part.annotations.push_back(annotation);
        }
    }
    return part;
}

}  // namespace

DatasetImageSource::DatasetImageSource(dataset::Dataset dataset, std::filesystem::path folder, Use use,
                                       std::uint64_t seed)
    : m_dataset(std::move(dataset)), m_folder(std::move(folder)), m_use(use), m_seed(seed) {
    std::map<std::int64_t, std::size_t> position;
    for (const dataset::Image& image : m_dataset.images) {
        position.emplace(image.id, position.size());
    }
    m_annotations_of.resize(m_dataset.images.size());
    for (std::size_t i = 0; i < m_dataset.annotations.size(); ++i) {
        const auto found = position.find(m_dataset.annotations[i].image_id);
        if (found != position.end() && !m_dataset.annotations[i].ignore) {
            m_annotations_of[found->second].push_back(i);
        }
    }
}

training::TrainingImage DatasetImageSource::get(std::uint64_t index, int size) const {
    Random random(mix_seeds(m_seed, index));
    const bool training = m_use == Use::kTraining;
    const auto last = static_cast<std::int64_t>(m_dataset.images.size()) - 1;
    const auto number = training ? static_cast<std::size_t>(random.integer(0, last)) : static_cast<std::size_t>(index);
    const dataset::Image& entry = m_dataset.images.at(number);
    const cv::Mat picture = load_image(m_folder / std::filesystem::path(entry.file_name));
    const Size picture_size{picture.cols, picture.rows};
    const ReferencePlan plan =
        training ? random_square(picture_size, size, random) : plan_native(picture_size, {size, size});
    const cv::Mat cut = prepare_reference(picture, plan);

    training::TrainingImage image;
    image.size = size;
    const auto row_bytes = static_cast<std::size_t>(size) * 3;
    for (int y = 0; y < size; ++y) {
        const unsigned char* row = cut.ptr<unsigned char>(y);
        image.rgb.insert(image.rgb.end(), row, row + row_bytes);
    }
    for (const std::size_t i : m_annotations_of[number]) {
        if (const auto box = box_in_variant(m_dataset.annotations[i].box, plan)) {
            image.boxes.push_back(*box);
            image.labels.push_back(m_dataset.annotations[i].class_index);
        }
    }
    return image;
}

TrainingSources open_dataset_sources(const std::filesystem::path& coco_json, const std::filesystem::path& images,
                                     std::uint64_t seed) {
    const dataset::ReadResult read = dataset::read_coco(coco_json);
    const auto folder = images.empty() ? read.image_folder : images;
    std::vector<bool> held_out;
    for (std::size_t i = 0; i < read.dataset.images.size(); ++i) {
        held_out.push_back(mix_seeds(seed, i) % kHeldOutShare == 0);
    }
    std::vector<bool> kept = held_out;
    kept.flip();
    auto training = subset(read.dataset, kept);
    auto measuring = subset(read.dataset, held_out);
    if (training.images.empty() || measuring.images.empty()) {
        throw FormatError(coco_json.string() + " has " + std::to_string(read.dataset.images.size()) +
                          " pictures, too few to train on nine tenths and measure on the rest.");
    }
    using Use = DatasetImageSource::Use;
    return {std::make_unique<DatasetImageSource>(std::move(training), folder, Use::kTraining, seed),
            std::make_unique<DatasetImageSource>(std::move(measuring), folder, Use::kHeldOut, seed)};
}

}  // namespace destudio::cli
