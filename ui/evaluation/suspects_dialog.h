// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/adaptation/split_comparison.h"
#include "ui/base/background_task.h"
#include "ui/session/box_target.h"
#include "ui/session/picture_sources.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace destudio::widgets {
class BoxCanvas;
class LinkedView;
}  // namespace destudio::widgets

namespace destudio::ui {

class Workspace;

using SplitComparisonPtr = std::shared_ptr<const adaptation::SplitComparisonReport>;
/// The product's is adaptation::compare_split; tests put in another.
using SplitComparisonWork = std::function<adaptation::SplitComparisonReport(
    const adaptation::SplitComparisonRequest&, const std::stop_token&, const ProgressSink&)>;

/// Labels against the adapter and a second detector, the most doubtful first: label, adapter and second side by side.
/// Up and Down go through the list, 1 keeps the label, 2 takes the adapter's word and 3 the second's, Ctrl+Z takes that
/// back.
class SuspectsDialog : public QDialog {
    Q_OBJECT

public:
    /// @param request  whose labels, bundle and adapter
    SuspectsDialog(Workspace& workspace, const adaptation::SplitComparisonRequest& request,
                   SplitComparisonWork work = adaptation::compare_split, QWidget* parent = nullptr);

    bool settled() const { return !m_task.busy() && m_pictures.idle(); }

private:
    struct Outcome {
        SplitComparisonPtr report;
        QString sentence;
    };

    void build();
    void add_keys();
    void browse();
    void start();
    void show_busy();
    void show_report(const SplitComparisonPtr& report);
    void show_current();
    void show_pictures();
    void decide(int side);  ///< 0: the label stays; 1: the adapter's word; 2: the second's
    void undo();
    QString sentence(const evaluation::LabelDisagreement& entry) const;
    QString opinion_text(const evaluation::DetectorOpinion& opinion) const;
    QString class_name(std::int64_t category) const;
    const evaluation::LabelDisagreement* current() const;
    BoxTarget target_of(const evaluation::LabelDisagreement& entry) const;
    std::optional<std::pair<RowId, Box>> opinion_of(const evaluation::LabelDisagreement& entry, int side) const;

    Workspace& m_workspace;
    adaptation::SplitComparisonRequest m_request;
    SplitComparisonWork m_work;
    BackgroundTask<Outcome> m_task;
    SplitComparisonPtr m_report;
    PictureSources m_pictures;
    widgets::LinkedView* m_view;
    QLineEdit* m_second;
    QPushButton* m_start;
    QProgressBar* m_progress;
    QLabel* m_summary;
    QListWidget* m_list;
    std::array<QLabel*, 3> m_titles{};
    std::array<widgets::BoxCanvas*, 3> m_canvases{};
    std::array<QPushButton*, 3> m_buttons{};
    /// What was decided here, in order.
    struct Decision {
        int row = 0;
        bool changed = false;  ///< a step of the undo stack
    };
    std::vector<Decision> m_decisions;
};

}  // namespace destudio::ui
