// SPDX-License-Identifier: Apache-2.0
#include "ui/actions/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QRegularExpression>
#include <QUndoGroup>

#include "ui/actions/action_registry.h"
#include "widgets/base/icons.h"

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
      add_folder(make(parent, tr("Add a &folder of images…"), "folder", key(Qt::CTRL | Qt::Key_U))),
      locate(make(parent, tr("&Locate moved images…"), nullptr)),
      versions(make(parent, tr("&Versions…"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_S))),
      quit(make(parent, tr("&Quit"), nullptr, key(Qt::CTRL | Qt::Key_Q))),
      undo(undo_group.createUndoAction(parent)),
      redo(undo_group.createRedoAction(parent)),
      copy(make(parent, tr("&Copy box"), nullptr, {QKeySequence::Copy})),
      paste(make(parent, tr("&Paste box"), nullptr, {QKeySequence::Paste})),
      duplicate(make(parent, tr("D&uplicate box"), "duplicate", key(Qt::CTRL | Qt::Key_D))),
      remove(make(parent, tr("&Delete box"), "delete", key(Qt::Key_Delete))),
      relabel(
          make(parent, tr("Change c&lass…"), "label", {QKeySequence(Qt::Key_E), QKeySequence(Qt::CTRL | Qt::Key_E)})),
      edit_classes(make(parent, tr("Class&es…"), "boxes", key(Qt::CTRL | Qt::Key_L))),
      author_name(make(parent, tr("Your na&me…"), nullptr)),
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
      accept_and_next(make(parent, tr("Accept and ne&xt"), nullptr, key(Qt::Key_G))),
      reject_and_next(make(parent, tr("Reject and next"), nullptr, key(Qt::SHIFT | Qt::Key_X))),
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
      difference(make(parent, tr("&Difference to the reference"), "difference", key(Qt::SHIFT | Qt::Key_D))),
      wipe(make(parent, tr("&Wipe against the reference"), "wipe", key(Qt::SHIFT | Qt::Key_W))),
      wipe_left(make(parent, tr("Wipe line to the left"), nullptr, key(Qt::CTRL | Qt::Key_Left))),
      wipe_right(make(parent, tr("Wipe line to the right"), nullptr, key(Qt::CTRL | Qt::Key_Right))),
      inspect(make(parent, tr("&Inspect (hold the key)"), "inspect", key(Qt::Key_I))),
      find_missed(make(parent, tr("Find &missed objects"), nullptr, key(Qt::SHIFT | Qt::Key_I))),
      generate(make(parent, tr("&Generate"), "generate",
                    {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)})),
      generate_all(
          make(parent, tr("Generate for &all references"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_Return))),
      scale_up(make(parent, tr("&Scale up…"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_U))),
      cancel(make(parent, tr("&Cancel"), "cancel", key(Qt::CTRL | Qt::Key_Period))),
      fine_tune(make(parent, tr("Fine-&tune on my corrections…"), nullptr)),
      cancel_after(
          make(parent, tr("Cancel after this &image"), "cancel-after", key(Qt::CTRL | Qt::SHIFT | Qt::Key_Period))),
      presets(make(parent, tr("&Presets"), "preset", key(Qt::CTRL | Qt::SHIFT | Qt::Key_P))),
      more_like_this(make(parent, tr("&More like this"), "dice", key(Qt::ALT | Qt::Key_Down))),
      less_change(make(parent, tr("&Less change"), "less-change", key(Qt::ALT | Qt::Key_Left))),
      more_change(make(parent, tr("M&ore change"), "more-change", key(Qt::ALT | Qt::Key_Right))),
      rerun(make(parent, tr("&Re-run and compare"), "compare", key(Qt::CTRL | Qt::Key_R))),
      rerun_file(make(parent, tr("Re-run a recipe from a &file…"), nullptr, key(Qt::CTRL | Qt::SHIFT | Qt::Key_R))),
      pause_jobs(make(parent, tr("&Pause"), "pause",
                      {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P), QKeySequence(Qt::Key_Pause)})),
      cancel_job(make(parent, tr("&Cancel or remove the selected jobs"), "cancel", key(Qt::CTRL | Qt::Key_Delete))),
      cancel_job_after(make(parent, tr("Cancel the selected jobs after this &image"), "cancel-after",
                            key(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete))),
      retry_job(make(parent, tr("&Try again"), "retry", key(Qt::CTRL | Qt::SHIFT | Qt::Key_Y))),
      job_first(make(parent, tr("Run &first"), "to-top", key(Qt::CTRL | Qt::SHIFT | Qt::Key_Home))),
      job_up(make(parent, tr("Run &earlier"), "up", key(Qt::CTRL | Qt::SHIFT | Qt::Key_Up))),
      job_down(make(parent, tr("Run &later"), "down", key(Qt::CTRL | Qt::SHIFT | Qt::Key_Down))),
      clear_jobs(make(parent, tr("Clear f&inished jobs"), "clear", key(Qt::CTRL | Qt::SHIFT | Qt::Key_Backspace))),
      issues_dock(make(parent, tr("&Issues"), "warning", key(Qt::CTRL | Qt::SHIFT | Qt::Key_I))),
      log_dock(make(parent, tr("L&og"), "log", key(Qt::CTRL | Qt::SHIFT | Qt::Key_G))),
      pages(new QActionGroup(parent)),
      ladder_page(make(parent, tr("&Ladder"), "ladder", key(Qt::CTRL | Qt::Key_1))),
      editor_page(make(parent, tr("&Editor"), "editor", key(Qt::CTRL | Qt::Key_2))),
      gallery_page(make(parent, tr("&Gallery"), "gallery", key(Qt::CTRL | Qt::Key_3))),
      charts_page(make(parent, tr("&Charts"), "charts", key(Qt::CTRL | Qt::Key_4))),
      export_page(make(parent, tr("E&xport"), "export", key(Qt::CTRL | Qt::Key_5))),
      training_page(make(parent, tr("&Training"), "training", key(Qt::CTRL | Qt::Key_6))),
      evaluation_page(make(parent, tr("E&valuation"), "evaluation", key(Qt::CTRL | Qt::Key_7))),
      jobs_page(make(parent, tr("&Jobs"), "jobs", key(Qt::CTRL | Qt::Key_8))),
      models_page(make(parent, tr("&Models"), "models", key(Qt::CTRL | Qt::Key_9))),
      map_page(make(parent, tr("Ma&p"), "map", key(Qt::CTRL | Qt::SHIFT | Qt::Key_M))),
      review_queue(make(parent, tr("Review &queue"), "queue", key(Qt::Key_Q))),
      search(make(parent, tr("&Search variants"), "filter",
                  {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::Key_Slash)})),
      refresh(make(parent, tr("Search a&gain"), nullptr, key(Qt::Key_F5))),
      guide(make(parent, tr("&User's guide"), "guide", key(Qt::Key_F1))),
      key_sheet(make(parent, tr("&Key sheet"), "keyboard",
                     {QKeySequence(Qt::SHIFT | Qt::Key_F1), QKeySequence(Qt::Key_Question)})),
      edit_keys(make(parent, tr("&Change keys…"), nullptr)),
      tour(make(parent, tr("&Tour of the window"), nullptr)),
      about(make(parent, tr("&About DiffusionEngine Studio"), nullptr)),
      domain_page(make(parent, tr("New &domain"), "image", key(Qt::CTRL | Qt::SHIFT | Qt::Key_N))) {
    undo->setIcon(widgets::icon(QStringLiteral("undo")));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setIcon(widgets::icon(QStringLiteral("redo")));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    for (QAction* toggle :
         {draw, boxes_visible, minimap, crosshair, difference, wipe, pause_jobs, issues_dock, log_dock}) {
        toggle->setCheckable(true);
    }
    for (QAction* page : {ladder_page, editor_page, gallery_page, charts_page, export_page, training_page,
                          evaluation_page, jobs_page, models_page, map_page, domain_page}) {
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
                     {"versions", versions},
                     {"close_project", close_project},
                     {"quit", quit}});
    add(tr("Edit"), {{"undo", undo},
                     {"redo", redo},
                     {"draw", draw},
                     {"select_mode", select_mode},
                     {"relabel", relabel},
                     {"ignore", ignore},
                     {"lock", lock},
                     {"hide", hide},
                     {"show_hidden", show_hidden},
                     {"carry", carry},
                     {"adopt", adopt},
                     {"select_all", select_all},
                     {"select_same_class", select_same_class},
                     {"select_next_too", select_next_too},
                     {"box_list", box_list},
                     {"edit_classes", edit_classes},
                     {"author_name", author_name},
                     {"copy", copy},
                     {"paste", paste},
                     {"duplicate", duplicate},
                     {"remove", remove}});
    add(tr("Review"), {{"previous", previous},
                       {"next", next},
                       {"next_in_stack", next_in_stack},
                       {"previous_in_stack", previous_in_stack},
                       {"next_unreviewed", next_unreviewed}});
    // No shortcut: the canvas tells a tap of the space bar from a held one, and buttons keep their space bar.
    registry.add(tr("Review"), QStringLiteral("accept"), accept, {QKeySequence(Qt::Key_Space)});
    add(tr("Review"), {{"reject", reject},
                       {"accept_and_next", accept_and_next},
                       {"reject_and_next", reject_and_next},
                       {"accept_up_to", accept_up_to},
                       {"review_queue", review_queue},
                       {"search", search},
                       {"refresh", refresh}});
    add(tr("Generate"), {{"generate", generate},
                         {"generate_all", generate_all},
                         {"scale_up", scale_up},
                         {"cancel", cancel},
                         {"cancel_after", cancel_after},
                         {"presets", presets},
                         {"more_like_this", more_like_this},
                         {"less_change", less_change},
                         {"more_change", more_change},
                         {"rerun", rerun},
                         {"rerun_file", rerun_file},
                         {"fine_tune", fine_tune}});
    add(tr("Jobs"), {{"pause_jobs", pause_jobs},
                     {"cancel_job", cancel_job},
                     {"cancel_job_after", cancel_job_after},
                     {"retry_job", retry_job},
                     {"job_first", job_first},
                     {"job_up", job_up},
                     {"job_down", job_down},
                     {"clear_jobs", clear_jobs}});
    add(tr("View"), {{"ladder_page", ladder_page},
                     {"editor_page", editor_page},
                     {"gallery_page", gallery_page},
                     {"charts_page", charts_page},
                     {"export_page", export_page},
                     {"training_page", training_page},
                     {"evaluation_page", evaluation_page},
                     {"jobs_page", jobs_page},
                     {"models_page", models_page},
                     {"map_page", map_page},
                     {"domain_page", domain_page},
                     {"issues_dock", issues_dock},
                     {"log_dock", log_dock},
                     {"fit", fit},
                     {"fit_width", fit_width},
                     {"actual_size", actual_size},
                     {"zoom_in", zoom_in},
                     {"zoom_out", zoom_out},
                     {"boxes_visible", boxes_visible},
                     {"labels", labels},
                     {"minimap", minimap},
                     {"crosshair", crosshair},
                     {"thicker_lines", thicker_lines},
                     {"brighter", brighter},
                     {"darker", darker},
                     {"more_contrast", more_contrast},
                     {"less_contrast", less_contrast},
                     {"neutral_tone", neutral_tone},
                     {"difference", difference},
                     {"wipe", wipe},
                     {"wipe_left", wipe_left},
                     {"wipe_right", wipe_right},
                     {"inspect", inspect},
                     {"find_missed", find_missed}});
    add(tr("Help"),
        {{"guide", guide}, {"key_sheet", key_sheet}, {"edit_keys", edit_keys}, {"tour", tour}, {"about", about}});
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
    // Left and right are shared: without a selected box they are keys of actions above.
    registry.add_fixed(canvas, tr("Move the right and lower edges alone"),
                       {QKeySequence(Qt::CTRL | Qt::Key_Up), QKeySequence(Qt::CTRL | Qt::Key_Down)},
                       tr("Ctrl+Arrow keys"));
    registry.add_fixed(canvas, tr("Move the left and upper edges alone"), {QKeySequence(Qt::ALT | Qt::Key_Up)},
                       tr("Alt+Arrow keys"));
    registry.add_fixed(canvas, tr("Set a corner while drawing; else the class of the selected box"),
                       {QKeySequence(Qt::Key_Return)});
    registry.add_fixed(canvas, tr("Menu of the box"), {QKeySequence(Qt::Key_Menu)});
    registry.add_fixed(canvas, tr("Stop drawing, deselect"), {QKeySequence(Qt::Key_Escape)});
    registry.add_fixed(canvas, tr("Next, previous box"), {QKeySequence(Qt::Key_Tab), QKeySequence(Qt::Key_Backtab)},
                       tr("Tab, Shift+Tab"));
}

}  // namespace destudio::ui
