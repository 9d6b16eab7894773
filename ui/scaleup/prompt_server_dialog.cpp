// SPDX-License-Identifier: Apache-2.0
#include "ui/scaleup/prompt_server_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <utility>

#include "core/base/error.h"
#include "core/prompting/prompt_server.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

PromptServerDialog::PromptServerDialog(std::filesystem::path file, QWidget* parent)
    : QDialog(parent),
      m_file(std::move(file)),
      m_address(new QLineEdit(this)),
      m_model(new QLineEdit(this)),
      m_key(new QLineEdit(this)),
      m_problem(new QLabel(this)) {
    setWindowTitle(tr("Prompt server"));
    setObjectName(QStringLiteral("prompt_server"));
    m_address->setObjectName(QStringLiteral("prompt_server_address"));
    m_address->setPlaceholderText(QStringLiteral("http://localhost:8080"));
    m_model->setObjectName(QStringLiteral("prompt_server_model"));
    m_model->setPlaceholderText(tr("The server's only one"));
    m_key->setObjectName(QStringLiteral("prompt_server_key"));
    m_key->setPlaceholderText(tr("None"));
    m_key->setEchoMode(QLineEdit::Password);
    m_problem->setObjectName(QStringLiteral("prompt_server_problem"));
    m_problem->setProperty("role", QStringLiteral("error"));
    auto* note = new QLabel(tr("A language model of a server with the chat-completions interface, on this machine or "
                               "elsewhere, writes the prompts. It is sent class names, counts and a few captions, "
                               "never pictures. Leave the address empty to use none."),
                            this);
    note->setProperty("role", QStringLiteral("dim"));
    for (QLabel* label : {note, m_problem}) {
        label->setWordWrap(true);
    }
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(2 * widgets::kMargin);
    form->setVerticalSpacing(widgets::kMargin);
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("&Address"), m_address);
    form->addRow(tr("&Model"), m_model);
    form->addRow(tr("&Key"), m_key);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &PromptServerDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &PromptServerDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(2 * widgets::kMargin);
    column->addWidget(note);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addStretch();
    column->addWidget(buttons);
    constexpr int kWidth = 480;
    resize(kWidth, sizeHint().height());
    try {
        const auto server = prompting::read_prompt_server(m_file);
        m_address->setText(QString::fromStdString(server.address));
        m_model->setText(QString::fromStdString(server.model));
        m_key->setText(QString::fromStdString(server.key));
    } catch (const Error& problem) {
        m_problem->setText(QString::fromUtf8(problem.what()));
    }
}

void PromptServerDialog::accept() {
    const prompting::PromptServer server{m_address->text().trimmed().toStdString(),
                                         m_model->text().trimmed().toStdString(),
                                         m_key->text().trimmed().toStdString()};
    try {
        if (!server.address.empty()) {
            prompting::check(server);
        }
        prompting::write_prompt_server(m_file, server);
    } catch (const Error& problem) {
        m_problem->setText(QString::fromUtf8(problem.what()));
        m_address->setFocus();
        return;
    }
    QDialog::accept();
}

}  // namespace destudio::ui
