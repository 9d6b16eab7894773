// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/manual/command_text.h"

namespace destudio::manual {

/// What the option tables do not hold.
struct PageText {
    std::string version;
    std::string description;  ///< paragraphs between empty lines; empty: the summary alone
    std::vector<std::pair<std::string, std::string>> environment;
    std::vector<std::pair<std::string, std::string>> files;
    std::vector<std::pair<std::string, std::string>> exit_status;
    std::vector<std::string> see_also;
};

struct Page {
    std::string name;  ///< "destudio-cli-generate", without the section
    std::string roff;
};

/// Manual pages in man(7): one of the program, and one of each command ("program-command-command").
std::vector<Page> man_pages(const CommandText& program, const PageText& text);

}  // namespace destudio::manual
