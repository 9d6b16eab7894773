// SPDX-License-Identifier: Apache-2.0
#include "core/project/box_history.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/utc_time.h"

namespace destudio {

namespace {

constexpr std::int64_t kOneChangeSeconds = 60;
constexpr double kSamePixel = 1e-6;
constexpr std::size_t kHashDigits = 8;

const StoredAnnotation* box_with_key(const std::vector<StoredAnnotation>& boxes, std::int64_t key) {
    const auto found =
        std::find_if(boxes.begin(), boxes.end(), [key](const auto& box) { return box_key_of(box) == key; });
    return found == boxes.end() ? nullptr : &*found;
}

bool same_size(const Box& a, const Box& b) {
    return std::abs(a.width() - b.width()) < kSamePixel && std::abs(a.height() - b.height()) < kSamePixel;
}

class EventMaker {
public:
    EventMaker(bool of_variant, RowId picture, const ClassNames& class_name, const std::string& carried_from)
        : m_of_variant(of_variant), m_picture(picture), m_class_name(class_name), m_carried_from(carried_from) {}

    void came(const StoredAnnotation& box) {
        if (!m_carried_from.empty()) {
            add(box, BoxAct::kCarried, m_carried_from);
        } else {
            add(box, box.detection_id != 0 ? BoxAct::kTaken : BoxAct::kDrawn);
        }
    }

    void changed(const StoredAnnotation& was, const StoredAnnotation& is) {
        const bool other = was.box != is.box || was.class_id != is.class_id || was.ignore != is.ignore;
        if (other && !m_carried_from.empty()) {
            add(is, BoxAct::kCarried, m_carried_from);
            return;
        }
        if (was.box != is.box) {
            add(is, same_size(was.box, is.box) ? BoxAct::kMoved : BoxAct::kResized);
        }
        if (was.class_id != is.class_id) {
            add(is, BoxAct::kRelabelled, m_class_name(was.class_id), m_class_name(is.class_id));
        }
        if (was.ignore != is.ignore) {
            add(is, is.ignore ? BoxAct::kIgnored : BoxAct::kCounted);
        }
    }

    void went(const StoredAnnotation& box) { add(box, BoxAct::kRemoved, m_class_name(box.class_id)); }

    std::vector<BoxEvent> take() { return std::move(m_events); }

private:
    void add(const StoredAnnotation& box, BoxAct act, const std::string& before = {}, const std::string& after = {}) {
        BoxEvent event;
        event.of_variant = m_of_variant;
        event.picture = m_picture;
        event.box = box_key_of(box);
        event.act = act;
        event.before = before;
        event.after = after;
        m_events.push_back(std::move(event));
    }

    bool m_of_variant;
    RowId m_picture;
    const ClassNames& m_class_name;
    const std::string& m_carried_from;
    std::vector<BoxEvent> m_events;
};

std::string act_text(const BoxEvent& event) {
    switch (event.act) {
        case BoxAct::kTaken:
            return "taken over from a weaker detection";
        case BoxAct::kRelabelled:
            return "relabelled from " + event.before + " to " + event.after;
        case BoxAct::kIgnored:
            return "set to be ignored";
        case BoxAct::kCounted:
            return "set to count again";
        case BoxAct::kRemoved:
            return event.before.empty() ? "removed" : event.before + " removed";
        case BoxAct::kCarried:
            return "carried from " + event.before;
        case BoxAct::kRestored:
            return "picture taken back to version \"" + event.before + "\"";
        default:
            return to_string(event.act);
    }
}

}  // namespace

std::vector<BoxEvent> box_events_between(bool of_variant, RowId picture, const std::vector<StoredAnnotation>& before,
                                         const std::vector<StoredAnnotation>& after, const ClassNames& class_name,
                                         const std::string& carried_from) {
    EventMaker events(of_variant, picture, class_name, carried_from);
    for (const StoredAnnotation& box : after) {
        if (const StoredAnnotation* was = box_with_key(before, box_key_of(box))) {
            events.changed(*was, box);
        } else {
            events.came(box);
        }
    }
    for (const StoredAnnotation& box : before) {
        if (box_with_key(after, box_key_of(box)) == nullptr) {
            events.went(box);
        }
    }
    return events.take();
}

std::vector<BoxEvent> with_box_events(std::vector<BoxEvent> events, const std::vector<BoxEvent>& more) {
    for (const BoxEvent& event : more) {
        const auto last = std::find_if(events.rbegin(), events.rend(),
                                       [&](const BoxEvent& old) { return old.box == event.box || old.box == 0; });
        const bool repeated = last != events.rend() && last->box == event.box && last->act == event.act &&
                              last->who == event.who && event.when - last->when <= kOneChangeSeconds &&
                              (event.act == BoxAct::kMoved || event.act == BoxAct::kResized);
        if (repeated) {
            events.erase(std::next(last).base());
        }
        events.push_back(event);
    }
    return events;
}

std::vector<BoxEvent> events_of_box(const std::vector<BoxEvent>& of_picture, std::int64_t key) {
    std::vector<BoxEvent> events;
    // A drawn box was not there before its first event; what the adapter found was from the start.
    bool there = key < 0 || std::none_of(of_picture.begin(), of_picture.end(),
                                         [key](const BoxEvent& event) { return event.box == key; });
    for (const BoxEvent& event : of_picture) {
        there = there || event.box == key;
        if (event.box == key || (event.box == 0 && there)) {
            events.push_back(event);
        }
    }
    return events;
}

BoxOrigin origin_of_box(const VariantRecord& variant, const StoredAnnotation& annotation) {
    if (annotation.detection_id == 0) {
        return {};
    }
    const std::string& hash = variant.recipe.adapter_hash;
    return {hash.empty() ? "unknown" : hash.substr(0, kHashDigits), annotation.score};
}

std::vector<std::string> history_lines(const BoxOrigin& origin, const std::vector<BoxEvent>& of_box) {
    std::vector<std::string> lines;
    if (!origin.adapter.empty()) {
        char score[16];
        std::snprintf(score, sizeof score, "%.2f", origin.score);
        lines.push_back("made by the adapter " + origin.adapter + " at score " + score);
    }
    for (const BoxEvent& event : of_box) {
        lines.push_back(act_text(event) + " by " + event.who + ", " + utc_text(event.when));
    }
    return lines;
}

nlohmann::ordered_json history_json(const BoxOrigin& origin, const std::vector<BoxEvent>& of_box) {
    auto list = nlohmann::ordered_json::array();
    if (!origin.adapter.empty()) {
        list.push_back({{"act", "made"}, {"adapter", origin.adapter}, {"score", origin.score}});
    }
    for (const BoxEvent& event : of_box) {
        nlohmann::ordered_json entry{{"act", to_string(event.act)}, {"by", event.who}, {"at", utc_text(event.when)}};
        if (!event.before.empty()) {
            entry["from"] = event.before;
        }
        if (!event.after.empty()) {
            entry["to"] = event.after;
        }
        list.push_back(std::move(entry));
    }
    return list;
}

std::vector<BoxEvent> decision_events(const std::vector<std::pair<RowId, VariantState>>& states) {
    std::vector<BoxEvent> events;
    for (const auto& [id, state] : states) {
        if (state == VariantState::kFailed) {
            continue;
        }
        BoxEvent event;
        event.picture = id;
        event.act = state == VariantState::kAccepted   ? BoxAct::kAccepted
                    : state == VariantState::kRejected ? BoxAct::kRejected
                                                       : BoxAct::kReopened;
        events.push_back(std::move(event));
    }
    return events;
}

}  // namespace destudio
