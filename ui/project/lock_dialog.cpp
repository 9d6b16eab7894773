// SPDX-License-Identifier: Apache-2.0
#include "ui/project/lock_dialog.h"

#include <QDateTime>
#include <QLocale>
#include <QPushButton>

namespace destudio::ui {
namespace {

QString describe(const std::optional<LockHolder>& holder) {
    if (!holder) {
        return LockDialog::tr("The lock does not say who has it. Close the project there, then try again.");
    }
    const QString since = QLocale().toString(QDateTime::fromSecsSinceEpoch(holder->since), QLocale::ShortFormat);
    if (!holder->on_this_computer()) {
        return LockDialog::tr(
                   "Process %1 on the computer %2 opened it at %3. Whether it still runs cannot be seen from "
                   "here. If it does not, the lock is stale and can be taken away.")
            .arg(holder->process)
            .arg(QString::fromStdString(holder->host), since);
    }
    return holder->runs() ? LockDialog::tr(
                                "Process %1 on this computer opened it at %2. Close the project there, then "
                                "try again.")
                                .arg(holder->process)
                                .arg(since)
                          : LockDialog::tr(
                                "Process %1, which opened it at %2, does not run any more: the lock is stale "
                                "and can be taken away.")
                                .arg(holder->process)
                                .arg(since);
}

}  // namespace

LockDialog::LockDialog(const OpenFailure& failure, QWidget* parent) : QMessageBox(parent) {
    setObjectName(QStringLiteral("lock_dialog"));
    setIcon(QMessageBox::Warning);
    setWindowTitle(tr("The project is locked"));
    setText(tr("%1 is open in another window.").arg(QString::fromStdString(failure.file.filename().string())));
    setInformativeText(describe(failure.holder));
    auto* again = addButton(tr("&Try again"), QMessageBox::AcceptRole);
    again->setObjectName(QStringLiteral("lock_try_again"));
    connect(again, &QPushButton::clicked, this, &LockDialog::try_again);
    if (failure.holder && failure.holder->may_be_stale()) {
        auto* anyway = addButton(tr("&Open anyway"), QMessageBox::DestructiveRole);
        anyway->setObjectName(QStringLiteral("lock_open_anyway"));
        anyway->setToolTip(tr("If the other window does run, each will not see what the other changes."));
        connect(anyway, &QPushButton::clicked, this, &LockDialog::open_anyway);
    }
    addButton(QMessageBox::Cancel);
    setDefaultButton(again);
}

}  // namespace destudio::ui
