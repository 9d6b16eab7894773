// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/domain_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QStandardPaths>

#include "core/engine/model/bundle_info.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using domain::Budget;
using domain::DomainChoices;

DomainForm::DomainForm(QWidget* parent)
    : QWidget(parent),
      m_name(new QLineEdit(this)),
      m_domain(new QLineEdit(this)),
      m_flips(new QComboBox(this)),
      m_turns(new QCheckBox(tr("They have no &up and down"), this)),
      m_start(new QComboBox(this)),
      m_budget(new QComboBox(this)),
      m_steps(new QSpinBox(this)) {
    m_name->setObjectName(QStringLiteral("domain_name"));
    m_domain->setObjectName(QStringLiteral("domain_words"));
    m_domain->setPlaceholderText(tr("blood smear, street at night, …"));
    m_domain->setToolTip(tr("What the pictures are, for their prompts."));
    m_flips->setObjectName(QStringLiteral("domain_flips"));
    m_flips->addItem(tr("Never"), QStringLiteral("none"));
    m_flips->addItem(tr("Left and right"), QStringLiteral("horizontal"));
    m_flips->addItem(tr("Top and bottom"), QStringLiteral("vertical"));
    m_flips->addItem(tr("Both ways"), QStringLiteral("both"));
    m_turns->setObjectName(QStringLiteral("domain_turns"));
    m_turns->setToolTip(tr("They may be turned, as pictures from a microscope or from above."));
    m_start->setObjectName(QStringLiteral("domain_start_from"));
    m_start->addItem(tr("The built-in model"), kBuiltIn);
    m_start->addItem(tr("Nothing"), kNothing);
    m_budget->setObjectName(QStringLiteral("domain_budget"));
    m_budget->addItem(tr("An evening (3 hours)"), static_cast<int>(Budget::kEvening));
    m_budget->addItem(tr("Overnight (10 hours)"), static_cast<int>(Budget::kOvernight));
    m_budget->addItem(tr("A weekend (60 hours)"), static_cast<int>(Budget::kWeekend));
    m_budget->addItem(tr("A number of steps"), static_cast<int>(Budget::kSteps));
    m_budget->setCurrentIndex(1);
    m_steps->setObjectName(QStringLiteral("domain_steps"));
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setRange(1, 1'000'000);
    m_steps->setValue(4000);
    m_steps->setVisible(false);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(widgets::kMargin);
    form->setVerticalSpacing(widgets::kMargin / 2);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("They s&how"), m_domain);
    form->addRow(tr("&Mirror them"), m_flips);
    form->addRow(QString(), m_turns);
    form->addRow(tr("Start &from"), m_start);
    form->addRow(tr("&Time"), m_budget);
    form->addRow(QString(), m_steps);
    connect(m_budget, &QComboBox::currentIndexChanged, this,
            [this] { m_steps->setVisible(m_budget->currentData().toInt() == static_cast<int>(Budget::kSteps)); });
    connect(m_name, &QLineEdit::textChanged, this, &DomainForm::changed);
}

void DomainForm::set_pictures(const std::filesystem::path& pictures) {
    if (!m_name->isModified()) {
        const auto named = pictures.has_filename() ? pictures : pictures.parent_path();
        m_name->setText(QString::fromStdString(named.stem().string()));
    }
}

void DomainForm::set_opened_bundle(const std::filesystem::path& bundle) {
    m_opened = bundle;
    const int place = m_start->findData(kOpened);
    if (bundle.empty() && place >= 0) {
        m_start->removeItem(place);
    } else if (!bundle.empty()) {
        const QString text = tr("%1, which is opened").arg(QString::fromStdString(bundle.filename().string()));
        place < 0 ? m_start->addItem(text, kOpened) : m_start->setItemText(place, text);
    }
}

void DomainForm::show_choices(const DomainChoices& choices) {
    m_name->setText(QString::fromStdString(choices.name));
    m_domain->setText(QString::fromStdString(choices.domain));
    m_flips->setCurrentIndex(m_flips->findData(QString::fromStdString(choices.flips)));
    m_turns->setChecked(choices.quarter_turns);
    if (choices.start_from.empty()) {
        m_start->setCurrentIndex(m_start->findData(kNothing));
    }
    m_steps->setValue(static_cast<int>(std::min<std::int64_t>(choices.steps, m_steps->maximum())));
    m_budget->setCurrentIndex(m_budget->findData(static_cast<int>(choices.budget)));
}

void DomainForm::set_editable(bool editable) {
    setEnabled(editable);
}

DomainChoices DomainForm::choices() const {
    DomainChoices choices;
    choices.name = m_name->text().trimmed().toStdString();
    if (const QString words = m_domain->text().trimmed(); !words.isEmpty()) {
        choices.domain = words.toStdString();
    }
    choices.flips = m_flips->currentData().toString().toStdString();
    choices.quarter_turns = m_turns->isChecked();
    choices.budget = static_cast<Budget>(m_budget->currentData().toInt());
    choices.steps = m_steps->value();
    if (const int from = m_start->currentData().toInt(); from != kNothing) {
        choices.start_from = from == kOpened ? m_opened : built_in_bundle();
    }
    return choices;
}

std::filesystem::path DomainForm::folder() const {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return std::filesystem::path(documents.toStdString()) / (m_name->text().trimmed().toStdString() + "-model");
}

QString DomainForm::problem() const {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        return tr("Give the model a name first.");
    }
    return name.contains(QLatin1Char('/')) || name.startsWith(QLatin1Char('.'))
               ? tr("A name cannot hold “/” or begin with a dot.")
               : QString();
}

}  // namespace destudio::ui
