// SPDX-License-Identifier: Apache-2.0
#include "ui/window/help_menu.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMessageBox>

#include "ui/actions/key_sheet.h"
#include "ui/actions/keys_dialog.h"
#include "ui/actions/window_actions.h"
#include "ui/guide/guide_window.h"
#include "ui/window/language_menu.h"
#include "widgets/base/icons.h"

namespace destudio::ui {
namespace {

/// Brings a dialog that is open already to the front, else makes it.
template <class Make>
void show_once(QPointer<QDialog>& dialog, Make&& make) {
    if (dialog.isNull()) {
        dialog = make();
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

}  // namespace

HelpMenu::HelpMenu(QMenu* menu, WindowActions& actions, ActionRegistry& registry, std::function<Page()> page,
                   QWidget* window)
    : QObject(window), m_window(window), m_page(std::move(page)) {
    menu->addAction(actions.guide);
    menu->addAction(actions.key_sheet);
    menu->addAction(actions.edit_keys);
    menu->addAction(actions.tour);
    menu->addSeparator();
    menu->addAction(actions.about);
    connect(actions.guide, &QAction::triggered, this, &HelpMenu::show_guide);
    connect(actions.key_sheet, &QAction::triggered, this, [this, &actions, &registry] {
        show_once(m_sheet, [&] { return new KeySheet(registry, actions.edit_keys, m_window); });
    });
    connect(actions.edit_keys, &QAction::triggered, this,
            [this, &registry] { show_once(m_keys, [&] { return new KeysDialog(registry, m_window); }); });
    connect(actions.about, &QAction::triggered, this, &HelpMenu::show_about);
}

void HelpMenu::show_guide() {
    show_once(m_guide, [this] { return new GuideWindow(language_in_use(), m_window); });
    qobject_cast<GuideWindow*>(m_guide)->show_chapter(GuideCatalog::chapter_of(m_page()));
}

void HelpMenu::show_about() {
    auto* box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(QStringLiteral("about"));
    box->setWindowTitle(tr("About DiffusionEngine Studio"));
    constexpr int kSide = 64;
    box->setIconPixmap(widgets::application_icon().pixmap(QSize(kSide, kSide), m_window->devicePixelRatioF()));
    box->setText(tr("<b>DiffusionEngine Studio %1</b>").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("Makes labelled variants of reference images with a frozen diffusion model, and lets you review them. It "
           "implements the paper “DiffusionEngine: Diffusion Model is Scalable Data Engine for Object "
           "Detection”.<br><br>The sources are under the Apache License 2.0. This window also uses Qt %1 and "
           "QCustomPlot, which is under the GPL-3, so the program as a whole is under the GPL-3.")
            .arg(QLatin1String(qVersion())));
    box->open();
}

}  // namespace destudio::ui
