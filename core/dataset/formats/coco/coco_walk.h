// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

// Entries of a COCO file as they stand there, nothing repaired; whole numbers may be written as 1.0 or "1". `extra`:
// the members that nothing here knows, as JSON without the braces; they are collected with CocoWalk::kUsed alone.

struct CocoCategory {
    std::size_t number = 0;  ///< position in its list, from 1
    bool quoted = false;     ///< a number stands in quotes
    std::optional<std::int64_t> id;
    std::string name;
    std::optional<std::string> supercategory;
    std::string extra;
};

struct CocoImage {
    std::size_t number = 0;
    bool quoted = false;
    std::optional<std::int64_t> id;
    std::string file_name;
    double width = 0;  ///< 0 where missing or no number
    double height = 0;
    std::string caption;
    std::string split;
    bool confirmed = false;
    std::string_view attributes;  ///< JSON of an object, or empty
    std::string extra;
};

struct CocoAnnotation {
    std::size_t number = 0;
    bool quoted = false;
    std::optional<std::int64_t> id;
    std::optional<std::int64_t> image_id;
    std::optional<std::int64_t> category_id;
    bool has_box = false;         ///< false also for null and an empty list
    std::array<double, 4> box{};  ///< x, y, width, height; NaN where it is no number
    bool has_area = false;
    double area = 0;  ///< NaN where it is no number
    bool has_crowd = false;
    std::int64_t crowd = 0;  ///< -1 where it is no whole number
    bool has_ignore = false;
    bool ignore = false;
    bool has_segmentation = false;  ///< a list or an object, even an empty one
    std::string_view segmentation;  ///< JSON of an object or a list, or empty; not looked into with CocoWalk::kUsed
    std::optional<double> score;
    std::string caption;
    std::string_view attributes;  ///< JSON of an object, or empty
    std::string extra;
};

class CocoVisitor {
public:
    virtual ~CocoVisitor() = default;
    /// A key of the outermost object.
    virtual void section(std::string_view /*key*/) {}
    virtual void info(std::string_view /*raw*/) {}
    virtual void licenses(std::string_view /*raw*/) {}
    virtual void category(const CocoCategory& category) = 0;
    virtual void image(const CocoImage& image) = 0;
    virtual void annotation(const CocoAnnotation& annotation) = 0;
};

/// How much of the JSON is looked at.
enum class CocoWalk {
    kUsed,  ///< what is not used is skipped by its brackets
    kAll,   ///< every value is parsed, as Python's reader does
};

/// Goes through an instances or captions file once, in the order of the file (categories usually come last), with
/// simdjson's on-demand reader: memory is the text and four bytes for each bracket, comma, colon and value.
/// @param name what to call it in errors
/// @throws FormatError for broken JSON, keys that appear twice, missing lists, with the line where it is known
void walk_coco(const PaddedText& text, const std::string& name, CocoVisitor& visitor, CocoWalk walk = CocoWalk::kUsed);

}  // namespace destudio::dataset
