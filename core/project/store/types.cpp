// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/types.h"

#include "core/base/error.h"

namespace destudio {

std::string to_string(VariantState state) {
    switch (state) {
        case VariantState::kNew:
            return "new";
        case VariantState::kAccepted:
            return "accepted";
        case VariantState::kEdited:
            return "edited";
        case VariantState::kRejected:
            return "rejected";
        case VariantState::kFailed:
            return "failed";
    }
    return "new";
}

VariantState parse_variant_state(const std::string& text) {
    for (const auto state : {VariantState::kNew, VariantState::kAccepted, VariantState::kEdited,
                             VariantState::kRejected, VariantState::kFailed}) {
        if (to_string(state) == text) {
            return state;
        }
    }
    throw UsageError("There is no review state \"" + text + "\"; use new, accepted, edited, rejected or failed.");
}

std::string to_string(PromptSource source) {
    return source == PromptSource::kClasses ? "classes" : "caption";
}

PromptSource parse_prompt_source(const std::string& text) {
    for (const auto source : {PromptSource::kCaption, PromptSource::kClasses}) {
        if (to_string(source) == text) {
            return source;
        }
    }
    throw UsageError("There is no prompt source \"" + text + "\"; use caption or classes.");
}

std::string to_string(AnnotationOrigin origin) {
    switch (origin) {
        case AnnotationOrigin::kDetected:
            return "detected";
        case AnnotationOrigin::kEdited:
            return "edited";
        case AnnotationOrigin::kDrawn:
            return "drawn";
    }
    return "drawn";
}

AnnotationOrigin parse_annotation_origin(const std::string& text) {
    for (const auto origin : {AnnotationOrigin::kDetected, AnnotationOrigin::kEdited, AnnotationOrigin::kDrawn}) {
        if (to_string(origin) == text) {
            return origin;
        }
    }
    throw UsageError("There is no annotation origin \"" + text + "\"; use detected, edited or drawn.");
}

}  // namespace destudio
