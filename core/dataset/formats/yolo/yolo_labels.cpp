// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_labels.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "core/dataset/formats/yolo/yolo_yaml.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace {

constexpr double kMaxLoadersAccept = 1.01;
constexpr std::size_t kBoxColumns = 5;

bool in_unit(double value) {
    return value >= 0 && value <= 1;
}

bool is_id(double value) {
    return value == std::floor(value) && std::abs(value) < 1e15;
}

enum class LineKind { kNone, kBox, kPose, kCorners };

// What the columns of one line are.
struct LineShape {
    LineKind kind = LineKind::kNone;
    std::size_t corners = 0;  ///< numbers behind the class that are corners
    int score_at = -1;
    int id_at = -1;
};

// Points with a third number each, which says how visible they are.
bool looks_like_pose(const std::vector<double>& values) {
    if (values.size() < kBoxColumns + 3 || (values.size() - kBoxColumns) % 3 != 0) {
        return false;
    }
    for (std::size_t i = kBoxColumns + 2; i < values.size(); i += 3) {
        if (values[i] != 0 && values[i] != 1 && values[i] != 2) {
            return false;
        }
    }
    return true;
}

class LabelReader {
public:
    LabelReader(const Image& image, std::string where, const LabelRule& rule, LabelClasses& classes,
                LabelCounts& counts, ReadResult& result)
        : m_image(image),
          m_where(std::move(where)),
          m_rule(rule),
          m_classes(classes),
          m_counts(counts),
          m_result(result) {}

    void read(std::string_view text) {
        std::istringstream lines{std::string(text)};
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            read_line(line, m_where + ":" + std::to_string(number));
        }
        const auto too_many = [&](const std::string& what, const std::string& fix) {
            report(m_result.issues,
                   {m_where, "It has " + what + "; Ultralytics wants five columns and drops the image.",
                    Severity::kError, fix, true});
        };
        if (m_scores > 0) {
            too_many("scores as a sixth column", "Take the scores out.");
        }
        if (m_ids > 0) {
            too_many("track ids behind the boxes", "Take the track ids out.");
        }
        if (m_outlines > 0 && m_boxes > 0) {
            report(m_result.issues, {m_where,
                                     "Boxes and outlines are mixed; Ultralytics then takes a box for an outline "
                                     "of two points.",
                                     Severity::kError, "Write boxes alone.", true});
        }
    }

private:
    void leave_out(const std::string& where, const std::string& what) {
        report(m_result.issues, where, what + "; it was left out.");
    }

    void read_line(const std::string& line, const std::string& where) {
        std::istringstream words(line);
        std::vector<std::string> columns;
        for (std::string word; words >> word;) {
            columns.push_back(std::move(word));
        }
        if (columns.empty() || columns[0].starts_with("imagesource:") || columns[0].starts_with("gsd:")) {
            return;
        }
        std::vector<double> values;
        for (const std::string& column : columns) {
            values.push_back(parse_number(column));
        }
        const auto first_word =
            std::find_if_not(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
        constexpr std::ptrdiff_t kPixelCorners = 8;
        if (first_word - values.begin() == kPixelCorners && (columns.size() == 9 || columns.size() == 10)) {
            read_pixel_corners(columns, values, where);
        } else if (first_word != values.end()) {
            leave_out(where, "It is not \"class cx cy w h\"");
        } else {
            read_numbers(values, where);
        }
    }

    // Columns behind what a line has to have: a score and a track id.
    bool read_tail(const std::vector<double>& values, std::size_t from, LineShape& shape) const {
        const std::size_t more = values.size() - from;
        if (more == 1) {
            (in_unit(values[from]) ? shape.score_at : shape.id_at) = static_cast<int>(from);
        } else if (more == 2 && in_unit(values[from]) && is_id(values[from + 1])) {
            shape.score_at = static_cast<int>(from);
            shape.id_at = static_cast<int>(from) + 1;
        }
        return more == 0 || shape.score_at >= 0 || shape.id_at >= 0;
    }

    LineShape shape_of(const std::vector<double>& values) {
        LineShape shape;
        const std::size_t count = values.size();
        if (m_rule.keypoints > 0) {
            for (const int dimensions : {m_rule.keypoint_dimensions, 5 - m_rule.keypoint_dimensions}) {
                const std::size_t wanted = kBoxColumns + static_cast<std::size_t>(m_rule.keypoints * dimensions);
                if (count >= wanted && count <= wanted + 2 && read_tail(values, wanted, shape)) {
                    shape.kind = LineKind::kPose;
                    return shape;
                }
                shape = {};
            }
            shape.kind = count == kBoxColumns ? LineKind::kBox : LineKind::kNone;
            return shape;
        }
        if (count == kBoxColumns) {
            shape.kind = LineKind::kBox;
        } else if (count == kBoxColumns + 1) {
            shape.kind = LineKind::kBox;
            const double sixth = values.back();
            const bool is_open = sixth == 0 || sixth == 1;
            m_counts.sixth_open += is_open ? 1 : 0;
            m_counts.sixth_ids += !in_unit(sixth) && is_id(sixth) ? 1 : 0;
            (in_unit(sixth) && !(is_open && m_rule.sixth_is_id) ? shape.score_at : shape.id_at) = 5;
        } else if (count == kBoxColumns + 2 && in_unit(values[5]) && is_id(values[6])) {
            const bool is_open = in_unit(values[6]);
            ++(is_open ? m_counts.seven_open : m_counts.seven_ids);
            if (is_open && m_rule.seven_are_corners) {
                shape = {LineKind::kCorners, count - 1};
            } else {
                shape = {LineKind::kBox, 0, 5, 6};
            }
        } else if (looks_like_pose(values)) {
            shape.kind = LineKind::kPose;
        } else if (count > kBoxColumns && count % 2 == 1) {
            shape = {LineKind::kCorners, count - 1};
        }
        return shape;
    }

    void read_numbers(const std::vector<double>& values, const std::string& where) {
        const LineShape shape = shape_of(values);
        if (shape.kind == LineKind::kNone) {
            const std::string columns = std::to_string(values.size()) + (values.size() == 1 ? " column" : " columns");
            if (m_rule.keypoints > 0) {
                leave_out(where, "It has " + columns + ", but by \"kpt_shape\" a line has " +
                                     std::to_string(int(kBoxColumns) + m_rule.keypoints * m_rule.keypoint_dimensions));
            } else if (values.size() > kBoxColumns) {
                leave_out(where, "It has " + columns +
                                     ", which is no box, no outline and no pose (for poses the yaml has to have a "
                                     "\"kpt_shape\")");
            } else {
                leave_out(where, "It is not \"class cx cy w h\" but has " + columns);
            }
            return;
        }
        Annotation annotation;
        annotation.class_index = index_of(values[0]);
        if (annotation.class_index < 0) {
            leave_out(where, "There is no class " + decimal(values[0], 3));
            return;
        }
        const std::size_t sides = shape.kind == LineKind::kCorners ? shape.corners : kBoxColumns - 1;
        if (std::any_of(values.begin() + 1, values.begin() + 1 + static_cast<std::ptrdiff_t>(sides),
                        [](double v) { return v < -0.01 || v > kMaxLoadersAccept; })) {
            report(m_result.issues, where, "A value lies outside 0 to 1, so loaders reject the whole image.");
        }
        const double w = m_image.size.width;
        const double h = m_image.size.height;
        if (shape.kind == LineKind::kCorners) {
            ++m_outlines;
            ++m_counts.outlines;
            m_counts.four_corners += shape.corners == 8 ? 1 : 0;
            annotation.box = around(values.data() + 1, shape.corners, w, h);
            annotation.outline = outline_of_corners(values.data() + 1, shape.corners, w, h);
        } else {
            ++m_boxes;
            ++(shape.kind == LineKind::kPose ? m_counts.poses : m_counts.boxes);
            annotation.box = Box::from_xywh((values[1] - values[3] / 2) * w, (values[2] - values[4] / 2) * h,
                                            values[3] * w, values[4] * h);
        }
        take_tail(values, shape, where, annotation);
        if (!m_seen.insert(values).second) {
            report(m_result.issues, {where, "The same box stands there twice; Ultralytics drops the second.",
                                     Severity::kWarning, "Take one line out.", false});
        }
        add_checked(std::move(annotation), m_image, where, m_result);
    }

    void take_tail(const std::vector<double>& values, const LineShape& shape, const std::string& where,
                   Annotation& annotation) {
        if (shape.score_at >= 0) {
            annotation.score = values[static_cast<std::size_t>(shape.score_at)];
            ++m_scores;
            ++m_counts.scores;
        }
        if (shape.id_at < 0) {
            return;
        }
        const double id = values[static_cast<std::size_t>(shape.id_at)];
        if (is_id(id)) {
            annotation.attributes["track_id"] = static_cast<std::int64_t>(id);
            ++m_ids;
            ++m_counts.ids;
        } else {
            report(m_result.issues, {where,
                                     "The last column, " + decimal(id, 6) +
                                         ", is no score between 0 and 1 and no track id; the box was kept without it.",
                                     Severity::kError, "Take the column out.", true});
        }
    }

    static Box around(const double* corners, std::size_t count, double w, double h) {
        Box box{corners[0] * w, corners[1] * h, corners[0] * w, corners[1] * h};
        for (std::size_t i = 2; i + 1 < count; i += 2) {
            box = {std::min(box.x1, corners[i] * w), std::min(box.y1, corners[i + 1] * h),
                   std::max(box.x2, corners[i] * w), std::max(box.y2, corners[i + 1] * h)};
        }
        return box;
    }

    // Nothing for corners that say no more than the box. A corner may stand twice, as where a triangle is written with
    // four corners.
    static RawJson outline_of_corners(const double* corners, std::size_t count, double w, double h) {
        Ring ring;
        for (std::size_t i = 0; i + 1 < count; i += 2) {
            const Corner corner{corners[i] * w, corners[i + 1] * h};
            if (ring.empty() || !(corner == ring.back())) {
                ring.push_back(corner);
            }
        }
        if (ring.size() > 1 && ring.front() == ring.back()) {
            ring.pop_back();
        }
        return is_upright_box(ring) ? RawJson() : outline_json(Outline{ring});
    }

    void read_pixel_corners(const std::vector<std::string>& columns, const std::vector<double>& values,
                            const std::string& where) {
        const std::string& name = columns[8];
        auto& names = m_result.dataset.classes;
        const auto known = std::find(names.begin(), names.end(), name);
        Annotation annotation;
        if (known != names.end()) {
            annotation.class_index = static_cast<int>(known - names.begin());
        } else if (m_classes.open) {
            annotation.class_index = ClassTable(m_result.dataset).index_of(name);
        } else {
            leave_out(where, "There is no class \"" + name + "\"");
            return;
        }
        const bool fractions = std::all_of(values.begin(), values.begin() + 8, in_unit);
        annotation.box =
            around(values.data(), 8, fractions ? m_image.size.width : 1.0, fractions ? m_image.size.height : 1.0);
        annotation.ignore = values.size() == 10 && values[9] > 0;
        annotation.outline = outline_of_corners(values.data(), 8, fractions ? m_image.size.width : 1.0,
                                                fractions ? m_image.size.height : 1.0);
        ++m_counts.pixel_corners;
        add_checked(std::move(annotation), m_image, where, m_result);
    }

    // -1 when there is no such class.
    int index_of(double number) {
        constexpr std::int64_t kMaxMade = 10'000;
        if (number != std::floor(number) || number < 0 || number > double(kMaxYoloClasses)) {
            return -1;
        }
        const auto wanted = static_cast<std::int64_t>(number);
        const auto found = m_classes.of_number.find(wanted);
        if (found != m_classes.of_number.end()) {
            return found->second;
        }
        if (!m_classes.open || wanted > kMaxMade) {
            return -1;
        }
        auto& names = m_result.dataset.classes;
        while (static_cast<std::int64_t>(names.size()) <= wanted) {
            m_classes.of_number.emplace(static_cast<std::int64_t>(names.size()), static_cast<int>(names.size()));
            names.push_back(made_class_name(names.size()));
        }
        const auto made = m_classes.of_number.find(wanted);
        return made == m_classes.of_number.end() ? -1 : made->second;
    }

    const Image& m_image;
    std::string m_where;
    const LabelRule& m_rule;
    LabelClasses& m_classes;
    LabelCounts& m_counts;
    ReadResult& m_result;
    std::set<std::vector<double>> m_seen;
    std::size_t m_boxes = 0;
    std::size_t m_scores = 0;
    std::size_t m_ids = 0;
    std::size_t m_outlines = 0;
};

std::string counted_labels(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

LabelRule LabelCounts::better_rule(LabelRule rule) const {
    rule.sixth_is_id = rule.sixth_is_id || (sixth_open > 0 && sixth_ids > 0);
    rule.seven_are_corners = rule.seven_are_corners || (seven_open > 0 && seven_ids == 0 && outlines > 0);
    return rule;
}

std::vector<Issue> LabelCounts::told() const {
    std::vector<Issue> told;
    const auto tell = [&](std::size_t count, std::string sentence, Severity severity = Severity::kWarning) {
        if (count > 0) {
            told.push_back({"", std::move(sentence), severity});
        }
    };
    const std::size_t rotated = outlines == four_corners ? outlines : 0;
    tell(outlines - rotated,
         counted_labels(outlines, "label is an outline; it is", "labels are outlines; they are") +
             " kept, with the box around.",
         Severity::kNote);
    tell(rotated,
         counted_labels(rotated, "label has", "labels have") +
             " four corners (rotated boxes); they became the upright boxes around them, the corners are kept as "
             "outlines.",
         Severity::kNote);
    tell(pixel_corners, counted_labels(pixel_corners, "rotated box", "rotated boxes") +
                            " of DOTA files (labelTxt) became the upright boxes around them, the corners are kept as "
                            "outlines; Ultralytics does not read such files.");
    tell(poses, counted_labels(poses, "label has", "labels have") +
                    " keypoints behind the box; the boxes were read, the keypoints are not kept.");
    tell(scores, counted_labels(scores, "label has a score", "labels have scores") + " behind the box; it is kept.",
         Severity::kNote);
    tell(ids,
         counted_labels(ids, "label has a track id", "labels have track ids") +
             " behind the box; it is kept as the attribute track_id.",
         Severity::kNote);
    return told;
}

void read_label_text(std::string_view text, const std::string& where, const Image& image, const LabelRule& rule,
                     LabelClasses& classes, LabelCounts& counts, ReadResult& result) {
    LabelReader(image, where, rule, classes, counts, result).read(text);
}

}  // namespace destudio::dataset
