// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/evaluation_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "core/engine/model/bundle_info.h"
#include "core/evaluation/score_study.h"
#include "ui/evaluation/class_check_model.h"
#include "ui/evaluation/suspect_label_model.h"
#include "ui/evaluation/suspects_dialog.h"
#include "ui/session/workspace.h"
#include "ui/training/training_run_model.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"
#include "widgets/charts/bar_chart.h"
#include "widgets/charts/curve_plot.h"

namespace destudio::ui {
namespace {

using CheckKind = adaptation::PictureChoice::Kind;
using widgets::kMargin;

constexpr std::size_t kScoreBins = 20;

std::vector<QPointF> curve_points(const std::vector<evaluation::OperatingPoint>& curve) {
    std::vector<QPointF> points;
    for (const auto& point : curve) {
        points.emplace_back(point.recall, point.precision);
    }
    return points;
}

}  // namespace

EvaluationPage::EvaluationPage(Workspace& workspace, SelfCheckController& checks, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_checks(checks),
      m_pictures(new QComboBox(this)),
      m_start(new QPushButton(widgets::icon(QStringLiteral("evaluation"), Qt::white), tr("Check the adapter"), this)),
      m_cancel(new QPushButton(widgets::icon(QStringLiteral("cancel")), tr("Cancel"), this)),
      m_compare(new QPushButton(tr("Compare labels…"), this)),
      m_apply(new QPushButton(this)),
      m_progress(new QProgressBar(this)),
      m_summary(new QLabel(this)),
      m_classes(new ClassCheckModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_suspects(new SuspectLabelModel(this)),
      m_suspect_title(new QLabel(this)),
      m_curve(new widgets::CurvePlot(tr("Precision over recall, IoU 0.5"), tr("recall"), this)),
      m_scores(new widgets::BarChart(tr("Scores: right ones full, wrong ones pale"), this)) {
    build();
    connect(m_start, &QPushButton::clicked, this, &EvaluationPage::start);
    connect(m_compare, &QPushButton::clicked, this, &EvaluationPage::compare);
    connect(m_cancel, &QPushButton::clicked, &checks, &SelfCheckController::cancel);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (m_workspace.session() != nullptr && m_report && m_report->best) {
            m_workspace.session()->set_threshold(m_report->best->threshold);
        }
    });
    connect(&checks, &SelfCheckController::busy_changed, this, &EvaluationPage::show_busy);
    connect(&checks, &SelfCheckController::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(&checks, &SelfCheckController::finished, this, &EvaluationPage::show_report);
    connect(&checks, &SelfCheckController::failed, this,
            [this](const QString& sentence) { m_summary->setText(sentence.isEmpty() ? tr("Cancelled.") : sentence); });
    connect(m_class_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EvaluationPage::show_curves);
    connect(m_suspect_table, &QTableView::clicked, this, &EvaluationPage::open_suspect);
    connect(m_suspect_table, &QTableView::activated, this, &EvaluationPage::open_suspect);
    connect(&workspace, &Workspace::session_changed, this, [this] {
        show_report(nullptr);
        show_busy();
    });
    connect(&workspace, &Workspace::threshold_changed, this, [this] {
        show_scores();
        show_summary();
    });
    show_report(nullptr);
    show_busy();
}

QTableView* EvaluationPage::make_table(QAbstractItemModel* model, const char* name, const QString& title) {
    auto* table = new QTableView(this);
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(title);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + kMargin);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    return table;
}

void EvaluationPage::build() {
    m_pictures->setObjectName(QStringLiteral("check_pictures"));
    m_pictures->setAccessibleName(tr("What to compare with"));
    m_pictures->addItem(tr("References and their ground truth"), static_cast<int>(CheckKind::kReferences));
    m_pictures->addItem(tr("Reviewed variants"), static_cast<int>(CheckKind::kCorrections));
    m_start->setObjectName(QStringLiteral("check_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_compare->setObjectName(QStringLiteral("compare_labels"));
    m_compare->setToolTip(
        tr("The adapter, a second detector and the labels side by side, the most doubtful label first"));
    m_cancel->setObjectName(QStringLiteral("check_cancel"));
    m_apply->setObjectName(QStringLiteral("check_apply"));
    m_apply->setAccessibleName(tr("Use the threshold with the best F1"));
    m_summary->setObjectName(QStringLiteral("check_summary"));
    m_summary->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(10);
    m_progress->setAccessibleName(tr("Progress of the self-check"));
    m_curve->setObjectName(QStringLiteral("check_curve"));
    m_curve->set_ranges(std::pair(0.0, 1.0), std::pair(0.0, 1.05));
    m_scores->setObjectName(QStringLiteral("check_scores"));
    m_sorted->setSourceModel(m_classes);
    m_sorted->setSortRole(ClassCheckModel::kSortRole);
    m_class_table = make_table(m_sorted, "check_classes", tr("Classes"));
    m_class_table->setSortingEnabled(true);
    m_class_table->sortByColumn(ClassCheckModel::kApColumn, Qt::AscendingOrder);
    m_suspect_table = make_table(m_suspects, "check_doubts", tr("Likely mistakes in the ground truth"));
    m_suspect_title->setProperty("role", QStringLiteral("heading"));
    auto* class_title = new QLabel(tr("Classes, the weakest first"), this);
    class_title->setProperty("role", QStringLiteral("heading"));

    auto* top = new QHBoxLayout;
    top->setSpacing(kMargin);
    top->addWidget(m_pictures);
    top->addWidget(m_start);
    top->addWidget(m_compare);
    top->addWidget(m_cancel);
    top->addWidget(m_progress, 1);
    top->addStretch(0);
    auto* second = new QHBoxLayout;
    second->setSpacing(kMargin);
    second->addWidget(m_summary, 1);
    second->addWidget(m_apply);
    auto* grid = new QGridLayout;
    grid->setSpacing(kMargin);
    grid->addWidget(class_title, 0, 0);
    grid->addWidget(m_class_table, 1, 0);
    grid->addWidget(m_suspect_title, 2, 0);
    grid->addWidget(m_suspect_table, 3, 0);
    grid->addWidget(m_curve, 0, 1, 2, 1);
    grid->addWidget(m_scores, 2, 1, 2, 1);
    grid->setRowStretch(1, 5);
    grid->setRowStretch(3, 4);
    grid->setColumnStretch(0, 5);
    grid->setColumnStretch(1, 6);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addLayout(top);
    layout->addLayout(second);
    layout->addLayout(grid, 1);
}

void EvaluationPage::set_bundle(const std::filesystem::path& bundle, const std::filesystem::path& adapter) {
    m_bundle = bundle;
    m_adapter = adapter;
}

void EvaluationPage::start() {
    Session* session = m_workspace.session();
    if (session == nullptr || m_checks.busy()) {
        return;
    }
    adaptation::SelfCheckRequest request;
    m_checked = static_cast<CheckKind>(m_pictures->currentData().toInt());
    request.pictures.kind = m_checked;
    request.pictures.path = session->project().file();
    request.adapter = m_adapter;
    if (!session->attempt([&] { request.bundle = m_bundle.empty() ? built_in_bundle() : m_bundle; })) {
        return;
    }
    m_progress->setRange(0, 0);
    m_summary->setText(tr("Loading the bundle…"));
    m_checks.start(request);
}

void EvaluationPage::compare() {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    adaptation::SplitComparisonRequest request;
    request.pictures.kind = static_cast<CheckKind>(m_pictures->currentData().toInt());
    request.pictures.path = session->project().file();
    request.adapter = m_adapter;
    if (!session->attempt([&] { request.bundle = m_bundle.empty() ? built_in_bundle() : m_bundle; })) {
        return;
    }
    auto* dialog = new SuspectsDialog(m_workspace, request, adaptation::compare_split, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void EvaluationPage::show_busy() {
    const bool busy = m_checks.busy();
    m_start->setEnabled(!busy && m_workspace.session() != nullptr);
    m_compare->setEnabled(m_workspace.session() != nullptr);
    m_pictures->setEnabled(!busy);
    m_cancel->setVisible(busy);
    m_progress->setVisible(busy);
}

void EvaluationPage::show_report(const SelfCheckReportPtr& report) {
    m_report = report;
    m_classes->set_report(report);
    m_suspects->set_report(report);
    show_summary();
    show_curves();
    show_scores();
}

void EvaluationPage::show_summary() {
    m_apply->setVisible(m_report && m_report->best);
    m_suspect_title->setText(tr("Likely mistakes in the ground truth"));
    if (!m_report) {
        m_summary->setText(
            tr("Runs the adapter in use on untouched pictures and compares with what is labelled there."));
        return;
    }
    const QLocale locale;
    const auto blind = std::count_if(m_report->classes.begin(), m_report->classes.end(),
                                     [](const adaptation::ClassCheck& entry) { return entry.blind(); });
    QString text = tr("Pictures: %1. mAP %2, mAP50 %3.")
                       .arg(m_report->pictures.size())
                       .arg(ap_text(m_report->stats[0]), ap_text(m_report->stats[1]));
    if (Session* session = m_workspace.session()) {
        const auto now = evaluation::at_threshold(m_report->all, session->threshold());
        text += QLatin1Char(' ') + tr("At the threshold %1: precision %2, recall %3, F1 %4.")
                                       .arg(locale.toString(session->threshold(), 'f', 2),
                                            locale.toString(now.precision, 'f', 2), locale.toString(now.recall, 'f', 2),
                                            locale.toString(now.f1, 'f', 2));
        m_apply->setEnabled(m_report->best && m_report->best->threshold != session->threshold());
    }
    if (blind > 0) {
        text += QLatin1Char(' ') + tr("Classes that it is blind to: %1.").arg(blind);
    }
    if (m_report->left_out > 0) {
        text += QLatin1Char(' ') + tr("Pictures left out: %1.").arg(m_report->left_out);
    }
    m_summary->setText(text);
    if (m_report->best) {
        m_apply->setText(
            tr("Use threshold %1 (F1 %2)")
                .arg(locale.toString(m_report->best->threshold, 'f', 2), locale.toString(m_report->best->f1, 'f', 2)));
    }
    m_suspect_title->setText(m_report->suspects.empty()
                                 ? tr("No likely mistakes in the ground truth")
                                 : tr("Likely mistakes in the ground truth: %1").arg(m_report->suspects.size()));
}

int EvaluationPage::chosen_class() const {
    const QModelIndex current = m_class_table->currentIndex();
    return current.isValid() ? current.data(ClassCheckModel::kClassRole).toInt() : -1;
}

void EvaluationPage::show_curves() {
    std::vector<widgets::PlotCurve> curves;
    if (m_report) {
        const auto& colors = widgets::theme_colors();
        curves.push_back({tr("all classes"), curve_points(evaluation::precision_recall_curve(m_report->all)),
                          colors.dim_text, false, false});
        if (const int number = chosen_class(); number >= 0) {
            const adaptation::ClassCheck& entry = m_report->classes.at(static_cast<std::size_t>(number));
            curves.push_back(
                {QString::fromStdString(entry.name), curve_points(entry.curve), colors.accent, true, false});
        }
    }
    m_curve->set_curves(std::move(curves));
    m_curve->set_note(m_report ? QString() : tr("Nothing is checked yet"));
}

void EvaluationPage::show_scores() {
    std::vector<widgets::ChartBar> bars;
    if (m_report) {
        const QLocale locale;
        const auto& colors = widgets::theme_colors();
        const auto bins = evaluation::score_histogram(m_report->all, kScoreBins);
        for (std::size_t i = 0; i < bins.size(); ++i) {
            const double low = static_cast<double>(i) / kScoreBins;
            widgets::ChartBar bar;
            bar.label = i % 4 == 0 ? locale.toString(low, 'g', 2) : QString();
            bar.value = static_cast<double>(bins[i].correct);
            bar.more = static_cast<double>(bins[i].wrong);
            bar.color = colors.accent;
            bar.clickable = false;
            bar.tip = tr("Score %1–%2: %3 right, %4 wrong")
                          .arg(locale.toString(low, 'g', 2), locale.toString(low + 1.0 / kScoreBins, 'g', 2),
                               locale.toString(qlonglong(bins[i].correct)), locale.toString(qlonglong(bins[i].wrong)));
            bars.push_back(bar);
        }
    }
    m_scores->set_bars(std::move(bars));
    const Session* session = m_workspace.session();
    m_scores->set_divider(m_report && session != nullptr ? std::optional(session->threshold() * kScoreBins)
                                                         : std::nullopt);
    m_scores->set_note(m_report ? QString() : tr("Nothing is checked yet"));
}

void EvaluationPage::open_suspect(const QModelIndex& index) {
    const adaptation::CheckedPicture* picture = m_suspects->picture(index.row());
    if (picture != nullptr && picture->row > 0) {
        emit picture_wanted(
            {m_checked == CheckKind::kCorrections ? BoxTarget::Kind::kVariant : BoxTarget::Kind::kReference,
             picture->row});
    }
}

}  // namespace destudio::ui
