// SPDX-License-Identifier: Apache-2.0
#include "ui/project/assistant_bundle_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/project/new_project_assistant.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using widgets::kMargin;

AssistantBundlePage::AssistantBundlePage(AssistantDraft& draft, QWidget* parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_built_in(new QRadioButton(tr("The &built-in bundle (clip art)"), this)),
      m_other(new QRadioButton(tr("A bundle in a &folder"), this)),
      m_path(new QLineEdit(this)),
      m_result(new QLabel(this)) {
    setTitle(tr("Which bundle makes the variants?"));
    setSubTitle(tr("A bundle is a diffusion model with an adapter that finds boxes. It can be changed at any time."));
    m_built_in->setObjectName(QStringLiteral("bundle_built_in"));
    m_other->setObjectName(QStringLiteral("bundle_other"));
    m_path->setObjectName(QStringLiteral("bundle_path"));
    m_path->setAccessibleName(tr("Folder of the bundle"));
    m_path->setPlaceholderText(tr("A folder in the diffusers layout"));
    m_result->setObjectName(QStringLiteral("bundle_result"));
    m_result->setWordWrap(true);
    m_built_in->setChecked(true);
    auto* browse = new QPushButton(tr("F&older…"), this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(3 * kMargin, 0, 0, 0);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addWidget(m_built_in);
    layout->addWidget(m_other);
    layout->addLayout(row);
    layout->addSpacing(kMargin);
    layout->addWidget(m_result);
    layout->addStretch();
    connect(browse, &QPushButton::clicked, this, &AssistantBundlePage::choose);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_other->setChecked(true);
        look_up();
    });
    connect(m_built_in, &QRadioButton::toggled, this, &AssistantBundlePage::look_up);
    connect(&m_lookup, &BundleLookup::found, this, &AssistantBundlePage::show_found);
    connect(&m_lookup, &BundleLookup::missing, this, &AssistantBundlePage::show_missing);
}

void AssistantBundlePage::initializePage() {
    look_up();
}

bool AssistantBundlePage::isComplete() const {
    return !m_lookup.busy() && (m_built_in->isChecked() || m_draft.bundle.has_value());
}

void AssistantBundlePage::choose() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a bundle folder"));
    if (!folder.isEmpty()) {
        m_path->setText(folder);
    }
}

void AssistantBundlePage::look_up() {
    m_draft.bundle.reset();
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
    emit completeChanged();
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
