// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/chat_prompts.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/prompting/chat_request.h"
#include "core/prompting/class_words.h"
#include "core/prompting/grammar_prompts.h"
#include "core/prompting/reply_parser.h"

namespace destudio::prompting {

namespace {

std::vector<WantedClass> asked_classes(std::span<const PromptRequest> requests) {
    std::vector<WantedClass> all;
    for (const PromptRequest& request : requests) {
        if (request.classes.empty()) {
            return {};  // any text will do for this one
        }
        all.insert(all.end(), request.classes.begin(), request.classes.end());
    }
    return all;
}

}  // namespace

std::vector<std::optional<std::string>> assign_prompts(const std::vector<std::string>& texts,
                                                       std::span<const PromptRequest> requests) {
    std::vector<std::optional<std::string>> chosen(requests.size());
    std::vector<bool> free(texts.size());
    const auto asked = asked_classes(requests);
    for (std::size_t t = 0; t < texts.size(); ++t) {
        // A model that says the same twice is heard once.
        const auto earlier = texts.begin() + static_cast<std::ptrdiff_t>(t);
        free[t] = is_usable_prompt(texts[t], asked) && std::find(texts.begin(), earlier, texts[t]) == earlier;
    }
    const auto take = [&](std::size_t request, std::size_t text) {
        chosen[request] = texts[text];
        free[text] = false;
    };
    const auto names_all = [&](std::size_t request, std::size_t text) {
        const auto& classes = requests[request].classes;
        return std::all_of(classes.begin(), classes.end(),
                           [&](const WantedClass& wanted) { return names_class(texts[text], wanted.name); });
    };
    const auto names_one = [&](std::size_t request, std::size_t text) {
        const auto& classes = requests[request].classes;
        return std::any_of(classes.begin(), classes.end(),
                           [&](const WantedClass& wanted) { return names_class(texts[text], wanted.name); });
    };
    for (std::size_t r = 0; r < std::min(requests.size(), texts.size()); ++r) {
        if (free[r] && names_all(r, r)) {
            take(r, r);
        }
    }
    const auto take_where = [&](const auto& fits) {
        for (std::size_t r = 0; r < requests.size(); ++r) {
            for (std::size_t t = 0; t < texts.size() && !chosen[r]; ++t) {
                if (free[t] && fits(r, t)) {
                    take(r, t);
                }
            }
        }
    };
    take_where(names_all);
    take_where(names_one);
    return chosen;
}

ChatPrompts::ChatPrompts(PromptServer server, HttpLimits limits)
    : m_server(std::move(server)), m_url(chat_url(m_server.address)), m_limits(limits) {
    check(m_server);
}

std::vector<std::string> ChatPrompts::ask(const PromptBatch& batch, std::span<const PromptRequest> requests,
                                          const std::stop_token& stop) const {
    const HttpReply reply =
        post_json(m_url, m_server.key, chat_request(m_server.model, batch, requests), m_limits, stop);
    constexpr long kOk = 200;
    if (reply.status != kOk) {
        throw IoError("The prompt server at " + m_url + " answers with status " + std::to_string(reply.status) + ".");
    }
    return prompts_in(reply_text(reply.body));
}

void ChatPrompts::tell(const std::string& problem) {
    if (!m_told) {
        spdlog::warn("{} The built-in grammar writes the prompts that it does not.", problem);
    } else {
        spdlog::debug("{}", problem);
    }
    m_told = true;
}

std::vector<WrittenPrompt> ChatPrompts::write(const PromptBatch& batch, std::stop_token stop) {
    std::vector<WrittenPrompt> prompts;
    const std::span<const PromptRequest> all(batch.requests);
    for (std::size_t first = 0; first < all.size(); first += kPromptsPerRequest) {
        const auto requests = all.subspan(first, std::min(kPromptsPerRequest, all.size() - first));
        std::vector<std::optional<std::string>> texts(requests.size());
        if (m_failures < kMaxFailures) {
            try {
                texts = assign_prompts(ask(batch, requests, stop), requests);
                if (std::none_of(texts.begin(), texts.end(), [](const auto& text) { return text.has_value(); })) {
                    throw FormatError("The prompt server at " + m_url +
                                      " says nothing that is a prompt of the classes.");
                }
                m_failures = 0;
            } catch (const CancelledError&) {
                throw;
            } catch (const Error& problem) {
                ++m_failures;
                tell(problem.what());
            }
        }
        for (std::size_t i = 0; i < requests.size(); ++i) {
            prompts.push_back(
                texts[i] ? WrittenPrompt{*texts[i], PromptWriter::kServer}
                         : WrittenPrompt{GrammarPrompts::text(batch.seed, requests[i]), PromptWriter::kGrammar});
        }
    }
    return prompts;
}

}  // namespace destudio::prompting
