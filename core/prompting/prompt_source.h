// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace destudio::prompting {

/// A class and a number of it: of objects in one picture, or of boxes that a dataset still lacks.
struct WantedClass {
    std::string name;
    std::int64_t count = 1;
    bool operator==(const WantedClass&) const = default;
};

/// One picture that needs a prompt.
struct PromptRequest {
    std::int64_t index = 0;            ///< of the picture; with the seed it decides what a grammar writes
    std::vector<WantedClass> classes;  ///< what the picture shows; may be empty
    std::string domain = "photo";      ///< what kind of picture, as in "A [domain] of a cat"
};

/// Pictures that get their prompts together.
struct PromptBatch {
    std::vector<PromptRequest> requests;
    std::vector<WantedClass> lacking;   ///< boxes that the dataset still needs of each class
    std::vector<std::string> examples;  ///< captions of the dataset, to be written like
    std::uint64_t seed = 1;
};

/// Who wrote a prompt.
enum class PromptWriter { kGrammar, kServer };

struct WrittenPrompt {
    std::string text;
    PromptWriter writer = PromptWriter::kGrammar;
    bool operator==(const WrittenPrompt&) const = default;
};

/// Writes prompts. What goes wrong is told in the log and never ends the caller's work.
class PromptSource {
public:
    PromptSource() = default;
    PromptSource(const PromptSource&) = delete;
    PromptSource& operator=(const PromptSource&) = delete;
    virtual ~PromptSource() = default;

    /// One prompt for each request, in their order, none of them empty. @throws CancelledError
    virtual std::vector<WrittenPrompt> write(const PromptBatch& batch, std::stop_token stop) = 0;
};

}  // namespace destudio::prompting
