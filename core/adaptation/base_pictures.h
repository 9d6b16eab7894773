// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "core/adaptation/picture_list.h"
#include "core/base/random.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/training/base_model/base_recipe.h"
#include "core/training/base_model/sample_sheet.h"
#include "core/training/sources/base_pictures.h"

namespace destudio::adaptation {

/// Pictures on disk for a base model: cut, turned and described as a recipe says. Those to learn from come as a series
/// without end, each cut anew; those held out once each, around the middle and as they are. Pictures are kept in memory
/// where all of them together are small.
class BasePictureSource : public training::CaptionedSource {
public:
    enum class Use { kTraining, kHeldOut };

    /// Of the list, the pictures of this use. @param size of what get() gives  @param grey without colour
    BasePictureSource(const PictureList& list, Use use, const training::BaseRecipe& recipe, Size size, bool grey);

    std::uint64_t count() const override { return m_use == Use::kTraining ? 0 : m_pictures.size(); }
    training::CaptionedPicture get(std::uint64_t index) const override;
    std::string caption(std::uint64_t index) const override;

private:
    /// Everything that is drawn for one index.
    struct Cut {
        std::size_t picture = 0;
        ReferencePlan plan;
        bool mirrored = false;
        bool upside_down = false;
        int quarter_turns = 0;
    };
    Cut cut(std::uint64_t index) const;
    std::string caption_of(const Cut& cut) const;
    cv::Mat picture(std::size_t index) const;

    std::vector<LabelledPicture> m_pictures;
    std::vector<Size> m_sizes;
    std::vector<std::string> m_classes;
    Use m_use;
    training::PictureRecipe m_recipe;
    std::string m_domain;
    std::uint64_t m_seed;
    Size m_size;
    bool m_grey;
    bool m_keeps = false;
    mutable std::mutex m_mutex;  ///< guards m_kept
    mutable std::vector<cv::Mat> m_kept;
};

/// The size that suits pictures: the largest multiple of 64 that most of them have on both sides, at most `limit`.
int suitable_size(std::vector<Size> pictures, int limit);

/// Both sides of a list as a base model learns from them. Chooses the recipe's image size where it is 0.
/// @param limit largest size to choose: what the model to start from was made for
/// @throws IoError, FormatError naming a picture that cannot be read
training::BasePictures open_base_pictures(const PictureList& list, training::BaseRecipe& recipe, int limit);

/// Writes samples of a run into out/samples: a sheet a step, and one for each stage with its first row over all steps.
/// @throws IoError
void write_samples(const std::filesystem::path& out, const training::SampleSheet& sheet);

}  // namespace destudio::adaptation
