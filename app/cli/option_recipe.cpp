// SPDX-License-Identifier: Apache-2.0
#include "app/cli/option_recipe.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::cli {

namespace {

std::string option_name(std::string key) {
    std::replace(key.begin(), key.end(), '_', '-');
    return "--" + key;
}

std::string key_of(const CLI::Option& option) {
    std::string key = option.get_lnames().empty() ? std::string() : option.get_lnames().front();
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
}

bool may_be_given(const CLI::Option& option, const std::vector<std::string>& never) {
    const std::string key = key_of(option);
    return !key.empty() &&
           std::none_of(never.begin(), never.end(), [&](const std::string& name) { return option_name(key) == name; });
}

std::string text_of(const nlohmann::json& value, const std::string& where) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number() || value.is_boolean()) {
        return value.dump();
    }
    throw UsageError(where + " is " + value.dump() +
                     "; it has to be a text, a number, true, false, or a list of these.");
}

std::vector<std::string> values_of(const nlohmann::json& value, bool takes_several, const std::string& where) {
    if (!value.is_array()) {
        return {text_of(value, where)};
    }
    std::vector<std::string> values;
    std::string joined;
    for (const auto& entry : value) {
        values.push_back(text_of(entry, where));
        joined += (joined.empty() ? "" : ",") + values.back();
    }
    return takes_several ? values : std::vector<std::string>{joined};
}

}  // namespace

void apply_option_recipe(CLI::App& command, const std::filesystem::path& file, const std::vector<std::string>& never) {
    const auto json = read_json(file);
    if (!json.is_object()) {
        throw FormatError(file.string() + " is no recipe: it has to be a JSON object with options by their names.");
    }
    for (const auto& [key, value] : json.items()) {
        const std::string where = file.string() + ": \"" + key + "\"";
        CLI::Option* option = command.get_option_no_throw(option_name(key));
        if (option == nullptr || !may_be_given(*option, never)) {
            throw UsageError(where + " is no key of this recipe; --help-recipe lists them.");
        }
        if (option->count() > 0 || value.is_null()) {
            continue;
        }
        try {
            for (const std::string& text : values_of(value, option->get_expected_max() > 1, where)) {
                option->add_result(text);
            }
            option->run_callback();
        } catch (const CLI::Error& error) {
            throw UsageError(where + ": " + error.what());
        }
    }
}

std::string option_recipe_help(const CLI::App& command, const std::vector<std::string>& never) {
    std::string text =
        "A recipe is a JSON file with options of this command by their names; what is typed counts more. A key that is "
        "not in this list is an error.\n\n";
    for (const CLI::Option* option : command.get_options()) {
        if (may_be_given(*option, never)) {
            const std::string value = option->get_default_str();
            text += "  " + key_of(*option) + (value.empty() ? "" : " (" + value + ")") + "\n      " +
                    option->get_description() + "\n";
        }
    }
    return text;
}

}  // namespace destudio::cli
