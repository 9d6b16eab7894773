// SPDX-License-Identifier: Apache-2.0
#include "ui/window/tool_bar.h"

#include <QAction>
#include <QEvent>
#include <QToolBar>
#include <QToolButton>

#include "ui/actions/window_actions.h"

namespace destudio::ui {
namespace {

/// Where a bar has no room for everything, its pages lose their icons rather than the tools their places.
class PageButtons : public QObject {
public:
    PageButtons(QToolBar* bar, QList<QToolButton*> buttons) : QObject(bar), m_bar(bar), m_buttons(std::move(buttons)) {
        bar->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize) {
            set_style(Qt::ToolButtonTextBesideIcon);
            if (m_bar->sizeHint().width() > m_bar->width()) {
                set_style(Qt::ToolButtonTextOnly);
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

    QToolBar* m_bar;
    QList<QToolButton*> m_buttons;
};

}  // namespace

void fill_tool_bar(QToolBar* bar, const WindowActions& actions) {
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    QList<QToolButton*> pages;
    for (QAction* page : {actions.ladder_page, actions.editor_page, actions.gallery_page, actions.charts_page,
                          actions.export_page, actions.training_page, actions.evaluation_page, actions.jobs_page}) {
        bar->addAction(page);
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(page))) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            pages << button;
        }
    }
    new PageButtons(bar, pages);
    bar->addSeparator();
    bar->addActions({actions.undo, actions.redo});
    bar->addSeparator();
    bar->addActions({actions.previous, actions.next, actions.accept, actions.reject, actions.review_queue});
    bar->addSeparator();
    bar->addActions({actions.draw, actions.relabel, actions.duplicate, actions.remove});
    bar->addSeparator();
    bar->addActions({actions.fit, actions.difference, actions.wipe, actions.inspect});
}

}  // namespace destudio::ui
