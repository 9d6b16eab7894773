// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_record.h"

#include <simdjson.h>
#include <array>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/model/dataset.h"

namespace destudio::scaleup {

namespace {

constexpr std::array<std::pair<Verdict, const char*>, 5> kVerdicts{{{Verdict::kKept, "kept"},
                                                                    {Verdict::kEmpty, "empty"},
                                                                    {Verdict::kNearDuplicate, "near_duplicate"},
                                                                    {Verdict::kUnreadable, "unreadable"},
                                                                    {Verdict::kRejected, "rejected"}}};

constexpr std::int64_t kMaxItems = std::int64_t{1} << 53;
constexpr std::int64_t kMaxClasses = 1'000'000;
constexpr std::int64_t kHashBits = 64;

std::string hex(std::uint64_t value) {
    char text[20];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}

/// Something that is valid JSON and no sound record.
[[noreturn]] void fail(const std::string& what) {
    throw FormatError(what);
}

Verdict parse_verdict(std::string_view word) {
    for (const auto& [verdict, known] : kVerdicts) {
        if (word == known) {
            return verdict;
        }
    }
    fail("\"" + std::string(word) + "\" is no verdict.");
}

std::uint64_t from_hex(std::string_view text) {
    constexpr int kBase = 16;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, kBase);
    if (error != std::errc{} || end != text.data() + text.size()) {
        fail("\"" + std::string(text) + "\" is no hash.");
    }
    return value;
}

/// A whole number in [low, high].
std::int64_t whole(simdjson::ondemand::value value, std::int64_t low, std::int64_t high) {
    const std::int64_t number = value.get_int64();
    if (number < low || number > high) {
        fail(std::to_string(number) + " is out of range.");
    }
    return number;
}

Outline parse_outline(simdjson::ondemand::array rings) {
    Outline outline;
    for (auto numbers : rings) {
        Ring ring;
        bool is_x = true;
        for (auto number : numbers.get_array()) {
            const double value = number.get_double();
            if (is_x) {
                ring.push_back({value, 0});
            } else {
                ring.back().y = value;
            }
            is_x = !is_x;
        }
        outline.push_back(std::move(ring));
    }
    return outline;
}

Detection parse_detection(simdjson::ondemand::array values) {
    Detection detection;
    std::array<double*, 5> places{&detection.score, &detection.box.x1, &detection.box.y1, &detection.box.x2,
                                  &detection.box.y2};
    std::size_t at = 0;
    for (auto value : values) {
        if (at == 0) {
            detection.class_index = static_cast<int>(whole(value.value(), 0, kMaxClasses));
        } else if (at <= places.size()) {
            *places[at - 1] = value.get_double();
        } else if (at == places.size() + 1) {
            detection.outline = parse_outline(value.get_array());
        }
        ++at;
    }
    if (at != places.size() + 1 && at != places.size() + 2) {
        fail("A detection is six numbers and, perhaps, an outline.");
    }
    return detection;
}

/// The recipe as it stands there, looked through once so that it can be handed on.
void take_recipe(std::string_view text, ItemRecord& record) {
    static thread_local simdjson::dom::parser parser;
    const simdjson::dom::object recipe = parser.parse(text.data(), text.size()).get_object();
    const simdjson::dom::array size = recipe["size"].get_array();
    const auto side = [&size](std::size_t at) {
        constexpr std::int64_t kMaxPixels = 1'000'000;
        const std::int64_t pixels = size.at(at).get_int64();
        if (pixels < 1 || pixels > kMaxPixels) {
            fail("Its size makes no sense.");
        }
        return static_cast<int>(pixels);
    };
    record.size = {side(0), side(1)};
    record.prompt = std::string(recipe["prompt"].get_string().value());
    record.encode_ratio = recipe["encode_ratio"].get_double();
    record.recipe = text;
}

GateResult parse_gate(simdjson::ondemand::object json) {
    constexpr std::int64_t kMaxBoxes = 1'000'000;
    GateResult gate;
    for (auto field : json) {
        const std::string_view key = field.unescaped_key();
        simdjson::ondemand::value value = field.value();
        const auto number = [&value] { return static_cast<int>(whole(value, 0, kMaxBoxes)); };
        if (key == "verdict") {
            gate.verdict = parse_gate_verdict(std::string(std::string_view(value.get_string())));
        } else if (key == "reason") {
            gate.reason = std::string_view(value.get_string());
        } else if (key == "supported") {
            gate.supported = number();
        } else if (key == "doubtful") {
            gate.doubtful = number();
        } else if (key == "other_class") {
            gate.other_class = number();
        } else if (key == "missed") {
            gate.missed = number();
        }
    }
    return gate;
}

/// Which members were there.
enum Seen : unsigned {
    kIndex = 1,
    kVerdict = 2,
    kReference = 4,
    kProblem = 8,
    kFileName = 16,
    kBytes = 32,
    kDetections = 64,
    kHash = 128,
    kDistance = 256,
    kNear = 512,
    kRecipe = 1024
};
constexpr unsigned kOfEach = kIndex | kVerdict | kReference;
constexpr unsigned kOfUnreadable = kOfEach | kProblem;
constexpr unsigned kOfMade = kOfEach | kFileName | kBytes | kDetections | kHash | kDistance | kNear | kRecipe;

ItemRecord parse(simdjson::ondemand::object json) {
    ItemRecord record;
    unsigned seen = 0;
    for (auto field : json) {
        const std::string_view key = field.unescaped_key();
        simdjson::ondemand::value value = field.value();
        if (key == "index") {
            seen |= kIndex;
            record.index = whole(value, 0, kMaxItems);
        } else if (key == "verdict") {
            seen |= kVerdict;
            record.verdict = parse_verdict(value.get_string());
        } else if (key == "reference") {
            seen |= kReference;
            record.reference = std::string_view(value.get_string());
        } else if (key == "problem") {
            seen |= kProblem;
            record.problem = std::string_view(value.get_string());
        } else if (key == "file_name") {
            seen |= kFileName;
            record.file_name = std::string_view(value.get_string());
            dataset::check_relative_path(record.file_name, "The item");
        } else if (key == "bytes") {
            seen |= kBytes;
            record.bytes = value.get_uint64();
        } else if (key == "detections") {
            seen |= kDetections;
            for (auto entry : value.get_array()) {
                record.detections.push_back(parse_detection(entry.get_array()));
            }
        } else if (key == "hash") {
            seen |= kHash;
            record.hash = from_hex(value.get_string());
        } else if (key == "reference_distance") {
            seen |= kDistance;
            record.reference_distance = static_cast<int>(whole(value, 0, kHashBits));
        } else if (key == "near_duplicate_of") {
            seen |= kNear;
            record.near_duplicate.of = whole(value, NearDuplicate::kReference, kMaxItems);
        } else if (key == "gate") {
            record.gate = parse_gate(value.get_object());
        } else if (key == "recipe") {
            seen |= kRecipe;
            simdjson::ondemand::object recipe = value.get_object();
            take_recipe(recipe.raw_json(), record);
        }
    }
    const unsigned needed = record.verdict == Verdict::kUnreadable ? kOfUnreadable : kOfMade;
    if ((seen & needed) != needed) {
        fail("It lacks a part.");
    }
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
    for (const auto& [box, class_index, score, outline] : record.detections) {
        detections.push_back({class_index, score, box.x1, box.y1, box.x2, box.y2});
        if (!outline.empty()) {
            detections.back().push_back(nlohmann::ordered_json(polygons_json(outline)));
        }
    }
    json["detections"] = std::move(detections);
    json["hash"] = hex(record.hash);
    json["reference_distance"] = record.reference_distance;
    json["near_duplicate_of"] = record.near_duplicate.of;
    if (const auto& gate = record.gate) {
        json["gate"] = {{"verdict", to_string(gate->verdict)}, {"reason", gate->reason},
                        {"supported", gate->supported},        {"doubtful", gate->doubtful},
                        {"other_class", gate->other_class},    {"missed", gate->missed}};
    }
    std::string line = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    line.pop_back();  // the last brace
    return line + ",\"recipe\":" + record.recipe + "}";
}

void set_recipe(ItemRecord& record, const Recipe& recipe) {
    record.recipe = nlohmann::json(recipe).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    record.size = recipe.size;
    record.prompt = recipe.prompt;
    record.encode_ratio = recipe.encode_ratio;
}

Recipe recipe_of(const ItemRecord& record) {
    return parse_json(record.recipe, "The recipe of " + record.file_name).get<Recipe>();
}

ItemRecord parse_item_line(std::string& line, const std::string& where) {
    static thread_local simdjson::ondemand::parser parser;
    try {
        line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
        auto document = parser.iterate(simdjson::padded_string_view(line.data(), line.size(), line.capacity())).value();
        auto record = parse(document.get_object());
        if (document.current_location().error() == simdjson::SUCCESS) {
            fail("More follows it.");
        }
        return record;
    } catch (const simdjson::simdjson_error&) {
        throw FormatError(where + " is damaged. Start again in an empty folder.");
    } catch (const FormatError& error) {
        throw FormatError(where + " is damaged (" + error.what() + ") Start again in an empty folder.");
    }
}

}  // namespace destudio::scaleup
