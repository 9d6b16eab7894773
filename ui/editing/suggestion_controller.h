// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <vector>

#include "ui/session/box_target.h"

namespace destudio::ui {

class Workspace;

/// The detections of a variant below the threshold that are no boxes of it, best score first.
std::vector<StoredDetection> suppressed_detections(Session& session, BoxTarget target);

/// What is suggested and nobody has taken: suppressed detections, and ghosts of verified carry.
class SuggestionController : public QObject {
    Q_OBJECT

public:
    explicit SuggestionController(Workspace& workspace, QObject* parent = nullptr);

    /// Makes a suppressed detection a box of the current variant and selects it.
    void adopt_detection(RowId detection_id);
    /// The selected ghosts; without any, the suppressed detection with the best score that no box of its class covers.
    void adopt_best();
    void adopt_ghosts(const std::vector<qint64>& keys);

private:
    void adopt(const StoredDetection& detection);

    Workspace& m_workspace;
};

}  // namespace destudio::ui
