// SPDX-License-Identifier: Apache-2.0
#include "core/project/version_notes.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"

namespace destudio {

namespace {

constexpr const char* kNoteName = "A version of the project";

[[noreturn]] void refuse_damaged() {
    throw FormatError("A version of the project is damaged; restore the project from a backup.");
}

/// Runs `read` on the parsed note; what does not fit becomes one sentence.
template <class Read>
auto read_note(const std::string& text, Read&& read) {
    try {
        return read(parse_json(text, kNoteName));
    } catch (const nlohmann::json::exception&) {
        refuse_damaged();
    } catch (const UsageError&) {
        refuse_damaged();
    }
}

std::int64_t note_integer(const nlohmann::json& value) {
    return json_integer(value, kNoteName, -kMaxExactInteger, kMaxExactInteger);
}

Box note_box(const nlohmann::json& list, std::size_t first) {
    return {list.at(first).get<double>(), list.at(first + 1).get<double>(), list.at(first + 2).get<double>(),
            list.at(first + 3).get<double>()};
}

}  // namespace

VariantNote parse_variant_note(const std::string& text, RowId id) {
    return read_note(text, [id](const nlohmann::json& json) {
        VariantNote note;
        note.state = parse_variant_state(json.at("state").get<std::string>());
        note.has_own_boxes = note_integer(json.at("own")) != 0;
        for (const auto& row : json.at("boxes")) {
            StoredAnnotation box;
            box.id = note_integer(row.at(0));
            box.variant_id = id;
            box.class_id = note_integer(row.at(1));
            box.box = note_box(row, 2);
            box.score = row.at(6).get<double>();
            box.origin = parse_annotation_origin(row.at(7).get<std::string>());
            box.detection_id = note_integer(row.at(8));
            box.ignore = note_integer(row.at(9)) != 0;
            note.boxes.push_back(box);
        }
        return note;
    });
}

VariantStore::Removed parse_variant_body(const std::string& text, RowId id) {
    return read_note(text, [id](const nlohmann::json& json) {
        VariantStore::Removed body;
        body.record.id = id;
        body.record.reference_id = note_integer(json.at("reference"));
        body.record.recipe = parse_json(json.at("recipe").get<std::string>(), kNoteName).get<Recipe>();
        body.record.image = std::filesystem::path(json.at("image").get<std::string>()).filename();
        body.record.error = json.at("error").get<std::string>();
        for (const auto& row : json.at("detections")) {
            body.detections.push_back(
                {note_integer(row.at(0)), id, note_integer(row.at(1)), note_box(row, 2), row.at(6).get<double>()});
        }
        for (const auto& row : json.at("ghosts")) {
            body.ghosts.push_back({note_integer(row.at(0)), id, note_integer(row.at(1)), note_box(row, 2)});
        }
        return body;
    });
}

ReferenceNote parse_reference_note(const std::string& text, RowId id) {
    return read_note(text, [id](const nlohmann::json& json) {
        ReferenceNote note;
        note.reference.id = id;
        note.reference.path = json.at("path").get<std::string>();
        note.reference.hash = json.at("hash").get<std::string>();
        constexpr std::int64_t kMaxPixels = 1'000'000;
        note.reference.size = {static_cast<int>(json_integer(json.at("width"), kNoteName, 0, kMaxPixels)),
                               static_cast<int>(json_integer(json.at("height"), kNoteName, 0, kMaxPixels))};
        note.reference.caption = json.at("caption").get<std::string>();
        for (const auto& row : json.at("boxes")) {
            note.boxes.push_back(
                {note_integer(row.at(0)), id, note_integer(row.at(1)), note_box(row, 2), note_integer(row.at(6)) != 0});
        }
        return note;
    });
}

ClassList parse_classes_note(const std::string& text) {
    return read_note(text, [](const nlohmann::json& json) {
        ClassList list;
        for (const auto& row : json.at("classes")) {
            ProjectClass entry{note_integer(row.at(0)),
                               row.at(1).get<std::string>(),
                               static_cast<std::uint32_t>(json_integer(row.at(2), kNoteName, 0, 0xFFFFFF)),
                               {}};
            if (!row.at(3).is_null()) {
                entry.lower_bound = static_cast<int>(json_integer(row.at(3), kNoteName, 0, 1'000'000'000));
            }
            list.classes.push_back(std::move(entry));
        }
        for (const auto& row : json.at("aliases")) {
            list.aliases[row.at(0).get<std::string>()] = note_integer(row.at(1));
        }
        return list;
    });
}

RowId parse_detection_note(const std::string& text) {
    RowId id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size()) {
        refuse_damaged();
    }
    return id;
}

}  // namespace destudio
