// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/lora_files.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/diffusion/lora_parts.h"
#include "core/engine/recipe/file_hash.h"
#include "core/lora/lora_report.h"

namespace destudio {

namespace fs = std::filesystem;

std::vector<LoraChoice> effective_loras(std::vector<LoraChoice> choices) {
    for (const auto& choice : choices) {
        if (!std::isfinite(choice.strength)) {
            throw UsageError("The strength of the LoRA " + choice.file.string() + " has to be a number.");
        }
    }
    std::erase_if(choices, [](const LoraChoice& choice) { return choice.strength == 0; });
    return choices;
}

std::vector<RecipeLora> recipe_loras(const std::vector<LoraChoice>& choices) {
    std::vector<RecipeLora> loras;
    for (const auto& choice : effective_loras(choices)) {
        loras.push_back({choice.file.filename().string(), cached_file_sha256(choice.file), choice.strength});
    }
    return loras;
}

std::vector<LoraChoice> find_loras(const std::vector<RecipeLora>& wanted, const std::vector<fs::path>& places) {
    std::vector<fs::path> files;
    for (const auto& place : places) {
        std::error_code ec;
        if (!fs::is_directory(place, ec)) {
            files.push_back(place);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(place, ec)) {
            if (entry.path().extension() == ".safetensors" && entry.is_regular_file(ec)) {
                files.push_back(entry.path());
            }
        }
    }
    std::vector<LoraChoice> found;
    for (const auto& lora : wanted) {
        // The file of the same name is the likeliest, and hashing the others may take a while.
        std::stable_partition(files.begin(), files.end(),
                              [&lora](const fs::path& file) { return file.filename().string() == lora.name; });
        const auto at = std::find_if(files.begin(), files.end(),
                                     [&lora](const fs::path& file) { return cached_file_sha256(file) == lora.sha256; });
        if (at == files.end()) {
            throw IoError("The recipe's LoRA " + lora.name + ", a file with the SHA-256 " + lora.sha256 +
                          ", was not found. Name the file, or its folder, with --lora.");
        }
        found.push_back({*at, lora.strength});
    }
    return found;
}

LoraSummary check_lora(const fs::path& bundle, const fs::path& file) {
    const lora::LoraFile lora(file);
    const auto model = models::describe_model(bundle.empty() ? built_in_bundle() : bundle);
    models::PartOpener opener;
    const auto report = lora::compare(lora, diffusion::open_lora_parts(model, opener));
    if (!report.problem.empty()) {
        throw ConfigError(report.problem);
    }
    LoraSummary summary;
    summary.format = report.format;
    summary.base = report.base.empty() ? report.stated_base : report.base;
    summary.used = report.used;
    summary.unused = report.unused.size();
    summary.misshapen = report.misshapen.size();
    summary.unknown = report.unknown.size();
    summary.relative = report.relative;
    for (const auto& block : report.blocks) {
        if (block.relative > summary.strongest_share) {
            summary.strongest = block.block;
            summary.strongest_share = block.relative;
        }
    }
    summary.few_step = few_step_lora(lora.tensors().metadata());
    return summary;
}

BundleInfo with_loras(BundleInfo bundle, const std::vector<LoraChoice>& choices) {
    for (const auto& choice : effective_loras(choices)) {
        const lora::LoraFile file(choice.file);
        const auto advice = few_step_lora(file.tensors().metadata());
        if (advice && bundle.few_step.empty()) {
            bundle.sampler = advice->sampler;
            bundle.steps = advice->steps;
            bundle.guidance_scale = advice->guidance_scale;
            bundle.spacing = advice->spacing;
            bundle.few_step = "with the LoRA " + choice.file.filename().string() + ", as " + advice->reason;
        }
    }
    return bundle;
}

}  // namespace destudio
