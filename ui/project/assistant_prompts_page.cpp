// SPDX-License-Identifier: Apache-2.0
#include "ui/project/assistant_prompts_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "core/dataset/formats/captions/captions.h"
#include "core/engine/recipe/prompt_builder.h"
#include "ui/project/new_project_assistant.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr std::size_t kExamples = 4;

std::shared_ptr<const ProjectSource> with_captions(const ProjectSource& source, const std::filesystem::path& file) {
    auto result = std::make_shared<ProjectSource>(source);
    dataset::add_captions(result->read, file);
    result->captions = 0;
    for (const auto& image : result->read.dataset.images) {
        result->captions += image.caption.empty() ? 0 : 1;
    }
    return result;
}

}  // namespace

AssistantPromptsPage::AssistantPromptsPage(AssistantDraft& draft, QWidget* parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_captions(new QRadioButton(tr("&Captions, where an image has one; else the generic sentence"), this)),
      m_generic(new QRadioButton(tr("The &generic sentence, made of each image's classes"), this)),
      m_own(new QRadioButton(tr("&One prompt for all"), this)),
      m_file(new QPushButton(tr("Captions from a &file…"), this)),
      m_prompt(new QLineEdit(this)),
      m_note(new QLabel(this)),
      m_examples(new QLabel(this)) {
    setTitle(tr("What are the images redrawn with?"));
    setSubTitle(tr("The prompt tells the model what the picture shows. Every ladder can have another one."));
    m_captions->setObjectName(QStringLiteral("prompts_captions"));
    m_generic->setObjectName(QStringLiteral("prompts_generic"));
    m_own->setObjectName(QStringLiteral("prompts_own"));
    m_prompt->setObjectName(QStringLiteral("prompts_prompt"));
    m_prompt->setAccessibleName(tr("Prompt for all images"));
    m_prompt->setPlaceholderText(tr("for example: A photo of a street in the rain."));
    m_file->setToolTip(tr("A COCO captions file. Text files beside the images are found by themselves."));
    m_note->setObjectName(QStringLiteral("prompts_note"));
    m_note->setProperty("role", QStringLiteral("dim"));
    m_note->setWordWrap(true);
    m_examples->setObjectName(QStringLiteral("prompts_examples"));
    m_examples->setWordWrap(true);
    m_captions->setChecked(true);
    auto* captions_row = new QHBoxLayout;
    captions_row->setContentsMargins(3 * kMargin, 0, 0, 0);
    captions_row->addWidget(m_note, 1);
    captions_row->addWidget(m_file);
    auto* own_row = new QHBoxLayout;
    own_row->setContentsMargins(3 * kMargin, 0, 0, 0);
    own_row->addWidget(m_prompt);
    auto* heading = new QLabel(tr("The first prompts"), this);
    heading->setProperty("role", QStringLiteral("heading"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_captions);
    layout->addLayout(captions_row);
    layout->addWidget(m_generic);
    layout->addWidget(m_own);
    layout->addLayout(own_row);
    layout->addSpacing(kMargin);
    layout->addWidget(heading);
    layout->addWidget(m_examples);
    layout->addStretch();
    for (QRadioButton* choice : {m_captions, m_generic, m_own}) {
        connect(choice, &QRadioButton::toggled, this, &AssistantPromptsPage::show_examples);
    }
    connect(m_prompt, &QLineEdit::textChanged, this, [this] {
        m_own->setChecked(true);
        show_examples();
    });
    connect(m_file, &QPushButton::clicked, this, &AssistantPromptsPage::choose_captions);
}

void AssistantPromptsPage::initializePage() {
    m_file->setEnabled(m_draft.images() > 0);
    show_examples();
}

bool AssistantPromptsPage::validatePage() {
    m_draft.use_captions = !m_generic->isChecked();
    m_draft.prompt = m_own->isChecked() ? m_prompt->text().simplified() : QString();
    return !m_task.busy();
}

void AssistantPromptsPage::choose_captions() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Captions"), {}, tr("COCO captions (*.json)"));
    if (!file.isEmpty()) {
        add_captions(file.toStdString());
    }
}

void AssistantPromptsPage::add_captions(const std::filesystem::path& file) {
    m_note->setText(tr("Reading…"));
    m_task.start([source = m_draft.source, file](std::stop_token) { return with_captions(*source, file); },
                 [this](const std::shared_ptr<const ProjectSource>& source) {
                     m_draft.source = source;
                     m_captions->setChecked(true);
                     show_examples();
                 },
                 [this](const QString& sentence) { m_note->setText(sentence); });
}

void AssistantPromptsPage::show_examples() {
    const QLocale locale;
    m_note->setText(tr("%1 of %2 images have a caption.")
                        .arg(locale.toString(qulonglong(m_draft.source ? m_draft.source->captions : 0)),
                             locale.toString(qulonglong(m_draft.images()))));
    if (m_draft.images() == 0) {
        m_examples->setText(tr("There are no images yet."));
        return;
    }
    const auto& content = m_draft.source->read.dataset;
    const std::string domain = m_draft.bundle ? m_draft.bundle->domain : std::string();
    const auto boxes = dataset::annotations_by_image(content);
    QStringList lines;
    for (std::size_t i = 0; i < std::min(kExamples, content.images.size()); ++i) {
        std::vector<std::string> classes;
        for (const std::size_t box : boxes[i]) {
            std::string name = content.classes[static_cast<std::size_t>(content.annotations[box].class_index)];
            for (const auto& [before, after] : m_draft.classes) {
                name = before == name ? after : name;
            }
            classes.push_back(name);
        }
        const std::string caption = m_captions->isChecked() ? content.images[i].caption : std::string();
        const QString prompt = m_own->isChecked() && !m_prompt->text().trimmed().isEmpty()
                                   ? m_prompt->text().simplified()
                                   : QString::fromStdString(default_prompt(caption, domain, classes));
        lines << tr("%1: %2").arg(QString::fromStdString(content.images[i].file_name), prompt);
    }
    m_examples->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace destudio::ui
