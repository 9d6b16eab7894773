// SPDX-License-Identifier: Apache-2.0
#include "app/manual/shell_completion.h"

namespace destudio::manual {
namespace {

/// Everything that the script's two `case` lists are made of; a command's path is "program command command".
struct BashLists {
    std::string descend;  ///< path and word, to the longer path
    std::string values;   ///< path and option, to what may follow it
    std::string words;    ///< path, to the words that may stand there
};

std::string option_pattern(const std::string& path, const OptionText& option) {
    std::string pattern;
    for (const auto& name : option.names) {
        pattern += (pattern.empty() ? "'" : " | '") + path + ' ' + name + '\'';
    }
    return pattern;
}

void collect(BashLists& lists, const CommandText& command, const std::string& path,
             const std::vector<OptionText>& inherited) {
    std::vector<OptionText> options = inherited;
    options.insert(options.end(), command.options.begin(), command.options.end());
    std::string words;
    const auto add_word = [&words](const std::string& word) { words += (words.empty() ? "" : " ") + word; };
    for (const auto& sub : command.commands) {
        add_word(sub.name);
        lists.descend += "            '" + path + ' ' + sub.name + "') path='" + path + ' ' + sub.name + "' ;;\n";
    }
    for (const auto& option : options) {
        for (const auto& name : option.names) {
            add_word(name);
        }
        if (option.value.empty()) {
            continue;
        }
        std::string choices;
        for (const auto& choice : option.choices) {
            choices += (choices.empty() ? "" : " ") + choice;
        }
        const std::string action = !choices.empty() ? "words='" + choices + "'"
                                   : option.number  ? "return"
                                                    : "files=yes";
        lists.values += "        " + option_pattern(path, option) + ") " + action + " ;;\n";
    }
    const bool takes_file = !command.argument.empty();
    lists.words += "            '" + path + "') words='" + words + '\'' + (takes_file ? " files=yes" : "") + " ;;\n";
    for (const auto& sub : command.commands) {
        // Options of the program are understood behind a command, too; -h and --version belong to each place.
        std::vector<OptionText> passed_on;
        for (const auto& option : options) {
            if (option.names.back() != "--help" && option.names.back() != "--version") {
                passed_on.push_back(option);
            }
        }
        collect(lists, sub, path + ' ' + sub.name, passed_on);
    }
}

}  // namespace

std::string bash_completion(const CommandText& program) {
    BashLists lists;
    collect(lists, program, program.name, {});
    std::string function = '_' + program.name;
    for (char& c : function) {
        c = c == '-' ? '_' : c;
    }
    std::string descend;
    if (!lists.descend.empty()) {
        descend = "    for ((i = 1; i < COMP_CWORD; ++i)); do\n        case \"$path ${COMP_WORDS[i]}\" in\n" +
                  lists.descend + "        esac\n    done\n";
    }
    return "# bash completion of " + program.name + "; made from the program's option tables.\n" + function +
           "() {\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "    local path='" +
           program.name + "' words= files= i\n" + descend + "    case \"$path $prev\" in\n" + lists.values +
           "        *)\n            case $path in\n" + lists.words +
           "            esac\n"
           "            ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
           "    if [[ $files && $cur != -* ]]; then\n"
           "        compopt -o filenames 2>/dev/null\n"
           "        local file\n"
           "        while IFS= read -r file; do\n"
           "            COMPREPLY+=(\"$file\")\n"
           "        done < <(compgen -f -- \"$cur\")\n"
           "    fi\n"
           "}\n"
           "complete -F " +
           function + ' ' + program.name + '\n';
}

}  // namespace destudio::manual
