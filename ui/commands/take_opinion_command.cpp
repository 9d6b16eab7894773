// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/take_opinion_command.h"

#include <algorithm>
#include <cmath>

namespace destudio::ui {
namespace {

constexpr double kSameBox = 0.5;  // pixels: boxes were cut to their picture in between

bool is_same_box(const Box& a, const Box& b) {
    return std::abs(a.x1 - b.x1) < kSameBox && std::abs(a.y1 - b.y1) < kSameBox && std::abs(a.x2 - b.x2) < kSameBox &&
           std::abs(a.y2 - b.y2) < kSameBox;
}

}  // namespace

TakeOpinionCommand::TakeOpinionCommand(Session& session, BoxTarget target, const Opinion& opinion, const QString& text)
    : BoxCommand(session, target, text), m_opinion(opinion) {}

bool TakeOpinionCommand::apply(BoxSet& set) {
    if (!m_opinion.label) {
        if (!m_opinion.found) {
            return false;
        }
        StoredAnnotation annotation;
        annotation.variant_id = target().is_variant() ? target().id : 0;
        annotation.class_id = m_opinion.found->first;
        annotation.box = clamped(m_opinion.found->second, picture_size(session(), target()));
        annotation.origin = AnnotationOrigin::kDrawn;
        if (annotation.box.empty()) {
            return false;
        }
        set.boxes.push_back(annotation);
        return true;
    }
    const auto box = std::find_if(set.boxes.begin(), set.boxes.end(), [this](const StoredAnnotation& entry) {
        return entry.class_id == m_opinion.label->first && is_same_box(entry.box, m_opinion.label->second);
    });
    if (box == set.boxes.end()) {
        return false;  // somebody changed it since
    }
    if (!m_opinion.found) {
        set.boxes.erase(box);
        return true;
    }
    const Box wanted = clamped(m_opinion.found->second, picture_size(session(), target()));
    if (wanted.empty() || (box->class_id == m_opinion.found->first && box->box == wanted)) {
        return false;
    }
    box->class_id = m_opinion.found->first;
    box->box = wanted;
    mark_edited(*box);
    return true;
}

}  // namespace destudio::ui
