// SPDX-License-Identifier: Apache-2.0
#include "ui/project/assistant_bundle_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "core/engine/model/model_places.h"
#include "ui/generate/fit_text.h"
#include "ui/project/new_project_assistant.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using widgets::kMargin;

namespace {

/// That of the user's list, a small file; empty without one.
QString default_model() {
    try {
        return QString::fromStdString(model_library().default_model().string());
    } catch (const Error&) {
        return {};  // a damaged list is told on the page Models
    }
}

}  // namespace

AssistantBundlePage::AssistantBundlePage(AssistantDraft& draft, QWidget* parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_built_in(new QRadioButton(tr("The &built-in bundle (clip art)"), this)),
      m_other(new QRadioButton(tr("Another &model, a folder or a file"), this)),
      m_path(new QLineEdit(this)),
      m_result(new QLabel(this)),
      m_warning(new QLabel(this)) {
    setTitle(tr("Which bundle makes the variants?"));
    setSubTitle(tr("A bundle is a diffusion model with an adapter that finds boxes. It can be changed at any time."));
    m_built_in->setObjectName(QStringLiteral("bundle_built_in"));
    m_other->setObjectName(QStringLiteral("bundle_other"));
    m_path->setObjectName(QStringLiteral("bundle_path"));
    m_path->setAccessibleName(tr("Folder or file of the model"));
    m_path->setPlaceholderText(tr("A folder in the diffusers layout, or a .safetensors or .ckpt file"));
    m_result->setObjectName(QStringLiteral("bundle_result"));
    m_result->setWordWrap(true);
    m_warning->setObjectName(QStringLiteral("bundle_warning"));
    m_warning->setWordWrap(true);
    m_warning->setProperty("role", QStringLiteral("warning"));
    m_warning->hide();
    m_built_in->setChecked(true);
    auto* browse = new QPushButton(tr("F&older…"), this);
    auto* browse_file = new QPushButton(tr("F&ile…"), this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(3 * kMargin, 0, 0, 0);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    row->addWidget(browse_file);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_built_in);
    layout->addWidget(m_other);
    layout->addLayout(row);
    layout->addSpacing(kMargin);
    layout->addWidget(m_result);
    layout->addWidget(m_warning);
    layout->addStretch();
    connect(browse, &QPushButton::clicked, this, &AssistantBundlePage::choose_folder);
    connect(browse_file, &QPushButton::clicked, this, &AssistantBundlePage::choose_file);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_other->setChecked(true);
        look_up();
    });
    connect(m_built_in, &QRadioButton::toggled, this, &AssistantBundlePage::look_up);
    connect(&m_lookup, &BundleLookup::found, this, &AssistantBundlePage::show_found);
    connect(&m_lookup, &BundleLookup::missing, this, &AssistantBundlePage::show_missing);
    if (const QString chosen = default_model(); !chosen.isEmpty()) {
        m_path->setText(chosen);
    }
}

void AssistantBundlePage::initializePage() {
    look_up();
}

bool AssistantBundlePage::isComplete() const {
    return !m_lookup.busy() && (m_built_in->isChecked() || m_draft.bundle.has_value());
}

void AssistantBundlePage::choose_folder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a bundle folder"));
    if (!folder.isEmpty()) {
        m_path->setText(folder);
    }
}

void AssistantBundlePage::choose_file() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a model file"), {},
                                                      tr("Models (*.safetensors *.ckpt);;All files (*)"));
    if (!file.isEmpty()) {
        m_path->setText(file);
    }
}

void AssistantBundlePage::look_up() {
    m_draft.bundle.reset();
    m_judging.forget();
    m_warning->hide();
    const QString path = m_path->text().trimmed();
    m_draft.bundle_path = m_built_in->isChecked() ? std::string() : path.toStdString();
    if (!m_built_in->isChecked() && path.isEmpty()) {
        m_result->clear();
    } else {
        m_lookup.look_up(m_draft.bundle_path);
    }
    emit completeChanged();
}

void AssistantBundlePage::show_found(const BundleInfo& info) {
    m_draft.bundle = info;
    QStringList classes;
    for (const std::string& name : info.classes) {
        classes << QString::fromStdString(name);
    }
    QString text =
        tr("%1: makes %2 images of %3 × %4 pixels.")
            .arg(QString::fromStdString(info.name), QString::fromStdString(info.domain.empty() ? "photo" : info.domain),
                 QString::number(info.native_size.width), QString::number(info.native_size.height));
    text += QLatin1Char('\n') + (info.has_adapter ? tr("Finds %1.").arg(classes.join(QStringLiteral(", ")))
                                                  : tr("It has no adapter, so it finds no boxes."));
    if (!info.licence.empty()) {
        text += QLatin1Char('\n') + tr("Licence: %1").arg(QString::fromStdString(info.licence));
    }
    m_result->setText(text);
    m_result->setProperty("role", QString());
    m_result->style()->polish(m_result);
    judge(info);
    emit completeChanged();
}

void AssistantBundlePage::judge(const BundleInfo& info) {
    m_warning->hide();
    if (!m_draft.source) {
        return;
    }
    const auto source = m_draft.source;
    m_judging.start(
        [info, source](std::stop_token stop) {
            std::vector<std::filesystem::path> pictures;
            for (const dataset::Image& image : source->read.dataset.images) {
                pictures.push_back(source->read.image_folder / image.file_name);
            }
            return judge_fit(info, source->read.dataset.classes, pictures, stop);
        },
        [this](const ModelFit& fit) {
            const QString sentence = fit_text(fit);
            m_warning->setText(sentence.isEmpty() ? sentence
                                                  : sentence + QLatin1Char('\n') +
                                                        tr("Choose another model here, train an adapter for your "
                                                           "classes afterwards, or go on to try it."));
            m_warning->setVisible(!sentence.isEmpty());
        },
        [](const QString&) {});
}

void AssistantBundlePage::show_missing(const QString& sentence) {
    m_result->setText(m_built_in->isChecked()
                          ? sentence + QLatin1Char('\n') +
                                tr("The project can be made all the same: review and export work without a bundle.")
                          : sentence);
    m_result->setProperty("role", QStringLiteral("error"));
    m_result->style()->polish(m_result);
    emit completeChanged();
}

}  // namespace destudio::ui
