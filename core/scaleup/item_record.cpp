// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_record.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/dataset/dataset.h"

namespace destudio::scaleup {

namespace {

constexpr std::array<std::pair<Verdict, const char*>, 4> kVerdicts{{{Verdict::kKept, "kept"},
                                                                    {Verdict::kEmpty, "empty"},
                                                                    {Verdict::kNearDuplicate, "near_duplicate"},
                                                                    {Verdict::kUnreadable, "unreadable"}}};

std::string hex(std::uint64_t value) {
    char text[20];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}

std::uint64_t from_hex(const std::string& text) {
    constexpr int kBase = 16;
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, kBase);
    return value;
}

Verdict parse_verdict(const std::string& word) {
    for (const auto& [verdict, known] : kVerdicts) {
        if (word == known) {
            return verdict;
        }
    }
    throw FormatError("\"" + word + "\" is no verdict.");
}

ItemRecord parse(const nlohmann::json& json) {
    ItemRecord record;
    record.index = json.at("index").get<std::int64_t>();
    record.verdict = parse_verdict(json.at("verdict").get<std::string>());
    record.reference = json.at("reference").get<std::string>();
    if (record.verdict == Verdict::kUnreadable) {
        record.problem = json.at("problem").get<std::string>();
        return record;
    }
    record.file_name = json.at("file_name").get<std::string>();
    dataset::check_relative_path(record.file_name, "The item");
    record.bytes = json.at("bytes").get<std::uintmax_t>();
    record.recipe = json.at("recipe").get<Recipe>();
    for (const auto& entry : json.at("detections")) {
        const auto values = entry.get<std::array<double, 6>>();
        record.detections.push_back(
            {{values[2], values[3], values[4], values[5]}, static_cast<int>(values[0]), values[1]});
    }
    record.hash = from_hex(json.at("hash").get<std::string>());
    record.reference_distance = json.at("reference_distance").get<int>();
    record.near_duplicate.of = json.at("near_duplicate_of").get<std::int64_t>();
    return record;
}

}  // namespace

std::string to_line(const ItemRecord& record) {
    nlohmann::ordered_json json{{"index", record.index}};
    for (const auto& [verdict, word] : kVerdicts) {
        if (verdict == record.verdict) {
            json["verdict"] = word;
        }
    }
    json["reference"] = record.reference;
    if (record.verdict == Verdict::kUnreadable) {
        json["problem"] = record.problem;
        return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
    json["file_name"] = record.file_name;
    json["bytes"] = record.bytes;
    auto detections = nlohmann::ordered_json::array();
    for (const auto& [box, class_index, score] : record.detections) {
        detections.push_back({class_index, score, box.x1, box.y1, box.x2, box.y2});
    }
    json["detections"] = std::move(detections);
    json["hash"] = hex(record.hash);
    json["reference_distance"] = record.reference_distance;
    json["near_duplicate_of"] = record.near_duplicate.of;
    json["recipe"] = nlohmann::json(record.recipe);
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

ItemRecord parse_item_line(const std::string& line, const std::string& where) {
    try {
        return parse(nlohmann::json::parse(line));
    } catch (const nlohmann::json::exception&) {
        throw FormatError(where + " is damaged. Start again in an empty folder.");
    } catch (const FormatError& error) {
        throw FormatError(where + " is damaged (" + error.what() + ") Start again in an empty folder.");
    }
}

}  // namespace destudio::scaleup
