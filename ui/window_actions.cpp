// SPDX-License-Identifier: Apache-2.0
#include "ui/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QRegularExpression>
#include <QUndoGroup>

#include "widgets/icons.h"

namespace destudio::ui {
namespace {

QAction* make(QObject* parent, const QString& text, const char* icon, const QList<QKeySequence>& keys = {}) {
    auto* action = new QAction(text, parent);
    if (icon != nullptr) {
        action->setIcon(widgets::icon(QString::fromLatin1(icon)));
    }
    action->setShortcuts(keys);
    // Chinese texts end in "(&F)", which belongs into menus only.
    static const QRegularExpression accelerator(QStringLiteral("\\(&.\\)|[&…]"));
    const QString plain = QString(text).remove(accelerator).trimmed();
    action->setIconText(plain);
    if (!keys.isEmpty()) {
        action->setToolTip(WindowActions::tr("%1 (%2)").arg(plain, keys.front().toString(QKeySequence::NativeText)));
    }
    return action;
}

QList<QKeySequence> key(const QKeyCombination combination) {
    return {QKeySequence(combination)};
}
QList<QKeySequence> key(Qt::Key plain) {
    return {QKeySequence(plain)};
}

}  // namespace

WindowActions::WindowActions(QObject* parent, QUndoGroup& undo_group)
    : new_project(make(parent, tr("&New project…"), "new", {QKeySequence::New})),
      open_project(make(parent, tr("&Open project…"), "open", {QKeySequence::Open})),
      open_sample(make(parent, tr("Open the &sample project"), "image")),
      close_project(make(parent, tr("&Close project"), "close", key(Qt::CTRL | Qt::SHIFT | Qt::Key_W))),
      add_images(make(parent, tr("&Add images…"), "add-image", key(Qt::CTRL | Qt::Key_I))),
      add_folder(make(parent, tr("Add a &folder of images…"), "folder")),
      locate(make(parent, tr("&Locate moved images…"), nullptr)),
      quit(make(parent, tr("&Quit"), nullptr, {QKeySequence::Quit})),
      undo(undo_group.createUndoAction(parent)),
      redo(undo_group.createRedoAction(parent)),
      copy(make(parent, tr("&Copy box"), nullptr, {QKeySequence::Copy})),
      paste(make(parent, tr("&Paste box"), nullptr, {QKeySequence::Paste})),
      duplicate(make(parent, tr("D&uplicate box"), "duplicate", key(Qt::CTRL | Qt::Key_D))),
      remove(make(parent, tr("&Delete box"), "delete", key(Qt::Key_Delete))),
      relabel(make(parent, tr("Change c&lass…"), "label", key(Qt::Key_E))),
      draw(make(parent, tr("&Draw a box"), "draw", {QKeySequence(Qt::Key_W), QKeySequence(Qt::Key_R)})),
      accept(make(parent, tr("&Accept"), "accept")),
      reject(make(parent, tr("&Reject"), "reject", key(Qt::Key_X))),
      accept_up_to(make(parent, tr("Accept &up to this ratio"), nullptr, key(Qt::Key_U))),
      previous(make(parent, tr("&Previous picture"), "previous", key(Qt::Key_A))),
      next(make(parent, tr("&Next picture"), "next", key(Qt::Key_D))),
      next_in_stack(make(parent, tr("Next with the same &seed and ratio"), nullptr, key(Qt::Key_S))),
      previous_in_stack(make(parent, tr("Previous with the same seed and ratio"), nullptr, key(Qt::SHIFT | Qt::Key_S))),
      fit(make(parent, tr("&Fit to window"), "fit", key(Qt::Key_F))),
      generate(make(parent, tr("&Generate"), "generate",
                    {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)})),
      generate_all(
          make(parent, tr("Generate for &all references"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_Return))),
      scale_up(make(parent, tr("&Scale up…"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_U))),
      cancel(make(parent, tr("&Cancel"), "cancel", key(Qt::CTRL | Qt::Key_Period))),
      pages(new QActionGroup(parent)),
      ladder_page(make(parent, tr("&Ladder"), "ladder", key(Qt::CTRL | Qt::Key_1))),
      editor_page(make(parent, tr("&Editor"), "editor", key(Qt::CTRL | Qt::Key_2))),
      gallery_page(make(parent, tr("&Gallery"), "gallery", key(Qt::CTRL | Qt::Key_3))),
      charts_page(make(parent, tr("&Charts"), "charts", key(Qt::CTRL | Qt::Key_4))),
      export_page(make(parent, tr("E&xport"), "export", key(Qt::CTRL | Qt::Key_5))),
      review_queue(make(parent, tr("Review &queue"), "queue", key(Qt::Key_Q))),
      search(make(parent, tr("&Search variants"), "filter", key(Qt::CTRL | Qt::Key_F))),
      refresh(make(parent, tr("Search a&gain"), nullptr, key(Qt::Key_F5))) {
    undo->setIcon(widgets::icon(QStringLiteral("undo")));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setIcon(widgets::icon(QStringLiteral("redo")));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    draw->setCheckable(true);
    // No shortcut: the canvas tells a tap of the space bar from a held one, and buttons keep their space bar.
    accept->setToolTip(tr("Accept (Space)"));
    for (QAction* page : {ladder_page, editor_page, gallery_page, charts_page, export_page}) {
        page->setCheckable(true);
        pages->addAction(page);
    }
    ladder_page->setChecked(true);
}

}  // namespace destudio::ui
