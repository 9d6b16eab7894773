// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Class names to indices of a dataset's class list, which grows as new names appear.
class ClassTable {
public:
    explicit ClassTable(Dataset& dataset);

    /// Index of a class, added at the end when it is new.
    int index_of(const std::string& name);
    bool contains(const std::string& name) const { return m_index.contains(name); }

    /// Sorts the list by name and moves the annotations along. For formats whose files do not keep an order, which
    /// would otherwise depend on the box that comes first.
    void sort();

private:
    Dataset& m_dataset;
    std::unordered_map<std::string, int> m_index;
};

}  // namespace destudio::dataset
