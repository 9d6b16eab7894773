// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/class_table.h"

#include <algorithm>

namespace destudio::dataset {

ClassTable::ClassTable(Dataset& dataset) : m_dataset(dataset) {
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        m_index.emplace(dataset.classes[i], static_cast<int>(i));
    }
}

int ClassTable::index_of(const std::string& name) {
    const auto [entry, is_new] = m_index.emplace(name, static_cast<int>(m_dataset.classes.size()));
    if (is_new) {
        m_dataset.classes.push_back(name);
    }
    return entry->second;
}

void ClassTable::sort() {
    const std::vector<std::string> before = m_dataset.classes;
    std::sort(m_dataset.classes.begin(), m_dataset.classes.end());
    m_index.clear();
    for (std::size_t i = 0; i < m_dataset.classes.size(); ++i) {
        m_index.emplace(m_dataset.classes[i], static_cast<int>(i));
    }
    for (Annotation& annotation : m_dataset.annotations) {
        annotation.class_index = m_index.at(before[static_cast<std::size_t>(annotation.class_index)]);
    }
}

}  // namespace destudio::dataset
