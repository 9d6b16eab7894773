// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <future>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <stop_token>
#include <string>

#include "core/engine/recipe/reference_preparation.h"
#include "core/scaleup/item_plan.h"
#include "core/scaleup/item_prompts.h"
#include "core/scaleup/item_record.h"
#include "core/scaleup/reference_set.h"
#include "core/scaleup/scale_up_model.h"
#include "core/scaleup/scale_up_settings.h"

namespace destudio::scaleup {

/// An item's record, verdict open, and its picture.
struct MadeItem {
    ItemRecord record;
    cv::Mat image;  ///< empty when the reference is no sound image
};

/// The part of a reference that is used and the size of the variant. @param crop_seed for the paper's random crop
ReferencePlan plan_reference(Size reference, const ScaleUpSettings& settings, const BundleInfo& bundle,
                             std::uint64_t crop_seed);

/// Turns planned items into pictures with boxes.
class ItemMaker {
public:
    /// @param prompts of the items; they know an item before it is made
    ItemMaker(const ScaleUpSettings& settings, const ReferenceSet& references, const ScaleUpModel& model,
              const ItemPrompts& prompts);

    /// Begins to read the reference of an item that comes soon, on another thread.
    void prefetch(const PlannedItem& item);
    /// @throws as ScaleUpModel::generate; IoError when the reference's file cannot be read at all
    MadeItem make(const PlannedItem& item, const std::stop_token& stop);
    /// Makes the picture of a record again. @throws the same; FormatError when the reference is gone or another
    cv::Mat remake(const ItemRecord& record, const std::stop_token& stop);

private:
    struct LoadedReference {
        cv::Mat image;
        std::string hash;     ///< of the file's bytes
        std::string problem;  ///< when it is no sound image
    };
    static LoadedReference load(const std::filesystem::path& file);
    LoadedReference take(std::size_t reference);
    GenerationRequest request(const Reference& reference, const LoadedReference& loaded, const PlannedItem& item) const;
    /// Puts objects into the request's picture, where that is asked for. @return all labels of the picture
    std::vector<KnownBox> paste(const Reference& reference, const Box& crop, std::uint64_t seed,
                                GenerationRequest& request) const;

    const ScaleUpSettings& m_settings;
    const ReferenceSet& m_references;
    const ScaleUpModel& m_model;
    const ItemPrompts& m_prompts;
    std::optional<std::size_t> m_coming_reference;
    std::future<LoadedReference> m_coming;
};

}  // namespace destudio::scaleup
