// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/base_pictures.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/base/generic_prompt.h"
#include "core/image/image_io.h"

namespace destudio::adaptation {

namespace {

using training::BaseRecipe;

constexpr int kSizeStep = 64;
constexpr int kSmallestSizeStep = 32;
constexpr std::int64_t kKeptBytes = std::int64_t{1} << 30;
constexpr std::size_t kLookedAtForColour = 32;
constexpr double kGreyTolerance = 1.5;  ///< mean difference of the channels that JPEG brings into grey pictures

std::size_t middle(std::size_t count) {
    return (count - 1) / 2;
}

/// The usual shape of pictures with `side` pixels on the shorter side; the longer one a multiple of the step.
Size usual_shape(const std::vector<Size>& sizes, int side) {
    std::vector<double> ratios;
    for (const Size& size : sizes) {
        ratios.push_back(static_cast<double>(size.width) / size.height);
    }
    std::sort(ratios.begin(), ratios.end());
    const double ratio = ratios[middle(ratios.size())];
    const int step = side % kSizeStep == 0 ? kSizeStep : kSmallestSizeStep;
    const auto longer = [&](double factor) {
        return std::max(side, static_cast<int>(std::lround(side * factor / step)) * step);
    };
    return ratio >= 1 ? Size{longer(ratio), side} : Size{side, longer(1 / ratio)};
}

bool is_grey(const PictureList& list) {
    const std::size_t step = std::max<std::size_t>(1, list.pictures.size() / kLookedAtForColour);
    for (std::size_t i = 0; i < list.pictures.size(); i += step) {
        std::vector<cv::Mat> channels;
        cv::split(load_image(list.pictures[i].file), channels);
        const auto pixels = static_cast<double>(channels[0].total());
        if (cv::norm(channels[0], channels[1], cv::NORM_L1) > kGreyTolerance * pixels ||
            cv::norm(channels[1], channels[2], cv::NORM_L1) > kGreyTolerance * pixels) {
            return false;
        }
    }
    return true;
}

cv::Mat without_colour(const cv::Mat& rgb) {
    cv::Mat grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    cv::Mat result;
    cv::cvtColor(grey, result, cv::COLOR_GRAY2RGB);
    return result;
}

}  // namespace

BasePictureSource::BasePictureSource(const PictureList& list, Use use, const BaseRecipe& recipe, Size size, bool grey)
    : m_classes(list.classes),
      m_use(use),
      m_recipe(recipe.pictures),
      m_domain(recipe.domain),
      m_seed(recipe.seed),
      m_size(size),
      m_grey(grey) {
    std::copy_if(list.pictures.begin(), list.pictures.end(), std::back_inserter(m_pictures),
                 [use](const auto& picture) { return picture.held_out == (use == Use::kHeldOut); });
    std::int64_t bytes = 0;
    for (const LabelledPicture& picture : m_pictures) {
        m_sizes.push_back(peek_image_size(picture.file));
        bytes += std::int64_t{3} * m_sizes.back().width * m_sizes.back().height;
    }
    m_keeps = use == Use::kTraining && bytes <= kKeptBytes;
    m_kept.resize(m_keeps ? m_pictures.size() : 0);
}

BasePictureSource::Cut BasePictureSource::cut(std::uint64_t index) const {
    if (m_use == Use::kHeldOut) {
        const auto at = static_cast<std::size_t>(index);
        return {at, plan_native(m_sizes.at(at), m_size)};
    }
    Random random(mix_seeds(m_seed + 17, index));
    Cut cut;
    cut.picture = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(m_pictures.size()) - 1));
    const Size whole = m_sizes[cut.picture];
    if (m_recipe.crop == "whole") {
        cut.plan = plan_native(whole, m_size);
    } else {
        const int shorter = std::min(whole.width, whole.height);
        const auto side =
            std::max<std::int64_t>(1, std::llround(shorter * random.uniform(m_recipe.smallest_crop, 1.0)));
        const auto x = static_cast<double>(random.integer(0, whole.width - side));
        const auto y = static_cast<double>(random.integer(0, whole.height - side));
        cut.plan = {Box::from_xywh(x, y, static_cast<double>(side), static_cast<double>(side)), m_size};
    }
    // Drawn in any case, so that one choice does not move the others.
    const bool mirrored = random.chance(0.5);
    const bool upside_down = random.chance(0.5);
    const auto turns = static_cast<int>(random.integer(0, 3));
    cut.mirrored = mirrored && (m_recipe.flips == "horizontal" || m_recipe.flips == "both");
    cut.upside_down = upside_down && (m_recipe.flips == "vertical" || m_recipe.flips == "both");
    if (m_recipe.quarter_turns) {
        cut.quarter_turns = m_size.width == m_size.height ? turns : turns / 2 * 2;
    }
    return cut;
}

std::string BasePictureSource::caption_of(const Cut& cut) const {
    const LabelledPicture& entry = m_pictures[cut.picture];
    const bool takes_caption = m_recipe.prompts == "auto" || m_recipe.prompts == "captions";
    if (takes_caption && entry.caption.find_first_not_of(" \t\r\n") != std::string::npos) {
        return entry.caption;
    }
    std::vector<std::string> names;
    if (m_recipe.prompts == "auto" || m_recipe.prompts == "classes") {
        for (std::size_t i = 0; i < entry.boxes.size(); ++i) {
            const std::string& name = m_classes.at(static_cast<std::size_t>(entry.labels[i]));
            if (std::find(names.begin(), names.end(), name) == names.end() &&
                box_in_variant(entry.boxes[i], cut.plan)) {
                names.push_back(name);
            }
        }
    }
    return generic_prompt(m_domain, names);
}

std::string BasePictureSource::caption(std::uint64_t index) const {
    return caption_of(cut(index));
}

cv::Mat BasePictureSource::picture(std::size_t index) const {
    if (m_keeps) {
        const std::lock_guard lock(m_mutex);
        if (!m_kept[index].empty()) {
            return m_kept[index];
        }
    }
    cv::Mat loaded = load_image(m_pictures[index].file);
    if (loaded.cols != m_sizes[index].width || loaded.rows != m_sizes[index].height) {
        throw FormatError(m_pictures[index].file.string() + " has changed its size since the training began.");
    }
    if (m_grey) {
        loaded = without_colour(loaded);
    }
    if (m_keeps) {
        const std::lock_guard lock(m_mutex);
        m_kept[index] = loaded;
    }
    return loaded;
}

training::CaptionedPicture BasePictureSource::get(std::uint64_t index) const {
    const Cut drawn = cut(index);
    cv::Mat image = prepare_reference(picture(drawn.picture), drawn.plan);
    if (drawn.mirrored || drawn.upside_down) {
        cv::flip(image, image, drawn.mirrored && drawn.upside_down ? -1 : drawn.mirrored ? 1 : 0);
    }
    if (drawn.quarter_turns > 0) {
        cv::rotate(image, image, drawn.quarter_turns - 1);  // ROTATE_90_CLOCKWISE, ROTATE_180, 90 the other way
    }
    training::CaptionedPicture result{image.cols, image.rows, {}, caption_of(drawn)};
    const auto row_bytes = static_cast<std::size_t>(image.cols) * 3;
    for (int y = 0; y < image.rows; ++y) {
        const unsigned char* row = image.ptr<unsigned char>(y);
        result.rgb.insert(result.rgb.end(), row, row + row_bytes);
    }
    return result;
}

int suitable_size(std::vector<Size> pictures, int limit) {
    std::vector<int> shorter;
    for (const Size& size : pictures) {
        shorter.push_back(std::min(size.width, size.height));
    }
    std::sort(shorter.begin(), shorter.end());
    const int usual = shorter.empty() ? limit : shorter[middle(shorter.size())];
    return std::max(kSizeStep, std::min(usual, limit) / kSizeStep * kSizeStep);
}

training::BasePictures open_base_pictures(const PictureList& list, BaseRecipe& recipe, int limit) {
    std::vector<Size> sizes;
    for (const LabelledPicture& picture : list.pictures) {
        sizes.push_back(peek_image_size(picture.file));
    }
    if (recipe.image_size == 0) {
        recipe.image_size = suitable_size(sizes, limit);
    }
    const int side = recipe.image_size;
    const Size size = recipe.pictures.crop == "whole" ? usual_shape(sizes, side) : Size{side, side};
    const bool grey = recipe.pictures.colour == "grey" || (recipe.pictures.colour == "auto" && is_grey(list));
    using Use = BasePictureSource::Use;
    training::BasePictures pictures;
    pictures.training = std::make_shared<BasePictureSource>(list, Use::kTraining, recipe, size, grey);
    pictures.held_out = std::make_shared<BasePictureSource>(list, Use::kHeldOut, recipe, size, grey);
    pictures.measured = pictures.held_out;
    pictures.classes = list.classes;
    pictures.description = std::to_string(list.count(false)) + " pictures" + (grey ? " without colour" : "") + ", " +
                           std::to_string(list.count(true)) + " more held out";
    return pictures;
}

}  // namespace destudio::adaptation
