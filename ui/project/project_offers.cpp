// SPDX-License-Identifier: Apache-2.0
#include "ui/project/project_offers.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QUrl>

#include "ui/actions/window_actions.h"
#include "ui/base/message_bar.h"
#include "ui/generate/generate_panel.h"
#include "ui/project/lock_dialog.h"
#include "ui/project/project_controller.h"

namespace destudio::ui {

ProjectOffers::ProjectOffers(ProjectController& projects, GeneratePanel* generate, MessageBar* messages,
                             WindowActions& actions, QWidget* window)
    : QObject(window),
      m_projects(projects),
      m_generate(generate),
      m_messages(messages),
      m_actions(actions),
      m_window(window),
      m_try_again(make(tr("Try again"), "offer_try_again")),
      m_open_copy(make(tr("Open a copy…"), "offer_open_copy")),
      m_show_folder(make(tr("Show its folder"), "offer_show_folder")),
      m_built_in(make(tr("Use the built-in bundle"), "offer_built_in")),
      m_choose_bundle(make(tr("Choose a bundle…"), "offer_choose_bundle")),
      m_recover(make(tr("Bring them back"), "offer_recover")) {
    connect(m_try_again, &QAction::triggered, this, [this] { m_projects.open(m_failure.file); });
    connect(m_open_copy, &QAction::triggered, this, &ProjectOffers::copy_and_open);
    connect(m_show_folder, &QAction::triggered, this, [this] {
        const QString folder = QString::fromStdString(m_failure.file.parent_path().string());
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
    connect(m_built_in, &QAction::triggered, this, [this] { m_generate->use_bundle({}); });
    connect(m_choose_bundle, &QAction::triggered, generate, &GeneratePanel::choose_bundle);
    connect(m_actions.locate, &QAction::triggered, this, &ProjectOffers::locate);
    connect(&projects, &ProjectController::open_failed, this, &ProjectOffers::tell);
    connect(generate, &GeneratePanel::bundle_missing, this, [this](const QString& sentence) {
        m_messages->show_offer(sentence, {m_built_in, m_choose_bundle});
    });
    connect(&projects, &ProjectController::missing_found, this, [this](int count, const QString& first) {
        const QString sentence =
            count == 1 ? tr("The reference %1 is not where it was. Its variants are all here.").arg(first)
                       : tr("%1 references are not where they were, among them %2. Their variants are all here.")
                             .arg(count)
                             .arg(first);
        m_messages->show_offer(sentence, {m_actions.locate});
    });
    connect(m_recover, &QAction::triggered, &projects, &ProjectController::recover);
    connect(&projects, &ProjectController::unknown_found, this, [this](int count, const QString& folder) {
        m_messages->show_offer(tr("Pictures in %1 that this project does not know: %2. It may be older than they are; "
                                  "they stay where they are, and their recipes can bring them back as variants.")
                                   .arg(folder)
                                   .arg(count),
                               {m_recover});
    });
    connect(&projects, &ProjectController::recovered, this, [this](int count, int left) {
        m_messages->show_note(left == 0 ? tr("Brought back %1 pictures as variants to review.").arg(count)
                                        : tr("Brought back %1 pictures as variants to review; %2 carry no recipe of a "
                                             "reference here and stay as they are.")
                                              .arg(count)
                                              .arg(left));
    });
    connect(&projects, &ProjectController::relinked, this, [this](int found, int left) {
        if (left == 0) {
            m_messages->show_note(tr("Found all %1 moved references.").arg(found));
        } else {
            m_messages->show_offer(tr("Found %1 of %2 moved references there.").arg(found).arg(found + left),
                                   {m_actions.locate});
        }
    });
}

QAction* ProjectOffers::make(const QString& text, const char* name) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    return action;
}

void ProjectOffers::tell(const OpenFailure& failure) {
    m_failure = failure;
    QList<QAction*> offers;
    switch (failure.problem) {
        case OpenProblem::kInUse:
            offers << m_try_again;
            show_lock();
            break;
        case OpenProblem::kNotWritable:
            offers << m_open_copy;
            break;
        case OpenProblem::kDamaged:
            offers << m_show_folder << m_actions.open_project;
            break;
        case OpenProblem::kNewer:
        case OpenProblem::kMissing:
            offers << m_actions.open_project;
            break;
        case OpenProblem::kOther:
            break;
    }
    m_messages->show_offer(failure.sentence, offers);
}

void ProjectOffers::show_lock() {
    auto* dialog = new LockDialog(m_failure, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LockDialog::try_again, m_try_again, &QAction::trigger);
    connect(dialog, &LockDialog::open_anyway, this, [this] { m_projects.open_breaking_lock(m_failure.file); });
    connect(dialog, &QDialog::finished, m_messages, &MessageBar::close_current);
    dialog->open();
}

void ProjectOffers::copy_and_open() {
    QString file = QFileDialog::getSaveFileName(m_window, tr("Copy the project to"),
                                                QString::fromStdString(m_failure.file.filename().string()),
                                                tr("Projects (*.destudio)"));
    if (!file.isEmpty()) {
        file += file.endsWith(QStringLiteral(".destudio")) ? QString() : QStringLiteral(".destudio");
        m_projects.open_copy(m_failure.file, file.toStdString());
    }
}

void ProjectOffers::locate() {
    const QString folder = QFileDialog::getExistingDirectory(m_window, tr("Where the images are now"));
    if (!folder.isEmpty()) {
        m_projects.relink(folder);
    }
}

}  // namespace destudio::ui
