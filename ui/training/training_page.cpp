// SPDX-License-Identifier: Apache-2.0
#include "ui/training/training_page.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>

#include "ui/session/workspace.h"
#include "ui/training/training_form.h"
#include "ui/training/training_run_model.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"
#include "widgets/charts/curve_plot.h"
#include "widgets/grids/sample_grid.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kRunListWidth = 330;
constexpr int kSmoothing = 25;  ///< steps that the smooth loss curve averages over

/// The mean of the last kSmoothing values at each step.
std::vector<QPointF> smoothed(const std::vector<training::CurvePoint>& points) {
    std::vector<QPointF> smooth;
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        sum += points[i].value;
        sum -= i >= kSmoothing ? points[i - kSmoothing].value : 0;
        const auto count = static_cast<double>(std::min<std::size_t>(i + 1, kSmoothing));
        smooth.emplace_back(static_cast<double>(points[i].step), sum / count);
    }
    return smooth;
}

std::vector<QPointF> plain(const std::vector<training::CurvePoint>& points) {
    std::vector<QPointF> out;
    for (const training::CurvePoint& point : points) {
        if (point.value >= 0) {  // -1: undefined
            out.emplace_back(static_cast<double>(point.step), point.value);
        }
    }
    return out;
}

QString training_time_text(double seconds) {
    const auto whole = static_cast<long long>(std::lround(seconds));
    if (whole >= 3600) {
        return TrainingPage::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
    }
    return whole >= 60 ? TrainingPage::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60)
                       : TrainingPage::tr("%1 s").arg(whole);
}

QPushButton* button(const char* icon, const QString& text, const char* name, QWidget* parent) {
    auto* made = new QPushButton(widgets::icon(QLatin1String(icon)), text, parent);
    made->setObjectName(QLatin1String(name));
    return made;
}

}  // namespace

TrainingPage::TrainingPage(Workspace& workspace, TrainingController& training, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_training(training) {
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(build_left());
    splitter->addWidget(build_right());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kRunListWidth, 4 * kRunListWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_form, &TrainingForm::changed, this, &TrainingPage::show_state);
    connect(m_start, &QPushButton::clicked, this, &TrainingPage::start);
    connect(m_pause, &QPushButton::clicked, &training, &TrainingController::pause);
    connect(m_stop, &QPushButton::clicked, &training, &TrainingController::stop);
    connect(m_resume, &QPushButton::clicked, this, &TrainingPage::resume);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (m_view && !m_view->result.adapter.empty()) {
            emit adapter_wanted(m_view->result.adapter);
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (const auto* run = m_runs->run(current.row())) {
                    choose_run(run->folder);
                }
            });
    connect(&training, &TrainingController::state_changed, this, &TrainingPage::show_state);
    connect(&training, &TrainingController::progressed, this, &TrainingPage::show_state);
    connect(&training, &TrainingController::ended, this, &TrainingPage::show_end);
    connect(&m_watcher, &RunWatcher::seen, this, &TrainingPage::show_view);
    connect(&m_watcher, &RunWatcher::listed, this, &TrainingPage::show_runs);
    connect(&workspace, &Workspace::session_changed, this, &TrainingPage::session_changed);
    connect(&workspace, &Workspace::threshold_changed, m_samples, &widgets::SampleGrid::set_threshold);
    show_curves();
    show_samples();
    show_result();
    show_state();
}

QWidget* TrainingPage::build_left() {
    m_form = new TrainingForm(m_workspace);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("training_problem"));
    m_problem->setProperty("role", QStringLiteral("dim"));
    m_problem->setWordWrap(true);
    m_start = new QPushButton(widgets::icon(QStringLiteral("generate"), Qt::white), tr("Start training"));
    m_start->setObjectName(QStringLiteral("training_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_runs = new TrainingRunModel(this);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("training_runs"));
    m_table->setAccessibleName(tr("Trainings of this project"));
    m_table->setModel(m_runs);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kMargin);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(TrainingRunModel::kPicturesColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setFrameShape(QFrame::NoFrame);

    auto* title = new QLabel(tr("Train an adapter"));
    title->setProperty("role", QStringLiteral("heading"));
    auto* runs_title = new QLabel(tr("Trainings of this project"));
    runs_title->setProperty("role", QStringLiteral("heading"));
    auto* inside = new QWidget;
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addWidget(title);
    layout->addWidget(m_form);
    layout->addWidget(m_start);
    layout->addWidget(m_problem);
    layout->addSpacing(kMargin);
    layout->addWidget(runs_title);
    layout->addWidget(m_table, 1);
    m_table->setMinimumHeight(120);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->setMinimumWidth(kRunListWidth - 30);
    return scroll;
}

QWidget* TrainingPage::build_right() {
    auto* right = new QWidget;
    m_state = new QLabel(right);
    m_state->setObjectName(QStringLiteral("training_state"));
    m_state->setWordWrap(true);
    m_progress = new QProgressBar(right);
    m_progress->setObjectName(QStringLiteral("training_progress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(10);
    m_progress->setAccessibleName(tr("Progress of the training"));
    m_pause = button("pause", tr("&Pause"), "training_pause", right);
    m_pause->setToolTip(tr("Keeps everything that is done; resume at any time."));
    m_resume = button("resume", tr("R&esume"), "training_resume", right);
    m_stop = button("cancel", tr("S&top"), "training_stop", right);
    m_stop->setToolTip(tr("Ends the training; the best adapter so far is kept."));
    m_use = button("accept", tr("&Use this adapter"), "training_use", right);
    m_result = new QLabel(right);
    m_result->setObjectName(QStringLiteral("training_result"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_loss = new widgets::CurvePlot(tr("Loss"), tr("step"), right);
    m_loss->setObjectName(QStringLiteral("training_loss"));
    m_ap = new widgets::CurvePlot(tr("mAP on held-out pictures"), tr("step"), right);
    m_ap->setObjectName(QStringLiteral("training_ap"));
    m_samples = new widgets::SampleGrid(right);
    m_samples->setObjectName(QStringLiteral("training_samples"));
    m_samples_title = new QLabel(right);
    m_samples_title->setProperty("role", QStringLiteral("heading"));

    auto* top = new QHBoxLayout;
    top->setSpacing(kMargin);
    top->addWidget(m_state, 1);
    top->addWidget(m_pause);
    top->addWidget(m_resume);
    top->addWidget(m_stop);
    auto* plots = new QHBoxLayout;
    plots->setSpacing(kMargin);
    plots->addWidget(m_loss, 1);
    plots->addWidget(m_ap, 1);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_result, 1);
    bottom->addWidget(m_use);
    auto* layout = new QVBoxLayout(right);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addLayout(top);
    layout->addWidget(m_progress);
    layout->addLayout(plots, 4);
    layout->addWidget(m_samples_title);
    layout->addWidget(m_samples, 5);
    layout->addLayout(bottom);
    return right;
}

void TrainingPage::set_bundle(const std::filesystem::path& bundle, const std::filesystem::path& adapter) {
    m_form->set_bundle(bundle, adapter);
}

void TrainingPage::prepare_fine_tuning() {
    m_form->choose_pictures(adaptation::PictureChoice::Kind::kCorrections);
}

bool TrainingPage::settled() const {
    return !isVisible() || (!m_watcher.busy() && !m_form->busy() && !m_training.busy());
}

void TrainingPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_form->refresh();
    refresh_runs();
    m_watcher.set_active(true);
}

void TrainingPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_watcher.set_active(false);
}

void TrainingPage::session_changed() {
    m_view.reset();
    m_end.clear();
    m_watcher.watch({});
    m_runs->set_runs({});
    if (Session* session = m_workspace.session()) {
        m_samples->set_threshold(session->threshold());
    }
    show_curves();
    show_samples();
    show_result();
    show_state();
    if (isVisible()) {
        m_form->refresh();
        refresh_runs();
    }
}

void TrainingPage::refresh_runs() {
    if (Session* session = m_workspace.session()) {
        m_watcher.refresh(adaptation::runs_folder(session->project().file()));
    }
}

void TrainingPage::show_runs(const std::vector<adaptation::RunSummary>& runs) {
    if (m_workspace.session() == nullptr) {
        return;
    }
    m_runs->set_runs(runs);
    const std::filesystem::path wanted = m_training.busy() ? m_training.folder()
                                         : m_view          ? m_view->folder
                                                           : std::filesystem::path();
    const int row = wanted.empty() ? (runs.empty() ? -1 : 0) : m_runs->row_of(wanted);
    if (row >= 0 && m_table->currentIndex().row() != row) {
        m_table->setCurrentIndex(m_runs->index(row, 0));
    }
}

void TrainingPage::choose_run(const std::filesystem::path& folder) {
    if (folder != m_watcher.folder()) {
        m_end.clear();
        m_watcher.watch(folder);
    }
}

void TrainingPage::start() {
    Session* session = m_workspace.session();
    std::optional<adaptation::AdapterRunRequest> request;
    if (session == nullptr || m_training.busy() || !session->attempt([&] { request = m_form->request(); }) ||
        !request) {
        return;
    }
    request->out = adaptation::next_run_folder(adaptation::runs_folder(session->project().file()));
    m_view.reset();
    m_end.clear();
    show_curves();
    show_samples();
    show_result();
    m_training.start(*request);
    m_watcher.watch(request->out);
    show_state();
}

void TrainingPage::resume() {
    if (m_view && !m_training.busy()) {
        m_end.clear();
        m_training.resume(m_view->folder);
    }
}

void TrainingPage::show_view(const std::shared_ptr<const RunView>& view) {
    const bool first = !m_view || m_view->folder != view->folder;
    m_view = view;
    show_curves();
    show_samples();
    show_result();
    show_state();
    if (first && m_runs->row_of(view->folder) < 0) {
        refresh_runs();
    }
}

void TrainingPage::show_curves() {
    const training::TrainingCurves none;
    const training::TrainingCurves& curves = m_view ? m_view->curves : none;
    const auto& colors = widgets::theme_colors();
    const double steps = m_view ? static_cast<double>(m_view->request.recipe.steps) : 1;
    std::vector<widgets::PlotCurve> loss = {{{}, plain(curves.loss), colors.dim_text, false, true},
                                            {tr("loss"), smoothed(curves.loss), colors.accent, false, false}};
    m_loss->set_ranges(std::pair(0.0, steps), std::nullopt);
    m_loss->set_curves(std::move(loss));
    m_ap->set_ranges(std::pair(0.0, steps), std::pair(0.0, 1.0));
    m_ap->set_curves({{tr("mAP"), plain(curves.ap), colors.accent, true, false},
                      {tr("mAP50"), plain(curves.ap50), colors.good, true, false}});
    m_loss->set_note(!curves.loss.empty() ? QString()
                     : m_view             ? tr("The first step is on its way")
                                          : tr("No training yet"));
    const QString waiting =
        m_view ? tr("Measured first after step %1").arg(m_view->request.recipe.evaluate_every) : tr("No training yet");
    m_ap->set_note(curves.ap.empty() ? waiting : QString());
}

void TrainingPage::show_samples() {
    std::vector<widgets::SamplePicture> shown;
    if (m_view) {
        const adaptation::RunSamples& samples = m_view->samples;
        const auto box_of = [&samples](const Box& box, int label, std::optional<double> score) {
            const auto index = static_cast<std::size_t>(label);
            const QString name =
                index < samples.classes.size() ? QString::fromStdString(samples.classes[index]) : QString();
            return widgets::CanvasBox{0, box, widgets::class_color(label), name, score};
        };
        for (std::size_t i = 0; i < samples.samples.size() && i < m_view->pictures.size(); ++i) {
            const adaptation::RunSample& sample = samples.samples[i];
            widgets::SamplePicture picture;
            picture.picture = m_view->pictures[i];
            for (std::size_t b = 0; b < sample.boxes.size(); ++b) {
                picture.truth.push_back(box_of(sample.boxes[b], sample.labels[b], std::nullopt));
            }
            for (const Detection& detection : sample.detections) {
                picture.found.push_back(box_of(detection.box, detection.class_index, detection.score));
            }
            picture.description = tr("%1 objects, %2 found").arg(picture.truth.size()).arg(picture.found.size());
            shown.push_back(std::move(picture));
        }
    }
    const bool any = !shown.empty();
    m_samples->set_samples(std::move(shown));
    m_samples->set_note(tr("What the adapter finds in a few held-out pictures appears here after each measurement."));
    m_samples_title->setVisible(any);
    m_samples_title->setText(any ? tr("Held-out pictures after step %1 (dashed: the truth)").arg(m_view->samples.step)
                                 : QString());
}

void TrainingPage::show_result() {
    m_use->setEnabled(m_view && !m_view->result.adapter.empty());
    if (!m_view) {
        m_result->clear();
        return;
    }
    const adaptation::AdapterRunResult& result = m_view->result;
    if (!m_view->error.isEmpty()) {
        m_result->setText(m_view->error);
    } else if (result.adapter.empty()) {
        m_result->setText(tr("There is no adapter yet."));
    } else if (!m_view->request.start_from.empty()) {
        m_result->setText(
            tr("Before: mAP %1, mAP50 %2. After step %3: mAP %4, mAP50 %5.")
                .arg(ap_text(result.start_ap), ap_text(result.start_ap50))
                .arg(result.step)
                .arg(ap_text(result.ap), ap_text(result.ap50)) +
            (result.held_out > 0 ? QLatin1Char(' ') + tr("Held-out pictures: %1.").arg(result.held_out) : QString()));
    } else {
        m_result->setText(tr("The best adapter is that of step %1: mAP %2, mAP50 %3.")
                              .arg(result.step)
                              .arg(ap_text(result.ap), ap_text(result.ap50)));
    }
}

bool TrainingPage::shows_running() const {
    return m_training.busy() && (!m_view || m_view->folder == m_training.folder());
}

QString TrainingPage::state_text() const {
    using State = TrainingController::State;
    if (shows_running()) {
        switch (m_training.state()) {
            case State::kPausing:
                return tr("Pausing after this step…");
            case State::kStopping:
                return tr("Stopping after this step…");
            default:
                break;
        }
        const Progress& progress = m_training.progress();
        if (progress.total == 0) {
            return tr("Loading the bundle and the pictures…");
        }
        QString text = tr("Step %1 of %2").arg(progress.done).arg(progress.total);
        if (m_view && m_view->curves.steps() > 0) {
            text += tr(", %1 left, %2 pictures a second")
                        .arg(training_time_text(m_view->curves.seconds_left),
                             QLocale().toString(m_view->curves.images_per_second, 'f', 1));
        }
        return text;
    }
    if (!m_end.isEmpty()) {
        return m_end;
    }
    if (!m_view) {
        return tr("Choose what to learn from, then start.");
    }
    const QString name = QString::fromStdString(m_view->folder.filename().string());
    return m_view->finished() ? tr("%1 is finished.").arg(name)
                              : tr("%1 rests after step %2 of %3.")
                                    .arg(name)
                                    .arg(m_view->curves.steps())
                                    .arg(m_view->request.recipe.steps);
}

void TrainingPage::show_state() {
    using State = TrainingController::State;
    const QString problem = m_form->problem();
    const bool busy = m_training.busy();
    m_problem->setText(busy ? tr("A training is running.") : problem);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_start->setEnabled(!busy && problem.isEmpty() && m_workspace.session() != nullptr);
    m_form->setEnabled(!busy);
    const bool running = shows_running();
    m_pause->setVisible(running);
    m_stop->setVisible(running);
    m_pause->setEnabled(m_training.state() == State::kRunning);
    m_stop->setEnabled(m_training.state() == State::kRunning || m_training.state() == State::kPausing);
    m_resume->setVisible(!busy && m_view && !m_view->finished() && m_view->error.isEmpty());
    m_state->setText(state_text());
    const std::int64_t total = running ? m_training.progress().total : m_view ? m_view->request.recipe.steps : 0;
    const std::int64_t done = running ? m_training.progress().done : m_view ? m_view->curves.steps() : 0;
    m_progress->setVisible(running || total > 0);
    m_progress->setRange(0, static_cast<int>(total));
    m_progress->setValue(static_cast<int>(done));
}

void TrainingPage::show_end(const TrainingEnd& end) {
    const QString name = QString::fromStdString(end.folder.filename().string());
    switch (end.how) {
        case TrainingEnd::How::kFinished:
            m_end = tr("%1 is finished.").arg(name);
            break;
        case TrainingEnd::How::kPaused:
            m_end = tr("%1 is paused. Resume it at any time, in another session, too.").arg(name);
            break;
        case TrainingEnd::How::kStopped:
            m_end = end.result.adapter.empty()
                        ? tr("%1 was stopped before its adapter was measured for the first time.").arg(name)
                        : tr("%1 was stopped. The adapter of step %2 is kept.").arg(name).arg(end.result.step);
            break;
        case TrainingEnd::How::kFailed:
            m_end = end.sentence;
            m_workspace.report(tr("Training %1: %2").arg(name, end.sentence));
            break;
    }
    refresh_runs();
    show_state();
}

}  // namespace destudio::ui
