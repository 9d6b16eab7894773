// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/dataset/model/class_table.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Turns the shapes of labelme files into boxes with outlines and counts what these have no place for.
class LabelmeShapes {
public:
    LabelmeShapes(ClassTable& classes, ReadResult& result) : m_classes(classes), m_result(result) {}

    /// Adds the boxes of one picture. Shapes with the same label and group are the parts of one object: one box around
    /// them, and one outline of several rings where one of them has an outline.
    void add(const nlohmann::json& shapes, const Image& image, const std::string& where);

    /// Notes members of a file or a shape that nothing here knows.
    void note_unknown(const nlohmann::json& object, bool is_shape);

    /// Adds what was counted to ReadResult::not_kept, one line a kind.
    void tell();

private:
    void join(Annotation& whole, const Annotation& part);

    ClassTable& m_classes;
    ReadResult& m_result;
    std::size_t m_other_shapes = 0;
    std::size_t m_lines = 0;
    std::size_t m_joined_parts = 0;
    std::size_t m_joined = 0;
    std::size_t m_other_marks = 0;
    std::map<std::string, std::size_t> m_unknown;
};

/// The shapes of one object as labelme writes them: a rectangle, or one polygon for each ring of its outline.
/// @param free_group a group_id that nothing else in the picture has; taken, and counted up, where there are several
std::vector<nlohmann::ordered_json> labelme_shapes_of(const Dataset& dataset, const Annotation& annotation,
                                                      std::int64_t& free_group);

}  // namespace destudio::dataset
