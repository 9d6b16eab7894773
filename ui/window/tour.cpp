// SPDX-License-Identifier: Apache-2.0
#include "ui/window/tour.h"

#include <QAction>
#include <QMenuBar>
#include <QToolBar>

#include "ui/base/user_settings.h"
#include "ui/gallery/gallery_page.h"
#include "ui/ladder/ladder_page.h"
#include "ui/window/main_window.h"

namespace destudio::ui {

Tour::Tour(MainWindow& window) : QObject(&window), m_window(window) {
    connect(window.actions_of_window().tour, &QAction::triggered, this, &Tour::start);
}

Tour::~Tour() {
    delete m_mark;
}

QString Tour::key(const char* action) const {
    const QString keys = m_window.registry().keys_text(m_window.registry().index_of(QLatin1String(action)));
    return keys.isEmpty() ? tr("no key") : keys.section(QStringLiteral(", "), 0, 0);
}

void Tour::collect() {
    const auto named = [this](const char* name) {
        return [this, name] {
            m_window.show_page(Page::kLadder);
            return m_window.findChild<QWidget*>(QLatin1String(name));
        };
    };
    const auto tool = [this](QAction* action) {
        return m_window.findChild<QToolBar*>(QStringLiteral("tools"))->widgetForAction(action);
    };
    WindowActions& actions = m_window.actions_of_window();
    m_steps = {
        {tr("References"),
         tr("These are the images that everything starts from. Choose one; drop more on the window at any time."),
         named("references")},
        {tr("Generate"),
         tr("A diffusion model redraws the reference, once for each ratio and seed, and finds the boxes. A low ratio "
            "keeps "
            "the picture, a high one leaves it. Press %1 to try it.")
             .arg(key("generate")),
         named("generate_button")},
        {tr("The ladder"),
         tr("Columns are ratios, rows are seeds. The wheel zooms all pictures together. Lanes below tell what became "
            "of "
            "each object."),
         [this]() -> QWidget* {
             m_window.show_page(Page::kLadder);
             return m_window.pages().ladder();
         }},
        {tr("Review"),
         tr("%1 goes to the next picture, %2 accepts it, %3 rejects it. %4 accepts all up to the current ratio.")
             .arg(key("next"), key("accept"), key("reject"), key("accept_up_to")),
         [tool, &actions] { return tool(actions.accept); }},
        {tr("Boxes"),
         tr("%1 draws a box, digits and %2 change its class, %3 removes it. Every edit is kept at once, and %4 undoes "
            "it.")
             .arg(key("draw"), key("relabel"), key("remove"), key("undo")),
         [tool, &actions] { return tool(actions.draw); }},
        {tr("Gallery"),
         tr("All variants of the project. %1 searches them, for instance class:cat score:[0.3,0.5]; %2 puts those "
            "first "
            "that need the fewest edits.")
             .arg(key("search"), key("review_queue")),
         [this]() -> QWidget* {
             m_window.show_page(Page::kGallery);
             return m_window.pages().gallery();
         }},
        {tr("Export"), tr("COCO, Pascal VOC, YOLO and other formats, written in one go and read back to check them."),
         [this, tool, &actions] {
             m_window.show_page(Page::kLadder);
             return tool(actions.export_page);
         }},
        {tr("That is all"),
         tr("%1 opens the user's guide at the page you are on. %2 shows every key; all of them can be changed. The "
            "tour "
            "is in the Help menu.")
             .arg(key("guide"), key("key_sheet")),
         [this]() -> QWidget* { return m_window.menuBar(); }},
    };
}

void Tour::offer() {
    if (!UserSettings().tour_seen()) {
        start();
    }
}

void Tour::start() {
    if (m_window.controllers().workspace.session() != nullptr) {
        begin();
        return;
    }
    connect(&m_window.controllers().projects, &ProjectController::opened, this, &Tour::begin, Qt::SingleShotConnection);
    m_window.controllers().projects.open_sample();
}

void Tour::begin() {
    delete m_mark;
    collect();  // with the keys and the language of now
    m_mark = new widgets::CoachMark(&m_window);
    connect(m_mark, &widgets::CoachMark::next, this, [this] { show(m_step + 1); });
    connect(m_mark, &widgets::CoachMark::back, this, [this] { show(m_step - 1); });
    connect(m_mark, &widgets::CoachMark::skipped, this, &Tour::end);
    show(0);
}

void Tour::show(int step) {
    if (step < 0) {
        return;
    }
    if (step >= steps()) {
        end();
        return;
    }
    m_step = step;
    const Step& shown = m_steps[static_cast<std::size_t>(step)];
    QWidget* target = shown.target();
    m_mark->point_at(target, shown.title, shown.text, tr("%1 of %2").arg(step + 1).arg(steps()), step == 0,
                     step + 1 == steps());
}

void Tour::end() {
    UserSettings().set_tour_seen(true);
    if (m_mark != nullptr) {
        m_mark->hide();
        m_mark->deleteLater();
        m_mark = nullptr;
    }
    m_window.show_page(Page::kLadder);
}

}  // namespace destudio::ui
