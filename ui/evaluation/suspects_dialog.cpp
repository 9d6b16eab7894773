// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/suspects_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>

#include "core/jobs/error_sentence.h"
#include "ui/commands/take_opinion_command.h"
#include "ui/session/workspace.h"
#include "widgets/base/linked_view.h"
#include "widgets/base/theme.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::ui {
namespace {

using evaluation::LabelDisagreement;

Box box_of_coco(const evaluation::CocoBox& box) {
    return {box.x, box.y, box.x + box.width, box.y + box.height};
}

// Decided entries stay in the list, struck out.
void strike(QListWidgetItem* item, bool out) {
    QFont font = item->font();
    font.setStrikeOut(out);
    item->setFont(font);
}

}  // namespace

SuspectsDialog::SuspectsDialog(Workspace& workspace, const adaptation::SplitComparisonRequest& request,
                               SplitComparisonWork work, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_request(request),
      m_work(std::move(work)),
      m_task(this),
      m_view(new widgets::LinkedView(this)),
      m_second(new QLineEdit(this)),
      m_start(new QPushButton(tr("Compare"), this)),
      m_progress(new QProgressBar(this)),
      m_summary(new QLabel(this)),
      m_list(new QListWidget(this)) {
    setWindowTitle(tr("Compare labels with detectors"));
    build();
    add_keys();
    connect(m_start, &QPushButton::clicked, this, &SuspectsDialog::start);
    connect(m_list, &QListWidget::currentRowChanged, this, &SuspectsDialog::show_current);
    connect(&m_pictures, &PictureSources::reference_ready, this, &SuspectsDialog::show_pictures);
    connect(&m_pictures, &PictureSources::variant_ready, this, &SuspectsDialog::show_pictures);
    connect(&workspace, &Workspace::session_closing, this, &QDialog::close);
    show_busy();
    show_current();
}

void SuspectsDialog::build() {
    m_second->setObjectName(QStringLiteral("suspects_second"));
    m_second->setPlaceholderText(tr("Second detector: a folder of train-detector, or COCO results; empty: none"));
    m_second->setAccessibleName(tr("Second detector"));
    m_start->setObjectName(QStringLiteral("suspects_start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_list->setObjectName(QStringLiteral("suspects_list"));
    m_list->setAccessibleName(tr("Disagreements, the most doubtful label first"));
    m_list->setUniformItemSizes(true);
    m_summary->setObjectName(QStringLiteral("suspects_summary"));
    m_summary->setWordWrap(true);
    m_summary->setText(
        tr("Runs the adapter and a second detector on all pictures with labels. What both doubt is a suspect label."));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(10);
    m_progress->setAccessibleName(tr("Progress of the comparison"));
    auto* choose = new QPushButton(tr("Choose…"), this);
    connect(choose, &QPushButton::clicked, this, &SuspectsDialog::browse);

    auto* top = new QHBoxLayout;
    top->addWidget(m_second, 1);
    top->addWidget(choose);
    top->addWidget(m_start);
    auto* pictures = new QGridLayout;
    const std::array<QString, 3> keep{tr("1  Keep the label"), tr("2  Take the adapter's"), tr("3  Take the second's")};
    for (int side = 0; side < 3; ++side) {
        const auto at = static_cast<std::size_t>(side);
        m_titles[at] = new QLabel(this);
        m_canvases[at] = new widgets::BoxCanvas(this);
        m_canvases[at]->set_linked_view(m_view);
        m_canvases[at]->set_editable(false);
        m_canvases[at]->setFocusPolicy(Qt::NoFocus);
        m_buttons[at] = new QPushButton(keep[at], this);
        m_buttons[at]->setObjectName(QStringLiteral("suspects_take_%1").arg(side));
        m_buttons[at]->setFocusPolicy(Qt::NoFocus);
        connect(m_buttons[at], &QPushButton::clicked, this, [this, side] { decide(side); });
        pictures->addWidget(m_titles[at], 0, side);
        pictures->addWidget(m_canvases[at], 1, side);
        pictures->addWidget(m_buttons[at], 2, side);
        pictures->setColumnStretch(side, 1);
    }
    pictures->setRowStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_progress);
    layout->addWidget(m_summary);
    layout->addLayout(pictures, 3);
    layout->addWidget(m_list, 2);
    resize(1120, 680);
}

void SuspectsDialog::add_keys() {
    for (int side = 0; side < 3; ++side) {
        auto* key = new QShortcut(QKeySequence(Qt::Key_1 + side), m_list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(key, &QShortcut::activated, this, [this, side] { decide(side); });
    }
    auto* back = new QShortcut(QKeySequence(QKeySequence::Undo), this);
    connect(back, &QShortcut::activated, this, &SuspectsDialog::undo);
}

void SuspectsDialog::browse() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Detections or a detector's config.json"),
                                                      m_second->text(), tr("JSON files (*.json)"));
    if (!file.isEmpty()) {
        const QFileInfo info(file);
        m_second->setText(info.fileName() == QStringLiteral("config.json") ? info.absolutePath() : file);
    }
}

void SuspectsDialog::start() {
    if (m_task.busy()) {
        m_task.cancel();
        return;
    }
    adaptation::SplitComparisonRequest request = m_request;
    const QString second = m_second->text().trimmed();
    (QFileInfo(second).isFile() ? request.detections : request.judge) = second.toStdString();
    m_progress->setRange(0, 0);
    m_task.start(
        [request, work = m_work](const std::stop_token& stop, const ProgressSink& progress) {
            Outcome outcome;
            const JobOutcome how = run_guarded([&] {
                outcome.report =
                    std::make_shared<const adaptation::SplitComparisonReport>(work(request, stop, progress));
            });
            outcome.sentence = QString::fromStdString(how.error);
            return outcome;
        },
        [this](const Progress& now) {
            m_progress->setRange(0, static_cast<int>(now.total));
            m_progress->setValue(static_cast<int>(now.done));
        },
        [this](const Outcome& outcome) {
            show_busy();
            if (outcome.report) {
                show_report(outcome.report);
            } else {
                m_summary->setText(outcome.sentence.isEmpty() ? tr("Cancelled.") : outcome.sentence);
            }
        },
        [](const QString&) {});
    show_busy();
}

void SuspectsDialog::show_busy() {
    m_progress->setVisible(m_task.busy());
    m_start->setText(m_task.busy() ? tr("Cancel") : tr("Compare"));
}

void SuspectsDialog::show_report(const SplitComparisonPtr& report) {
    m_report = report;
    m_decisions.clear();
    m_list->clear();
    constexpr std::size_t kMaxShown = 2000;
    for (std::size_t i = 0; i < std::min(report->list.size(), kMaxShown); ++i) {
        m_list->addItem(sentence(report->list[i]));
    }
    m_summary->setText(tr("Pictures: %1. Labels: %2. Disagreements: %3, of which every detector doubts %4.")
                           .arg(report->pictures.size())
                           .arg(report->truths.annotations.size())
                           .arg(report->list.size())
                           .arg(report->suspects()));
    m_list->setCurrentRow(0);
    m_list->setFocus();
    show_current();
}

QString SuspectsDialog::class_name(std::int64_t category) const {
    return category < 0 ? tr("nothing")
                        : QString::fromStdString(m_report->classes.at(static_cast<std::size_t>(category)));
}

QString SuspectsDialog::opinion_text(const evaluation::DetectorOpinion& opinion) const {
    return opinion.detection ? class_name(opinion.detection->category_id) + QLatin1Char(' ') +
                                   QLocale().toString(opinion.detection->score, 'f', 2)
                             : tr("nothing");
}

QString SuspectsDialog::sentence(const LabelDisagreement& entry) const {
    const auto& picture = m_report->pictures.at(static_cast<std::size_t>(entry.image_id));
    QString text = tr("%1 %: labelled %2, adapter %3")
                       .arg(QLocale().toString(100 * entry.doubt, 'f', 0), class_name(entry.labelled),
                            opinion_text(entry.opinions[0]));
    if (m_report->has_second) {
        text += tr(", second %1").arg(opinion_text(entry.opinions[1]));
    }
    return text + QStringLiteral(" · ") + QString::fromStdString(picture.file.filename().string());
}

const LabelDisagreement* SuspectsDialog::current() const {
    const int row = m_list->currentRow();
    return m_report && row >= 0 && row < static_cast<int>(m_report->list.size())
               ? &m_report->list[static_cast<std::size_t>(row)]
               : nullptr;
}

BoxTarget SuspectsDialog::target_of(const LabelDisagreement& entry) const {
    const bool variant = m_request.pictures.kind == adaptation::PictureChoice::Kind::kCorrections;
    return {variant ? BoxTarget::Kind::kVariant : BoxTarget::Kind::kReference,
            m_report->pictures.at(static_cast<std::size_t>(entry.image_id)).row};
}

void SuspectsDialog::show_current() {
    const LabelDisagreement* entry = current();
    for (auto* button : m_buttons) {
        button->setEnabled(entry != nullptr);
    }
    m_buttons[2]->setVisible(!m_report || m_report->has_second);
    m_canvases[2]->setVisible(!m_report || m_report->has_second);
    m_titles[2]->setVisible(!m_report || m_report->has_second);
    m_titles[0]->setText(entry != nullptr ? tr("Label: %1").arg(class_name(entry->labelled)) : tr("Label"));
    m_titles[1]->setText(entry != nullptr ? tr("Adapter: %1").arg(opinion_text(entry->opinions[0])) : tr("Adapter"));
    m_titles[2]->setText(entry != nullptr ? tr("Second: %1").arg(opinion_text(entry->opinions[1])) : tr("Second"));
    m_view->fit();
    show_pictures();
}

void SuspectsDialog::show_pictures() {
    const LabelDisagreement* entry = current();
    Session* session = m_workspace.session();
    if (entry == nullptr || session == nullptr) {
        return;
    }
    const BoxTarget target = target_of(*entry);
    widgets::Picture picture;
    session->attempt([&] {
        picture = target.is_variant() ? m_pictures.variant(session->project().variants().get(target.id))
                                      : m_pictures.reference(session->project().references().get(target.id));
    });
    for (int side = 0; side < 3; ++side) {
        auto* canvas = m_canvases[static_cast<std::size_t>(side)];
        std::vector<widgets::CanvasBox> boxes;
        if (const auto opinion = opinion_of(*entry, side)) {
            boxes.push_back({1, opinion->second, session->class_color(opinion->first),
                             session->class_name(opinion->first), std::nullopt});
        }
        canvas->set_picture(picture);
        canvas->set_boxes(std::move(boxes));
    }
}

std::optional<std::pair<RowId, Box>> SuspectsDialog::opinion_of(const LabelDisagreement& entry, int side) const {
    std::int64_t category = entry.labelled;
    Box box = box_of_coco(entry.label_box);
    if (side > 0) {
        const auto& detection = entry.opinions[static_cast<std::size_t>(side - 1)].detection;
        category = detection ? detection->category_id : -1;
        box = detection ? box_of_coco(detection->box) : Box();
    }
    if (category < 0) {
        return std::nullopt;
    }
    const std::string& name = m_report->classes.at(static_cast<std::size_t>(category));
    for (const ProjectClass& entry_class : m_workspace.session()->classes()) {
        if (entry_class.name == name) {
            return std::pair(entry_class.id, box);
        }
    }
    return std::pair(RowId{0}, box);  // a class that only a detector knows; it joins the list when it is taken
}

void SuspectsDialog::decide(int side) {
    const LabelDisagreement* entry = current();
    Session* session = m_workspace.session();
    if (entry == nullptr || session == nullptr || (side == 2 && !m_report->has_second)) {
        return;
    }
    const int before = session->undo_stack().index();
    if (side > 0) {
        Opinion opinion{opinion_of(*entry, 0), opinion_of(*entry, side)};
        if (opinion.found && opinion.found->first == 0) {
            const auto& detection = entry->opinions[static_cast<std::size_t>(side - 1)].detection;
            session->attempt([&] {
                opinion.found->first = session->project().classes().find_or_add(
                    m_report->classes.at(static_cast<std::size_t>(detection->category_id)));
            });
        }
        session->undo_stack().push(new TakeOpinionCommand(
            *session, target_of(*entry), opinion,
            side == 1 ? tr("take the adapter's word for a label") : tr("take the second detector's word for a label")));
    }
    m_decisions.push_back({m_list->currentRow(), session->undo_stack().index() > before});
    strike(m_list->currentItem(), true);
    if (m_list->currentRow() + 1 < m_list->count()) {
        m_list->setCurrentRow(m_list->currentRow() + 1);
    }
}

void SuspectsDialog::undo() {
    Session* session = m_workspace.session();
    if (session == nullptr || m_decisions.empty()) {
        return;
    }
    const Decision last = m_decisions.back();
    m_decisions.pop_back();
    if (last.changed && session->undo_stack().canUndo()) {
        m_summary->setText(tr("Undone: %1.").arg(session->undo_stack().undoText()));
        session->undo_stack().undo();
    }
    strike(m_list->item(last.row), false);
    m_list->setCurrentRow(last.row);
}

}  // namespace destudio::ui
