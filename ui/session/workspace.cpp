// SPDX-License-Identifier: Apache-2.0
#include "ui/session/workspace.h"

#include <algorithm>
#include <map>

namespace destudio::ui {

Workspace::~Workspace() {
    blockSignals(true);
    if (m_session) {
        m_session->disconnect(this);  // its last write must not come back here
    }
}

void Workspace::set_session(std::unique_ptr<Session> session) {
    if (m_session) {
        emit session_closing();
        // Its last write, of the threshold, still comes: as news of a project that is no longer the current one.
        disconnect(m_session.get(), &Session::changed, this, nullptr);
    }
    m_boxes = {};
    m_target.reset();
    m_reference = 0;
    m_drawing_class = 0;
    m_review_list.clear();
    m_session = std::move(session);
    if (m_session) {
        connect(m_session.get(), &Session::changed, this, &Workspace::on_change);
        connect(m_session.get(), &Session::threshold_changed, this, &Workspace::threshold_changed);
        connect(m_session.get(), &Session::classes_changed, this, &Workspace::classes_changed);
        connect(m_session.get(), &Session::boxes_restored, this, &Workspace::reveal);
        connect(m_session.get(), &Session::write_failed, this, [this](const QString& sentence) { report(sentence); });
        connect(&m_session->marks(), &BoxMarks::changed, this, &Workspace::marks_changed);
    }
    emit session_changed();
    std::vector<Reference> references;
    if (m_session) {
        m_session->attempt([&] { references = m_session->project().references().all(); });
    }
    if (!references.empty()) {
        set_reference(references.front().id);
    } else {
        emit reference_changed(0);
        emit target_changed();
        emit box_changed();
    }
}

void Workspace::on_change(const ProjectChange& change) {
    // First, so that nobody is told of a change while the current picture is one that is gone.
    m_session->attempt([&] { leave_removed(change); });
    emit project_changed(change);
}

void Workspace::reveal(const BoxTarget& target) {
    // Else undo would change pictures behind one's back.
    m_session->attempt([&] {
        set_reference(target.is_variant() ? m_session->project().variants().get(target.id).reference_id : target.id);
        set_target(target);
    });
}

void Workspace::leave_removed(const ProjectChange& change) {
    using What = ProjectChange::What;
    const bool reset = change.what == What::kReset;
    const bool removed = change.how == ProjectChange::How::kRemoved;
    Project& project = m_session->project();
    if (m_reference != 0 && (reset || (removed && change.what == What::kReferences))) {
        const auto references = project.references().all();
        const bool there = std::any_of(references.begin(), references.end(),
                                       [this](const Reference& entry) { return entry.id == m_reference; });
        if (!there) {
            set_reference(references.empty() ? 0 : references.front().id);
            return;
        }
    }
    if (m_target && m_target->is_variant() && (reset || (removed && change.what == What::kVariants))) {
        const auto variants = project.variants().of_reference(m_reference);
        const bool there = std::any_of(variants.begin(), variants.end(),
                                       [this](const VariantRecord& entry) { return entry.id == m_target->id; });
        if (!there) {
            set_target(BoxTarget{BoxTarget::Kind::kReference, m_reference});
        }
    }
}

void Workspace::set_reference(RowId reference_id) {
    if (reference_id == m_reference) {
        return;
    }
    m_reference = reference_id;
    emit reference_changed(reference_id);
    if (m_drawing_class == 0) {
        emit drawing_class_changed();  // the reference's most frequent one
    }
    set_target(reference_id != 0 ? std::optional(BoxTarget{BoxTarget::Kind::kReference, reference_id}) : std::nullopt);
}

void Workspace::set_target(std::optional<BoxTarget> target) {
    if (target == m_target) {
        return;
    }
    m_target = target;
    m_boxes = {};
    if (!place_in_review_list()) {
        m_review_list.clear();
    }
    emit target_changed();
    emit box_changed();
}

void Workspace::set_boxes(widgets::BoxSelection boxes) {
    if (!(boxes == m_boxes)) {
        m_boxes = std::move(boxes);
        emit box_changed();
    }
}

void Workspace::set_drawing_class(RowId class_id) {
    if (class_id != m_drawing_class) {
        m_drawing_class = class_id;
        emit drawing_class_changed();
    }
}

void Workspace::report(const QString& sentence, const IssuePlace& place) {
    emit issue(sentence, place);
}

RowId Workspace::drawing_class() const {
    if (!m_session || m_session->classes().empty()) {
        return 0;
    }
    const auto& classes = m_session->classes();
    const bool known = std::any_of(classes.begin(), classes.end(),
                                   [this](const ProjectClass& entry) { return entry.id == m_drawing_class; });
    if (known) {
        return m_drawing_class;
    }
    const RowId frequent = most_frequent_class();
    return frequent != 0 ? frequent : classes.front().id;
}

RowId Workspace::most_frequent_class() const {
    std::map<RowId, int> counts;
    m_session->attempt([&] {
        if (m_reference != 0) {
            for (const ReferenceBox& box : m_session->project().references().boxes(m_reference)) {
                ++counts[box.class_id];
            }
        }
    });
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? 0 : most->first;
}

void Workspace::set_review_list(std::vector<RowId> variants) {
    m_review_list = std::move(variants);
    emit target_changed();
}

std::optional<std::size_t> Workspace::place_in_review_list() const {
    if (!m_target || !m_target->is_variant()) {
        return std::nullopt;
    }
    const auto found = std::find(m_review_list.begin(), m_review_list.end(), m_target->id);
    return found == m_review_list.end() ? std::nullopt
                                        : std::optional(static_cast<std::size_t>(found - m_review_list.begin()));
}

}  // namespace destudio::ui
