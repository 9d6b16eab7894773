// SPDX-License-Identifier: Apache-2.0
#include "ui/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QRegularExpression>
#include <QUndoGroup>

#include "ui/action_registry.h"
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
      edit_classes(make(parent, tr("Class&es…"), "boxes", key(Qt::CTRL | Qt::Key_L))),
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
      refresh(make(parent, tr("Search a&gain"), nullptr, key(Qt::Key_F5))),
      key_sheet(make(parent, tr("&Key sheet"), "keyboard", {QKeySequence(Qt::Key_F1)})),
      edit_keys(make(parent, tr("&Change keys…"), nullptr)),
      tour(make(parent, tr("&Tour of the window"), nullptr)),
      about(make(parent, tr("&About DiffusionEngine Studio"), nullptr)) {
    undo->setIcon(widgets::icon(QStringLiteral("undo")));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setIcon(widgets::icon(QStringLiteral("redo")));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    draw->setCheckable(true);
    for (QAction* page : {ladder_page, editor_page, gallery_page, charts_page, export_page}) {
        page->setCheckable(true);
        pages->addAction(page);
    }
    ladder_page->setChecked(true);
}

void WindowActions::register_in(ActionRegistry& registry) const {
    const auto add = [&registry](const QString& group,
                                 std::initializer_list<std::pair<const char*, QAction*>> actions) {
        for (const auto& [name, action] : actions) {
            registry.add(group, QLatin1String(name), action);
        }
    };
    add(tr("File"), {{"new_project", new_project},
                     {"open_project", open_project},
                     {"open_sample", open_sample},
                     {"add_images", add_images},
                     {"add_folder", add_folder},
                     {"locate", locate},
                     {"close_project", close_project},
                     {"quit", quit}});
    add(tr("Edit"), {{"undo", undo},
                     {"redo", redo},
                     {"draw", draw},
                     {"relabel", relabel},
                     {"edit_classes", edit_classes},
                     {"copy", copy},
                     {"paste", paste},
                     {"duplicate", duplicate},
                     {"remove", remove}});
    add(tr("Review"), {{"previous", previous},
                       {"next", next},
                       {"next_in_stack", next_in_stack},
                       {"previous_in_stack", previous_in_stack}});
    // No shortcut: the canvas tells a tap of the space bar from a held one, and buttons keep their space bar.
    registry.add(tr("Review"), QStringLiteral("accept"), accept, {QKeySequence(Qt::Key_Space)});
    add(tr("Review"), {{"reject", reject},
                       {"accept_up_to", accept_up_to},
                       {"review_queue", review_queue},
                       {"search", search},
                       {"refresh", refresh}});
    add(tr("Generate"),
        {{"generate", generate}, {"generate_all", generate_all}, {"scale_up", scale_up}, {"cancel", cancel}});
    add(tr("View"), {{"ladder_page", ladder_page},
                     {"editor_page", editor_page},
                     {"gallery_page", gallery_page},
                     {"charts_page", charts_page},
                     {"export_page", export_page},
                     {"fit", fit}});
    add(tr("Help"), {{"key_sheet", key_sheet}, {"edit_keys", edit_keys}, {"tour", tour}, {"about", about}});
    // What canvases and lists do with keys by themselves.
    const QString canvas = tr("On a picture");
    QList<QKeySequence> digits;
    for (int digit = 0; digit <= 9; ++digit) {
        digits << QKeySequence(Qt::Key_0 + digit);
    }
    registry.add_fixed(canvas, tr("Class by its number"), digits, QStringLiteral("0 … 9"));
    registry.add_fixed(
        canvas, tr("Move the box or the crosshair by 1 pixel"),
        {QKeySequence(Qt::Key_Left), QKeySequence(Qt::Key_Right), QKeySequence(Qt::Key_Up), QKeySequence(Qt::Key_Down)},
        tr("Arrow keys"));
    registry.add_fixed(canvas, tr("Move it by 10 pixels"),
                       {QKeySequence(Qt::SHIFT | Qt::Key_Left), QKeySequence(Qt::SHIFT | Qt::Key_Right),
                        QKeySequence(Qt::SHIFT | Qt::Key_Up), QKeySequence(Qt::SHIFT | Qt::Key_Down)},
                       tr("Shift+Arrow keys"));
    registry.add_fixed(canvas, tr("Set a corner while drawing"), {QKeySequence(Qt::Key_Return)});
    registry.add_fixed(canvas, tr("Stop drawing, deselect"), {QKeySequence(Qt::Key_Escape)});
    registry.add_fixed(canvas, tr("Next, previous box"), {QKeySequence(Qt::Key_Tab), QKeySequence(Qt::Key_Backtab)},
                       tr("Tab, Shift+Tab"));
}

}  // namespace destudio::ui
