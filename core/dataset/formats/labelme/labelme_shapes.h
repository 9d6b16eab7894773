// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "core/dataset/model/class_table.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Turns the shapes of labelme files into boxes and counts what a box has no place for.
class LabelmeShapes {
public:
    LabelmeShapes(ClassTable& classes, ReadResult& result) : m_classes(classes), m_result(result) {}

    /// Adds the boxes of one picture. Shapes with the same label and group are the parts of one object: one box around
    /// them.
    void add(const nlohmann::json& shapes, const Image& image, const std::string& where);

    /// Notes members of a file or a shape that nothing here knows.
    void note_unknown(const nlohmann::json& object, bool is_shape);

    /// Adds what was counted to ReadResult::not_kept, one line a kind.
    void tell();

private:
    void join(Annotation& whole, const Annotation& part);

    ClassTable& m_classes;
    ReadResult& m_result;
    std::size_t m_outlines = 0;
    std::size_t m_lines = 0;
    std::size_t m_joined_parts = 0;
    std::size_t m_joined = 0;
    std::size_t m_other_marks = 0;
    std::map<std::string, std::size_t> m_unknown;
};

/// A shape as labelme writes it.
nlohmann::ordered_json labelme_shape(const Dataset& dataset, const Annotation& annotation);

}  // namespace destudio::dataset
