// SPDX-License-Identifier: Apache-2.0
#include "ui/window/context_menus.h"

#include <QAction>
#include <QMenu>

#include "ui/actions/window_actions.h"
#include "ui/editing/editor_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/ladder/ladder_page.h"
#include "ui/project/references_panel.h"
#include "ui/session/workspace.h"
#include "ui/window/page_stack.h"

namespace destudio::ui {

ContextMenus::ContextMenus(const PageStack& pages, ReferencesPanel& references, const Workspace& workspace,
                           const WindowActions& actions, QObject* parent)
    : QObject(parent), m_window(references.window()), m_workspace(workspace), m_actions(actions) {
    connect(pages.ladder(), &PicturePage::menu_requested, this, &ContextMenus::show_picture_menu);
    connect(pages.editor(), &PicturePage::menu_requested, this, &ContextMenus::show_picture_menu);
    connect(pages.gallery(), &GalleryPage::menu_requested, this, &ContextMenus::show_gallery_menu);
    connect(&references, &ReferencesPanel::menu_requested, this, &ContextMenus::show_reference_menu);
}

QMenu* ContextMenus::new_menu() const {
    auto* menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("context_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void ContextMenus::show_picture_menu(QPoint position) {
    const auto target = m_workspace.target();
    if (!target) {
        return;
    }
    QMenu* menu = new_menu();
    if (!m_workspace.boxes().empty()) {
        menu->addActions({m_actions.relabel, m_actions.ignore, m_actions.lock, m_actions.hide, m_actions.carry});
        menu->addActions({m_actions.copy, m_actions.duplicate, m_actions.remove});
        menu->addSeparator();
    }
    if (target->is_variant()) {
        menu->addActions({m_actions.accept, m_actions.reject, m_actions.accept_up_to});
        menu->addSeparator();
        menu->addActions({m_actions.more_like_this, m_actions.less_change, m_actions.more_change, m_actions.rerun});
    } else {
        menu->addAction(m_actions.generate);
    }
    menu->addSeparator();
    menu->addActions({m_actions.draw, m_actions.paste, m_actions.adopt, m_actions.show_hidden});
    menu->addSeparator();
    menu->addActions({m_actions.fit, m_actions.editor_page, m_actions.find_missed});
    menu->popup(position);
}

void ContextMenus::show_gallery_menu(QPoint position) {
    QMenu* menu = new_menu();
    menu->addActions({m_actions.accept, m_actions.reject, m_actions.relabel});
    menu->addSeparator();
    menu->addActions({m_actions.accept_and_next, m_actions.reject_and_next, m_actions.next_unreviewed});
    menu->addSeparator();
    menu->addActions({m_actions.zoom_in, m_actions.zoom_out});
    menu->popup(position);
}

void ContextMenus::show_reference_menu(QPoint position) {
    QMenu* menu = new_menu();
    menu->addActions({m_actions.generate, m_actions.generate_all});
    menu->addSeparator();
    menu->addActions({m_actions.add_images, m_actions.add_folder, m_actions.locate});
    menu->popup(position);
}

}  // namespace destudio::ui
