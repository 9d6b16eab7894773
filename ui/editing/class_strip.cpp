// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/class_strip.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kSwatch = 10;
constexpr int kGap = 2;

}  // namespace

ClassStrip::ClassStrip(Workspace& workspace, EditController& edits, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_edits(edits),
      m_layout(new QHBoxLayout(this)),
      m_group(new QButtonGroup(this)),
      m_more(new QToolButton(this)) {
    setAccessibleName(tr("Classes"));
    m_layout->setContentsMargins(widgets::kMargin, kGap, widgets::kMargin, kGap);
    m_layout->setSpacing(kGap);
    m_more->setObjectName(QStringLiteral("more_classes"));
    m_more->setToolTip(tr("All classes (E)"));
    m_layout->addWidget(m_more);
    m_layout->addStretch(1);
    setMinimumWidth(1);
    connect(m_more, &QToolButton::clicked, this,
            [this] { emit more_requested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(&workspace, &Workspace::session_changed, this, &ClassStrip::rebuild);
    connect(&workspace, &Workspace::classes_changed, this, &ClassStrip::rebuild);
    connect(&workspace, &Workspace::drawing_class_changed, this, &ClassStrip::show_current);
    rebuild();
}

void ClassStrip::rebuild() {
    qDeleteAll(m_buttons);
    m_buttons.clear();
    const Session* session = m_workspace.session();
    for (std::size_t i = 0; session != nullptr && i < session->classes().size(); ++i) {
        const ProjectClass& entry = session->classes()[i];
        const QString name = QString::fromStdString(entry.name);
        auto* button = new QToolButton(this);
        button->setIcon(widgets::swatch(session->class_color(entry.id)));
        button->setIconSize({kSwatch, kSwatch});
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setCheckable(true);
        const bool digit = i < 10;
        button->setText(digit ? tr("%1  %2").arg((i + 1) % 10).arg(name) : name);
        button->setAccessibleName(name);
        button->setToolTip(digit ? tr("%1: the selected boxes, or what is drawn next (%2)").arg(name).arg((i + 1) % 10)
                                 : tr("%1: the selected boxes, or what is drawn next").arg(name));
        button->setProperty("class_id", QVariant::fromValue<qlonglong>(entry.id));
        m_group->addButton(button);
        m_layout->insertWidget(static_cast<int>(i), button);
        connect(button, &QToolButton::clicked, this, [this, id = entry.id] {
            m_edits.choose_class(id);
            show_current();
        });
        m_buttons << button;
    }
    show_current();
    fit();
}

void ClassStrip::show_current() {
    const RowId current = m_workspace.drawing_class();
    for (QToolButton* button : m_buttons) {
        if (button->property("class_id").toLongLong() == current) {
            button->setChecked(true);
        }
    }
}

void ClassStrip::fit() {
    int left = width() - 2 * widgets::kMargin - m_more->sizeHint().width();
    int hidden = 0;
    for (QToolButton* button : m_buttons) {
        left -= button->sizeHint().width() + kGap;
        button->setVisible(left >= 0);
        hidden += left >= 0 ? 0 : 1;
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("+%1").arg(hidden));
    m_more->setAccessibleName(tr("%n more classes", nullptr, hidden));
}

void ClassStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

}  // namespace destudio::ui
