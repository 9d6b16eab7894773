// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/domain_page.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>
#include <exception>

#include "ui/base/user_settings.h"
#include "ui/domain/domain_form.h"
#include "ui/domain/domain_texts.h"
#include "ui/domain/sample_timeline.h"
#include "ui/domain/stage_row.h"
#include "widgets/base/column_scroll.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"
#include "widgets/charts/curve_plot.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kDomainLeftWidth = 330;
constexpr std::size_t kMaxPoints = 2000;  ///< of a curve

QLabel* told(const char* name, const char* role, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setProperty("role", QLatin1String(role));
    return label;
}

/// The means of neighbouring steps, so that a curve of a weekend is drawn as fast as one of an evening.
std::vector<QPointF> thinned(const std::vector<training::CurvePoint>& points) {
    const std::size_t group = points.size() / kMaxPoints + 1;
    std::vector<QPointF> thin;
    for (std::size_t i = 0; i + group <= points.size(); i += group) {
        double sum = 0;
        for (std::size_t k = 0; k < group; ++k) {
            sum += points[i + k].value;
        }
        thin.emplace_back(static_cast<double>(points[i].step), sum / static_cast<double>(group));
    }
    return thin;
}

}  // namespace

DomainPage::DomainPage(DomainController& controller, QWidget* parent) : QWidget(parent), m_controller(controller) {
    setAcceptDrops(true);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(new widgets::ColumnScroll(build_left()));
    splitter->addWidget(build_right());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kDomainLeftWidth, 3 * kDomainLeftWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_form, &DomainForm::changed, this, &DomainPage::show_state);
    connect(m_start, &QPushButton::clicked, this, &DomainPage::start);
    connect(m_goes_on, &QCheckBox::toggled, &controller, &DomainController::set_goes_on);
    connect(m_other, &QPushButton::clicked, &controller, &DomainController::leave);
    connect(&controller, &DomainController::look_progressed, m_looking, [this](int done, int total) {
        m_looking->setRange(0, total);
        m_looking->setValue(done);
    });
    connect(&controller, &DomainController::surveyed, this, &DomainPage::show_survey);
    connect(&controller, &DomainController::changed, this, &DomainPage::show_state);
    connect(&controller, &DomainController::progressed, this, [this] {
        m_rows.at(static_cast<std::size_t>(m_controller.stage()))->show_state(seconds_left(m_controller.stage()));
    });
    connect(&controller, &DomainController::failed, m_problem, &QLabel::setText);
    connect(&m_watcher, &DomainWatcher::seen, this, &DomainPage::show_view);
    show_state();
}

QWidget* DomainPage::build_left() {
    auto* left = new QWidget;
    auto* title = new QLabel(tr("New domain"), left);
    title->setProperty("role", QStringLiteral("heading"));
    m_drop = told("domain_drop", "dim", left);
    m_drop->setText(
        tr("Drop a folder of photographs or a dataset here. A model learns to draw pictures like them; "
           "two hundred are a good beginning."));
    auto* choose_button = new QPushButton(widgets::icon(QStringLiteral("folder")), tr("&Choose a folder…"), left);
    choose_button->setObjectName(QStringLiteral("domain_choose"));
    connect(choose_button, &QPushButton::clicked, this, &DomainPage::choose);
    m_looking = new QProgressBar(left);
    m_looking->setTextVisible(false);
    m_looking->setMaximumHeight(6);
    m_looking->setAccessibleName(tr("Looking at the pictures"));
    m_survey = told("domain_survey", "", left);
    m_classes = told("domain_classes", "dim", left);
    m_form = new DomainForm(left);
    m_goes_on = new QCheckBox(tr("Go on with the next stage by itself"), left);
    m_goes_on->setObjectName(QStringLiteral("domain_goes_on"));
    m_goes_on->setChecked(m_controller.goes_on());
    m_start = new QPushButton(widgets::icon(QStringLiteral("generate"), Qt::white), tr("&Start"), left);
    m_start->setObjectName(QStringLiteral("domain_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_other = new QPushButton(widgets::icon(QStringLiteral("new")), tr("&Other pictures…"), left);
    m_other->setObjectName(QStringLiteral("domain_other"));
    m_problem = told("domain_problem", "error", left);
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    for (QWidget* widget : std::initializer_list<QWidget*>{title, m_drop, choose_button, m_looking, m_survey, m_classes,
                                                           m_form, m_goes_on, m_start, m_problem}) {
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    layout->addWidget(m_other);
    left->setMinimumWidth(kDomainLeftWidth - 30);
    return left;
}

QWidget* DomainPage::build_right() {
    auto* right = new QWidget;
    auto* layout = new QVBoxLayout(right);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    for (const domain::DomainStage stage : domain::kDomainStages) {
        auto* row = new StageRow(m_controller, stage, right);
        connect(row, &StageRow::open_wanted, this, [this] {
            if (m_controller.plan()) {
                emit project_wanted(QString::fromStdString(m_controller.plan()->project().string()));
            }
        });
        m_rows.at(static_cast<std::size_t>(stage)) = row;
        layout->addWidget(row);
    }
    m_samples = new SampleTimeline(right);
    m_samples->setObjectName(QStringLiteral("domain_samples"));
    m_loss = new widgets::CurvePlot(tr("Loss"), tr("step"), right);
    m_loss->setObjectName(QStringLiteral("domain_loss"));
    m_loss->setMinimumHeight(130);
    layout->addWidget(m_samples, 3);
    layout->addWidget(m_loss, 1);
    return right;
}

bool DomainPage::settled() const {
    return !isVisible() || (!m_controller.looking() && !m_watcher.busy() && !m_samples->busy());
}

void DomainPage::set_bundle(const std::filesystem::path& bundle) {
    m_form->set_opened_bundle(bundle);
}

void DomainPage::look_at(const QString& path) {
    m_problem->clear();
    m_looking->setRange(0, 0);
    m_controller.look_at(QFileInfo(path).absoluteFilePath().toStdString());
}

void DomainPage::choose() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a folder of pictures"));
    if (!folder.isEmpty()) {
        look_at(folder);
    }
}

void DomainPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_watcher.set_active(true);
    if (!m_remembered) {
        m_remembered = true;
        const QString last = UserSettings().last_domain();
        if (!last.isEmpty() && !m_controller.plan() && !m_controller.survey() && !m_controller.looking() &&
            domain::is_domain(last.toStdString())) {
            look_at(last);
        }
    }
}

void DomainPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_watcher.set_active(false);
}

void DomainPage::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile() && !m_controller.busy()) {
        event->acceptProposedAction();
    }
}

void DomainPage::dropEvent(QDropEvent* event) {
    if (const QList<QUrl> urls = event->mimeData()->urls(); urls.size() == 1 && !m_controller.busy()) {
        look_at(urls.front().toLocalFile());
        event->acceptProposedAction();
    }
}

void DomainPage::start() {
    if (!m_controller.survey()) {
        return;
    }
    m_problem->clear();
    try {
        domain::DomainChoices choices = m_form->choices();
        choices.pictures = m_controller.survey()->path;
        m_controller.begin(m_form->folder(), choices);
    } catch (const std::exception& error) {  // no built-in bundle
        m_problem->setText(QString::fromUtf8(error.what()));
    }
}

void DomainPage::show_survey() {
    m_form->set_pictures(m_controller.survey()->path);
}

void DomainPage::show_state() {
    const auto& plan = m_controller.plan();
    const auto& survey = m_controller.survey();
    m_looking->setVisible(m_controller.looking());
    m_survey->setText(survey ? DomainTexts::survey(*survey) : plan ? DomainTexts::pictures(*plan) : QString());
    m_survey->setVisible(!m_survey->text().isEmpty());
    m_classes->setText(survey ? DomainTexts::classes(*survey) : QString());
    m_classes->setVisible(survey.has_value());
    m_drop->setVisible(!survey && !plan);
    findChild<QPushButton*>(QStringLiteral("domain_choose"))->setVisible(!plan && !m_controller.looking());
    m_other->setVisible(plan.has_value());
    m_other->setEnabled(!m_controller.busy());
    m_form->set_editable(!plan);
    m_start->setVisible(!plan);
    m_start->setEnabled(survey && survey->pictures > 0 && !m_controller.looking() && m_form->problem().isEmpty());
    if (survey && !plan && !m_form->problem().isEmpty()) {
        m_problem->setText(m_form->problem());
    }
    if (plan) {
        m_form->show_choices(plan->choices);
        UserSettings().set_last_domain(QString::fromStdString(plan->folder.string()));
        m_watcher.watch(plan->base(), plan->adapter());
    } else {
        m_watcher.watch({}, {});
        m_view.reset();
    }
    m_samples->set_samples(m_view ? m_view->samples : std::vector<domain::SampleFile>());
    m_samples->set_note(plan ? tr("The first samples come when the model has learned a little.")
                             : tr("Samples of the model appear here while it learns."));
    for (const domain::DomainStage stage : domain::kDomainStages) {
        m_rows.at(static_cast<std::size_t>(stage))->show_state(seconds_left(stage));
    }
    show_curve();
}

void DomainPage::show_view(const std::shared_ptr<const DomainView>& view) {
    m_view = view;
    m_samples->set_samples(view->samples);
    show_curve();
    for (const domain::DomainStage stage : domain::kDomainStages) {
        m_rows.at(static_cast<std::size_t>(stage))->show_state(seconds_left(stage));
    }
}

void DomainPage::show_curve() {
    const auto& colors = widgets::theme_colors();
    std::vector<widgets::PlotCurve> curves;
    if (m_view && m_view->diffusion.steps() > 0) {
        curves.push_back({tr("U-Net"), thinned(m_view->diffusion.loss), colors.dim_text, false, true});
        std::vector<QPointF> held_out;
        for (const domain::HeldOutLoss& loss : m_view->held_out) {
            held_out.emplace_back(static_cast<double>(loss.step), loss.loss);
        }
        curves.push_back({tr("on held-out pictures"), held_out, colors.accent, true, false});
    } else if (m_view && m_view->autoencoder.steps() > 0) {
        curves.push_back({tr("Autoencoder"), thinned(m_view->autoencoder.loss), colors.accent, false, false});
    }
    m_loss->set_note(curves.empty() ? tr("No training yet") : QString());
    m_loss->set_curves(std::move(curves));
}

std::optional<double> DomainPage::seconds_left(domain::DomainStage stage) const {
    const auto& plan = m_controller.plan();
    if (!m_view || !plan) {
        return {};
    }
    if (stage == domain::DomainStage::kAdapter && m_view->adapter.steps() > 0) {
        return m_view->adapter.seconds_left;
    }
    if (stage != domain::DomainStage::kBaseModel) {
        return {};
    }
    if (m_view->diffusion.steps() > 0) {
        return m_view->diffusion.seconds_left;
    }
    if (m_view->autoencoder.steps() > 0 && plan->base_step_seconds > 0) {
        return m_view->autoencoder.seconds_left + static_cast<double>(plan->base_steps) * plan->base_step_seconds;
    }
    return {};
}

}  // namespace destudio::ui
