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
      add_folder(make(parent, tr("Add a &folder of images…"), "folder", key(Qt::CTRL | Qt::Key_U))),
      locate(make(parent, tr("&Locate moved images…"), nullptr)),
      quit(make(parent, tr("&Quit"), nullptr, {QKeySequence::Quit})),
      undo(undo_group.createUndoAction(parent)),
      redo(undo_group.createRedoAction(parent)),
      copy(make(parent, tr("&Copy box"), nullptr, {QKeySequence::Copy})),
      paste(make(parent, tr("&Paste box"), nullptr, {QKeySequence::Paste})),
      duplicate(make(parent, tr("D&uplicate box"), "duplicate", key(Qt::CTRL | Qt::Key_D))),
      remove(make(parent, tr("&Delete box"), "delete", key(Qt::Key_Delete))),
      relabel(
          make(parent, tr("Change c&lass…"), "label", {QKeySequence(Qt::Key_E), QKeySequence(Qt::CTRL | Qt::Key_E)})),
      ignore(make(parent, tr("&Ignore region"), "ignore", key(Qt::Key_M))),
      lock(make(parent, tr("L&ock box"), "lock", key(Qt::Key_L))),
      hide(make(parent, tr("&Hide box"), "hide", key(Qt::Key_H))),
      show_hidden(make(parent, tr("Show hidden &boxes again"), nullptr, key(Qt::SHIFT | Qt::Key_H))),
      carry(make(parent, tr("Carry to other &rungs"), "carry",
                 {QKeySequence(Qt::Key_C), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)})),
      adopt(make(parent, tr("Adopt a s&uggestion"), "adopt", key(Qt::Key_P))),
      select_all(make(parent, tr("&Select all boxes"), nullptr, {QKeySequence::SelectAll})),
      select_same_class(
          make(parent, tr("Select boxes of the same class"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_A))),
      select_next_too(make(parent, tr("Select the next box, too"), nullptr, key(Qt::Key_T))),
      box_list(make(parent, tr("List of &boxes"), nullptr, key(Qt::CTRL | Qt::Key_B))),
      draw(make(parent, tr("&Draw a box"), "draw", {QKeySequence(Qt::Key_W), QKeySequence(Qt::Key_R)})),
      select_mode(make(parent, tr("Select and mo&ve boxes"), "select", key(Qt::CTRL | Qt::Key_J))),
      accept(make(parent, tr("&Accept"), "accept")),
      reject(make(parent, tr("&Reject"), "reject", key(Qt::Key_X))),
      accept_up_to(make(parent, tr("Accept &up to this ratio"), nullptr, key(Qt::Key_U))),
      previous(make(parent, tr("&Previous picture"), "previous", key(Qt::Key_A))),
      next(make(parent, tr("&Next picture"), "next", key(Qt::Key_D))),
      next_in_stack(make(parent, tr("Next with the same &seed and ratio"), nullptr, key(Qt::Key_S))),
      previous_in_stack(make(parent, tr("Previous with the same seed and ratio"), nullptr, key(Qt::SHIFT | Qt::Key_S))),
      next_unreviewed(make(parent, tr("Next that is &not reviewed"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_D))),
      accept_and_go_on(make(parent, tr("Accept and &go on"), nullptr, key(Qt::Key_G))),
      reject_and_go_on(make(parent, tr("Reject and go on"), nullptr, key(Qt::SHIFT | Qt::Key_X))),
      fit(make(parent, tr("&Fit to window"), "fit", {QKeySequence(Qt::Key_F), QKeySequence(Qt::CTRL | Qt::Key_F)})),
      fit_width(make(parent, tr("Fit &width"), "fit-width", key(Qt::CTRL | Qt::SHIFT | Qt::Key_F))),
      actual_size(make(parent, tr("&Actual pixels"), "zoom-actual",
                       {QKeySequence(Qt::CTRL | Qt::Key_0), QKeySequence(Qt::CTRL | Qt::Key_Equal)})),
      zoom_in(
          make(parent, tr("Zoom &in"), "zoom-in", {QKeySequence(Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Plus)})),
      zoom_out(make(parent, tr("Zoom &out"), "zoom-out",
                    {QKeySequence(Qt::Key_Minus), QKeySequence(Qt::CTRL | Qt::Key_Minus)})),
      boxes_visible(make(parent, tr("Show &boxes"), "boxes", key(Qt::CTRL | Qt::Key_H))),
      minimap(make(parent, tr("&Overview"), "minimap", key(Qt::CTRL | Qt::Key_M))),
      crosshair(make(parent, tr("C&rosshair"), nullptr, key(Qt::SHIFT | Qt::Key_C))),
      labels(make(parent, tr("Labels: all, selected, none"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_L))),
      thicker_lines(make(parent, tr("Thicker lines"), nullptr, key(Qt::SHIFT | Qt::Key_L))),
      brighter(make(parent, tr("Brighter"), nullptr, key(Qt::Key_B))),
      darker(make(parent, tr("Darker"), nullptr, key(Qt::SHIFT | Qt::Key_B))),
      more_contrast(make(parent, tr("More contrast"), nullptr, key(Qt::Key_K))),
      less_contrast(make(parent, tr("Less contrast"), nullptr, key(Qt::SHIFT | Qt::Key_K))),
      neutral_tone(
          make(parent, tr("Brightness and contrast as in the file"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_B))),
      generate(make(parent, tr("&Generate"), "generate",
                    {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)})),
      generate_all(
          make(parent, tr("Generate for &all references"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_Return))),
      cancel(make(parent, tr("&Cancel"), "cancel", key(Qt::CTRL | Qt::Key_Period))),
      pages(new QActionGroup(parent)),
      ladder_page(make(parent, tr("&Ladder"), "ladder", key(Qt::CTRL | Qt::Key_1))),
      editor_page(make(parent, tr("&Editor"), "editor", key(Qt::CTRL | Qt::Key_2))),
      gallery_page(make(parent, tr("&Gallery"), "gallery", key(Qt::CTRL | Qt::Key_3))),
      charts_page(make(parent, tr("&Charts"), "charts", key(Qt::CTRL | Qt::Key_4))),
      export_page(make(parent, tr("E&xport"), "export", key(Qt::CTRL | Qt::Key_5))),
      review_queue(make(parent, tr("Review &queue"), "queue", key(Qt::Key_Q))),
      search(make(parent, tr("&Search variants"), "filter",
                  {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::Key_Slash)})),
      refresh(make(parent, tr("Search a&gain"), nullptr, key(Qt::Key_F5))) {
    undo->setIcon(widgets::icon(QStringLiteral("undo")));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setIcon(widgets::icon(QStringLiteral("redo")));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    for (QAction* action : {draw, boxes_visible, minimap, crosshair}) {
        action->setCheckable(true);
    }
    // No shortcut: the canvas tells a tap of the space bar from a held one, and buttons keep their space bar.
    accept->setToolTip(tr("Accept (Space)"));
    for (QAction* page : {ladder_page, editor_page, gallery_page, charts_page, export_page}) {
        page->setCheckable(true);
        pages->addAction(page);
    }
    ladder_page->setChecked(true);
}

}  // namespace destudio::ui
