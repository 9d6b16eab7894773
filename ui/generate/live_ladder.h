// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <optional>
#include <string>
#include <vector>

#include "ui/base/background_task.h"
#include "ui/generate/ladder_job.h"
#include "widgets/base/picture.h"

namespace destudio::ui {

class Workspace;

/// The picture that follows the hand: one rung of a reference that nobody has asked to keep.
struct LivePicture {
    RowId reference_id = 0;
    Rung rung;
    GenerationSettings settings;  ///< ratios and seeds do not count; the rung does
    widgets::Picture picture;     ///< finished, half-denoised, or still the one of the place before
    int step = 0;                 ///< of the rung; 0 before the first report
    int total_steps = 0;
    bool finished = false;
    std::vector<Detection> detections;  ///< of the finished one, in its pixels
    std::vector<std::string> classes;   ///< what Detection::class_index counts
    QString failure;                    ///< why there is none
    double seconds = 0;                 ///< from the order to the finished picture
};

/// Draws a rung while a person moves a ratio or a seed, on a thread of its own and with the generator that ladders use:
/// the newest order alone, older ones are stopped and never queued. Nothing of it is written to the project. The
/// finished picture is the one that Generate makes of the same settings, because the same job makes it. Half-denoised
/// pictures are shown as soon as the work takes longer than a person waits.
class LiveLadder : public QObject {
    Q_OBJECT

public:
    LiveLadder(Workspace& workspace, GenerationJobFactory factory, QObject* parent = nullptr);

    /// Of the workspace's current reference. A rung that gives no step is ignored.
    void ask(const GenerationSettings& settings, const Rung& rung);
    /// Stops, and forgets the picture.
    void end();
    /// None while nothing is live.
    const std::optional<LivePicture>& picture() const { return m_picture; }
    bool busy() const { return m_task.busy() || m_timer.isActive(); }

signals:
    /// There is another picture, step or place, or none any more.
    void changed();

private:
    struct Answer {
        Variant variant;
        widgets::Picture picture;
        std::vector<std::string> classes;
    };

    bool shows(const GenerationSettings& settings, const Rung& rung) const;
    void begin();
    Job make_job(const std::shared_ptr<Answer>& answer);
    void take_step(quint64 number, int step, int total, const widgets::Picture& preview);

    Workspace& m_workspace;
    GenerationJobFactory m_factory;
    std::optional<LivePicture> m_picture;
    QTimer m_timer;
    QElapsedTimer m_since_order;
    quint64 m_number = 0;
    BackgroundTask<Answer> m_task;
};

/// Whether two settings draw alike, whatever their ratios and seeds.
bool draw_alike(GenerationSettings a, const GenerationSettings& b);

}  // namespace destudio::ui
