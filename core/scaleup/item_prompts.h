// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/prompting/prompt_source.h"
#include "core/scaleup/disk_guard.h"
#include "core/scaleup/item_plan.h"
#include "core/scaleup/reference_set.h"
#include "core/scaleup/scale_up_settings.h"

namespace destudio::scaleup {

/// The [domain] of an item's prompt: the settings' in turn, else the bundle's.
const std::string& domain_of(const PlannedItem& item, const ScaleUpSettings& settings,
                             const std::string& bundle_domain);

/// What items are redrawn with where their prompts are neither captions nor plain lists of classes. What a source
/// writes is kept in a file of the scale-up before it is used: a line for each item, so that a scale-up that goes on
/// uses the same. What the grammar writes follows from seed and item, and is not kept.
class ItemPrompts {
public:
    /// @param classes of the adapter
    /// @param source writes the prompts of PromptKind::kServer; not used for the other kinds
    ItemPrompts(const ScaleUpSettings& settings, const ReferenceSet& references, std::vector<std::string> classes,
                std::string bundle_domain, std::shared_ptr<prompting::PromptSource> source);

    /// Reads the file of an earlier call, from item `first` on. Lines that cannot be read are left out: their items get
    /// a new prompt. @throws IoError
    void load(const std::filesystem::path& file, std::int64_t first);

    /// How many items are best planned together: 0 where nothing has to be prepared.
    std::size_t batch_size() const;
    bool knows(std::int64_t index) const { return batch_size() == 0 || m_kept.contains(index); }
    /// Lets the source write the prompts of coming items and keeps them. Forgets those of items before them.
    /// @param lacking boxes of each class of the adapter
    /// @throws IoError, CancelledError
    void prepare(const std::vector<PlannedItem>& coming, const std::vector<std::int64_t>& lacking, DiskGuard& guard,
                 const std::stop_token& stop);

    /// The text of an item that is known; nothing: its caption or its classes.
    std::optional<std::string> text(const PlannedItem& item) const;

private:
    prompting::PromptRequest request(const PlannedItem& item) const;

    const ScaleUpSettings& m_settings;
    const ReferenceSet& m_references;
    std::vector<std::string> m_classes;
    std::string m_bundle_domain;
    std::shared_ptr<prompting::PromptSource> m_source;
    std::filesystem::path m_file;
    std::vector<std::string> m_examples;
    std::map<std::int64_t, std::string> m_kept;
};

}  // namespace destudio::scaleup
