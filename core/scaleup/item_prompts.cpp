// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_prompts.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/prompting/grammar_prompts.h"

namespace destudio::scaleup {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPromptBatch = 20;
constexpr std::size_t kExamples = 8;

/// A few captions from all over the dataset.
std::vector<std::string> example_captions(const ReferenceSet& references) {
    std::vector<std::string> captions;
    const std::size_t count = references.references.size();
    const std::size_t step = std::max<std::size_t>(1, count / kExamples);
    for (std::size_t i = 0; i < count && captions.size() < kExamples; i += step) {
        const std::string& caption = references.references[i].caption;
        if (!caption.empty() && std::find(captions.begin(), captions.end(), caption) == captions.end()) {
            captions.push_back(caption);
        }
    }
    return captions;
}

/// @param before bytes of the file; what an attempt before this one left behind them is cut off
void append_lines(const fs::path& file, std::uintmax_t before, const std::string& lines) {
    std::error_code ec;
    if (fs::exists(file, ec)) {
        fs::resize_file(file, before, ec);
    }
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out << lines;
    out.close();
    if (!out || ec) {
        throw IoError("Cannot write " + file.string() + ". Check that the folder is writable and the disk has room.");
    }
}

std::string prompt_line(std::int64_t index, const prompting::WrittenPrompt& prompt) {
    const bool server = prompt.writer == prompting::PromptWriter::kServer;
    const nlohmann::ordered_json json{
        {"index", index}, {"writer", server ? "server" : "grammar"}, {"prompt", prompt.text}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

const std::string& domain_of(const PlannedItem& item, const ScaleUpSettings& settings,
                             const std::string& bundle_domain) {
    const auto& domains = settings.domains;
    return domains.empty() ? bundle_domain
                           : domains[(static_cast<std::size_t>(item.turn) + item.reference) % domains.size()];
}

ItemPrompts::ItemPrompts(const ScaleUpSettings& settings, const ReferenceSet& references,
                         std::vector<std::string> classes, std::string bundle_domain,
                         std::shared_ptr<prompting::PromptSource> source)
    : m_settings(settings),
      m_references(references),
      m_classes(std::move(classes)),
      m_bundle_domain(std::move(bundle_domain)),
      m_source(std::move(source)),
      m_examples(example_captions(references)) {
    if (settings.prompt_kind == prompting::PromptKind::kServer && !m_source) {
        throw UsageError("Prompts of a server need its address.");
    }
}

std::size_t ItemPrompts::batch_size() const {
    return m_settings.prompt_kind == prompting::PromptKind::kServer ? kPromptBatch : 0;
}

void ItemPrompts::load(const fs::path& file, std::int64_t first) {
    m_file = file;
    std::error_code ec;
    if (batch_size() == 0 || !fs::exists(file, ec)) {
        return;
    }
    std::ifstream in(file, std::ios::binary);
    std::string line;
    std::uintmax_t whole = 0;  // bytes up to the last line break
    while (std::getline(in, line) && !in.eof()) {
        whole += line.size() + 1;
        try {
            const auto json = parse_json(line, file.string());
            const auto index = json_value<std::int64_t>(json, "index", -1);
            const auto prompt = json_value<std::string>(json, "prompt", {});
            if (index >= first && !prompt.empty()) {
                m_kept.insert_or_assign(index, prompt);
            }
        } catch (const FormatError&) {
            continue;
        }
    }
    if (in.bad()) {
        throw IoError("Cannot read " + file.string() + ".");
    }
    in.close();
    if (whole != fs::file_size(file, ec) && !ec) {
        fs::resize_file(file, whole, ec);  // a line that the end of an earlier process cut off
    }
    if (ec) {
        throw IoError("Cannot write " + file.string() + ": " + ec.message() + ". Check that the folder is writable.");
    }
}

prompting::PromptRequest ItemPrompts::request(const PlannedItem& item) const {
    const Reference& reference = m_references.references[item.reference];
    prompting::PromptRequest request{item.index, {}, domain_of(item, m_settings, m_bundle_domain)};
    for (const auto& name : reference.class_names) {
        const auto found = std::find_if(reference.counts.begin(), reference.counts.end(), [&](const auto& entry) {
            return m_classes.at(static_cast<std::size_t>(entry.first)) == name;
        });
        request.classes.push_back({name, found == reference.counts.end() ? 1 : found->second});
    }
    return request;
}

void ItemPrompts::prepare(const std::vector<PlannedItem>& coming, const std::vector<std::int64_t>& lacking,
                          DiskGuard& guard, const std::stop_token& stop) {
    prompting::PromptBatch batch;
    batch.seed = m_settings.seed;
    batch.examples = m_examples;
    for (std::size_t c = 0; c < lacking.size(); ++c) {
        if (lacking[c] > 0) {
            batch.lacking.push_back({m_classes.at(c), lacking[c]});
        }
    }
    for (const PlannedItem& item : coming) {
        if (!m_kept.contains(item.index)) {
            batch.requests.push_back(request(item));
        }
    }
    if (batch.requests.empty()) {
        return;
    }
    const auto prompts = m_source->write(batch, stop);
    std::string lines;
    for (std::size_t i = 0; i < batch.requests.size(); ++i) {
        const auto& wanted = batch.requests[i];
        const bool written = i < prompts.size() && !prompts[i].text.empty();
        const auto prompt = written ? prompts[i]
                                    : prompting::WrittenPrompt{prompting::GrammarPrompts::text(m_settings.seed, wanted),
                                                               prompting::PromptWriter::kGrammar};
        lines += prompt_line(wanted.index, prompt);
        m_kept.insert_or_assign(wanted.index, prompt.text);
    }
    m_kept.erase(m_kept.begin(), m_kept.lower_bound(coming.front().index));
    std::error_code ec;
    const std::uintmax_t before = fs::exists(m_file, ec) ? fs::file_size(m_file, ec) : 0;
    guard.write(
        lines.size(), [&] { append_lines(m_file, before, lines); }, stop);
}

std::optional<std::string> ItemPrompts::text(const PlannedItem& item) const {
    switch (m_settings.prompt_kind) {
        case prompting::PromptKind::kGrammar:
            return prompting::GrammarPrompts::text(m_settings.seed, request(item));
        case prompting::PromptKind::kServer:
            return m_kept.at(item.index);
        case prompting::PromptKind::kClasses:
            return std::string();  // no caption: the generic prompt of the classes
        case prompting::PromptKind::kCaptions:
            break;
    }
    return std::nullopt;
}

}  // namespace destudio::scaleup
