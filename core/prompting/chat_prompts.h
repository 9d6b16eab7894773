// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/prompting/http_client.h"
#include "core/prompting/prompt_server.h"
#include "core/prompting/prompt_source.h"

namespace destudio::prompting {

/// Prompts that a language model behind a chat-completions server writes. Pictures for which it gives none that can be
/// used get one of the grammar. The first failure is told in the log; after kMaxFailures in a row the server is left
/// alone.
class ChatPrompts final : public PromptSource {
public:
    static constexpr std::size_t kPromptsPerRequest = 20;
    static constexpr int kMaxFailures = 3;

    /// @throws UsageError for an address that cannot be right
    explicit ChatPrompts(PromptServer server, HttpLimits limits = {});

    std::vector<WrittenPrompt> write(const PromptBatch& batch, std::stop_token stop) override;

private:
    std::vector<std::string> ask(const PromptBatch& batch, std::span<const PromptRequest> requests,
                                 const std::stop_token& stop) const;
    void tell(const std::string& problem);

    PromptServer m_server;
    std::string m_url;
    HttpLimits m_limits;
    int m_failures = 0;  ///< in a row
    bool m_told = false;
};

/// Which text is for which picture: the one in its place where that names all its classes, else any that does, else
/// any that names one of them; each text once. Texts that cannot be used are for none.
std::vector<std::optional<std::string>> assign_prompts(const std::vector<std::string>& texts,
                                                       std::span<const PromptRequest> requests);

}  // namespace destudio::prompting
