// SPDX-License-Identifier: Apache-2.0
#include "core/project/version_picture.h"

#include "core/project/store/version_log.h"
#include "core/project/version_notes.h"

namespace destudio {

namespace {

// Rows at one version, or now.
class VersionMoment {
public:
    VersionMoment(Project& project, std::optional<RowId> version)
        : m_versions(project.versions()),
          m_version(version),
          m_threshold(version ? m_versions.find(std::to_string(*version)).threshold : project.settings().threshold()) {}

    VersionPicture::Side side(RowId id, const std::vector<StoredDetection>& detections) const {
        VersionPicture::Side side;
        const std::string text = note(kVariantNote, id);
        if (text.empty()) {
            return side;
        }
        VariantNote variant = parse_variant_note(text, id);
        side.there = true;
        side.state = variant.state;
        side.boxes = variant.has_own_boxes ? std::move(variant.boxes) : derived(id, detections);
        return side;
    }

private:
    std::string note(const char* kind, RowId id) const {
        return m_version ? m_versions.note_at(*m_version, kind, id) : m_versions.note_now(kind, id);
    }
    std::vector<StoredAnnotation> derived(RowId id, const std::vector<StoredDetection>& detections) const {
        std::vector<StoredAnnotation> boxes;
        for (const StoredDetection& detection : detections) {
            if (detection.score < m_threshold) {
                continue;
            }
            const std::string its_class = note(kDetectionNote, detection.id);
            boxes.push_back({0, id, its_class.empty() ? detection.class_id : parse_detection_note(its_class),
                             detection.box, AnnotationOrigin::kDetected, detection.score, detection.id, false});
        }
        return boxes;
    }

    VersionStore& m_versions;
    std::optional<RowId> m_version;
    double m_threshold;
};

}  // namespace

std::vector<VersionPicture> version_pictures(Project& project, const std::vector<RowId>& ids, RowId from,
                                             std::optional<RowId> to) {
    const VersionMoment before(project, from);
    const VersionMoment after(project, to);
    std::vector<VersionPicture> pictures;
    for (const RowId id : ids) {
        VersionPicture picture;
        picture.id = id;
        // What it was made of never changes; it is written down where the variant was removed.
        const std::string text = project.versions().note_at(from, kVariantBodyNote, id);
        if (!text.empty()) {
            const auto body = parse_variant_body(text, id);
            picture.size = body.record.recipe.size;
            picture.image = body.record.image.empty() ? body.record.image : project.files_folder() / body.record.image;
            picture.before = before.side(id, body.detections);
            picture.after = after.side(id, body.detections);
        }
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

}  // namespace destudio
