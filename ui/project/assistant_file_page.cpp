// SPDX-License-Identifier: Apache-2.0
#include "ui/project/assistant_file_page.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "ui/project/new_project_assistant.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

}  // namespace

AssistantFilePage::AssistantFilePage(AssistantDraft& draft, QWidget* parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_name(new QLineEdit(this)),
      m_folder(new QLineEdit(this)),
      m_file(new QLabel(this)),
      m_summary(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_error(new QLabel(this)) {
    setTitle(tr("Where is the project kept?"));
    setSubTitle(tr("One file, and a folder beside it for the pictures that are made."));
    setFinalPage(true);
    m_name->setObjectName(QStringLiteral("project_name"));
    m_folder->setObjectName(QStringLiteral("project_folder"));
    m_file->setProperty("role", QStringLiteral("dim"));
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_file->setWordWrap(true);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("project_summary"));
    m_error->setObjectName(QStringLiteral("project_error"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setAccessibleName(tr("Making the project"));
    m_progress->hide();
    auto* browse = new QPushButton(tr("F&older…"), this);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the project"), m_folder->text());
        if (!folder.isEmpty()) {
            m_folder->setText(folder);
        }
    });
    auto* folder_row = new QHBoxLayout;
    folder_row->addWidget(m_folder, 1);
    folder_row->addWidget(browse);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(kMargin);
    form->setVerticalSpacing(kMargin);
    auto* folder_title = new QLabel(tr("In the fol&der"), this);
    folder_title->setBuddy(m_folder);
    form->addRow(tr("&Name"), m_name);
    form->addRow(folder_title, folder_row);
    form->addRow(QString(), m_file);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addLayout(form);
    layout->addSpacing(kMargin);
    layout->addWidget(m_summary);
    layout->addWidget(m_progress);
    layout->addWidget(m_error);
    layout->addStretch();
    connect(m_name, &QLineEdit::textChanged, this, &AssistantFilePage::check);
    connect(m_folder, &QLineEdit::textChanged, this, &AssistantFilePage::check);
    connect(this, &AssistantFilePage::progress, m_progress, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
}

void AssistantFilePage::initializePage() {
    if (m_name->text().isEmpty()) {
        const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        m_folder->setText(documents);
        const QString source =
            m_draft.source ? QString::fromStdString(m_draft.source->path.stem().string()) : QString();
        m_name->setText(source.isEmpty() ? tr("New project") : source);
    }
    const QLocale locale;
    m_summary->setText(m_draft.images() == 0
                           ? tr("An empty project with %1 classes.").arg(m_draft.classes.size())
                           : tr("%1 references with %2 boxes, %3 classes.")
                                 .arg(locale.toString(qulonglong(m_draft.images())),
                                      locale.toString(qulonglong(m_draft.source->read.dataset.annotations.size())))
                                 .arg(m_draft.classes.size()));
    check();
}

QString AssistantFilePage::file() const {
    QString name = m_name->text().trimmed();
    if (name.endsWith(QStringLiteral(".destudio"))) {
        name.chop(9);
    }
    return QDir(m_folder->text().trimmed()).absoluteFilePath(name + QStringLiteral(".destudio"));
}

void AssistantFilePage::check() {
    const QString name = m_name->text().trimmed();
    const QString folder = m_folder->text().trimmed();
    QString sentence;
    if (name.contains(QLatin1Char('/')) || name.startsWith(QLatin1Char('.'))) {
        sentence = tr("A name cannot hold “/” or begin with a dot.");
    } else if (!name.isEmpty() && !folder.isEmpty() && QFileInfo::exists(file())) {
        sentence = tr("There is a project of this name already. Choose another name.");
    } else if (QFileInfo(folder).exists() && !QFileInfo(folder).isDir()) {
        sentence = tr("%1 is a file, not a folder.").arg(folder);
    }
    m_valid = sentence.isEmpty() && !name.isEmpty() && !folder.isEmpty();
    m_file->setText(m_valid ? file() : QString());
    show_error(sentence);
}

bool AssistantFilePage::isComplete() const {
    return m_valid && !m_task.busy();
}

void AssistantFilePage::show_error(const QString& sentence) {
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    emit completeChanged();
}

void AssistantFilePage::set_making(bool making) {
    m_progress->setRange(0, 0);
    m_progress->setVisible(making);
    m_name->setEnabled(!making);
    m_folder->setEnabled(!making);
    wizard()->button(QWizard::BackButton)->setEnabled(!making);
    emit completeChanged();
}

void AssistantFilePage::make() {
    if (making() || !m_valid) {
        return;
    }
    NewProject wanted;
    wanted.file = file().toStdString();
    wanted.name = QFileInfo(file()).completeBaseName().toStdString();
    if (m_draft.source) {
        wanted.source = *m_draft.source;
    }
    wanted.classes = m_draft.classes;
    wanted.use_captions = m_draft.use_captions;
    wanted.settings.bundle = m_draft.bundle_path;
    wanted.settings.prompt = m_draft.prompt.toStdString();
    if (m_draft.bundle) {
        wanted.settings.guidance_scale = m_draft.bundle->guidance_scale;
        wanted.settings.sampler = m_draft.bundle->sampler;
        wanted.settings.steps = m_draft.bundle->steps;
        wanted.settings.eta = default_eta(wanted.settings.sampler);
        wanted.settings.spacing = m_draft.bundle->spacing;
    }
    m_cancelled = false;
    show_error({});
    m_task.start(
        [wanted](std::stop_token stop, const ProgressSink& sink) { return make_project(wanted, stop, sink); },
        [this](const Progress& now) { emit progress(static_cast<int>(now.done), static_cast<int>(now.total)); },
        [this](const ImportReport& report) {
            set_making(false);
            QStringList problems;
            for (const std::string& problem : report.problems) {
                problems << QString::fromStdString(problem);
            }
            emit made(file(), problems);
        },
        [this](const QString& sentence) {
            set_making(false);
            show_error(m_cancelled ? tr("Cancelled; nothing was made.") : sentence);
        });
    set_making(true);
}

void AssistantFilePage::cancel() {
    m_cancelled = true;
    m_task.cancel();
}

}  // namespace destudio::ui
