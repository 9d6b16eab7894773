// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <memory>
#include <string>

#include "core/base/shown_text.h"

namespace destudio {

namespace {

/// The message as a terminal may show it: names out of files can hold anything.
class ShownMessage : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const std::string text = shown_text({message.payload.data(), message.payload.size()}, true);
        out.append(text.data(), text.data() + text.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<ShownMessage>(); }
};

using Distributor = spdlog::sinks::dist_sink_mt;  // sinks of a logger itself must not change while others log

/// The default logger's, which set_up_logging() put there.
std::shared_ptr<Distributor> distributor() {
    const auto& sinks = spdlog::default_logger()->sinks();
    return sinks.empty() ? nullptr : std::dynamic_pointer_cast<Distributor>(sinks.front());
}

}  // namespace

void set_up_logging(bool verbose) {
    auto errors = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<ShownMessage>('*').set_pattern("%^%l%$: %*");
    errors->set_formatter(std::move(formatter));
    errors->set_level(verbose ? spdlog::level::debug : spdlog::level::info);
    auto sinks = std::make_shared<Distributor>();
    sinks->add_sink(errors);
    auto logger = std::make_shared<spdlog::logger>("destudio", std::move(sinks));
    logger->set_level(errors->level());
    spdlog::set_default_logger(std::move(logger));
}

void add_log_sink(const spdlog::sink_ptr& sink) {
    if (!distributor()) {
        set_up_logging(false);
    }
    distributor()->add_sink(sink);
    spdlog::default_logger()->set_level(spdlog::level::debug);
}

void remove_log_sink(const spdlog::sink_ptr& sink) {
    if (const auto sinks = distributor()) {
        sinks->remove_sink(sink);
    }
}

}  // namespace destudio
