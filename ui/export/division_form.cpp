// SPDX-License-Identifier: Apache-2.0
#include "ui/export/division_form.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kMaxHeldBack = 49;  // percent each, so that something is left to train on

QSpinBox* share_field(const char* name, const QString& text, QWidget* parent) {
    auto* field = new QSpinBox(parent);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(text);
    field->setRange(0, kMaxHeldBack);
    field->setValue(10);
    field->setSuffix(QStringLiteral(" %"));
    return field;
}

}  // namespace

DivisionForm::DivisionForm(QWidget* parent)
    : QWidget(parent),
      m_divide(new QComboBox(this)),
      m_shares(new QWidget(this)),
      m_val(share_field("export_val", tr("Share of val"), m_shares)),
      m_test(share_field("export_test", tr("Share of test"), m_shares)),
      m_held_out(new QLineEdit(this)) {
    m_divide->setObjectName(QStringLiteral("export_divide"));
    m_divide->setAccessibleName(tr("Divide"));
    m_divide->addItems({tr("Not divided: all for training"), tr("Into train, val and test")});
    m_divide->setToolTip(tr("What was made of one reference, and pictures that look alike, stay in one split."));
    m_held_out->setObjectName(QStringLiteral("export_held_out"));
    m_held_out->setAccessibleName(tr("Dataset to hold against"));
    m_held_out->setPlaceholderText(tr("Hold against a dataset for val or test (optional)"));
    m_held_out->setToolTip(
        tr("Its val and test pictures, or all of them where it is not divided, must not be the "
           "references of what is written, nor look like it."));
    auto* browse = new QToolButton(this);
    browse->setIcon(widgets::icon(QStringLiteral("folder")));
    browse->setToolTip(tr("Choose the dataset"));
    browse->setAccessibleName(browse->toolTip());
    auto* shares = new QHBoxLayout(m_shares);
    shares->setContentsMargins(0, 0, 0, 0);
    shares->addWidget(new QLabel(tr("val"), m_shares));
    shares->addWidget(m_val);
    shares->addWidget(new QLabel(tr("test"), m_shares));
    shares->addWidget(m_test);
    auto* first = new QHBoxLayout;
    first->addWidget(m_divide, 1);
    first->addWidget(m_shares);
    auto* second = new QHBoxLayout;
    second->addWidget(m_held_out, 1);
    second->addWidget(browse);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kMargin);
    column->addLayout(first);
    column->addLayout(second);
    connect(m_divide, &QComboBox::currentIndexChanged, this, &DivisionForm::follow_choice);
    connect(m_val, &QSpinBox::valueChanged, this, &DivisionForm::changed);
    connect(m_test, &QSpinBox::valueChanged, this, &DivisionForm::changed);
    connect(m_held_out, &QLineEdit::editingFinished, this, &DivisionForm::changed);
    connect(browse, &QToolButton::clicked, this, &DivisionForm::choose_held_out);
    m_shares->hide();
}

void DivisionForm::follow_choice() {
    m_shares->setVisible(m_divide->currentIndex() == 1);
    emit changed();
}

void DivisionForm::choose_held_out() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Hold against"), m_held_out->text());
    if (!folder.isEmpty()) {
        m_held_out->setText(folder);
        emit changed();
    }
}

ExportDivision DivisionForm::division() const {
    ExportDivision division;
    division.divide = m_divide->currentIndex() == 1;
    const double val = m_val->value() / 100.0;
    const double test = m_test->value() / 100.0;
    division.shares = {1 - val - test, val, test};
    division.held_out = m_held_out->text().trimmed().toStdString();
    return division;
}

}  // namespace destudio::ui
