// SPDX-License-Identifier: Apache-2.0
#include "app/manual/man_page.h"

#include <algorithm>
#include <cctype>

namespace destudio::manual {
namespace {

/// Text as roff reads it: backslashes and hyphens mean themselves, and no line begins with a control character.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool line_begins = out.empty() || out.back() == '\n';
        if (line_begins && (c == '.' || c == '\'')) {
            out += "\\&";
        }
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            out += c;
        }
    }
    return out;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::string first_lower(std::string text) {
    const bool acronym = text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1])) != 0;
    if (!text.empty() && !acronym) {
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    }
    return text;
}

std::string without_point(std::string text) {
    while (!text.empty() && text.back() == '.') {
        text.pop_back();
    }
    return text;
}

/// An argument of a macro: in quotes.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : escaped(text)) {
        out += c == '"' ? std::string("\\(dq") : std::string(1, c);
    }
    return out + '"';
}

std::string paragraphs(const std::string& text) {
    std::string out;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find("\n\n", begin), text.size());
        out += (begin == 0 ? "" : ".PP\n") + escaped(text.substr(begin, end - begin)) + '\n';
        begin = end + 2;
    }
    return out;
}

std::string sentence(const std::string& text) {
    const std::size_t last = text.find_last_not_of('"');
    return last == std::string::npos || text[last] == '.' ? text : text + '.';
}

/// "One of: a, b.", unless the description names them all.
std::string other_choices(const OptionText& option) {
    std::string list;
    bool all_named = true;
    for (const auto& choice : option.choices) {
        list += (list.empty() ? "" : ", ") + choice;
        all_named = all_named && option.description.find(choice) != std::string::npos;
    }
    return all_named ? std::string() : "One of: " + escaped(list) + ".\n";
}

std::string option_entry(const OptionText& option) {
    std::string tag;
    for (const auto& name : option.names) {
        tag += (tag.empty() ? "\\fB" : ", \\fB") + escaped(name) + "\\fR";
    }
    if (!option.value.empty()) {
        tag += " \\fI" + escaped(option.value) + "\\fR";
    }
    std::string out = ".TP\n" + tag + '\n' + escaped(sentence(option.description)) + '\n';
    out += other_choices(option);
    if (!option.default_value.empty()) {
        out += "Default: " + escaped(option.default_value) + ".\n";
    }
    if (option.required) {
        out += "Required.\n";
    }
    if (option.repeated && option.description.find("several times") == std::string::npos) {
        out += "May be given several times.\n";
    }
    return out;
}

std::string list_section(const char* title, const std::vector<std::pair<std::string, std::string>>& entries) {
    if (entries.empty()) {
        return {};
    }
    std::string out = std::string(".SH ") + title + '\n';
    for (const auto& [name, meaning] : entries) {
        out += ".TP\n\\fB" + escaped(name) + "\\fR\n" + escaped(sentence(meaning)) + '\n';
    }
    return out;
}

std::string synopsis(const std::string& call, const CommandText& command) {
    std::string out = ".SH SYNOPSIS\n\\fB" + escaped(call) + "\\fR";
    for (const auto& option : command.options) {
        if (option.required) {
            out += " \\fB" + escaped(option.names.back()) + "\\fR \\fI" + escaped(option.value) + "\\fR";
        }
    }
    out += " [\\fIoptions\\fR]";
    if (!command.commands.empty()) {
        out += " \\fIcommand\\fR [\\fIoptions of the command\\fR]";
    }
    if (!command.argument.empty()) {
        out += " \\fI" + escaped(command.argument) + "\\fR";
    }
    return out + '\n';
}

std::string see_also_section(std::vector<std::string> pages) {
    if (pages.empty()) {
        return {};
    }
    std::string out = ".SH SEE ALSO\n";
    for (std::size_t i = 0; i < pages.size(); ++i) {
        out += ".BR " + escaped(pages[i]) + " (1)" + (i + 1 < pages.size() ? "," : "") + '\n';
    }
    return out;
}

void add_pages(std::vector<Page>& pages, const CommandText& command, const PageText& text, const std::string& page,
               const std::string& call, const std::string& parent) {
    std::string out = ".TH " + quoted(upper(page)) + " 1 \"\" " + quoted("DiffusionEngine Studio " + text.version) +
                      " \"User Commands\"\n";
    out += ".SH NAME\n" + escaped(page) + " \\- " + escaped(without_point(first_lower(command.summary))) + '\n';
    out += synopsis(call, command) + ".SH DESCRIPTION\n";
    const bool top = parent.empty();
    out += top && !text.description.empty() ? paragraphs(text.description) : paragraphs(sentence(command.summary));
    if (!command.commands.empty()) {
        out += ".SH COMMANDS\n";
        for (const auto& sub : command.commands) {
            out += ".TP\n\\fB" + escaped(sub.name) + "\\fR\n" + escaped(sentence(sub.summary)) + "\nSee \\fB" +
                   escaped(page + '-' + sub.name) + "\\fR(1).\n";
        }
    }
    out += list_section("ARGUMENTS", command.argument_meanings) + ".SH OPTIONS\n";
    for (const auto& option : command.options) {
        out += option_entry(option);
    }
    if (top) {
        out += list_section("ENVIRONMENT", text.environment) + list_section("FILES", text.files);
        out += list_section("EXIT STATUS", text.exit_status) + see_also_section(text.see_also);
    } else {
        out += see_also_section({parent});
    }
    pages.push_back({page, out});
    for (const auto& sub : command.commands) {
        add_pages(pages, sub, text, page + '-' + sub.name, call + ' ' + sub.name, page);
    }
}

}  // namespace

std::vector<Page> man_pages(const CommandText& program, const PageText& text) {
    std::vector<Page> pages;
    add_pages(pages, program, text, program.name, program.name, {});
    return pages;
}

}  // namespace destudio::manual
