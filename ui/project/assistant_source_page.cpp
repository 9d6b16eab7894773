// SPDX-License-Identifier: Apache-2.0
#include "ui/project/assistant_source_page.h"
#include "ui/base/count_text.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include "core/dataset/io/format.h"
#include "ui/project/new_project_assistant.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kLookDelayMs = 300;

}  // namespace

AssistantSourcePage::AssistantSourcePage(AssistantDraft& draft, const QString& source, QWidget* parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_from(new QRadioButton(tr("From &images or a dataset"), this)),
      m_empty(new QRadioButton(tr("&Empty; images are added later"), this)),
      m_path(new QLineEdit(this)),
      m_format(new QComboBox(this)),
      m_reading(new QProgressBar(this)),
      m_result(new QLabel(this)) {
    build();
    connect(m_path, &QLineEdit::textChanged, &m_delay, [this] { m_delay.start(); });
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_from->setChecked(true);
        m_draft.source.reset();
        emit completeChanged();
    });
    connect(m_format, &QComboBox::currentIndexChanged, this, &AssistantSourcePage::read);
    connect(m_from, &QRadioButton::toggled, this, &AssistantSourcePage::read);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kLookDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &AssistantSourcePage::read);
    m_from->setChecked(true);
    m_path->setText(source);
}

void AssistantSourcePage::build() {
    setTitle(tr("What does the project start from?"));
    setSubTitle(tr("The images stay where they are and are never changed."));
    m_from->setObjectName(QStringLiteral("source_from"));
    m_empty->setObjectName(QStringLiteral("source_empty"));
    m_path->setObjectName(QStringLiteral("source_path"));
    m_path->setAccessibleName(tr("Folder or file"));
    m_path->setPlaceholderText(tr("A folder of images, a dataset's folder, or its annotation file"));
    m_path->setClearButtonEnabled(true);
    m_format->setObjectName(QStringLiteral("source_format"));
    m_format->addItem(tr("Find out"), QString());
    for (const auto& format : dataset::all_formats()) {
        m_format->addItem(QString::fromStdString(format->title()), QString::fromStdString(format->name()));
    }
    m_result->setObjectName(QStringLiteral("source_result"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_reading->setRange(0, 0);
    m_reading->setTextVisible(false);
    m_reading->setMaximumHeight(kMargin);
    m_reading->setAccessibleName(tr("Reading"));
    m_reading->hide();
    auto* folder = new QPushButton(tr("&Folder…"), this);
    auto* file = new QPushButton(tr("Fi&le…"), this);
    connect(folder, &QPushButton::clicked, this, [this] { choose(true); });
    connect(file, &QPushButton::clicked, this, [this] { choose(false); });
    auto* row = new QHBoxLayout;
    row->addWidget(m_path, 1);
    row->addWidget(folder);
    row->addWidget(file);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(kMargin);
    form->setVerticalSpacing(kMargin);
    auto* format_title = new QLabel(tr("Fo&rmat"), this);
    format_title->setBuddy(m_format);
    form->addRow(format_title, m_format);
    auto* indented = new QVBoxLayout;
    indented->setContentsMargins(3 * kMargin, 0, 0, 0);
    indented->setSpacing(kMargin);
    indented->addLayout(row);
    indented->addLayout(form);
    indented->addWidget(m_reading);
    indented->addWidget(m_result);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_from);
    layout->addLayout(indented);
    layout->addSpacing(kMargin);
    layout->addWidget(m_empty);
    layout->addStretch();
}

void AssistantSourcePage::initializePage() {
    // After the wizard has given the focus to the first field.
    QTimer::singleShot(0, m_path, qOverload<>(&QWidget::setFocus));
}

void AssistantSourcePage::choose(bool folder) {
    const QString path = folder
                             ? QFileDialog::getExistingDirectory(this, tr("Folder of images or of a dataset"))
                             : QFileDialog::getOpenFileName(this, tr("Annotation file of a dataset"), {},
                                                            tr("Datasets (*.json *.yaml *.yml *.xml);;All files (*)"));
    if (!path.isEmpty()) {
        m_path->setText(path);
    }
}

void AssistantSourcePage::read() {
    m_delay.stop();
    m_draft.source.reset();
    m_task.forget();
    m_reading->hide();
    const QString path = m_path->text().trimmed();
    if (m_empty->isChecked() || path.isEmpty()) {
        show_error({});
        return;
    }
    m_reading->show();
    m_result->clear();
    m_task.start(
        [path = std::filesystem::path(path.toStdString()), format = m_format->currentData().toString().toStdString()](
            std::stop_token) { return std::make_shared<const ProjectSource>(read_project_source(path, format)); },
        [this](const std::shared_ptr<const ProjectSource>& source) { show_source(source); },
        [this](const QString& sentence) { show_error(sentence); });
    emit completeChanged();
}

void AssistantSourcePage::show_source(const std::shared_ptr<const ProjectSource>& source) {
    m_reading->hide();
    const auto& read = source->read;
    if (read.dataset.images.empty()) {
        show_error(tr("%1 holds no image that can be read.").arg(m_path->text().trimmed()));
        return;
    }
    m_draft.source = source;
    QString text = tr("%1: %2 images, %3 boxes, %4 classes, %5 captions.")
                       .arg(QString::fromStdString(source->format), count_text(read.dataset.images.size()),
                            count_text(read.dataset.annotations.size()), count_text(read.dataset.classes.size()),
                            count_text(source->captions));
    if (!read.issues.empty()) {
        const auto& first = read.issues.front();
        text += QLatin1Char('\n') + tr("%1 problems; the first: %2: %3")
                                        .arg(count_text(read.issues.size()), QString::fromStdString(first.where),
                                             QString::fromStdString(first.what));
    }
    m_result->setText(text);
    m_result->setProperty("role", QString());
    m_result->style()->polish(m_result);
    emit completeChanged();
}

void AssistantSourcePage::show_error(const QString& sentence) {
    m_reading->hide();
    m_result->setText(sentence);
    m_result->setProperty("role", QStringLiteral("error"));
    m_result->style()->polish(m_result);
    emit completeChanged();
}

bool AssistantSourcePage::isComplete() const {
    return m_empty->isChecked() || m_draft.source != nullptr;
}

}  // namespace destudio::ui
