// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/generic_prompt.h"

namespace destudio {

/// What a reference is redrawn with when nobody typed a prompt: its caption without blanks around it, else the generic
/// prompt.
std::string default_prompt(const std::string& caption, const std::string& domain,
                           const std::vector<std::string>& classes);

/// Words added to every prompt of a domain.
struct PromptPreset {
    std::string name;      ///< "photo", "none"
    std::string positive;  ///< appended to the prompt after ", "
    std::string negative;  ///< the negative prompt where none is given
};

/// The presets of the paper's appendix: suffixes for photos, and none, which is the one for clip art.
std::span<const PromptPreset> prompt_presets();
/// The preset of a bundle's domain: "photo" for photos, "none" for everything else.
const PromptPreset& prompt_preset_for(const std::string& domain);
/// `prompt` with the suffix; full stops, commas and blanks at its end give way to the comma. Empty parts add nothing.
std::string with_suffix(const std::string& prompt, const std::string& suffix);

/// What a person wishes for the prompts of many references.
struct PromptWishes {
    std::string prompt;             ///< for all of them; blank: the caption, else the generic prompt
    std::string negative;           ///< blank: that of the preset
    std::string suffixes = "auto";  ///< "photo", "none"; "auto": the domain's preset unless a prompt is given
    /// Another [domain] for the generic prompt than the bundle's, which then comes in place of captions as well: what a
    /// picture shows stays, what it is made of changes. Empty: the bundle's.
    std::string domain{};
};

struct Prompts {
    std::string positive;
    std::string negative;
};

/// The prompts of one reference. A given prompt is taken as it is, unless suffixes are asked for.
Prompts make_prompts(const PromptWishes& wishes, const std::string& domain, const std::string& caption,
                     const std::vector<std::string>& classes);

}  // namespace destudio
