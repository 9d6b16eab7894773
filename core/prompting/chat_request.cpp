// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/chat_request.h"

#include <nlohmann/json.hpp>

#include "core/base/shown_text.h"
#include "core/prompting/class_words.h"

namespace destudio::prompting {

namespace {

constexpr const char* kSystemText =
    "You write prompts for a text-to-image model that makes training pictures for an object detector. Each prompt is "
    "one English sentence of at most 40 words. It says which objects are seen and how many, where they are, in what "
    "light and from where they are seen. Name every object by the word that you are given. Make each prompt different "
    "from the others. Reply with a JSON array of strings, one for each picture in the given order, and nothing else.";

constexpr std::size_t kMaxExamples = 8;
constexpr std::size_t kMaxExampleBytes = 240;
constexpr std::size_t kMaxClasses = 40;  // of what lacks

std::string class_list(const std::vector<WantedClass>& classes, std::size_t most) {
    std::string list;
    for (std::size_t i = 0; i < classes.size() && i < most; ++i) {
        list += (list.empty() ? "" : ", ") + std::to_string(classes[i].count) + " " + spoken_name(classes[i].name);
    }
    return list;
}

}  // namespace

std::string chat_request(const std::string& model, const PromptBatch& batch, std::span<const PromptRequest> requests) {
    std::string text;
    std::size_t examples = 0;
    for (const std::string& example : batch.examples) {
        if (examples < kMaxExamples && !example.empty() && example.size() <= kMaxExampleBytes) {
            text += (examples == 0 ? "Captions of the dataset, to be written like:\n- " : "- ") + shown_text(example) +
                    "\n";
            ++examples;
        }
    }
    if (!batch.lacking.empty()) {
        text += "The dataset still needs boxes: " + class_list(batch.lacking, kMaxClasses) + ".\n";
    }
    text += "Write " + std::to_string(requests.size()) + " prompts, one for each of these pictures:\n";
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const std::string classes = class_list(requests[i].classes, kMaxClasses);
        text += std::to_string(i + 1) + ". " + spoken_name(requests[i].domain) + " with " +
                (classes.empty() ? "no object in particular" : classes) + "\n";
    }
    nlohmann::ordered_json body;
    if (!model.empty()) {
        body["model"] = model;
    }
    body["messages"] = {{{"role", "system"}, {"content", kSystemText}}, {{"role", "user"}, {"content", text}}};
    body["stream"] = false;
    return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace destudio::prompting
