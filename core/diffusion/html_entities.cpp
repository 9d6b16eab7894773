// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/html_entities.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace destudio::diffusion {

namespace {

using Entity = std::pair<std::string_view, std::string_view>;

std::vector<Entity> split_table(std::string_view table) {
    std::vector<Entity> entities;
    while (!table.empty()) {
        const auto tab = table.find('\t');
        // From tab + 2 on, because two references stand for a tab and a line feed themselves.
        const auto end = table.find('\n', tab + 2);
        entities.emplace_back(table.substr(0, tab), table.substr(tab + 1, end - tab - 1));
        table.remove_prefix(end + 1);
    }
    return entities;
}

}  // namespace

std::string_view find_html_entity(std::string_view name) {
    static const std::vector<Entity> kEntities = split_table(kHtmlEntityTable);
    const auto found = std::lower_bound(kEntities.begin(), kEntities.end(), name,
                                        [](const Entity& entity, std::string_view key) { return entity.first < key; });
    return found != kEntities.end() && found->first == name ? found->second : std::string_view();
}

}  // namespace destudio::diffusion
