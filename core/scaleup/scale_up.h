// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/prompting/prompt_source.h"
#include "core/scaleup/disk_guard.h"
#include "core/scaleup/reference_set.h"
#include "core/scaleup/scale_up_model.h"
#include "core/scaleup/scale_up_settings.h"
#include "core/scaleup/scale_up_status.h"

namespace destudio::scaleup {

/// What to scale up, and where to.
struct ScaleUpRequest {
    ScaleUpSettings settings;
    ReferenceSet references;   ///< made for the model's classes
    std::string dataset_name;  ///< what to call their dataset in errors
    std::filesystem::path out;
    std::filesystem::path counts;  ///< merge-shards' counts, for the next round of a shard; empty: none
    std::filesystem::path log;     ///< JSON lines; empty: none
    std::shared_ptr<prompting::PromptSource> prompt_source{};  ///< for PromptKind::kServer
};

/// What the caller wants to know and decide while it runs. All of it may be empty.
struct ScaleUpHooks {
    StatusSink on_status;   ///< on the calling thread; while the disk is full, also on the writing one; never both
    DiskGuardOptions disk;  ///< on_pause is replaced
    std::function<void()> pause_point;  ///< called before each image; may wait as long as it likes, or throw
};

/// Why it ended.
enum class ScaleUpEnd {
    kReached,  ///< every class and cluster has more than its lower bound
    kMaxImages,
    kMaxHours,
    kRound,  ///< a shard's part of a round is done; merge-shards plans the next
};

struct ScaleUpResult {
    ScaleUpEnd end = ScaleUpEnd::kReached;
    ScaleUpStatus status;
    std::vector<std::string> problems;  ///< one sentence for each reference that could not be read, the first few
};

/// Makes labelled variants of references into order.out until every class has more annotations than its lower bound
/// (and every cluster of references more images, where that is asked for), or to a limit (the paper's COCO-DE and
/// VOC-DE). An item is complete or absent at any moment, so the same call goes on after any kind of end, and what comes
/// out at last is the same as if it had never been interrupted: items.jsonl says which items are made, annotations.json
/// and recipes.jsonl are made from it.
/// @throws UsageError for settings that make no sense and folders of other scale-ups; IoError, FormatError,
/// ConfigError,
///         ResourceError; CancelledError when stopped. What is finished is complete in each case.
ScaleUpResult scale_up(const ScaleUpRequest& request, const ScaleUpModel& model, const ScaleUpHooks& hooks = {},
                       std::stop_token stop = {});

/// What can be told before the first image: items and bytes that uniform selection needs if variants show what their
/// references show.
ScaleUpStatus forecast(const ScaleUpRequest& request, const ScaleUpModel& model);

}  // namespace destudio::scaleup
