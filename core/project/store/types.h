// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/lora_choice.h"
#include "core/engine/recipe/recipe.h"

namespace destudio {

/// Row of a table; positive and never used twice in one project file. 0 means "none, give it a new one" on insertion.
using RowId = std::int64_t;

struct ProjectClass {
    RowId id = 0;
    std::string name;                  ///< unique in the project
    std::uint32_t color = 0;           ///< 0xRRGGBB
    std::optional<int> lower_bound{};  ///< wanted accepted annotations; none: the project's
    bool operator==(const ProjectClass&) const = default;
};

/// A source image. The file stays where it is and is never written.
struct Reference {
    RowId id = 0;
    std::filesystem::path path;  ///< absolute; stored relative to the project file where it lies beside or below it
    std::string hash;            ///< SHA-256 of the file's bytes, hex
    Size size;                   ///< oriented pixels
    std::string caption;         ///< empty: the generic prompt is used
};

/// Ground truth of a reference, in pixels of the oriented reference.
struct ReferenceBox {
    RowId id = 0;
    RowId reference_id = 0;
    RowId class_id = 0;
    Box box;
    bool ignore = false;  ///< region that neither counts as object nor as background
};

enum class VariantState { kNew, kAccepted, kEdited, kRejected, kFailed };

/// "new", "accepted", "edited", "rejected", "failed": the spellings of files and the command line.
std::string to_string(VariantState state);
/// @throws UsageError that lists the valid words
VariantState parse_variant_state(const std::string& text);

/// A generated image as the project knows it. Its picture is in VariantStore::load_image.
struct VariantRecord {
    RowId id = 0;
    RowId reference_id = 0;
    Recipe recipe;
    VariantState state = VariantState::kNew;
    std::filesystem::path image;  ///< absolute path of the PNG file; empty when generation failed
    std::string error;            ///< the sentence, when state is kFailed
    bool has_own_boxes = false;   ///< a person edited the boxes: stored annotations count, not detections
};

/// A detection as the adapter gave it, with its class looked up in the project's list. Never changed.
struct StoredDetection {
    RowId id = 0;
    RowId variant_id = 0;
    RowId class_id = 0;
    Box box;
    double score = 0;
};

/// How an annotation came to be: taken over from a detection as it was, corrected from one, drawn by hand.
enum class AnnotationOrigin { kDetected, kEdited, kDrawn };
std::string to_string(AnnotationOrigin origin);
/// @throws UsageError that lists the valid words
AnnotationOrigin parse_annotation_origin(const std::string& text);

/// What the dataset will say about one object of a variant, in pixels of the variant.
struct StoredAnnotation {
    RowId id = 0;  ///< 0 for one that is still derived from a detection
    RowId variant_id = 0;
    RowId class_id = 0;
    Box box;
    AnnotationOrigin origin = AnnotationOrigin::kDetected;
    double score = 1;        ///< of the detection it came from; 1 for a drawn one
    RowId detection_id = 0;  ///< the detection it came from; 0 for a drawn one
    bool ignore = false;     ///< region that neither counts as object nor as background
    bool operator==(const StoredAnnotation&) const = default;
};

/// A box that was carried to a variant in which nothing speaks for it: shown, but no part of the dataset until a person
/// takes it.
struct GhostBox {
    RowId id = 0;
    RowId variant_id = 0;
    RowId class_id = 0;
    Box box;
    bool operator==(const GhostBox&) const = default;
};

/// What the prompt is made of where none was typed: the reference's caption, if it has one, or always the generic
/// sentence of its classes.
enum class PromptSource { kCaption, kClasses };
/// "caption", "classes"
std::string to_string(PromptSource source);
/// @throws UsageError that lists the valid words
PromptSource parse_prompt_source(const std::string& text);

/// What the generate panel holds; kept in the project.
struct GenerationSettings {
    std::filesystem::path bundle;   ///< empty: the built-in one
    std::filesystem::path adapter;  ///< empty: the bundle's own
    std::vector<LoraChoice> loras;  ///< merged into the bundle's weights
    PromptSource prompt_source = PromptSource::kCaption;
    std::string prompt;         ///< empty: made as prompt_source says
    std::string prompt_suffix;  ///< added to every prompt, typed or made
    std::string negative_prompt;
    std::vector<double> ratios{0.3, 0.6, 0.9};
    std::vector<std::uint64_t> seeds{1};
    double guidance_scale = 7.5;
    double guidance_rescale = 0;
    std::optional<TimestepSpacing> spacing;  ///< none: what the model asks for
    int steps = 30;
    Sampler sampler = Sampler::kDpmpp2m;
    double eta = 0;
    Precision precision = Precision::kAuto;
    std::optional<LabelStep> label_step;  ///< none: the bundle's default
    bool operator==(const GenerationSettings&) const = default;
};

}  // namespace destudio
