// SPDX-License-Identifier: Apache-2.0
#include "ui/window/tool_bar.h"

#include <QAction>
#include <QEvent>
#include <QLayout>
#include <QStyle>
#include <QToolBar>
#include <QToolButton>
#include <algorithm>

#include "ui/actions/window_actions.h"
#include "ui/pages/review_page.h"

namespace destudio::ui {
namespace {

/// What stands behind the pages; a null stands for a separator.
QList<QAction*> tools_for(const WindowActions& actions, bool reviews, bool has_panels) {
    QList<QAction*> tools{nullptr, actions.undo, actions.redo};
    if (reviews) {
        tools << nullptr << actions.previous << actions.next << actions.accept << actions.reject
              << actions.review_queue;
    }
    if (has_panels) {
        tools << nullptr << actions.draw << actions.relabel << actions.duplicate << actions.remove;
        tools << nullptr << actions.fit << actions.difference << actions.wipe << actions.inspect;
    }
    return tools;
}

/// Where a bar has no room for everything, its pages lose their icons, or else their names, rather than the tools their
/// places. There is room on all pages or on none, so that the buttons stay where they are from page to page.
class PageButtons : public QObject {
public:
    /// @param most the tools of the page that has most
    PageButtons(QToolBar* bar, QList<QToolButton*> buttons, const QList<QAction*>& most)
        : QObject(bar),
          m_bar(bar),
          m_buttons(std::move(buttons)),
          m_separators(static_cast<int>(most.count(nullptr))),
          m_tools(static_cast<int>(most.size()) - m_separators) {
        bar->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize || event->type() == QEvent::LanguageChange) {
            for (const auto style : {Qt::ToolButtonTextBesideIcon, Qt::ToolButtonTextOnly, Qt::ToolButtonIconOnly}) {
                set_style(style);
                if (wanted_width() <= m_bar->width()) {
                    break;
                }
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void set_style(Qt::ToolButtonStyle style) {
        for (QToolButton* button : m_buttons) {
            button->setToolButtonStyle(style);
        }
    }
    int wanted_width() const {
        const int separator = m_bar->style()->pixelMetric(QStyle::PM_ToolBarSeparatorExtent, nullptr, m_bar);
        const int spacing = m_bar->layout()->spacing();
        int tool = 0;
        for (QToolButton* button : m_bar->findChildren<QToolButton*>()) {
            if (!m_buttons.contains(button) && button->defaultAction() != nullptr) {
                tool = button->sizeHint().width();
            }
        }
        int width = m_tools * (tool + spacing) + m_separators * (separator + spacing);
        for (const QToolButton* button : m_buttons) {
            width += button->sizeHint().width() + spacing;
        }
        const QMargins margins = m_bar->layout()->contentsMargins();
        return width + margins.left() + margins.right();
    }

    QToolBar* m_bar;
    QList<QToolButton*> m_buttons;
    int m_separators;
    int m_tools;
};

bool is_separator(const QAction* action) {
    return action->isSeparator();
}

}  // namespace

void fill_tool_bar(QToolBar* bar, const WindowActions& actions) {
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    QList<QToolButton*> pages;
    for (QAction* page :
         {actions.ladder_page, actions.editor_page, actions.gallery_page, actions.charts_page, actions.export_page,
          actions.training_page, actions.evaluation_page, actions.jobs_page, actions.models_page, actions.map_page}) {
        bar->addAction(page);
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(page))) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            pages << button;
        }
    }
    new PageButtons(bar, pages, tools_for(actions, true, true));
}

void show_tools(QToolBar* bar, const WindowActions& actions, WindowPage& page) {
    const QList<QAction*> tools = tools_for(actions, page.review() != nullptr, page.wants_panels());
    QList<QAction*> shown = bar->actions();
    shown.remove(0, std::find_if(shown.begin(), shown.end(), is_separator) - shown.begin());
    const auto same = [](const QAction* is, const QAction* wanted) {
        return wanted == nullptr ? is_separator(is) : is == wanted;
    };
    if (std::equal(shown.begin(), shown.end(), tools.begin(), tools.end(), same)) {
        return;
    }
    for (QAction* action : shown) {
        bar->removeAction(action);
        if (is_separator(action)) {
            delete action;
        }
    }
    for (QAction* action : tools) {
        if (action == nullptr) {
            bar->addSeparator();
        } else {
            bar->addAction(action);
        }
    }
    bar->layout()->activate();
}

}  // namespace destudio::ui
