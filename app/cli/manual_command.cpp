// SPDX-License-Identifier: Apache-2.0
// destudio-cli write-manual: manual pages and completions of shells, from the option tables themselves. The build calls
// it; people do not see it in the help.
#include <algorithm>
#include <cctype>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/command_list.h"
#include "app/manual/common_text.h"
#include "app/manual/write_manual.h"

namespace destudio::cli {

namespace {

/// "TEXT:{bar,json,none}" is what CLI11 makes of a type and its check.
manual::OptionText option_text(const CLI::Option& option) {
    manual::OptionText text;
    for (const auto& name : option.get_snames()) {
        text.names.push_back('-' + name);
    }
    for (const auto& name : option.get_lnames()) {
        text.names.push_back("--" + name);
    }
    text.description = option.get_description();
    text.required = option.get_required();
    if (option.get_items_expected_max() == 0) {
        return text;
    }
    const std::string type = option.get_type_name();
    text.value = type.substr(0, type.find(':'));
    text.number = text.value == "INT" || text.value == "UINT" || text.value == "FLOAT";
    text.repeated = option.get_items_expected_max() > 1;
    text.default_value = option.get_default_str();
    const auto begin = type.find('{');
    const auto end = type.find('}');
    if (begin != std::string::npos && end != std::string::npos && begin < end) {
        text.choices = CLI::detail::split(type.substr(begin + 1, end - begin - 1), ',');
    }
    return text;
}

/// A word without a dash: "PATH", or "[PATH]" where it may be left out.
void add_argument(manual::CommandText& text, const CLI::Option& option) {
    std::string name = option.get_name(true);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    const bool needed = option.get_required() && option.get_lnames().empty();
    text.argument += (text.argument.empty() ? "" : " ") + (needed ? name : '[' + name + ']');
    text.argument_meanings.emplace_back(name, option.get_description());
}

manual::CommandText command_text(const CLI::App& app) {
    manual::CommandText text;
    text.name = app.get_name();
    text.summary = app.get_description();
    for (const CLI::Option* const option : app.get_options()) {
        if (option->get_group().empty()) {
            continue;
        }
        if (option->get_positional()) {
            add_argument(text, *option);
        }
        if (!option->get_snames().empty() || !option->get_lnames().empty()) {
            text.options.push_back(option_text(*option));
        }
    }
    const std::function<bool(const CLI::App*)> shown = [](const CLI::App* sub) { return !sub->get_group().empty(); };
    for (const CLI::App* const sub : app.get_subcommands(shown)) {
        text.commands.push_back(command_text(*sub));
    }
    return text;
}

manual::PageText page_text() {
    manual::PageText text;
    text.version = DESTUDIO_VERSION;
    text.description =
        "destudio-cli turns a few reference images into large, labelled object-detection datasets. A frozen latent "
        "diffusion model redraws a reference at an encode ratio; a Detection-Adapter reads boxes off the model's own "
        "features in the same pass, so image and labels come together. It also trains base models and adapters, "
        "measures them, and converts, checks and divides datasets.\n\n"
        "Results go to standard output, logs and progress to standard error. Options of the program may stand before "
        "or behind the command.";
    text.environment = manual::common_environment();
    text.environment.emplace_back("OMP_NUM_THREADS", "Compute threads, where no option states them.");
    text.files = manual::common_files();
    text.files.emplace_back("~/.cache/destudio", "What is remembered about large files; can be removed.");
    text.exit_status = manual::common_exit_status();
    text.exit_status.emplace_back("3", "Cancelled with Ctrl+C, SIGTERM or SIGHUP. What was finished is complete.");
    return text;
}

void write(const CLI::App& app, const std::string& folder, bool window_exists) {
    manual::CommandText program = command_text(app);
    program.name = "destudio-cli";
    manual::PageText text = page_text();
    if (window_exists) {
        text.see_also.emplace_back("destudio");
    }
    manual::write_manual(folder, program, text);
}

}  // namespace

void add_write_manual_command(CLI::App& app, Context& /*context*/) {
    struct Arguments {
        std::string out;
        bool window = false;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* command = app.add_subcommand("write-manual", "Write manual pages and completions of shells");
    command->group("");
    command->add_option("--out", arguments->out, "Folder for man1, bash and zsh")->required();
    command->add_flag("--window", arguments->window, "The window is installed, too");
    command->callback([arguments, &app] { write(app, arguments->out, arguments->window); });
}

}  // namespace destudio::cli
