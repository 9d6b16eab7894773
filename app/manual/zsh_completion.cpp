// SPDX-License-Identifier: Apache-2.0
#include "app/manual/shell_completion.h"

namespace destudio::manual {
namespace {

/// Inside single quotes of the shell.
std::string in_quotes(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out;
}

/// As `_arguments` reads it: brackets and colons of a description are escaped.
std::string description(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return in_quotes(out);
}

std::string function_name(const std::string& path) {
    std::string name = '_' + path;
    for (char& c : name) {
        c = c == '-' || c == ' ' ? '_' : c;
    }
    return name;
}

std::string specification(const OptionText& option) {
    std::string exclusive;
    for (const auto& name : option.names) {
        exclusive += (exclusive.empty() ? "" : " ") + name;
    }
    std::string value;
    if (!option.value.empty()) {
        std::string action = option.number ? "" : "_files";
        if (!option.choices.empty()) {
            action = "(";
            for (const auto& choice : option.choices) {
                action += (action.size() == 1 ? "" : " ") + choice;
            }
            action += ')';
        }
        value = ':' + description(option.value) + ':' + in_quotes(action);
    }
    std::string out;
    for (const auto& name : option.names) {
        const std::string before = option.repeated ? "*" : '(' + exclusive + ')';
        out += "        '" + before + name + '[' + description(option.description) + ']' + value + "' \\\n";
    }
    return out;
}

void add_function(std::string& out, const CommandText& command, const std::string& path,
                  const std::vector<OptionText>& inherited) {
    std::vector<OptionText> passed_on;
    std::string arguments;
    for (const auto* list : {&inherited, &command.options}) {
        for (const auto& option : *list) {
            arguments += specification(option);
            if (option.names.back() != "--help" && option.names.back() != "--version") {
                passed_on.push_back(option);
            }
        }
    }
    out += function_name(path) + "() {\n    local curcontext=\"$curcontext\" state line\n    typeset -A opt_args\n";
    if (command.commands.empty()) {
        const std::string rest =
            command.argument.empty() ? "" : "        '1:" + description(command.argument) + ":_files' \\\n";
        out += "    _arguments -s \\\n" + arguments + rest + "        && return 0\n}\n\n";
        return;
    }
    out += "    _arguments -C \\\n" + arguments +
           "        '1:command:->command' \\\n        '*::argument:->argument' && return 0\n"
           "    case $state in\n    command)\n        local -a commands\n        commands=(\n";
    std::string cases;
    for (const auto& sub : command.commands) {
        out += "            '" + sub.name + ':' + description(sub.summary) + "'\n";
        cases += "        " + sub.name + ") " + function_name(path + ' ' + sub.name) + " ;;\n";
    }
    out +=
        "        )\n        _describe -t commands command commands\n        ;;\n    argument)\n"
        "        case $line[1] in\n" +
        cases + "        esac\n        ;;\n    esac\n}\n\n";
    for (const auto& sub : command.commands) {
        add_function(out, sub, path + ' ' + sub.name, passed_on);
    }
}

}  // namespace

std::string zsh_completion(const CommandText& program) {
    std::string out = "#compdef " + program.name + "\n# Made from the program's option tables.\n\n";
    add_function(out, program, program.name, {});
    return out + function_name(program.name) + " \"$@\"\n";
}

}  // namespace destudio::manual
