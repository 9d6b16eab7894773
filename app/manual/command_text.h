// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace destudio::manual {

/// What the option of a command line says of itself.
struct OptionText {
    std::vector<std::string> names;  ///< "-h", "--help"
    std::string value;               ///< how its value is called, "DIR"; empty: it takes none
    std::string description;
    std::string default_value;         ///< empty: none, or it goes without saying
    std::vector<std::string> choices;  ///< all values there are; empty: any
    bool number = false;               ///< its value cannot be a file
    bool required = false;
    bool repeated = false;
};

/// A program, or one of its commands.
struct CommandText {
    std::string name;      ///< one word
    std::string summary;   ///< one sentence or part of one
    std::string argument;  ///< what follows the options, "[PROJECT]"; empty: nothing
    std::vector<std::pair<std::string, std::string>> argument_meanings;  ///< name and sentence, where it needs one
    std::vector<OptionText> options;
    std::vector<CommandText> commands;
};

}  // namespace destudio::manual
