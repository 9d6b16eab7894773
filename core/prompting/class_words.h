// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace destudio::prompting {

/// A class's name as it may stand in a sentence: control characters and runs of blanks are one blank, underscores too.
std::string spoken_name(const std::string& class_name);

/// "a" or "an", by the first letter.
std::string article(std::string_view word);

/// "a cat", "three cats", "a mouse beside other mice": the name itself is always part of it, so that a tokenizer meets
/// the word that the dataset uses. @param name a spoken_name() @param count below 1 is read as 1
std::string counted(const std::string& name, std::int64_t count);

/// Other words for the classes of common datasets, such as "sofa" for "couch"; empty for others.
std::span<const std::string_view> other_words(std::string_view name);

/// Whether a text speaks of a class: its name, its plural or another word for it, as whole words in any case.
bool names_class(std::string_view text, const std::string& class_name);

}  // namespace destudio::prompting
